"""What is written down in a hurry, made into cards and contacts: pure, from text and values to values."""
