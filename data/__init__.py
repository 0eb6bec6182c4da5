"""What we know, and what we keep."""
