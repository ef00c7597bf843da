"""What lists, pages and commands cost in a large archive, beside another checkout, and with many more rows.

PYTHONPATH=. .venv/bin/python benchmarks/catalog.py --other CHECKOUT --at FOLDER [--threads 100000] [--rows 1000000]

FOLDER holds archives of invented threads (``synthetic_archive.py``); those that are not there are made first, which
takes minutes and some gigabytes. Each checkout gets a copy, for both write to it. Prints milliseconds of processor
time: the median of several runs, each another page or thread, and the ratio of this checkout to the other. A page is
asked of a server's app in a process of its own, which has answered others before; additions and removals before a page
are made by another process. With ``--rows`` the same is measured where the catalog and the ledger have so many more
rows, of threads that were kept before; their files are not there.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unroller.archive import Archive

HERE = Path(__file__).resolve().parent.parent
ORDERS = ("kept", "published", "oldest", "title", "author", "length")
#: How often each is measured.
ROUNDS = 7
Times = dict[str, float]


# -- what a process of one checkout does -------------------------------------------------------------------------------


def add(folder: Path, number: str) -> None:
    """Keep one more thread, and print its id."""
    from benchmarks.synthetic_archive import build_thread

    print(next(open_archive(folder).add([build_thread(int(number), 2_500)])).id)


def remove(folder: Path, thread: str) -> None:
    """Remove a thread."""
    open_archive(folder).remove(thread, "")


def open_archive(folder: Path) -> Archive:
    """The archive in `folder`."""
    from unroller.config import Settings
    from unroller.library import Library

    return Library(Settings(folder / "archive", folder / "index")).archive


def pages(folder: Path) -> None:
    """Print the milliseconds of each page, and the megabytes that the process holds."""
    from unroller.config import Settings
    from unroller.web import create_app

    client = create_app(Settings(folder / "archive", folder / "index")).test_client()

    def get(url: str) -> float:
        begun = time.process_time()
        answer = client.get(url)
        spent = time.process_time() - begun
        if answer.status_code != 200:
            raise SystemExit(f"{url}: {answer.status}")
        return spent * 1000

    def median(urls: Sequence[str]) -> float:
        return statistics.median(map(get, urls))

    chance = random.Random(1)
    found: Times = {"first page of a server": get("/threads")}
    for url in ("/", "/sources", "/authors", "/tags", "/by/writer_1", "/year/2010"):
        get(url)
    for order in ORDERS:
        found[f"/threads?sort={order}"] = median([
            f"/threads?sort={order}&page={page}" for page in (1, 2, 3, 10, 40, 70)
        ])  # fmt: skip
    found["/by/author"] = median([f"/by/writer_{chance.randrange(2, 240)}" for _ in range(ROUNDS)])
    found["/year/…"] = median([f"/year/{year}" for year in range(2011, 2011 + ROUNDS)])
    found["/sources"] = median([f"/sources?again={n}" for n in range(ROUNDS)])
    found["/authors"] = median([f"/authors?again={n}" for n in range(3)])
    found["/tags"] = median([f"/tags?again={n}" for n in range(3)])
    listed = json.loads(client.get("/api/v1/threads?limit=40").data)["threads"]
    found["/t/…"] = median([f"/t/{one['id']}" if "url" not in one else one["url"] for one in listed[:ROUNDS]])
    added: list[str] = []
    times = []
    for number in range(ROUNDS):
        added.append(run(folder, "add", str(10**7 + number)).strip())
        times.append(get("/"))
    found["/ after an addition"] = statistics.median(times)
    times = []
    for thread in added:
        run(folder, "remove", thread)
        times.append(get("/threads"))
    found["/threads after a removal"] = statistics.median(times)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found["memory, MB"] = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(json.dumps(found))


def run(folder: Path, *task: str) -> str:
    """What a process of this checkout prints that does a task in `folder`."""
    command = [sys.executable, __file__, "--task", *task, "--at", str(folder)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


# -- what is measured --------------------------------------------------------------------------------------------------


def measure_command(checkout: Path, folder: Path, *command: str) -> float:
    """Milliseconds of processor time of one command."""
    environment = os.environ | {
        "PYTHONPATH": str(checkout),
        "UNROLLER_ARCHIVE": str(folder / "archive"),
        "UNROLLER_INDEX": str(folder / "index"),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "unroller", *command], env=environment, cwd=checkout, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        raise SystemExit(f"{command} failed")
    return (used.ru_utime + used.ru_stime) * 1000


def measure(checkout: Path, folder: Path) -> Times:
    """All times of one checkout on the archive in `folder`."""
    limited = ["list", *(["--limit", "50"] if has_limit(checkout) else [])]
    measure_command(checkout, folder, *limited)  # its first list reads every thread
    environment = os.environ | {"PYTHONPATH": f"{checkout}:{HERE}"}
    command = [sys.executable, __file__, "--task", "pages", "--at", str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment, cwd=checkout)
    found: Times = json.loads(done.stdout)
    ids = dict.fromkeys(json.loads(line)["thread"] for line in read_last_lines(folder / "archive/ledger.jsonl"))
    show = [thread for thread in ids if any((folder / "archive/threads").glob(f"{thread[:2]}/*{thread}"))]
    found["unroller list"] = statistics.median(measure_command(checkout, folder, *limited) for _ in range(ROUNDS))
    found["unroller show ID"] = statistics.median(
        measure_command(checkout, folder, "show", thread) for thread in show[:ROUNDS]
    )
    return found


def has_limit(checkout: Path) -> bool:
    """Whether ``unroller list`` of a checkout can print the newest only."""
    command = [sys.executable, "-m", "unroller", "list", "--help"]
    environment = os.environ | {"PYTHONPATH": str(checkout)}
    return (
        b"--limit" in subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment, cwd=checkout).stdout
    )


def read_last_lines(path: Path) -> list[bytes]:
    """The last lines of a file."""
    with path.open("rb") as file:
        file.seek(-60_000, os.SEEK_END)
        return file.read().splitlines()[1:]


# -- the archives ------------------------------------------------------------------------------------------------------


def provide(folder: Path, threads: int) -> Path:
    """The archive of so many threads, made where it is not there."""
    made = folder / f"a{threads // 1000}k"
    if not (made / "archive").exists():
        command = [sys.executable, str(HERE / "benchmarks/synthetic_archive.py"), str(made), "--threads", str(threads)]
        subprocess.run(command, check=True)
    return made


def copy(archive: Path, to: Path) -> Path:
    """A copy of an archive, with the same files of threads: these are never written to."""
    if not to.exists():
        shutil.copytree(archive / "archive/threads", to / "archive/threads", copy_function=os.link)
        for path in (archive / "archive").iterdir():
            if path.is_file():
                shutil.copy2(path, to / "archive" / path.name)
    return to


def print_table(other: Times, mine: Times, headings: tuple[str, str]) -> None:
    """Print the times of two, and their ratios."""
    print(f"{'':28} {headings[0]:>12} {headings[1]:>12} {'ratio':>7}")
    for name, time_ in mine.items():
        before = other.get(name)
        ratio = f"{time_ / before:7.3f}" if before else ""
        print(f"{name:28} {before or 0:12.1f} {time_:12.1f} {ratio}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--other", type=Path, default=None)
    parser.add_argument("--at", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=100_000)
    parser.add_argument("--smaller", type=int, default=10_000)
    parser.add_argument("--rows", type=int, default=0)
    parser.add_argument("--task", nargs="+", default=None, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.task:
        tasks: dict[str, Callable[..., None]] = {"pages": pages, "add": add, "remove": remove}
        tasks[options.task[0]](options.at, *options.task[1:])
        return
    source = provide(options.at, options.threads)
    here = measure(HERE, copy(source, options.at / f"here{options.threads}"))
    if options.other:
        there = measure(options.other.resolve(), copy(source, options.at / f"there{options.threads}"))
        print_table(there, here, ("other", "here"))
    smaller = measure(HERE, copy(provide(options.at, options.smaller), options.at / f"here{options.smaller}"))
    print_table(smaller, here, (f"{options.smaller:,}", f"{options.threads:,}"))
    if options.rows:
        from benchmarks.synthetic_rows import multiply

        more = multiply(options.at / f"here{options.threads}", options.at / f"more{options.rows}", options.rows)
        larger = measure(HERE, more)
        print_table(here, larger, (f"{options.threads:,}", f"+{options.rows:,}"))


if __name__ == "__main__":
    sys.path.append(str(HERE))
    main()
