"""Lines by the names that people type: a line of the capture, of a post, or of what was set aside."""

from __future__ import annotations

import re

from unroller.edits.apply import EditedThread
from unroller.errors import MisuseError

_NAME = re.compile(r"(?P<line>[0-9]{1,7})|p(?P<post>[0-9]{1,6})(?::(?P<nth>[0-9]{1,5}))?|r(?P<aside>[0-9]{1,6})")


def parse_line_name(mended: EditedThread, name: str) -> int:
    """The index among ``mended.lines`` that `name` stands for.

    ``12`` is line 12 of the capture; ``p3`` the first line of post 3 as it is mended now, ``p3:2`` its second (blank
    ones aside); ``r2`` the second of the lines that are set aside.

    Raises:
        MisuseError: there is no such line, or the name is not one.
    """
    match = _NAME.fullmatch(name.strip())
    if not match:
        raise MisuseError(
            f"line: “{name[:40]}” is none: write 12 (line of the capture), p3, p3:2 (post) or r2 (set aside)"
        )
    filled = [place for place, line in enumerate(mended.lines) if not line.blank]
    if match["line"]:
        found = [place for place in filled if mended.lines[place].number == int(match["line"])]
        nth = 1
    elif match["post"]:
        found = [place for place in filled if mended.posts[place] == int(match["post"])]
        nth = int(match["nth"] or 1)
    else:
        found = [place for place in filled if not mended.posts[place]]
        nth = int(match["aside"])
    if not 1 <= nth <= len(found):
        raise MisuseError(f"line: there is no {name} in this thread: `unroller edit ID --lines` shows all")
    return found[nth - 1]
