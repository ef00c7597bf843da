"""Reference: what is known of a cited work, of one form for a thread, one of its posts, or a source; and its authors.

A name is taken apart into family and given name only where it looks like a person's through and through: a given name
that is known, initials or an honorific in front, and nothing that an organisation may be called. Doubt leaves it whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from unroller.article.sources import SourceObservations
from unroller.model import Account, Article, Date, Description, Observation, Source, Thread
from unroller.networks import NETWORK_NAMES
from unroller.regex import compile_re
from unroller.text import make_slug
from unroller.urls import get_host
from unroller.writers import common
from unroller.writers.citations.lexicon import FAMILY, FAMILY_FIRST, GIVEN, UNCLEAR
from unroller.writers.citations.organisations import (
    INITIALS,
    PARTICLES,
    fold_word,
    has_non_name,
    is_family,
    may_be_organisation,
)
from unroller.writers.organisation_list import NOBODY, Organisations, strip_signs, to_one_line

__all__ = ["CitedName", "parse_account", "parse_name", "to_one_line"]


Kind = Literal["thread", "post", "page", "pdf", "video", "repository", "dataset", "paper"]
#: Year; year and month; year, month and day; or nothing where no date is known.
Day = tuple[int, ...]

#: A post has no title: so many of its first words take its place (the rule of the APA).
TITLE_WORDS = 20
_DAY = compile_re(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d])")


@dataclass(frozen=True, slots=True)
class Reference:
    """A work that is cited. Texts are single lines; what is not known is empty.

    `site` is the network, site or journal; `archived` the address of a copy; `accessed` when the work was captured or
    seen. `key` names it in files, ASCII, the same each time.
    """

    key: str
    kind: Kind
    title: str = ""
    names: tuple[CitedName, ...] = ()
    site: str = ""
    issued: Day = ()
    url: str = ""
    accessed: Day = ()
    archived: str = ""
    doi: str = ""
    lang: str = ""


def parse_day(value: str | None) -> Day:
    """An ISO 8601 date or time as the numbers it states; nothing where it states none that a calendar has."""
    match = _DAY.match(value or "")
    if not match or not int(match[1]):
        return ()
    parts = tuple(int(part) for part in match.groups() if part)
    return parts if all(1 <= part <= most for part, most in zip(parts[1:], (12, 31), strict=False)) else parts[:1]


def get_publication_day(date: Date) -> Day:
    """A date of publication as far as it is known: the day of a capture is none, nor is a bound."""
    return parse_day(date.value) if date.how != "captured" else ()


def build_thread_reference(
    thread: Thread,
    article: Article,
    *,
    archived: str = "",
    accessed: str | None = None,
    listed: Organisations = NOBODY,
) -> Reference:
    """A whole thread. `archived` is the address of its copy; `accessed` when it was captured, if it is silent;
    `listed` are known to be organisations."""
    names = parse_account(thread.author, listed)
    title, issued = to_one_line(article.title), get_publication_day(thread.published)
    return Reference(
        key=_build_key(names, issued, title),
        kind="thread",
        title=title,
        names=names,
        site=NETWORK_NAMES[thread.platform] if thread.platform else "",
        issued=issued,
        url=common.safe(thread.url) or "",
        accessed=parse_day(thread.capture.captured_at or accessed),
        archived=archived,
        lang=to_one_line(article.lang or thread.lang or ""),
    )


def build_post_reference(
    thread: Thread,
    article: Article,
    number: int,
    *,
    archived: str = "",
    accessed: str | None = None,
    listed: Organisations = NOBODY,
) -> Reference:
    """Post `number` of a thread; `archived` is the address of the thread's copy, `listed` are organisations.

    Raises:
        KeyError: the thread has no such post.
    """
    post = next((post for post in thread.posts if post.number == number), None)
    if post is None:
        raise KeyError(number)
    address = f"{archived}#p{number}" if archived else ""
    whole = build_thread_reference(thread, article, archived=address, accessed=accessed, listed=listed)
    names = parse_account(post.author, listed) or whole.names
    issued = get_publication_day(post.published)
    if not issued and number == 1:
        issued = whole.issued
    return replace(
        whole,
        key=f"{_build_key(names, issued or whole.issued, whole.title)}-p{number}",
        kind="post",
        title=take_first_words(post.text) or f"Post {number}",
        names=names,
        issued=issued,
        url=common.safe(post.url) or (whole.url if number == 1 else ""),
        lang=to_one_line(post.lang or "") or whole.lang,
    )


def build_source_references(
    sources: Iterable[Source], seen: SourceObservations, listed: Organisations = NOBODY
) -> tuple[Reference, ...]:
    """The sources of an article, with what was seen of them; `listed` are known to be organisations."""
    return tuple(_build_source_reference(source, seen.of(source.url), listed) for source in sources)


def _build_source_reference(source: Source, seen: Observation | None, listed: Organisations) -> Reference:
    url = common.safe(source.url) or ""
    description = (seen.description if seen else None) or Description(form="post" if source.kind == "post" else "page")
    names = tuple(parse_name(name, listed) for name in description.authors)
    title = to_one_line(description.title or "")
    if description.quote:
        names = parse_account(description.quote.author, listed) or names
        title = title or take_first_words("".join(run.text for run in description.quote.runs))
    if not url:
        title = title or to_one_line(source.text)
    issued = get_publication_day(description.published)
    to = common.safe(description.canonical) or common.safe(seen.final if seen else None) or url
    return Reference(
        key=f"{_build_key(names, issued, title, get_host(url) or '')}-s{source.number}",
        kind=description.form,
        title=title,
        names=names,
        site=to_one_line(description.site or ""),
        issued=issued,
        url=to,
        accessed=parse_day(seen.at) if seen and seen.state in ("alive", "moved") else (),
        archived=(common.safe(seen.memento.url) or "") if seen and seen.memento else "",
        doi=to_one_line(description.doi or ""),
        lang=to_one_line(description.lang or ""),
    )


def take_first_words(text: str) -> str:
    """The first words of a post, in place of a title; links are not words."""
    words = [word for word in to_one_line(text).split() if not word.startswith(("http://", "https://"))]
    if len(words) <= 1 and len("".join(words)) > 80:  # scripts that put no blanks between words
        return "".join(words)[:60] + "…"
    return " ".join(words[:TITLE_WORDS]) + ("…" if len(words) > TITLE_WORDS else "")


def _build_key(names: tuple[CitedName, ...], issued: Day, title: str, place: str = "") -> str:
    """``roe2021harbours``: who (or at which `place`), when, the first long word of the title."""
    who = make_slug(names[0].family or names[0].handle or names[0].literal if names else place, most=30, empty="")
    words = [word for word in make_slug(title, most=60, empty="").split("-") if len(word) > 3]
    year = str(issued[0]) if issued else "nd"
    return f"{who.replace('-', '') or 'anon'}{year}{words[0] if words else ''}"


def make_keys_unique(references: Iterable[Reference]) -> tuple[Reference, ...]:
    """The same works, each with a key of its own."""
    taken: set[str] = set()
    result = []
    for one in references:
        key, count = one.key, 1
        while key.casefold() in taken:
            count += 1
            key = f"{one.key}-{count}"
        taken.add(key.casefold())
        result.append(replace(one, key=key))
    return tuple(result)


#: A person has so many names at most, particles aside, of so many characters together.
_MOST, _MOST_CHARS = 4, 120
_HONORIFICS = compile_re(
    r"(?:(?:(?:dr|prof|mr|mrs|ms|mx|sir|dame|professor|doctor)\.?|(?:dra|sra|sr|dott|ing|mag|rev|drs|ir|lic)\.) )+",
    re.IGNORECASE,
)
#: What follows a name for a degree, an honour or a seat, as it is written.
_BEHIND = compile_re(
    r"(?:,? (?:Ph\.?D|M\.?D|D\.?Phil|Ed\.?D|J\.?D|LL\.?[BMD]|M\.?Sc|B\.?Sc|M\.?A|B\.?A|MBA|MPH|MFA|RN|CPA|P\.?E|Esq"
    r"|FRS|FBA|OBE|MBE|CBE|KBE|DBE|KC|QC|MP|MEP|MSP|MdB|MdL|MdEP|TD)\.?)+$"
)
_WORD = compile_re(r"[^\W\d_]+(?:[’'-][^\W\d_]+){0,3}\.?")
#: Words of organisations that are names of families before a comma: ``Church, Frank``.
_BOTH = frozenset("bank church court cross fleet forest market post press".split())


@dataclass(frozen=True, slots=True)
class CitedName:
    """A name: `family` and `given`, or `literal`, or neither where only the `handle` (without ``@``) is known."""

    family: str = ""
    given: str = ""
    literal: str = ""
    handle: str = ""

    @property
    def whole(self) -> str:
        """The name in the order in which it is spoken."""
        return self.literal or f"{self.given} {self.family}".strip() or f"@{self.handle}"

    @property
    def sorted(self) -> str:
        """The name with the family's in front, for programs that part a name at its comma: no other comma is in it."""
        if self.family and self.given:
            return f"{self.family}, {self.given}"
        return re.sub(r"[\s,]*,[\s,]*", " ", self.whole).strip() or self.whole


