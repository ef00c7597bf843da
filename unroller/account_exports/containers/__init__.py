"""The containers an export comes in: ZIP and tar files, folders, single files."""
