"""Posts clipped as Markdown by the Obsidian Web Clipper: front matter, then the posts, then other people's comments.

Until 2025 a bold name stood before each post of X (``x-clip``). Since then posts of X, Bluesky, Threads and Mastodon
are parted by rules, without names, and below them comments may stand as quotations (``clip``). A long article of X is
one post, and the rules in it are its own (``x-article-clip``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from unroller.messages import Message
from unroller.model import UNKNOWN_DATE, Account, Date, Removed
from unroller.networks import PostAddress, X
from unroller.readers.assemble import is_same_account
from unroller.readers.base import CERTAIN, ReadOptions
from unroller.readers.draft import DraftLine, DraftPost, DraftThread, trim_blank
from unroller.readers.input import FrontMatter, InputText
from unroller.readers.markdown.clip_parts import (
    ClipPostBuilder,
    Credit,
    OpenClipPost,
    collect_comments,
    find_comments,
    match_header,
)
from unroller.readers.markdown_syntax import find_author, find_published, find_source
from unroller.readers.text.base import TextReader
from unroller.readers.text.body import find_rule_form
from unroller.readers.text.post_header import AuthoredPost, split_by_author
from unroller.regex import compile_re

_TITLE = compile_re(r"#\s{1,3}.{1,200}")
#: The titles that the clipper gives posts; and those of X's own pages, which quote the post.
_POST_TITLE = compile_re(r"(?P<kind>Thread|Post|Tweet) by \S.{0,100}?(?: on \S.{0,60})?")
_PAGE_TITLE = compile_re(
    r".{0,120}\b(?:on|auf|en|sur|su|no|på|op) (?:X|Twitter)\s?: .{0,600}|.{1,700} / (?:X|Twitter)", re.DOTALL
)
_HEADING = compile_re(r"#{1,6}\s{1,3}\S")
#: Headings of who writes about an article, in its place.
_NOTE_HEADING = compile_re(
    r"#{1,6}\s{1,3}[*_]{0,2}(?:\d{1,2}\. )?"
    r"(?:(?:executive |key )?(?:summary|takeaways?|ideas?|points|concepts?|insights?)|tl;?dr|(?:my |reading )?notes|"
    r"gist|abstract|overview|zusammenfassung|notizen|resumen|notas|resumo|résumé|notes de lecture|riassunto|"
    r"samenvatting|streszczenie|резюме|кратко|概要|要約|摘要|要点|总结|總結|요약|ملخص)[*_:：]{0,3}",
    re.IGNORECASE,
)
_FENCE = compile_re(r"\s{0,3}(?:`{3}|~{3})")
_LIST = compile_re(r"\s{0,8}(?:[-*+]|\d{1,3}\.)\s")
#: Articles are longer than a post that merely begins with a heading.
_ARTICLE = 600
#: Who wrote a comment without a name.
_SOMEBODY = Account("unknown", "unknown")


def recognize_headers(page: InputText) -> float:
    """Certain when a header of its form opens a post."""
    return CERTAIN if any(line.startswith("**") and match_header(line) for line in page.lines) else 0.0


def recognize_rules(page: InputText) -> float:
    """Certain of a post's address and the clipper's title, or of its comments, in a text without headers."""
    front = page.front
    if front is None or find_source(front) is None or recognize_headers(page):
        return 0.0
    if find_comments(page.lines, front.stop) is not None:
        return 0.0 if _is_article(page, front) else CERTAIN
    kind = _find_kind(front)
    ruled = any(find_rule_form(line) == "-" for line in page.lines[front.stop :])
    if len(_find_headings(page.lines[front.stop :])) > 1:
        return 0.0  # posts have none: somebody wrote about them
    return CERTAIN if kind and (ruled or kind != "Thread") else 0.0


def recognize_article(page: InputText) -> float:
    """Certain of an address on X above a text that no post is: with a title of its own, headings, lists, code."""
    front = page.front
    if front is None or recognize_headers(page):
        return 0.0
    return CERTAIN if _is_article(page, front) else 0.0


def _find_kind(front: FrontMatter) -> str:
    """What the clipper's title says that this is; empty where the title is another."""
    titles = [title] if (title := front.get("title")) else front.all_values()
    return next((found["kind"] for title in titles if (found := _POST_TITLE.fullmatch(title[:300]))), "")


