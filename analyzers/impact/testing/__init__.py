"""Tests: what their framework loads before they run, and the commands that run some of them."""
