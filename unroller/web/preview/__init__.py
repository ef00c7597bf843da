"""The front page: a thread is submitted and shown as one page before it is kept."""
