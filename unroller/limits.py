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
    #: The export of an account: its files other than media, and its media. Real ones have under 200, and one file for
    #: each picture. All that is read of the posts together, one media file, and how well anything may be packed once
    #: it is larger than 1 MB (records of posts pack some 15 times).
    export_files: int = 20_000
    export_media: int = 200_000
    export_bytes: int = 2 * 1024**3
    export_media_bytes: int = 512 * 1024**2
    export_ratio: int = 200
    #: A packed tar holds its media inside: all that is unpacked of it on the way.
    export_unpacked: int = 64 * 1024**3
    #: A file that is only understood as a whole (a repository, a saved answer), and a side file.
    export_document: int = 128 * 1024**2
    export_side_file: int = 16 * 1024**2
    #: The process that opens it: seconds of processor time at least, bytes of the export for one more second (posts
    #: are read at tens of MB a second), how many times that by the clock, and bytes of address space.
    export_seconds: int = 30
    export_bytes_a_second: int = 1024 * 1024
    export_patience: int = 8
    export_memory: int = 1536 * 1024**2
    #: A search query; anything longer is cut, with a hint. People type under 100 characters.
    query_chars: int = 1_000
    query_clauses: int = 32
    #: The list of organisations that a person keeps: some ten thousand names, and the longest of them.
    list_bytes: int = 256 * 1024
    list_line_chars: int = 200
    #: Free space that must remain after a write, so that the ledger can still close what was begun.
    free_bytes: int = 16 * 1024 * 1024


DEFAULT = Limits()