def _is_article(page: InputText, front: FrontMatter) -> bool:
    """Whether a text is a long article of X, by its address, a title of its own, and what no post has.

    Notes about a post have its address and headings too. An article is told by its clipper, which links the author's
    name and keeps pictures where X has them, and its headings are not those of notes.
    """
    address = find_source(front)
    if address is None or address.platform != X.platform or _find_kind(front):
        return False
    lines = page.lines[front.stop : _find_stop(page)]
    headings = _find_headings(lines)
    if any(_names_post(line) for line in headings) or _opens_as_note(lines):
        return False
    linked = any(value.startswith("[[") for value in front.all_values())
    if not linked and not any(line.startswith("![") and "pbs.twimg.com/media/" in line for line in lines):
        return False
    size = sum(map(len, lines))
    structured = len(headings) + sum(line[:1] in "`~ " and _FENCE.match(line) is not None for line in lines) // 2
    title = front.get("title") or ""
    if linked and title and not _PAGE_TITLE.fullmatch(title[:900]):
        return structured > 0 or size > _ARTICLE
    lists = sum(_LIST.match(line) is not None for line in lines)
    return structured > 0 and size > _ARTICLE and structured + lists > 2


def _opens_as_note(lines: Sequence[str]) -> bool:
    """Whether the first words are a heading of notes, alone or below a title."""
    filled = (line.strip() for line in lines if line.strip() and not line.startswith("!["))
    return any(_NOTE_HEADING.fullmatch(line) for line in takewhile(_HEADING.match, filled))


def _find_headings(lines: Sequence[str]) -> list[str]:
    """The headings of Markdown outside of code. Those that an author typed are escaped."""
    found: list[str] = []
    fenced = False
    for line in lines:
        if line[:1] in "`~" and _FENCE.match(line):
            fenced = not fenced
        elif not fenced and line.startswith("#") and _HEADING.match(line):
            found.append(line.strip())
    return found


def _names_post(heading: str) -> bool:
    """Whether a heading names one post of several, by its number or its author."""
    return (
        re.search(r"\d{1,4} ?/ ?\d{1,4}|\b(?:tweet|post|part) #?\d{1,4}\b|@\w", heading[:200], re.IGNORECASE)
        is not None
    )


