"""What importing the export of an account costs, beside the floor: parse its records, write the same bytes.

.venv/bin/python benchmarks/archives.py [--sizes 10000,100000,500000] [--generator FILE] [--at FOLDER]

`--generator` is a program that is called with a folder, `--tweets N` and `--zip`, and writes an X archive; without one
a small one of the tests is used. Each measure is a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
T = TypeVar("T")


def floor(export: Path, work: Path) -> None:
    """Parse every record, and write its bytes."""
    import msgspec

    with zipfile.ZipFile(export) as opened, (work / "records.bin").open("wb") as out:
        for name in opened.namelist():
            base = name.rpartition("/")[2]
            if base.startswith(("tweets", "posts")) and base.endswith(".js"):
                data = opened.read(name)
                data = data[data.index(b"=") + 1 :]
                for raw in msgspec.json.decode(data, type=list[msgspec.Raw]):
                    msgspec.json.decode(raw)
                    out.write(bytes(raw))


def scan(export: Path, work: Path, shapes: str) -> None:
    """Read all of it: records, who answers whom, threads."""
    from unroller.account_exports import scan as unpack

    unpack.scan_export([export], work / "found", formats=shapes).close()


def whole(export: Path, work: Path, shapes: str) -> float:
    """Read it and keep all threads, as the command line does, the search index included. Gives the seconds of processor
    time in it that are the archive's own: commits of threads that are ready, and indexing them."""
    from unroller.account_import import Imports, Selection
    from unroller.archive.writer import ArchiveWriter
    from unroller.config import Settings
    from unroller.library import Library

    own = 0.0

    def timed(function: Callable[..., T]) -> Callable[..., T]:
        def call(*given: object) -> T:
            nonlocal own
            begun = sum(os.times()[:4])
            try:
                return function(*given)
            finally:
                own += sum(os.times()[:4]) - begun

        return call

    ArchiveWriter.add = timed(ArchiveWriter.add)  # type: ignore[method-assign]
    Library.refresh = timed(Library.refresh)  # type: ignore[method-assign]
    imports = Imports(Library(Settings(work / "archive", work / "index")), background=False, formats=shapes)
    job = imports.begin([export])
    done = imports.keep(job.id, Selection())
    print(f"{'':10} {done.done:,} threads kept", flush=True)
    return own


def measured(task: str, export: Path, shapes: str) -> tuple[float, float, float, float]:
    """Seconds of processor time, seconds by the clock, the peak of memory in MB, of a process and its children; and the
    seconds of its processor time that are the archive's own."""
    with tempfile.TemporaryDirectory(dir=export.parent) as work:
        begun = time.perf_counter()
        command = [
            sys.executable,
            __file__,
            "--task",
            task,
            "--export",
            str(export),
            "--work",
            work,
            "--shapes",
            shapes,
        ]
        process = subprocess.Popen(command)
        _, status, used = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"{task} failed")
        peak, own = (Path(work) / "told").read_text().split()
        return used.ru_utime + used.ru_stime, time.perf_counter() - begun, int(peak) / 1024, float(own)


def made(folder: Path, size: int, generator: str | None) -> tuple[Path, str]:
    """An export with so many posts, and the shapes it is read by."""
    if generator:
        made = folder / f"x{size}"
        subprocess.run(
            [sys.executable, generator, str(made), "--tweets", str(size), "--zip"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return made.with_suffix(".zip"), "unroller.readers.registry"
    from tests.support.builders.exports import export, many, members

    return export(folder / f"tiny{size}.zip", members(many(size // 3))), "tests.support.fakes.tiny_export_format"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10000,100000,500000")
    parser.add_argument("--generator", default=None)
    parser.add_argument("--at", default=None, help="a folder on the disk to measure; default: for temporary files")
    for name in ("--task", "--export", "--work", "--shapes"):
        parser.add_argument(name, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.task:
        tasks: dict[str, Callable[[Path, Path, str], float | None]]
        tasks = {"floor": lambda e, w, _: floor(e, w), "scan": scan, "whole": whole}
        commits = tasks[options.task](Path(options.export), Path(options.work), options.shapes) or 0.0
        own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        (Path(options.work) / "told").write_text(f"{max(own, children)} {commits}")
        return
    print(f"{'posts':>10} {'':8} {'processor':>10} {'clock':>8} {'peak':>8}")
    for size in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory(dir=options.at) as folder:
            export, shapes = made(Path(folder), size, options.generator)
            spent: dict[str, float] = {}
            for task in ("floor", "scan", "whole"):
                cpu, wall, peak, own = measured(task, export, shapes)
                spent[task] = cpu
                times = f"  {(cpu - own) / spent['floor']:.1f} times the floor" if task != "floor" else ""
                times += f", and {own:.1f} s of commits and indexing" if own else ""
                print(f"{size:>10,} {task:8} {cpu:>8.1f} s {wall:>6.1f} s {peak:>5.0f} MB{times}", flush=True)


if __name__ == "__main__":
    main()
