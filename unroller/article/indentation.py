"""Lines whose indentation says something: programs, and verse or tables that people set with blanks.

What is a program is told by fences, or by its lines: half of them hold signs that prose has no use for. Blanks before
all lines of a post alike are of whoever copied it.
"""

from __future__ import annotations

from collections.abc import Sequence

from unroller.article.post_text import PostLine, PostText
from unroller.regex import compile_re

#: So many blanks further in than the outermost line of the post are meant, and so is a tab.
_MEANT = 2
FENCE_LINE = compile_re(r"(?P<fence>`{3,12}|~{3,12})[ \t]*(?P<language>[\w+#.-]{0,30})")
#: No fence encloses more lines.
_MOST_LINES = 300
_SIGNS = compile_re(
    r"[{};]$|[({\[:\\]$|[=+*/|&<>!-]=|=>|->|::|&&|\|\||\w\(|\w\[|\$\w|</?\w|^[$%] |^//|^# |^[)}\]]|^\w+ ?= ?\S|\w = \S"
)
_STATEMENT = compile_re(
    r"(?:import|def|class|fn|let|const|var|int|void|public|private|static|#include|echo|sudo|git|npm|pip|elif|end)\b"
    r"|from [\w.]{1,60} import|return [^ ]{1,60}$|(?:else|try|do|begin|break|continue|pass)[:{]?$|cd [~/.\w-]{1,60}$"
)


def measure_indent(draft: PostText, line: PostLine) -> int:
    """How far in a line stands, in blanks; a tab counts as four. The blanks of a mark that was taken out do not."""
    before = draft.post.text[line.start - line.indent : line.start]
    return len(before.strip("\r\f\v").expandtabs(4)) if before.isspace() else 0


def find_begin(draft: PostText, line: PostLine) -> int:
    """Where a line begins with its indentation."""
    return line.start - line.indent if measure_indent(draft, line) else line.start


def find_margin(draft: PostText) -> int:
    """How far in the outermost line of a post stands."""
    return min((measure_indent(draft, line) for line in draft.lines if not line.blank), default=0)


def is_indented(draft: PostText, lines: Sequence[PostLine], margin: int) -> bool:
    """Whether the indentation of one of `lines` is meant."""
    return any(measure_indent(draft, line) >= margin + _MEANT for line in lines if not line.blank)


def is_code(draft: PostText, lines: Sequence[PostLine]) -> bool:
    """Whether most of `lines` are those of a program."""
    texts = [draft.text[line.start : line.end] for line in lines if not line.blank]
    marked = sum(1 for text in texts if _SIGNS.search(text) or _STATEMENT.match(text))
    return marked * 2 >= len(texts)


def find_fence(draft: PostText, lines: Sequence[PostLine], at: int) -> int | None:
    """The number of the line that closes the fence which line number `at` opens; None where that is no fence."""
    text = draft.text
    opening = FENCE_LINE.fullmatch(text, lines[at].start, lines[at].end) if text[lines[at].start] in "`~" else None
    if opening is None:
        return None
    for place in range(at + 1, min(len(lines), at + _MOST_LINES)):
        line = lines[place]
        if not line.blank and text[line.start : line.end] == opening["fence"]:
            return place if place > at + 1 else None
    return None
