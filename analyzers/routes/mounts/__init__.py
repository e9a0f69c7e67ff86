"""What one framework hangs a whole router, function or file under, said elsewhere than in the router's own name."""
