"""C#: namespaces, usings and extension methods."""
