"""Classes that answer routes: which methods, and which paths beside the one that hangs them."""
