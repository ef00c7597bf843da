"""The page of one thread, its versions, citations and media."""
