"""Files that name commands: make, task runners, CI workflows, releases."""