def parse_account(account: Account | None, listed: Organisations = NOBODY) -> tuple[CitedName, ...]:
    """The name of an account's owner, as far as it is known; `listed` are known to be organisations."""
    if account is None:
        return ()
    handle, shown = to_one_line(account.handle).removeprefix("@"), to_one_line(account.name or "")
    if not shown or shown.removeprefix("@").casefold() == handle.casefold():
        return (CitedName(handle=handle),) if handle else ()
    name = CitedName(literal=shown) if listed.has(handle=handle) else parse_name(shown, listed)
    return (CitedName(name.family, name.given, name.literal, handle),)


def parse_name(text: str, listed: Organisations = NOBODY) -> CitedName:
    """A name as it is written: ``Roe, Ann`` and ``Ann Roe`` are a person's; what may be no person's stays whole.

    So does one of `listed`. A name that stays whole is never changed.
    """
    text = to_one_line(text)
    if len(text) <= _MOST_CHARS and not listed.has(text):
        bare = _BEHIND.sub("", strip_signs(text))
        family, comma, given = bare.partition(", ")
        if name := _parse_sorted(family.split(), given.split()) if comma else _parse_spoken(bare):
            return name
    return CitedName(literal=text)


def _parse_spoken(bare: str) -> CitedName | None:
    """``Ann Roe`` as a name of a person, if it is one."""
    honour = _HONORIFICS.match(bare)
    words = bare[honour.end() if honour else 0 :].split()
    if not _is_in_form(words, 2) or words[0] in PARTICLES or may_be_organisation(words):
        return None
    if not all(map(_is_latin, words)) or words[-1] in PARTICLES or len(words[-1]) < 2 or words[-1].endswith("."):
        return None
    if words[-1] in ("Jr", "Sr"):
        return None
    if not honour and not _has_given(words):
        return None
    at = next((place for place, word in enumerate(words[1:], 1) if word in PARTICLES), len(words) - 1)
    while at > 1 and words[at - 1].casefold() in PARTICLES:  # Le Pen, De Niro
        at -= 1
    return CitedName(" ".join(words[at:]), " ".join(words[:at]))


