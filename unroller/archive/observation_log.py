"""What was seen of a thread's sources, as ``observations.jsonl``: a sealed line a look, the oldest first.

Lines are only ever added. The file is written anew with its old lines first, and replaced as a whole, so that nothing
of it is ever half there. A line that is damaged is passed over in reading, and named by `verify`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from unroller.archive import paths
from unroller.archive.checksummed_lines import seal, sha256, split, unseal
from unroller.archive.fsync import read_file
from unroller.errors import DamagedError, UnrollerError
from unroller.messages import Message
from unroller.model import Observation
from unroller.serialization import observation_from_record, observation_record


def parse(data: bytes) -> tuple[tuple[Observation, ...], tuple[int, ...]]:
    """The observations in `data`, and the numbers (from 1) of lines that are not as they were written, a torn end among
    them. Lines of a newer program are intact and say nothing to this one."""
    lines, tail = split(data)
    seen: list[Observation] = []
    damaged: list[int] = []
    for number, line in enumerate([*lines, tail] if tail else lines, 1):
        record = unseal(line)
        if record is None or number > len(lines):
            damaged.append(number)
            continue
        try:
            seen.append(observation_from_record(record))
        except UnrollerError:
            continue
    return tuple(seen), tuple(damaged)


def read_observations(folder: Path) -> tuple[Observation, ...]:
    """All that was seen of the sources of the thread in `folder`, the oldest first; none where nobody looked."""
    try:
        return parse(read_file(folder / paths.OBSERVATIONS))[0]
    except FileNotFoundError:
        return ()


def appended(folder: Path, digest: str, more: Iterable[Observation]) -> bytes:
    """The file of a thread with `more` at its end. `digest` is that of the file as the ledger has it; a torn end that
    no ledger knows of is cut.

    Raises:
        DamagedError: the file is not as it was kept, and adding to it would say that it is.
    """
    try:
        data = read_file(folder / paths.OBSERVATIONS)
    except FileNotFoundError:
        data = b""
    if digest or data:
        whole = data if sha256(data) == digest else data[: data.rfind(b"\n") + 1]
        if (sha256(whole) if whole else "") != digest:
            raise DamagedError(
                Message(
                    "{root} is not as it was kept: run `unroller verify`, and take this file from a backup",
                    root=str(folder / paths.OBSERVATIONS),
                ).about(paths.OBSERVATIONS)
            )
        data = whole
    return data + b"".join(seal(observation_record(one)) + b"\n" for one in more)
