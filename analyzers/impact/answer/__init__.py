"""What is said of a change: its target, what breaks, what is impacted, the checks on it, the risk."""
