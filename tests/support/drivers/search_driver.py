"""A program that indexes an archive over and over until it is killed: what the tests of several processes run.

``rebuild``: from nothing; ``build``: the same by two processes, in several commits; ``search``: what is new, as a
command does; ``serve``: the same, as a server does.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from unroller.archive import Archive
from unroller.search import SearchIndex, indexer, sync


def main(archive: str, index: str, work: str, times: int, engine: str) -> None:
    if work == "build":
        indexer.TWO, indexer.BATCH = 10, 9
    if work == "serve":
        sync.LONG_LIVED = -1.0  # merges in the background
    held = SearchIndex(Path(index), Archive.open(Path(archive)), engine)
    os.write(1, b"ready\n")
    for _ in range(times):
        count = held.rebuild() if work in {"build", "rebuild"} else len(held.search("heron", limit=1000).hits)
        os.write(1, f"{count}\n".encode())
    held.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5])
