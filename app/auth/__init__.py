"""Who is asking: tokens, passwords, FastAPI dependencies."""
