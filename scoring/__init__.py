"""What it means: facts, checks and the law. Pure: no network, no disk, no clock, no randomness."""
