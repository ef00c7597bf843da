"""The pages on which a thread is edited."""
