"""Articles of our own, read back: what ``unroller read`` prints as Markdown and every bag keeps as ``article.md``.

The record at the end gives the posts word for word, as long as the article is as it was written. Of an article that a
person changed, or that has no record (those of older programs), the visible text is read. Nothing of a record is
believed before it was held against the article: see :func:`_check_agreement`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, pairwise

from unroller.messages import Message
from unroller.model import PLATFORMS, Account, Date, Notice, Post, Quote, Removed
from unroller.networks import parse_post_url
from unroller.readers.base import CERTAIN, ReadOptions
from unroller.readers.dates import parse_date, parse_exact_date
from unroller.readers.draft import DraftLine, DraftPost, DraftThread
from unroller.readers.input import FrontMatter, InputText, find_article_starts, parse_front_matter
from unroller.readers.own_article import record_reader
from unroller.readers.own_article.body import VisibleArticle, skip_additions
from unroller.readers.own_article.body import read_body as read_body
from unroller.readers.own_article.delta import ArticleRecordError, strip_notes
from unroller.readers.own_article.record_reader import RecordedPosts, RecordHeader, is_record_line
from unroller.readers.own_article.record_writer import HEADER, digest_text
from unroller.readers.segmentation import Evidence
from unroller.readers.text.base import TextReader
from unroller.readers.text.body import split_posts
from unroller.regex import compile_re
from unroller.urls import canonicalize, safe_url

#: Words for comparing: scripts without blanks by the character, because the article joins them without one.
_WORD = compile_re(
    r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
    r"|[^\W\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+"
)
#: Signs of scripts without blanks, which are no words.
_SIGNS = "\u3000、。〃〈〉《》「」『』【】〔〕〖〗〜〝〞〟・！？：；，．（）"
#: Words that a record may hold beside those of the article, for counters and thread marks ("END", "1/12", "Part 2:"):
#: so many, and so many more a post; of words that are no numbers fewer. Invented threads need at most two a post.
_MARKS, _MARKS_A_POST, _WORDS_A_POST = 6, 6, 3
#: A word of so many letters that stands within longer ones is there, and not there by chance.
_GLUED = 7
#: So many words are looked for so; where more differ it is no matter of links.
_FEW = 100
_CHANGED = Notice(
    "article-changed",
    Message(
        "the article was changed after it was written: its posts are read from what it shows, without what it left out"
    ),
)
_NO_RECORD = Notice(
    "article-without-record",
    Message("the article does not hold how its posts were written: they are read from what it shows, without counters"),
)


@dataclass(frozen=True, slots=True)
class _ArticleDocument:
    """One article of the capture, as ranges of lines: what stands above, the article, its record, what stands below."""

    lines: Sequence[str]
    front: FrontMatter | None
    above: range
    head: range
    body: range
    words: range
    record: range
    below: range

    def text(self, part: range) -> list[str]:
        """The lines of `part`."""
        return list(self.lines[part.start : part.stop])

    def own(self) -> list[int]:
        """The lines of the article's text without what its keeper added, from the first that holds something on."""
        rows = [self.body[at] for at in skip_additions(self.text(self.body))]
        return list(dropwhile(lambda at: not self.lines[at].strip(" \t"), rows)) or [self.body.start]

    def added(self) -> bool:
        """Whether something stands above or below that the article does not hold itself."""
        return any(line.strip() for part in (self.above, self.below) for line in self.text(part))


def recognize(page: InputText) -> float:
    """Certain when front matter or a record of our own stands there."""
    return CERTAIN if page.article else 0.0


