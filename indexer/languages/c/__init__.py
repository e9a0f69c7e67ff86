"""C and C++: includes, and the folders that a compiler would search for them."""
