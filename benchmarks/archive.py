"""What keeping, listing, loading and checking cost, on the disk you name.

.venv/bin/python benchmarks/archive.py [--threads 10000] [--at FOLDER]
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.support.drivers.archive_driver import numbered
from unroller.archive import Archive


def took(work: Callable[[], object]) -> float:
    """Seconds that `work` takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=10_000)
    parser.add_argument("--at", default=None, help="a folder on the disk to measure; default: for temporary files")
    options = parser.parse_args()
    count = options.threads
    with tempfile.TemporaryDirectory(dir=options.at) as folder:
        root, index = Path(folder) / "archive", Path(folder) / "index"
        archive = Archive.open(root, index=index)
        singles = [took(lambda n=n: next(archive.add([numbered(n)]))) for n in range(30)]
        print(f"add one by one            {median(singles) * 1e3:8.1f} ms  ({1 / median(singles):.0f} a second)")
        bulk = took(lambda: list(archive.add(numbered(n, posts=15) for n in range(30, count))))
        print(f"add in bulk               {(count - 30) / bulk:8.0f} a second")
        again = [numbered(n, posts=15) for n in range(30, min(count, 1030))]
        print(f"add in bulk, all there    {len(again) / took(lambda: list(archive.add(again))):8.0f} a second")
        fresh = Archive.open(root, index=index)
        print(f"first list of a process   {took(fresh.list) * 1e3:8.0f} ms")
        print(f"list again                {took(fresh.list) * 1e3:8.2f} ms")
        keys = [summary.id for summary in fresh.list()[:200]]
        print(
            f"load a thread             {median(took(lambda key=key: fresh.load(key)) for key in keys) * 1e3:8.2f} ms"
        )
        first = took(lambda: next(Archive.open(root, index=index).add([numbered(count)])))
        print(f"first add of a process    {first * 1e3:8.0f} ms")
        print(f"entries after the last    {took(lambda: list(fresh.iter_entries(count))) * 1e3:8.2f} ms")
        print(f"verify                    {count / took(fresh.verify):8.0f} threads a second")
        shutil.rmtree(index)
        anew = Archive.open(root, index=index)
        print(f"first list, no catalog    {took(anew.list) * 1e3:8.0f} ms")
        print(f"peak memory               {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


if __name__ == "__main__":
    main()
