"""Threads that a program saved under a line that says whose they are: ``# Thread by @name``, ``# Name (@name)``.

Below it may stand facts (where, when it was saved); then the posts, parted by rules or running on; then perhaps the
source and the date as a quotation. Such programs write Markdown for links and pictures and leave the author's own signs
as they are: nothing in it is escaped or emphasised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from unroller.messages import Message
from unroller.model import UNKNOWN_DATE, Account, Attachment, Date, Removed
from unroller.networks import PostAddress, parse_post_url
from unroller.readers.base import LIKELY, ReadOptions
from unroller.readers.dates import parse_date
from unroller.readers.draft import DraftLine, DraftPost, DraftThread, trim_blank
from unroller.readers.input import InputText
from unroller.readers.markdown.clip_parts import ClipPostBuilder, OpenClipPost
from unroller.readers.markdown_syntax import find_author, find_published, find_source
from unroller.readers.segmentation import Evidence
from unroller.readers.text.base import TextReader
from unroller.readers.text.body import SplitText, find_rule_form, split_posts
from unroller.regex import compile_re

#: More than notes below a front matter, less than posts under labels.
_SURE = LIKELY + 0.2
_HANDLE = r"@(?P<handle>[\w.-]{1,60}(?:@[\w.-]{3,60})?)"
_BYLINE = compile_re(
    r"(?:#{1,3}\s{1,3})?[*_]{0,2}(?:🧵\s?)?(?:(?:An? )?(?:(?:Twitter|X|Bluesky|Mastodon|Threads) )?thread (?:by|from)|"
    r"hilo (?:de|por)|thread (?:von|di|de|door)|fil (?:de|par)|fio (?:de|por)|draad van|tråd av|wątek|тред)\s"
    rf"(?:{_HANDLE}(?:\s\((?P<behind>[^()]{{1,80}})\))?"
    rf"|(?P<before>[^@()]{{1,80}}?)\s\({_HANDLE.replace('handle', 'inner')}\))"
    r"[*_]{0,2}:?",
    re.IGNORECASE,
)
_NAMED = compile_re(rf"#{{1,3}}\s{{1,3}}(?P<before>[^@()]{{1,80}}?)\s\({_HANDLE.replace('handle', 'inner')}\)")
#: What such a program says of the thread above its posts, and below them.
_FACT = compile_re(
    r"[*_]{0,2}[^\W\d_][\w ]{1,30}:[*_]{0,2}\s{1,3}\S.{0,600}"
    r"|[*_]{1,2}[^*_]{1,80}[*_]{1,2}\s·\s\[[^\[\]]{1,60}\]\([^()\s]{1,300}\)"
)
_FOOTER = compile_re(r">\s?(?:\*\*)?(?:Source|Date|URL|Author|Saved|Clipped|Tags?)(?:\*\*)?:(?:\*\*)?\s.{1,600}")
_ADDRESS = compile_re(r"https?://[^\s<>()\[\]]{4,400}")
_CARD = compile_re(r">\s?(?:🔗\s?)?\[\*\*(?P<title>.{1,400}?)\*\*\]\((?P<url>[^()\s]{1,600})\)\s{0,3}")
_POLL = compile_re(r"\*\*Poll\*\*\s{0,3}")
_OPTION = compile_re(r"(?P<option>- .{1,200}?)(?P<votes> — \d{1,3}(?:[.,]\d{1,2})?%)?\s{0,3}")
_VOTES = compile_re(r"_[^_]{1,80}_\s{0,3}")


def match_byline(line: str) -> Account | None:
    """Whose thread a line announces; None where it announces none."""
    text = line.strip()
    if "@" not in text or len(text) > 250:
        return None
    found = _BYLINE.fullmatch(text) or _NAMED.fullmatch(text)
    if found is None:
        return None
    named = found.groupdict()
    return Account(named.get("handle") or named["inner"], named.get("behind") or named["before"] or None)


def find_byline(page: InputText) -> int | None:
    """Where the line stands (the index) that says whose thread this is: the first below a front matter."""
    start = page.front.stop if page.front else 0
    first = next((at for at in page.filled if at >= start), None)
    return first if first is not None and match_byline(page.lines[first]) else None


def recognize(page: InputText) -> float:
    """More than likely where the first line says whose thread follows, and something does."""
    at = find_byline(page)
    return _SURE if at is not None and page.filled[-1] > at else 0.0


def parse(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The one thread of the file."""
    removed = [*page.front_removed]
    at = find_byline(page) or 0
    facts = [at, *_find_facts(page, at)]
    stop = _find_footer(page, facts[-1] + 1)
    removed += [page.removed(one, "mark:header") for one in facts]
    removed += [page.removed(one, "mark:header") for one in range(stop, len(page.lines)) if page.lines[one].strip()]
    address = _find_address(page, [*facts, *range(stop, len(page.lines))])
    platform = options.platform or (address.platform if address else None)
    pieces = page.pieces(facts[-1] + 1, stop)
    alone = stop < len(page.lines) and not any(find_rule_form(piece.text) for piece in pieces)
    # What such programs save is parted by rules where it is more than one post.
    body = SplitText((DraftPost(tuple(trim_blank(pieces))),)) if alone else split_posts(pieces, Evidence(platform))
    posts = tuple(build_post(post, removed) for post in body.posts)
    stated = find_published(page.front) or _find_date(page, [*facts, *range(stop, len(page.lines))])
    return (
        DraftThread(
            posts=posts,
            author=_find_author(page, at),
            platform=platform,
            url=address.url if address else None,
            id=address.id if address else None,
            published=Date(stated, how="stated") if stated else UNKNOWN_DATE,
            removed=(*removed, *body.removed),
            doubts=body.doubts,
        ),
    )


