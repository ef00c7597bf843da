"""Posts under labels: ``Tweet 3:`` before each, or a heading that names its author and its date.

Below a line that says whose thread it is, bare numbers are labels too (``[3/9]``, ``## 3``); and lines that number a
post and name who wrote it (``[1.2] **Name** (@handle):``) are everywhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from unroller.messages import Message
from unroller.model import UNKNOWN_DATE, Account, Date, Removed
from unroller.networks import NETWORK_BY_NAME, PostAddress, parse_post_url
from unroller.readers.assemble import is_same_handle
from unroller.readers.base import CERTAIN, FAIRLY_SURE, ReadOptions
from unroller.readers.dates import parse_date
from unroller.readers.draft import DraftLine, DraftPost, DraftThread, trim_blank
from unroller.readers.input import InputText
from unroller.readers.markdown.bylines import build_post, match_byline
from unroller.readers.markdown_syntax import find_author, find_published, find_source, parse_inline
from unroller.readers.text.base import TextReader
from unroller.readers.text.body import find_rule_form
from unroller.readers.text.post_header import AuthoredPost, split_by_author
from unroller.regex import compile_re

#: What a post is called, in the languages in which threads are drafted and kept.
_POST = (
    r"tweets?|threads?|posts?|toots?|skeets?|tuits?|beitrag|publicación|publicacion|publicação|publicacao|messaggio|bericht|inlägg|"
    r"innlegg|opslag|julkaisu|wpis|příspěvek|gönderi|твит|пост|ツイート|ポスト|投稿|推文|帖子|贴文|貼文|트윗|게시물|تغريدة|منشور|ציוץ|פוסט"
)
_NUMBER = r"[#№]?(?P<number>\d{1,3})(?:\s?(?:/|of|von|de|di|sur|av|из)\s?\d{1,3})?"
#: The label before a post: alone on its line, or behind it a colon and the words.
_LABEL = compile_re(
    rf"(?P<label>(?:#{{1,6}}\s{{1,3}})?[*_\[(]{{0,3}}(?:{_POST})\s?{_NUMBER}[*_\])]{{0,3}}\s?(?P<sign>[:：.—–-]?)[*_]{{0,2}})(?P<rest>.{{0,4000}})",
    re.IGNORECASE,
)
#: A heading that names author and date, and perhaps the number of the post.
_HEADING = compile_re(
    rf"#{{1,6}}\s{{1,3}}[*_]{{0,3}}(?:(?P<name>[^@()—–|·]{{1,80}}?)\s?\(@(?P<inner>[\w.@-]{{1,80}})\)|@?(?P<handle>[\w.@-]{{1,80}}))[*_]{{0,3}}"
    rf"\s{{0,3}}[—–|·,(\[-]{{1,2}}\s{{0,3}}(?P<date>[^()\[\]—–|·]{{3,40}}?)[)\]]?(?:\s{{0,3}}(?:[(\[]|[—–|·-]\s?)(?:{_POST})\s?{_NUMBER}[)\]]?)?\s{{0,3}}",
    re.IGNORECASE,
)
_NUMBERED = compile_re(rf"(?:{_POST})\s?{_NUMBER}[)\]]?\s{{0,3}}$", re.IGNORECASE)
_TITLE = compile_re(r"#\s{1,3}(\S.{0,300})")
#: Labels that are nothing but a number; an author's own counters look like them where nobody is named above.
_BARE = compile_re(r"(?:#{1,6}\s{1,3}(?P<heading>\d{1,3})|\[(?P<number>\d{1,3})/(?P<total>\d{1,3})\])")
#: Numbers of posts and of the answers below each, with who wrote them. The name may be missing.
_INDEXED = compile_re(r"\[\d{1,4}(?:\.\d{1,4}){0,60}\] \*\*(?P<name>.{0,120}?)\*\* \(@(?P<handle>[\w.@-]{1,120})\):")
#: What a program adds below a post: when it was written, how many pictures it had.
_BELOW = compile_re(r"\((?P<round>[^()]{6,60})\)|\*(?P<slanted>[^*]{6,60})\*|\*\*Media:\*\* \d{1,3} attachment\(s\)")
_STAMP = compile_re(r"(?=.{0,40}\d{1,2}[:.]\d\d)(?=.{0,40}\d{4}).{6,60}")
#: What somebody wrote down about the thread above its posts.
_FACT = compile_re(
    r"[-*]?\s?[*_]{1,2}[^*_:]{1,30}:?[*_]{1,2}:?\s{1,3}(?P<value>.{1,400})|[A-Z][\w ]{1,20}:\s{1,3}(?P<plain>.{1,400})"
)
_NAMED = compile_re(r"(?P<name>[^@():]{1,80}?)\s?\(@(?P<handle>[\w.@-]{1,80})\)")
_ADDRESS = compile_re(r"https?://[^\s<>()\[\]]{4,400}")


#: What stands between a label and the words behind it.
_SIGNS = (":", "：", "—", "–", "-")
#: No date that stands behind a label is longer.
_DATE = 40


@dataclass(frozen=True, slots=True)
class PostLabel:
    """A label on line `at` (index): who and when where it says so, and the words behind it."""

    at: int
    text: str
    rest: str = ""
    account: Account | None = None
    date: str | None = None


def recognize(page: InputText) -> float:
    """Certain of headings with author and date; fairly sure of labels whose numbers count up from the beginning."""
    labels = find_labels(page)
    return 0.0 if not labels else CERTAIN if labels[0].account else FAIRLY_SURE


def find_labels(page: InputText) -> tuple[PostLabel, ...]:
    """The labels of a text, all of one kind; none where they are not what parts its posts."""
    start = page.front.stop if page.front else 0
    lines = [(at, page.lines[at]) for at in page.filled if at >= start and len(page.lines[at]) < 5000]
    indexed = [label for at, line in lines if line.startswith("[") and (label := _match_indexed(at, line))]
    if len(indexed) > 1:
        return tuple(indexed)
    if lines and match_byline(lines[0][1]) and len(bare := _find_bare(lines)) > 1:
        return bare
    headings = [label for at, line in lines if line.startswith("#") and (label := _match_heading(at, line))]
    if len(headings) > 1 and _names_people(page, headings):
        return tuple(headings)
    found = [(number, label) for at, line in lines if (match := _match_label(at, line)) for number, label in [match]]
    numbers = [number for number, _ in found]
    first = numbers[0] if numbers else 0
    if len(found) < 2 or first not in (0, 1, 2) or numbers != list(range(first, first + len(found))):
        return ()
    labels = tuple(label for _, label in found)
    # Labels stand all alone, or all before words: an author who writes "Post 2: ..." once does not do both.
    return labels if len({bool(label.rest) for label in labels}) == 1 else ()


def _match_indexed(at: int, line: str) -> PostLabel | None:
    found = _INDEXED.fullmatch(line.strip()) if len(line) < 400 else None
    return PostLabel(at, line, account=Account(found["handle"], found["name"].strip() or None)) if found else None


def _find_bare(lines: Sequence[tuple[int, str]]) -> tuple[PostLabel, ...]:
    """Labels that are nothing but numbers, counted up from 1; where they have a total, all the same."""
    found = [(at, match) for at, line in lines if (match := _BARE.fullmatch(line.strip()))]
    numbers = [int(match["heading"] or match["number"]) for _, match in found]
    alike = len({(match["heading"] is None, match["total"]) for _, match in found}) == 1
    return tuple(PostLabel(at, match.group()) for at, match in found) if alike and _counts_up(numbers) else ()


def _counts_up(numbers: Sequence[int]) -> bool:
    return list(numbers) == list(range(1, len(numbers) + 1))


def _names_people(page: InputText, headings: Sequence[PostLabel]) -> bool:
    """Whether headings with a date name who wrote what stands below: by the sign of a handle, by the number of a post,
    or as the lines above them do. Else they may be anybody's ("Update — 3 March")."""
    if any("@" in label.text or _NUMBERED.search(label.text) for label in headings):
        return True
    above = [
        *page.lines[page.front.stop if page.front else 0 : headings[0].at],
        *(page.front.all_values() if page.front else []),
    ]
    known = " ".join(above).casefold()
    return all(label.account and label.account.handle.casefold() in known for label in headings[:1])