def _parse_sorted(family: Sequence[str], given: Sequence[str]) -> CitedName | None:
    """``Roe, Ann`` as a name of a person, if it is one."""
    if not _is_in_form(family, 1) or not _is_in_form(given, 1) or family[-1] in PARTICLES:
        return None
    latin = all(map(_is_latin, (*family, *given)))
    first, known = fold_word(given[0])[1], [part for word in family for part in fold_word(word)]
    if latin and not (first in GIVEN or INITIALS.fullmatch(given[0]) or any(map(is_family, known))):
        return None
    # `Doe, Writer` of somebody who is called Doe, not of a family: a known given name must not be in front.
    if latin and first not in GIVEN and known[1] in GIVEN:
        return None
    both = first in GIVEN and first not in UNCLEAR and len(family) == 1 and known[0] in _BOTH
    if may_be_organisation(given) or (not both and has_non_name(family)):
        return None
    return CitedName(" ".join(family), " ".join(given))


def _is_in_form(words: Sequence[str], least: int) -> bool:
    """Whether these are words as names are made of, with capitals where a script has them, and not too many."""
    names = [word for word in words if word not in PARTICLES]
    return (
        least <= len(words)
        and 1 <= len(names) <= _MOST
        and all(INITIALS.fullmatch(word) or _WORD.fullmatch(word) for word in words)
        and not any(word[0].islower() for word in names)
    )


def _has_given(words: Sequence[str]) -> bool:
    """Whether a given name comes first: one that is clear, or a doubtful one with a second witness."""
    if INITIALS.fullmatch(words[0]):
        return True
    first, family = fold_word(words[0])[1], fold_word(words[-1])
    if first in FAMILY_FIRST and (first not in GIVEN or family[0] in FAMILY_FIRST):
        return False  # Xi Jinping, Kim Jong Un: the family's name comes first
    if first in GIVEN and first not in UNCLEAR:
        return True
    between = words[1:-1]
    if any(INITIALS.fullmatch(word) for word in between):
        return True
    if first in GIVEN and any(fold_word(word)[1] in GIVEN - UNCLEAR for word in between):
        return True
    if any(fold_word(word)[1] in GIVEN for word in between) and first not in GIVEN:
        return False  # Ask Jane Doe
    return len(words) < 4 and first not in FAMILY - GIVEN and any(map(is_family, family))


def _is_latin(word: str) -> bool:
    return all("LATIN" in unicodedata.name(char, "") for char in word if char.isalpha())
