"""Posts as they were written, told by what an article shows of them.

An article leaves out counters and thread marks, joins sentences, sets quotes apart. What a post needs to be read back
word for word is the difference, and only that is written: a text is *told* as a list of numbers and strings. A number
takes so many characters of the article, the next ones; a negative number passes over so many; a string stands as it is.
So no word is in the file twice. Texts follow each other, and a text never goes back.
"""

from __future__ import annotations

from unroller.messages import Message
from unroller.regex import compile_re
from unroller.text import replace_unprintable

#: A told text: see above.
Told = list[int | str]

_BREAKS = compile_re("\r\n?|[\u2028\u2029]")
#: Markup between two characters that stand side by side in a post: an escape, a list's sign, a source's number.
_NEAR = 12
#: So many characters that are the same make sure of a place; fewer, at the end of a text, only right beside it.
_SURE, _NEAREST = 4, 3
#: So much of a text is left out in one place, at most, before what follows is no longer looked for.
_LEFT_OUT = 160
#: Beginnings looked for further on: how long, and within how much of the article (addresses and figures stand between).
_NEEDLES = ((12, 2500), (6, 60))
#: How often an article may be taken as a whole.
_TIMES = 4
#: Searches further on, a document: what is beyond them is written out. Real threads need a few a post.
_SEARCHES = 2000


def strip_notes(markdown: str) -> str:
    """The article as its characters are counted: line breaks ``\\n``, no blanks at line ends, no empty lines around.

    Editors change these, and mean nothing by it.
    """
    lines = _BREAKS.sub("\n", replace_unprintable(markdown)).split("\n")
    return "\n".join(line.rstrip(" \t") for line in lines).strip("\n")


class ArticleRecordError(ValueError):
    """A record that cannot be. `message` says why, in words that go behind "not believed"."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class DeltaEncoder:
    """Tells texts, one after the other, by the article `text` from character `at` on."""

    def __init__(self, text: str, at: int = 0) -> None:
        self.text = text
        self.at = at
        self._searches = 0

    def tell(self, wanted: str) -> Told:
        """`wanted` as takes, passes and strings; the next text is looked for behind it."""
        out: Told = []
        place = 0
        while place < len(wanted):
            same = _is_same(wanted, place, self.text, self.at)
            if same:
                _add_range(out, same)
                place += same
                self.at += same
                continue
            left_out, passed = self._resume(wanted, place)
            if passed:
                # What is only in the post stands before what is only in the article.
                if left_out:
                    _add_range(out, wanted[place : place + left_out])
                _add_range(out, -passed)
                self.at += passed
            else:
                _add_range(out, wanted[place : place + left_out])
            place += left_out
        return out

    def _resume(self, wanted: str, place: int) -> tuple[int, int]:
        """Where the two run together again: characters left out of `wanted`, and passed over in the article."""
        start = wanted[place : place + _SURE]
        near = _NEAR if len(start) == _SURE else _NEAREST
        for passed in range(1, near + 1):
            if self.text.startswith(start, self.at + passed):
                return 0, passed
        if self._searches >= _SEARCHES:
            return len(wanted) - place, 0
        self._searches += 1
        rest = len(wanted) - place
        best: tuple[float, int, int] | None = None
        for left_out in range(min(rest, _LEFT_OUT)):
            if best and left_out > best[0]:
                break
            found = self._further(wanted, place + left_out)
            if found < 0:
                continue
            cost = left_out + found / 20
            if best is None or cost < best[0]:
                best = (cost, left_out, found)
        return (best[1], best[2]) if best else (min(rest, _LEFT_OUT), 0)

    def _further(self, wanted: str, place: int) -> int:
        """How far on in the article `wanted` goes on from `place`; -1 when it is not near."""
        at, nearest = self.at, -1
        for size, reach in _NEEDLES:  # the longer first: what is short is looked for nearer only
            needle = wanted[place : place + size]
            if len(needle) < size:
                continue
            found = self.text.find(needle, at, at + reach + size) - at
            if found >= 0 and (nearest < 0 or found < nearest):
                nearest = found
        return nearest


class DeltaDecoder:
    """Gives told texts back, one after the other, from the article `text` from character `at` on.

    `taken` are the places used.
    """

    def __init__(self, text: str, at: int = 0) -> None:
        self.text = text
        self.at = at
        #: Addresses and quotes are taken beside texts; a record that takes more swells what was handed in.
        self._left = _TIMES * len(text)
        self.taken: list[tuple[int, int]] = []

    def hear(self, told: object) -> str:
        """The text that was told.

        Raises:
            RecordError: this is no told text, or it takes what the article does not have.
        """
        if not isinstance(told, list):
            raise ArticleRecordError(Message("a text of it is no list of numbers and strings"))
        out: list[str] = []
        for step in told:
            if isinstance(step, str):
                out.append(replace_unprintable(step))
                continue
            if not isinstance(step, int) or isinstance(step, bool) or not step:
                raise ArticleRecordError(Message("a text of it holds what is neither a number nor a string"))
            stop = self.at + abs(step)
            if stop > len(self.text):
                raise ArticleRecordError(Message("a text of it takes more than the article has"))
            if step > 0:
                self._left -= step
                if self._left < 0:
                    raise ArticleRecordError(Message("it takes the article over and over"))
                out.append(self.text[self.at : stop])
                self.taken.append((self.at, stop))
            self.at = stop
        return "".join(out)


def _is_same(one: str, one_at: int, two: str, two_at: int) -> int:
    """How many characters are the same from the two places on."""
    size = 0
    while True:
        left, right = one[one_at + size : one_at + size + 64], two[two_at + size : two_at + size + 64]
        if left != right or not left:
            break
        size += len(left)
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        size += 1
    return size


def _add_range(out: Told, step: int | str) -> None:
    """`step` behind `out`, as one with the last where both are of a kind."""
    last = out[-1] if out else None
    if isinstance(last, str) and isinstance(step, str):
        out[-1] = last + step
        return
    if isinstance(last, int) and isinstance(step, int) and (last > 0) == (step > 0):
        out[-1] = last + step
        return
    out.append(step)
