"""Elixir, Erlang and Gleam, which share Hex."""
