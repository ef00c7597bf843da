"""Exports of whole accounts: what their files are, what their records say, and the threads that these make.

Pure: bytes and names in, values out. :mod:`unroller.account_exports.scan` opens the containers, in a process of its
own. :mod:`unroller.readers.registry` lists all formats among the other readers.
"""

from unroller.account_exports.export_format import ExportFormat

__all__ = ["ExportFormat"]
