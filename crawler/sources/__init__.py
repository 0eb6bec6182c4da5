"""Where candidate sites come from; one source a file."""
