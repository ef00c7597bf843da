"""The pages of account imports."""
