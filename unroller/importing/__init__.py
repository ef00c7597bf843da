"""Imports of whole accounts: an export goes in, a person chooses, threads are kept, a receipt accounts for every post.

:class:`Imports` is what both faces call. Its state is on the disk, so that it survives a restart.
"""
