"""What starting costs: processor time of short commands from start to end, beside other checkouts, in turns.

    .venv/bin/python benchmarks/start.py [CHECKOUT…] [--rounds 9]

Each command is a process of its own, and its processor time (user and system) is what ``os.wait4`` says of it. Bytecode
is kept in a folder of the run's own, whatever the checkouts hold and the environment says (a checkout without any would
be compiled anew each time, which costs as much as the rest of the start), and every checkout runs each command once
before it counts. The median of the rounds is printed, and what share this checkout takes of each other one.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
TEXT = "A harbour has a tide table, and nobody reads it.\n\nI read it every morning, and wrote down what I saw.\n"


def processor_time(checkout: Path, arguments: list[str], data: Path) -> float:
    """Seconds of processor time that one command takes.

    Raises:
        RuntimeError: The command failed, so that its time says nothing.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(checkout)
    environment["PYTHONPYCACHEPREFIX"] = str(data / "bytecode")
    environment["UNROLLER_ARCHIVE"] = str(data / "archive")
    command = [sys.executable, "-m", "unroller", *arguments]
    process = subprocess.Popen(command, cwd=data, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{checkout}: unroller {' '.join(arguments)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Measure the commands in every checkout, in turns, and print medians and shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("beside", nargs="*", type=Path, metavar="CHECKOUT")
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    checkouts = [ROOT, *(path.resolve() for path in options.beside)]
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "text.txt")
        text.write_text(TEXT, encoding="utf-8")
        for arguments in (["--help"], ["read", str(text)]):
            taken: dict[Path, list[float]] = {checkout: [] for checkout in checkouts}
            for turn in range(options.rounds + 1):
                for checkout in checkouts:
                    seconds = processor_time(checkout, arguments, Path(folder))
                    if turn:
                        taken[checkout].append(seconds)
            ours = median(taken[ROOT])
            print(f"{arguments[0]:8} {ours:.3f} s")
            for checkout in checkouts[1:]:
                other = median(taken[checkout])
                print(f"         {other:.3f} s {checkout} ({ours / other:.2f})")


if __name__ == "__main__":
    main()