def _find_author(page: InputText, at: int) -> Account | None:
    """Who the line says it was, with the name that the front matter adds."""
    author, stated = match_byline(page.lines[at]), find_author(page.front)
    if author is None or author.name or page.front is None:
        return author
    name = page.front.get("author_name", "author-name", "name") or (stated.name if stated else None)
    return replace(author, name=name or None)


def _find_facts(page: InputText, at: int) -> list[int]:
    """The lines below the byline that tell of the thread, up to a rule and with it; none where no rule ends them: then
    a line like ``Note: …`` may be the author's."""
    found: list[int] = []
    for one in page.filled:
        if one <= at:
            continue
        if find_rule_form(page.lines[one]):
            return [*found, one] if found else []
        if not _FACT.fullmatch(page.lines[one].strip()):
            return []
        found.append(one)
    return []


def _find_footer(page: InputText, start: int) -> int:
    """Where source and date stand below the last rule; the end of the text where they do not."""
    stop = len(page.lines)
    told = False
    for at in reversed([at for at in page.filled if at >= start]):
        if _FOOTER.fullmatch(page.lines[at].strip()):
            told, stop = True, at
        else:
            return (at if find_rule_form(page.lines[at]) else len(page.lines)) if told else len(page.lines)
    return stop if not told else len(page.lines)


def _find_address(page: InputText, lines: Sequence[int]) -> PostAddress | None:
    """The post that front matter, facts or footer name as the source."""
    urls = (match.group() for at in lines for match in _ADDRESS.finditer(page.lines[at][:1000]))
    return find_source(page.front) or next((found for url in urls if (found := parse_post_url(url))), None)


def _find_date(page: InputText, lines: Sequence[int]) -> str | None:
    """The date that is stated as the thread's; when it was saved is another."""
    for at in lines:
        line = page.lines[at].strip().lstrip("> ")
        if line.startswith(("Date:", "*")) and (date := parse_date(_ADDRESS.sub("", line))):
            return date
    return None


def build_post(post: DraftPost, removed: list[Removed]) -> DraftPost:
    """A post with links, pictures, quoted posts, cards and polls read out of its Markdown."""
    cards: list[Attachment] = []
    pieces = list(_take_extras(post.pieces, cards, removed))
    built = ClipPostBuilder(removed, typed=True).build(OpenClipPost(None, pieces))
    return replace(post, pieces=built.pieces, attachments=(*built.attachments, *cards), quotes=built.quotes)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Lines that belong together: those of one quotation, or one line alone."""

    lines: tuple[DraftLine, ...]
    quoted: bool


def _take_extras(pieces: Sequence[DraftLine], cards: list[Attachment], removed: list[Removed]) -> Iterator[DraftLine]:
    """The lines of a post without cards of links and figures of polls, whose options stay as a list."""
    polled = False
    for stretch in _group_quotations(pieces):
        first = stretch.lines[0]
        card = next((found for line in stretch.lines if (found := _CARD.fullmatch(line.text))), None)
        if stretch.quoted and card:
            cards.append(Attachment("card", card["url"], title=card["title"]))
            removed += [Removed(line.text, "mark:link-card", line.line) for line in stretch.lines]
        elif _POLL.fullmatch(first.text):
            polled = True
            removed.append(Removed(first.text, "mark:poll", first.line))
        elif polled and not first.blank and (option := _OPTION.fullmatch(first.text)):
            if option["votes"]:
                removed.append(Removed(option["votes"].strip(), "mark:poll", first.line))
            yield replace(first, text=option["option"])
        elif polled and _VOTES.fullmatch(first.text):
            removed.append(Removed(first.text, "mark:poll", first.line))
        else:
            polled = polled and first.blank
            yield from stretch.lines


def _group_quotations(pieces: Sequence[DraftLine]) -> Iterator[_Stretch]:
    held: list[DraftLine] = []
    for piece in pieces:
        if piece.text.startswith(">"):
            held.append(piece)
            continue
        if held:
            yield _Stretch(tuple(held), quoted=True)
            held = []
        yield _Stretch((piece,), quoted=False)
    if held:
        yield _Stretch(tuple(held), quoted=True)


READERS = (TextReader("byline", Message("thread saved with its author's name"), recognize, parse),)
