"""The reader of the program's own articles, which come back as the posts they were made of."""