def parse(page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The threads of the articles, in their order."""
    starts = find_article_starts(page.lines)
    edges = [0, *starts[1:], len(page.lines)]
    return tuple(_build_draft(_split_document(page.lines, one, two, starts), options) for one, two in pairwise(edges))


def _split_document(lines: Sequence[str], start: int, stop: int, starts: Sequence[int]) -> _ArticleDocument:
    at = next((found for found in starts if start <= found < stop), start)
    front = parse_front_matter(lines[at:stop]) if at in starts else None
    begin = at + front.stop if front else at
    header = next((row for row in range(stop - 1, begin - 1, -1) if lines[row].startswith(HEADER)), stop)
    first, last = header, header
    while first > begin and is_record_line(lines[first - 1]):
        first -= 1
    while last < stop and is_record_line(lines[last]):
        last += 1
    return _ArticleDocument(
        lines,
        front,
        above=range(start, at),
        head=range(at, begin),
        body=range(begin, first),
        words=range(first, header),
        record=range(header, last),
        below=range(last, stop),
    )


def _build_draft(document: _ArticleDocument, options: ReadOptions) -> DraftThread:
    """The posts by the record where it can be believed, else by what the article shows."""
    facts = _read_facts(document.front, options)
    own = document.own()
    text = strip_notes("\n".join(document.lines[at] for at in own if at in document.body))
    numbers = [at + 1 for at in own]
    visible = read_body(document.text(document.body), document.body.start + 1)
    if not document.record:
        return _read_visible(document, facts, visible, _NO_RECORD)
    lines = document.text(document.record)
    try:
        head = record_reader.read_header(lines[0])
        facts = _with_record_header(facts, head)
        if document.added() or head.article != digest_text(text):
            return _read_visible(document, facts, visible, _CHANGED)
        recorded = record_reader.read_record(
            lines[1:],
            text,
            at=head.at,
            numbers=numbers,
            platform=facts.platform,
            author=facts.author,
            root=facts.id,
            most=options.limits.posts,
        )
        _check_agreement(recorded, visible)
    except ValueError as error:
        why = error.message if isinstance(error, ArticleRecordError) else Message("it is damaged")
        message = Message(
            "the record at the end of the article is not believed ({why}): its posts are read from what it shows",
            why=why,
        )
        return _read_visible(document, facts, visible, Notice("article-record-refused", message))
    return replace(
        facts,
        removed=(*_set_aside(document), *_select_additions(visible), *_find_untaken(text, numbers, visible, recorded)),
        gaps=head.gaps,
        warnings=head.notices,
        made=recorded.posts,
        made_others=recorded.others,
        count=None,
    )


def _with_record_header(facts: DraftThread, head: RecordHeader) -> DraftThread:
    """What the front matter says, and beside it what the record's first line does."""
    author, date = facts.author, facts.published
    return replace(
        facts,
        id=head.id,
        author=replace(author, id=head.author_id, url=head.author_url) if author else None,
        published=replace(date, how=head.how) if head.how and date.value else date,
    )


def _read_facts(front: FrontMatter | None, options: ReadOptions) -> DraftThread:
    """What the front matter says of the thread."""
    if front is None:
        return DraftThread((), platform=options.platform)
    url = safe_url(front.get("url") or "")
    stated = next((known for known in PLATFORMS if known == front.get("platform")), None)
    bound, posts = parse_exact_date(front.get("not_before")), front.get("posts") or ""
    value = parse_exact_date(front.get("published")) or parse_date(front.get("published") or "")
    return DraftThread(
        (),
        author=_find_author(front),
        platform=options.platform or stated,
        url=url,
        title=front.get("title"),
        published=Date(value, bound, "stated" if value else "not-before" if bound else "unknown"),
        count=int(posts) if posts.isascii() and posts.isdigit() and len(posts) < 8 else None,
    )


def _find_author(front: FrontMatter) -> Account | None:
    """The author: a handle with its sign, a name alone where the capture had lost the handle."""
    handle, name = (front.get("author") or "").strip(), front.get("author_name")
    if handle[:1] == "@" and handle[1:].strip():
        return Account(handle[1:], name)
    return Account("", name) if name and not handle else None


# -- by the record -----------------------------------------------------------------------------------------------------


def _check_agreement(recorded: RecordedPosts, visible: VisibleArticle) -> None:
    """Hold a record against the article that people see.

    Raises:
        RecordError: it leaves out words of the article, or holds words that the article does not show.
    """
    posts = (*recorded.posts, *recorded.others)
    texts = [text for post in posts for text in _list_texts(post)]
    said, seen, optional = _count_words(texts), _count_words(visible.texts()), _count_words(visible.optional)
    # Where a link ends, the article may part or join what a post has together or apart.
    missing = _find_missing(seen - optional - said, _join_letters(texts), least=_GLUED)
    if missing:
        raise ArticleRecordError(Message("it leaves out {told}", told=_format_some(missing)))
    hidden = _count_words(text for post in posts for text in _list_inline_quotes(post))
    added = _find_missing(said - seen - optional - hidden, _join_letters(visible.texts()), least=1)
    letters = sum(count for word, count in added.items() if not word.isdigit())
    if letters > _MARKS + _WORDS_A_POST * len(posts) or added.total() > _MARKS + _MARKS_A_POST * len(posts):
        raise ArticleRecordError(
            Message("it holds words that the article does not show: {told}", told=_format_some(added))
        )


def _join_letters(texts: Iterable[str]) -> str:
    return "".join(char for text in texts for char in text.casefold() if char.isalnum() or char == "_")


def _find_missing(found: Counter[str], text: str, *, least: int) -> Counter[str]:
    """The words of `found` that do not stand in `text`, where letters run together; those shorter than `least` stay."""
    if len(found) > _FEW:
        return found
    return Counter({word: count for word, count in found.items() if len(word) < least or word not in text})


def _list_texts(post: Post) -> Iterator[str]:
    yield post.text
    for quote in post.quotes:
        yield "".join(run.text for run in quote.runs)
    for found in post.attachments:
        yield found.title or ""
        yield found.alt or ""


def _list_inline_quotes(post: Post) -> Iterator[str]:
    """What posts say whose address stands within a sentence: there the article does not set the quoted words."""
    addresses = {canonicalize(run.url) for run in post.runs if run.url}
    for quote in post.quotes:
        if quote.url and canonicalize(quote.url) in addresses:
            yield "".join(run.text for run in quote.runs)


def _count_words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _WORD.findall(text.casefold()) if word.strip(_SIGNS))


