"""The front page: a thread handed in and read as one page before it is kept."""
