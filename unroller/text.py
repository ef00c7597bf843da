"""Helpers on plain text that several packages need: words, slugs, characters that may be stored, numbers of lines, the
signs of Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator

from unroller.regex import compile_re

#: Words for counting and comparing: runs of letters, digits and underscore, in any script.
_WORD = compile_re(r"\w+")

_SLUG_DROP = compile_re(r"[^a-z0-9]+")
#: Letters that NFKD does not take apart, in the spelling people type for them.
_ASCII = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"})

#: What emphasis is told by: escapes and code and the targets of links, which hold none, and runs of asterisks.
_STARS = compile_re(r"\\.|`{1,3}[^`]{1,400}`{1,3}|\]\([^()\s]{0,2000}|\*{1,3}")
#: A picture, perhaps one that is a link. An address may hold one pair of parentheses itself.
_TARGET = r"\(<?[^()\s<>]{0,2000}(?:\([^()\s<>]{0,200}\)[^()\s<>]{0,500})?>?(?: \"[^\"\n]{0,500}\")?\)"
_PICTURE = compile_re(rf"\[[ \t]?!\[[^\[\]\n]{{0,2000}}\]{_TARGET}[ \t]?\]{_TARGET}|!\[[^\[\]\n]{{0,2000}}\]{_TARGET}")
_FENCE = compile_re(r"[ \t]{0,8}(?P<fence>`{3,40}|~{3,40})[^`\n]{0,80}")
#: What a file cannot be called on one system or another, and what is not seen in a name.
_NOT_IN_FILE_NAMES = compile_re(
    '[\x00-\x1f\x7f-\x9f/\\\\:*?"<>|\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd]'
)
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"


def split_words(text: str) -> list[str]:
    """The words of `text`, casefolded, in order."""
    return _WORD.findall(text.casefold())


def make_slug(text: str, *, most: int = 48, empty: str = "thread") -> str:
    """An ASCII name for people to recognise: ``[a-z0-9-]``, at most `most` characters, cut between words.

    Never trusted as an identity. Titles without a single ASCII-able letter give `empty`.
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_ASCII)).encode("ascii", "ignore").decode()
    whole = _SLUG_DROP.sub("-", plain.replace("'", "")).strip("-")
    if len(whole) <= most:
        return whole or empty
    return whole[: most + 1].rpartition("-")[0] or whole[:most]


def make_file_name(title: str, *, most: int = 180) -> str:
    """A name for a file, without suffix, by which a person recognises `title` in its own script.

    What no common system allows in names is left out (controls, marks of direction, signs of paths), white space is
    one blank each, a dot or hyphen does not begin it. At most `most` bytes in UTF-8, cut between words where there are
    any, never within a letter and its accents. Empty when nothing is left.
    """
    plain = " ".join(_NOT_IN_FILE_NAMES.sub(" ", unicodedata.normalize("NFC", replace_unprintable(title))).split())
    plain = plain.lstrip(".-~ ").rstrip(". ")
    if len(plain.encode()) <= most:
        return plain
    short = plain.encode()[:most].decode(errors="ignore")
    if " " in short[len(short) // 2 :]:
        return short.rpartition(" ")[0].rstrip(". ")
    end = len(short)
    while end > 1 and (
        unicodedata.category(plain[end])[0] == "M" or plain[end] in _JOINERS or plain[end - 1] in _JOINERS
    ):
        end -= 1
    return short[:end]


def replace_unprintable(text: str) -> str:
    """`text` as it may be stored and shown: NUL and lone surrogates become U+FFFD, everything else stays."""
    if "\0" not in text and not has_surrogates(text):
        return text
    return re.sub("[\0\ud800-\udfff]", "\ufffd", text)


def has_surrogates(text: str) -> bool:
    """Whether halves of surrogate pairs are in `text`, which then cannot be written as UTF-8."""
    try:
        text.encode()  # far quicker than looking for them
    except UnicodeEncodeError:
        return True
    return False


def number_lines(first: int, count: int, without: Container[int]) -> tuple[int, ...]:
    """The numbers of `count` lines from `first` on (1-based), those of `without` passed over."""
    # The first line is where the post begins, whatever else of that line was set aside.
    if not [at for at in range(first + 1, first + count) if at in without]:
        return tuple(range(first, first + count))
    found: list[int] = []
    at = first
    while len(found) < count:
        if at == first or at not in without:
            found.append(at)
        at += 1
    return tuple(found)


def cut_at_word(text: str, most: int) -> str:
    """The beginning of a text, at most `most` characters: cut between two words, with an ellipsis where it goes on.
    Where words are long, or written without blanks, it is cut within one."""
    if len(text) <= most:
        return text
    begin = text[: most - 1]
    if not text[most - 1].isspace():
        *words, rest = begin.rsplit(None, 1)
        begin = words[0] if words and len(rest) < most // 2 else begin
    return begin.rstrip().rstrip(",;:–—-(").rstrip() + "…"


def find_emphasis(text: str) -> list[tuple[int, int]]:
    """Where, in a line of Markdown, the asterisks stand that make its words bold or italic. Escaped ones do not."""
    if "*" not in text:
        return []
    opened: list[re.Match[str]] = []
    pairs: list[re.Match[str]] = []
    for found in _STARS.finditer(text):
        if found.group()[0] != "*":
            continue
        before, after = text[: found.start()][-1:], text[found.end() : found.end() + 1]
        start = next((one for one in reversed(opened) if len(one.group()) == len(found.group())), None)
        if start and before and not before.isspace():
            pairs += [start, found]
            del opened[opened.index(start) :]
        elif after and not after.isspace() and not (before.isascii() and before.isalnum()):
            opened.append(found)
    return sorted(found.span() for found in pairs)


def find_pictures(text: str) -> list[tuple[int, int]]:
    """Where pictures of Markdown stand in `text`, outside of code between fences."""
    if "![" not in text:
        return []
    return [
        (at + found.start(), at + found.end())
        for at, line in iterate_prose(text)
        if "![" in line
        for found in _PICTURE.finditer(line)
    ]


def iterate_prose(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text in Markdown that are not code between fences, each with the place where it begins."""
    at, fence = 0, ""
    for line in text.split("\n"):
        found = _FENCE.fullmatch(line)
        if fence:
            fence = "" if found and line.strip() == fence else fence
        elif found:
            fence = found["fence"]
        else:
            yield at, line
        at += len(line) + 1
