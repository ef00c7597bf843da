"""How much of anything is read, and why that much. Pure values; :mod:`unroller.config` may lower or raise them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds on hostile input. Sizes in bytes or characters as named."""

    #: One pasted text or file. The longest real dumps are under 1 MB; 8 MB reads in seconds on a small machine.
    text_bytes: int = 8 * 1024 * 1024
    #: An upload as a whole, refused by the server before it is parsed (form encoding can triple a paste).
    request_bytes: int = 32 * 1024 * 1024
    #: An account's export as a whole, which goes straight to the disk. The largest known are some gigabytes.
    import_bytes: int = 8 * 1024 * 1024 * 1024
    #: Several files in one go. Compressed and encoded for the preview's form, they must fit into an upload again.
    together_bytes: int = 16 * 1024 * 1024
    #: A line is handed to regular expressions in pieces of this many characters at most.
    line_chars: int = 20_000
    #: Lines with something on them. The longest dumps seen have under 5,000; posts of a line each need no more.
    lines: int = 60_000
    #: Elements of a saved page, drawings aside. Five megabytes of X's markup have some 40,000.
    elements: int = 100_000
    #: Posts in one thread. The longest threads seen hold some 800.
    posts: int = 20_000
    #: A printed document (PDF): sheets, and characters on all of them. 800 posts print on 130 sheets, 200,000
    #: characters.
    print_sheets: int = 200
    print_chars: int = 500_000
    #: The process that opens it: seconds of processor time, how many times that by the clock, and bytes of memory.
    print_seconds: int = 2
    print_patience: int = 5
    print_memory: int = 768 * 1024 * 1024
    #: A search query; anything longer is cut, and said so. People type under 100 characters.
    query_chars: int = 1_000
    query_clauses: int = 32
    #: Free space that must remain after a write, so that the ledger can still close what was begun.
    free_bytes: int = 16 * 1024 * 1024


DEFAULT = Limits()
