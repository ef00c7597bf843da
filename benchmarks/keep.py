"""What keeping many threads costs: files in bulk, and the export of an account; beside another checkout, in turns.

.venv/bin/python benchmarks/keep.py [--threads 10000] [--posts 100000] [--beside CHECKOUT] [--rounds 3] [--at FOLDER]
                                    [--generator FILE] [--jobs N]

Each measure is ``unroller add`` in a process of its own; its processor time is that of all its processes, and what of
it the kernel took (files made, written and flushed) stands by itself. `--generator` is a program that is called with a
folder, ``--tweets N`` and ``--zip``, and writes an X archive; without one no account is measured.

Nothing is deleted before the end: a file system that was told to delete much takes longer to make files for a while.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
WORDS = (
    "river museum vaccine garden winter thread dataset harbour method paper council train signal border kitchen "
    "engine valley market because often where would could should after again between early later carry build open"
).split()


class Cost(NamedTuple):
    """Seconds: of processor time, of that in the kernel, and by the clock."""

    processor: float
    kernel: float
    clock: float


def write_threads(folder: Path, count: int) -> list[str]:
    """Files with a numbered thread each, of three to fourteen posts."""
    chance = random.Random(16)
    folder.mkdir()
    names = []
    for number in range(count):
        total = chance.randint(3, 14)
        posts = (
            f"{place}/{total} " + " ".join(chance.choices(WORDS, k=chance.randint(18, 42))).capitalize() + "."
            for place in range(1, total + 1)
        )
        path = folder / f"{number}.txt"
        path.write_text("\n\n".join(posts) + "\n", encoding="utf-8")
        names.append(f"{folder.name}/{path.name}")
    return names


def write_export(folder: Path, posts: int, generator: str) -> str:
    """The export of an account with so many posts."""
    subprocess.run(
        [sys.executable, generator, str(folder / "export"), "--tweets", str(posts), "--zip"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return "export.zip"


def add(checkout: Path, folder: Path, names: list[str], place: str, jobs: int | None) -> Cost:
    """Keep these files in an archive that is not there yet."""
    command = [sys.executable, "-m", "unroller", "add", "--archive", f"{place}/archive", "--quiet"]
    command += ["--jobs", str(jobs)] if jobs else []
    environment = {**os.environ, "PYTHONPATH": str(checkout), "UNROLLER_INDEX": str(folder / place / "index")}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [*command, *names], cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        raise SystemExit(f"{checkout}: add failed")
    return Cost(used.ru_utime + used.ru_stime, used.ru_stime, time.perf_counter() - begun)


def compare(what: str, folder: Path, names: list[str], options: argparse.Namespace) -> None:
    """Measure in turns, and print the medians with what they are of the other checkout's."""
    checkouts = [ROOT, *([Path(options.beside).resolve()] if options.beside else [])]
    costs: dict[Path, list[Cost]] = {checkout: [] for checkout in checkouts}
    for number in range(options.rounds):
        for place, checkout in enumerate(checkouts):
            jobs = options.jobs if checkout == ROOT else None
            costs[checkout].append(add(checkout, folder, names, f"{what}-{number}-{place}", jobs))
    for checkout in checkouts:
        here = Cost(*map(median, zip(*costs[checkout], strict=True)))
        line = f"{what:8} {checkout.name:16} {here.processor:7.1f} s ({here.kernel:.1f} kernel) {here.clock:7.1f} s"
        if checkout != checkouts[-1]:
            other = Cost(*map(median, zip(*costs[checkouts[-1]], strict=True)))
            line += f"   {here.processor / other.processor:.2f} and {here.clock / other.clock:.2f} of it"
        print(line, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=10_000)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--beside", help="another checkout of this program")
    parser.add_argument("--generator")
    parser.add_argument("--at", help="a folder on the disk to measure; default: for temporary files")
    options = parser.parse_args()
    print(f"{'':25} {'processor':>9} {'':13} {'clock':>9}")
    with tempfile.TemporaryDirectory(dir=options.at) as home:
        folder = Path(home)
        if options.threads:
            compare("files", folder, write_threads(folder / "threads", options.threads), options)
        if options.posts and not options.generator:
            print("account: not measured; --generator names a program that writes an export")
        elif options.posts:
            compare("account", folder, [write_export(folder, options.posts, options.generator)], options)


if __name__ == "__main__":
    main()
