"""Exports of whole accounts: what their files are, what their records say, and the threads that these make.

Pure: bytes and names in, values out. :mod:`unroller.unpack` opens the containers, in a process of its own.
:mod:`unroller.accounts.shapes` has them all.
"""

from unroller.accounts.shape import Shape

__all__ = ["Shape"]