def parse_headers(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The one thread of the clip; replies by other people are set aside."""
    removed: list[Removed] = []
    front = page.front
    start, stop = front.stop if front else 0, _find_stop(page)
    opened = _collect_posts(page, start, stop, find_source(front), removed)
    blocks = [
        AuthoredPost(ClipPostBuilder(removed).build(found), found.credit.account if found.credit else None)
        for found in opened
    ]
    stated = find_author(front)
    sorted_out = split_by_author(blocks, stated or next((block.account for block in blocks if block.account), None))
    draft = DraftThread(
        posts=sorted_out.posts,
        author=sorted_out.author,
        platform=X.platform,
        published=_find_published(page, sorted_out.posts),
        others=sorted_out.others,
    )
    return (_finish(draft, page, options, removed),)


def parse_rules(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The posts between rules, and the comments below them."""
    removed: list[Removed] = []
    start = page.front.stop if page.front else 0
    parts = [OpenClipPost()]
    for at in range(start, _find_stop(page)):
        if find_rule_form(page.lines[at]) == "-":
            removed.append(page.removed(at, "clip:rule"))
            parts.append(OpenClipPost())
        else:
            parts[-1].pieces.append(DraftLine(page.lines[at], at + 1))
    posts = tuple(ClipPostBuilder(removed).build(part) for part in parts if trim_blank(part.pieces))
    draft = DraftThread(posts=posts, author=find_author(page.front), published=_find_published(page, posts))
    return (_finish(draft, page, options, removed),)


def parse_article(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The one post that the article is, under its own title."""
    removed: list[Removed] = []
    front = page.front
    start = front.stop if front else 0
    article = OpenClipPost()
    for at in range(start, _find_stop(page)):
        if find_rule_form(page.lines[at]) == "-":
            removed.append(page.removed(at, "clip:rule"))
        else:
            article.pieces.append(DraftLine(page.lines[at], at + 1))
    address = find_source(front)
    post = ClipPostBuilder(removed, quotes=False, verbatim=True).build(article)
    posts = (replace(post, id=address.id, url=address.url) if address else post,)
    draft = DraftThread(
        posts=posts,
        author=find_author(front),
        title=(front.get("title") or None) if front else None,
        published=_find_published(page, posts),
    )
    return (_finish(draft, page, options, removed),)


def _find_stop(page: InputText) -> int:
    """Where the posts end and the comments begin."""
    comments = find_comments(page.lines, page.front.stop if page.front else 0)
    return len(page.lines) if comments is None else comments


def _finish(draft: DraftThread, page: InputText, options: ReadOptions, removed: list[Removed]) -> DraftThread:
    """The thread with what its front matter says, and with the comments as other people's posts."""
    address = find_source(page.front)
    root = draft.posts[0] if draft.posts else None
    comments = tuple(_read_comments(page, draft.author, removed))
    return replace(
        draft,
        platform=options.platform or (address.platform if address else draft.platform),
        url=address.url if address else (root.url if root else None),
        id=address.id if address else (root.id if root else None),
        removed=(*page.front_removed, *removed),
        others=(*draft.others, *comments),
    )


def _find_published(page: InputText, posts: Sequence[DraftPost]) -> Date:
    """When the front matter says that it was published, unless the first post says so itself."""
    stated = None if posts and posts[0].published.value else find_published(page.front)
    return Date(stated, how="stated") if stated else UNKNOWN_DATE


def _read_comments(page: InputText, author: Account | None, removed: list[Removed]) -> Iterator[DraftPost]:
    """Comments; those by the author are later replies."""
    stop = _find_stop(page)
    if stop == len(page.lines):
        return
    removed.append(page.removed(stop, "clip:comments"))
    for found in collect_comments(page.pieces(stop + 1), removed):
        post = ClipPostBuilder(removed).build(found)
        if not post.pieces and not post.attachments and not post.quotes:
            continue
        account = found.credit.account if found.credit else _SOMEBODY
        if author and is_same_account(account, author):
            yield replace(post, later=True)
        else:
            yield replace(post, author=account)


def _collect_posts(
    page: InputText, start: int, stop: int, source: PostAddress | None, removed: list[Removed]
) -> list[OpenClipPost]:
    opened: list[OpenClipPost] = []
    waiting: list[DraftLine] = []
    for at in range(start, stop):
        line = page.lines[at]
        credit = match_header(line) if line.startswith("**") else None
        if credit:
            if not opened and waiting:
                opened += _take_waiting(waiting, OpenClipPost(credit), source, removed)
            removed.append(page.removed(at, "clip:header"))
            opened.append(OpenClipPost(credit))
        elif find_rule_form(line) == "-":
            removed.append(page.removed(at, "clip:rule"))
        elif not opened and not any(not piece.blank for piece in waiting) and _TITLE.fullmatch(line.strip()):
            removed.append(page.removed(at, "clip:title"))
        elif opened:
            opened[-1].pieces.append(DraftLine(line, at + 1))
        else:
            waiting.append(DraftLine(line, at + 1))
    return opened


def _take_waiting(
    waiting: Sequence[DraftLine], first: OpenClipPost, source: PostAddress | None, removed: list[Removed]
) -> list[OpenClipPost]:
    """What stands above the first header: whoever clipped it wrote it where the header is that of the clipped post,
    or where it is nothing but headings and links; else it is a post whose header the page did not show."""
    filled = [piece for piece in waiting if not piece.blank]
    address = first.credit.address if first.credit else None
    opens_here = address is not None and source is not None and address.id == source.id
    if opens_here or all(piece.text.startswith(("#", "> [", "[[", "- [[")) for piece in filled):
        removed += [Removed(piece.text, "clip:note", piece.line) for piece in filled]
        return []
    return [OpenClipPost(Credit(first.credit.account), list(waiting))] if first.credit else []


READERS = (
    TextReader("x-clip", Message("clip of X in Markdown"), recognize_headers, parse_headers),
    TextReader("clip", Message("clip of a thread in Markdown"), recognize_rules, parse_rules),
    TextReader("x-article-clip", Message("clip of a long article of X in Markdown"), recognize_article, parse_article),
)