def _format_some(found: Counter[str]) -> str:
    shown_words = ", ".join(sorted(found)[:3])[:60]
    return f"“{shown_words}”" + (f" and {len(found) - 3} more" if len(found) > 3 else "")


def _set_aside(document: _ArticleDocument) -> list[Removed]:
    """Front matter and record, which are no text of the article."""
    rules = ((document.head, "front-matter"), (document.words, "article:record"), (document.record, "article:record"))
    return [
        Removed(document.lines[at], rule, at + 1) for part, rule in rules for at in part if document.lines[at].strip()
    ]


def _select_additions(visible: VisibleArticle) -> Iterator[Removed]:
    """What the keeper added, which the record passes over."""
    return (entry for entry in visible.removed if entry.rule.startswith("keeper:"))


def _find_untaken(
    text: str, numbers: Sequence[int], visible: VisibleArticle, recorded: RecordedPosts
) -> Iterator[Removed]:
    """What the article shows and no post takes, line by line; `numbers` are those of its lines in the capture."""
    rules = {entry.line: entry.rule for entry in visible.removed}
    taken = iter((*_merge_ranges(recorded.taken), (len(text), len(text))))
    start, stop = next(taken)
    at = 0
    for number, line in zip(numbers, text.split("\n"), strict=False):
        rest: list[str] = []
        end = at + len(line)
        place = at
        while place < end:
            while stop <= place < len(text):
                start, stop = next(taken)
            if place < start:
                rest.append(text[place : min(start, end)])
            place = min(stop, end) if place >= start else min(start, end)
        left = " ".join(piece for piece in rest if piece.strip())
        if left:
            yield Removed(left, rules.get(number, "article:markup"), number)
        at = end + 1


def _merge_ranges(taken: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places in order, those that overlap as one."""
    out: list[tuple[int, int]] = []
    for start, stop in sorted(taken):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], stop))
        else:
            out.append((start, stop))
    return out


# -- by what is shown --------------------------------------------------------------------------------------------------


def _read_visible(document: _ArticleDocument, facts: DraftThread, visible: VisibleArticle, why: Notice) -> DraftThread:
    """The posts of the text that people see, with what they wrote above and below."""
    parts = [read_body(document.text(part), part.start + 1) for part in (document.above, document.below)]
    pieces = [*parts[0].pieces, *visible.pieces, *parts[1].pieces]
    pauses = {line for line, _ in (*visible.quotes, *visible.figures)}
    told = Evidence(platform=facts.platform, count=facts.count, pauses=_find_places_behind(pieces, pauses))
    body = split_posts(pieces, told, rules=False)
    posts = list(body.posts)
    removed = [*_set_aside(document), *body.removed]
    others: list[DraftPost] = []
    for part in (parts[0], visible, parts[1]):
        removed += part.removed
        others += [_build_reply(line, quote) for line, quote in part.others]
        for line, quote in part.quotes:
            _attach(posts, line, DraftPost((), quotes=(quote,)))
        for line, figure in part.figures:
            _attach(posts, line, DraftPost((), attachments=(figure,)))
    address = parse_post_url(facts.url) if facts.url else None
    return replace(
        facts,
        posts=tuple(posts),
        id=facts.id or (address.id if address else None),
        title=None if facts.title and not facts.title.strip() else facts.title,
        removed=tuple(removed),
        others=tuple(others),
        doubts=body.doubts,
        warnings=(why,),
    )


def _find_places_behind(pieces: Sequence[DraftLine], lines: Iterable[int]) -> frozenset[int]:
    """The places in `pieces` of the first words behind each of these lines of the capture."""
    filled = [at for at, piece in enumerate(pieces) if not piece.blank]
    numbers = [pieces[at].line for at in filled]
    places = (bisect_right(numbers, line) for line in lines)
    return frozenset(filled[place] for place in places if place < len(filled))


def _attach(posts: list[DraftPost], line: int, found: DraftPost) -> None:
    """A quote or figure to the post that it stands below; to the first when none is above."""
    if not posts:
        posts.append(found)
        return
    at = max(bisect_right([post.line or 0 for post in posts], line) - 1, 0)
    posts[at] = replace(
        posts[at],
        quotes=(*posts[at].quotes, *found.quotes),
        attachments=(*posts[at].attachments, *found.attachments),
    )


def _build_reply(line: int, quote: Quote) -> DraftPost:
    text = "".join(run.text for run in quote.runs)
    pieces = tuple(DraftLine(row, line + 1 + at) for at, row in enumerate(text.split("\n")))
    return DraftPost(pieces, url=quote.url, author=quote.author)


READERS = (TextReader("article", Message("article in our own Markdown"), recognize, parse),)
