"""What people and programs see: values in, text out. Nothing here reads a file, a clock or the environment."""
