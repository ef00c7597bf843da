"""The catalog: what the kept threads are listed by, in one disposable SQLite file that follows the ledger.

See ``docs/archive.md`` for what it is and where it lies, and :mod:`unroller.archive.catalog.interface` for what is
asked of it.
"""
