"""Bytes to text, DOM or PDF pages. No I/O."""
