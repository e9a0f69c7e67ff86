"""Classes that answer routes: which methods, and which paths beside the one they are mounted at."""