def _match_label(at: int, line: str) -> tuple[int, PostLabel] | None:
    found = _LABEL.fullmatch(line.strip())
    if found is None:
        return None
    rest = found["rest"].strip()
    date = parse_date(rest.strip("()[]*_ ")) if 0 < len(rest) < _DATE else None
    if date:
        return int(found["number"]), PostLabel(at, line.strip(), date=date)
    if rest and found["sign"] not in _SIGNS and not found["label"].rstrip("*_").endswith((":", "：")):
        return None
    return int(found["number"]), PostLabel(at, found["label"].strip(), rest)


def _match_heading(at: int, line: str) -> PostLabel | None:
    found = _HEADING.fullmatch(line.strip()) if len(line) < 300 else None
    date = parse_date(found["date"].strip()) if found else None
    if found is None or date is None:
        return None
    account = Account(found["inner"] or found["handle"], (found["name"] or "").strip() or None)
    return PostLabel(at, line, account=account, date=date)


def parse(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The one thread of the text."""
    labels = find_labels(page)
    removed = [*page.front_removed]
    start = page.front.stop if page.front else 0
    head = [at for at in page.filled if start <= at < labels[0].at]
    blocks: list[AuthoredPost] = []
    if head and not labels[0].account and _counts_from_two(labels):
        blocks.append(AuthoredPost(DraftPost(_read_lines(page, start, labels[0].at, removed)), None))
        head = []
    facts = [page.lines[at] for at in head]
    saved = bool(facts and match_byline(facts[0])) or _INDEXED.fullmatch(labels[0].text.strip()) is not None
    removed += [page.removed(at, "mark:header" if _is_fact(page.lines[at]) else "mark:introduction") for at in head]
    for label, stop in zip(labels, [*(label.at for label in labels[1:]), len(page.lines)], strict=True):
        removed.append(Removed(label.text, "mark:heading", label.at + 1))
        pieces = tuple(page.pieces(label.at + 1, stop)) if saved else _read_lines(page, label.at + 1, stop, removed)
        if label.rest:
            pieces = (DraftLine(label.rest, label.at + 1), *pieces)
        date = Date(label.date, how="stated") if label.date else UNKNOWN_DATE
        post = DraftPost(tuple(trim_blank(pieces)), published=date)
        if saved:
            post = build_post(_take_stamp(post, removed), removed)
        blocks.append(AuthoredPost(post, label.account))
    return (_build_thread(page, options, blocks, facts, removed),)


def _counts_from_two(labels: Sequence[PostLabel]) -> bool:
    return re.search(r"\d+", labels[0].text) is not None and int(re.findall(r"\d+", labels[0].text)[0]) == 2


def _read_lines(page: InputText, start: int, stop: int, removed: list[Removed]) -> tuple[DraftLine, ...]:
    """The lines of a post: rules between posts are no words of theirs, links of Markdown are links."""
    pieces: list[DraftLine] = []
    for piece in page.pieces(start, stop):
        if find_rule_form(piece.text) == "-":
            removed.append(Removed(piece.text, "mark:rule", piece.line))
        elif "](" in piece.text:
            text, links, _, gone = parse_inline(piece.text)
            removed += [Removed(gone, "mark:markup", piece.line)] if gone else []
            pieces.append(replace(piece, text=text, links=tuple(links)))
        else:
            pieces.append(replace(piece, text=piece.text.rstrip(" ")))
    return tuple(pieces)


def _take_stamp(post: DraftPost, removed: list[Removed]) -> DraftPost:
    """A post without what a program wrote above and below its words: its address, its date, the number of pictures."""
    pieces, kept, published = list(post.pieces), post, post.published
    address = parse_post_url(pieces[0].text.strip()) if pieces and pieces[0].text.startswith("http") else None
    if address:
        removed.append(Removed(pieces[0].text, "mark:post-link", pieces[0].line))
        kept, pieces = replace(kept, id=address.id, url=address.url), trim_blank(pieces[1:])
    while pieces and (found := _BELOW.fullmatch(pieces[-1].text.strip())):
        said = found["round"] or found["slanted"]
        if said and not _STAMP.fullmatch(said):
            break
        date = parse_date(said) if said else None
        published = Date(date, how="stated") if date else published
        removed.append(Removed(pieces[-1].text, "mark:date" if said else "mark:picture", pieces[-1].line))
        pieces = trim_blank(pieces[:-1])
    if pieces and find_rule_form(pieces[-1].text) == "-":
        removed.append(Removed(pieces[-1].text, "mark:rule", pieces[-1].line))
        pieces = trim_blank(pieces[:-1])
    return replace(kept, pieces=tuple(pieces), published=published)


def _is_fact(line: str) -> bool:
    return bool(
        match_byline(line) or _TITLE.fullmatch(line.strip()) or _FACT.fullmatch(line.strip()) or find_rule_form(line)
    )


def _build_thread(
    page: InputText, options: ReadOptions, blocks: list[AuthoredPost], facts: list[str], removed: list[Removed]
) -> DraftThread:
    address = _find_address(facts) or find_source(page.front)
    stated = find_author(page.front)
    named_above = match_byline(facts[0]) if facts else None
    first = next((block.account for block in blocks if block.account), named_above or stated)
    sorted_out = split_by_author(blocks, first)
    author = _add_name(sorted_out.author or _find_named(facts), facts)
    named = NETWORK_BY_NAME.get(((page.front.get("platform", "network") if page.front else "") or "").casefold())
    known = address.platform if address else named.platform if named else None
    published = None if sorted_out.posts and sorted_out.posts[0].published.value else find_published(page.front)
    title = next(
        (found[1] for line in facts if not match_byline(line) and (found := _TITLE.fullmatch(line.strip()))), None
    )
    return DraftThread(
        posts=sorted_out.posts,
        author=author or (Account(address.handle) if address and address.handle else None),
        platform=options.platform or known,
        url=address.url if address else None,
        id=address.id if address else None,
        title=(page.front.get("title") if page.front else None) or title,
        published=Date(published, how="stated") if published else UNKNOWN_DATE,
        removed=tuple(removed),
        others=sorted_out.others,
    )


def _find_address(facts: Sequence[str]) -> PostAddress | None:
    urls = (match.group() for line in facts for match in _ADDRESS.finditer(line[:1000]))
    return next((found for url in urls if (found := parse_post_url(url))), None)


def _find_named(facts: Sequence[str]) -> Account | None:
    values = (found["value"] or found["plain"] for line in facts if (found := _FACT.fullmatch(line.strip())))
    match = next((found for value in values if (found := _NAMED.match(value.strip()))), None)
    return Account(match["handle"], match["name"].strip() or None) if match else None


def _add_name(author: Account | None, facts: Sequence[str]) -> Account | None:
    """The author with the name that stands beside the handle above the posts."""
    named = _find_named(facts)
    if author and named and not author.name and is_same_handle(author.handle, named.handle):
        return replace(author, name=named.name)
    return author


READERS = (TextReader("labelled", Message("posts with labels"), recognize, parse),)
