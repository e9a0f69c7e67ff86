"""The prefixes under which one framework mounts a whole router, function or file, where the router's own name does not tell them."""
