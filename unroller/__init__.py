"""Unroller: paste a thread, read it as one page, keep it for good, find it again years later.

The path of one thread runs through the modules from top to bottom (see ``docs/architecture.md``)::

    Capture -> readers.read -> Thread -> article.build_article -> Article -> archive.add -> search.add
"""

__version__ = "0.2.0"
