"""Pull the plug under the archive, for real: an ext4 image on a loop device, copied in the middle of the work.

    sudo .venv/bin/python benchmarks/powercut.py [--cuts 8]

The copy holds what had reached the disk and nothing more; mounting it replays the journal, as the first start after a
power cut does. Everything acknowledged must be there and verify. A writer without its flushes runs too, and must lose
threads: else this proves nothing. Needs root, losetup and mkfs.ext4.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from unroller.archive import Archive  # noqa: E402
from unroller.errors import UnrollerError  # noqa: E402

WRITERS = {
    "one by one": ([f"add:{n}" for n in range(1, 40)], ""),
    "in groups": (["add:1-50", "add:51-100", "add:101-150", "add:151-200"], ""),
    "one by one, folders and ledger unflushed": (
        [f"add:{n}" for n in range(1, 40)],
        "writer.fsync_folders = lambda folders: None; ledger.fsync_file = lambda descriptor: None",
    ),
    "in groups, nothing flushed": (
        ["add:1-50", "add:51-100", "add:101-150", "add:151-200"],
        "fsync._syncfs = lambda: (lambda descriptor: 0); fsync.fsync_file = lambda descriptor: None; "
        "ledger.fsync_file = lambda descriptor: None",
    ),
}


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def cut(work: Path, steps: list[str], patch: str, after: int) -> tuple[int, int, bool]:
    """Cut the power after `after` acknowledgements: (acknowledged, lost, whether verify was content)."""
    image, copy, mount = work / "disk", work / "copy", work / "mount"
    with image.open("wb") as file:
        file.truncate(96 * 2**20)
    run("mkfs.ext4", "-q", "-F", str(image))
    mount.mkdir(exist_ok=True)
    run("mount", "-o", "loop,commit=300", str(image), str(mount))
    code = "import sys; from tests.support.drivers import archive_driver\n"
    code += "from unroller.archive import fsync, ledger, writer\n"
    code += f"{patch}\narchive_driver.main(*sys.argv[1:])"
    acknowledged: list[str] = []
    try:
        with subprocess.Popen(
            [sys.executable, "-c", code, str(mount / "archive"), *steps],
            stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        ) as writer:  # fmt: skip
            for line in writer.stdout or ():
                acknowledged.append(line.split()[1])
                if len(acknowledged) >= after:
                    break
            writer.send_signal(19)  # SIGSTOP: no flush can follow what was acknowledged
            shutil.copyfile(image, copy)
            writer.kill()
    finally:
        run("umount", str(mount))
    run("mount", "-o", "loop", str(copy), str(mount))
    try:
        try:
            archive = Archive.open(mount / "archive")
        except UnrollerError:  # of a writer without flushes not even the archive's own file may be whole
            return len(acknowledged), len(acknowledged), False
        lost, content = 0, archive.verify().ok
        for thread in acknowledged:
            try:
                archive.load(thread)
            except UnrollerError:
                lost += 1
        return len(acknowledged), lost, content
    finally:
        run("umount", str(mount))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cuts", type=int, default=8, help="power cuts for each writer")
    cuts = parser.parse_args().cuts
    chance = random.Random(4)  # the same cuts every time
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for name, (steps, patch) in WRITERS.items():
            most = 35 if len(steps) > 10 else 180
            seen = [cut(Path(folder), steps, patch, chance.randint(1, most)) for _ in range(cuts)]
            acknowledged, lost = sum(each[0] for each in seen), sum(each[1] for each in seen)
            unhappy = sum(not each[2] for each in seen)
            print(f"{name}: {cuts} cuts, {acknowledged} acknowledged, {lost} lost, verify unhappy {unhappy} times")
            failed |= bool(patch) != bool(lost) or (not patch and bool(unhappy))
    print("as promised" if not failed else "NOT as promised")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
