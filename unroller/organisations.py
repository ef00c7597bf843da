"""The list of organisations that a person keeps: a text file, a name or handle a line, read under limits.

Whatever is wrong with it becomes a notice, and nothing fails for it: a list that cannot be read is an empty one.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from unroller.limits import DEFAULT, Limits
from unroller.messages import Message, Size, counted, why
from unroller.model import Notice
from unroller.writers.organisation_list import NOBODY, Organisations, build_organisations

CODE = "organisations"


@dataclass(frozen=True, slots=True)
class OrganisationList:
    """A list as it was read: who is `known` to be an organisation, and what a person should know of the file."""

    known: Organisations = NOBODY
    notices: tuple[Notice, ...] = ()


EMPTY_LIST = OrganisationList()


def read_list(path: Path | None, limits: Limits = DEFAULT) -> OrganisationList:
    """The list at `path`, as it is now; empty when there is none."""
    if path is None:
        return EMPTY_LIST
    try:
        state = path.stat()
        if not path.is_file():
            return EMPTY_LIST
    except FileNotFoundError:
        return EMPTY_LIST
    except OSError as error:
        return OrganisationList(
            notices=(Notice(CODE, Message("cannot be read: {reason}", reason=why(error)).about(path.name)),)
        )
    # A page asks several times, and a person may write at any time.
    return _read_file(path, limits, (state.st_ino, state.st_mtime_ns, state.st_size))


@lru_cache(maxsize=4)
def _read_file(path: Path, limits: Limits, _state: tuple[int, int, int]) -> OrganisationList:
    try:
        with path.open("rb") as file:
            data = file.read(limits.list_bytes + 1)
    except OSError as error:
        return OrganisationList(
            notices=(Notice(CODE, Message("cannot be read: {reason}", reason=why(error)).about(path.name)),)
        )
    if len(data) > limits.list_bytes:
        most = Size(limits.list_bytes // 1024, "kB")
        message = Message(
            "larger than {most}, the most that is read as a list of organisations: shorten it", most=most
        ).about(path.name)
        return OrganisationList(notices=(Notice(CODE, message),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = Message("not in UTF-8, and not read as a list of organisations: save it as UTF-8").about(path.name)
        return OrganisationList(notices=(Notice(CODE, message),))
    return parse_list(text, path.name, limits)


def parse_list(text: str, name: str = "organisations.txt", limits: Limits = DEFAULT) -> OrganisationList:
    """The list that the text of the file `name` is.

    A line is a name, as it is written, or a handle with ``@`` before it. An empty line says nothing, nor does one that
    begins with ``#`` and a blank. What can be no name (with control characters, or too
    long) is left out, with a notice.
    """
    names, wrong = [], []
    for number, raw in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        line = raw.strip()
        if line == "#" or line.startswith(("# ", "#\t")):
            continue
        if len(line) > limits.list_line_chars or any(unicodedata.category(char) in ("Cc", "Cs") for char in line):
            wrong.append(number)
        else:
            names.append(line)
    return OrganisationList(build_organisations(names), _build_notices(name, wrong))


def _build_notices(name: str, wrong: list[int]) -> tuple[Notice, ...]:
    if not wrong:
        return ()
    message = counted(
        "{count} line can be no name and was left out: line {number}",
        "{count} lines can be no names and were left out, the first is line {number}",
        count=len(wrong),
        number=wrong[0],
    )
    return (Notice(CODE, message.about(name)),)
