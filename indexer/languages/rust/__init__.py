"""Rust: crates, and modules laid out as files."""
