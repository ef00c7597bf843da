"""A thread's posts as one text people like to read.

Counters and thread marks leave the article (never the posts) and are recorded as removed; sentences cut between two
posts are joined; lists become lists; quoted posts become quotes; every block knows its post. No word is changed, moved
or lost: the words of the blocks, with the markers of their lists, are the words of the posts without the marks.

Later additions (branches beside the main line) follow it as they are: nothing runs on into them, and none of them into
the next. Other people's posts follow only where somebody asks for them.

Parts of one block come from different posts and are read with a blank between them; scripts written without blanks
(:func:`unroller.writers.common.between` decides) without one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from unroller.article.blocks import build_blocks, continues_list, find_opening_headings, opens_list
from unroller.article.joins import SentenceHabits, find_sentence_habits, join_sentences
from unroller.article.markers import Mark, find_markdown_marks, find_marks
from unroller.article.post_text import PostText
from unroller.article.sources import Numbering, number_sources
from unroller.article.title import find_title
from unroller.model import Account, Article, Block, Part, Post, Quote, Run, Thread
from unroller.regex import compile_re

#: Words for counting: letters and digits with what holds them together. Chinese and Japanese are counted by character.
_WORD = compile_re(r"[^\W_]+(?:['’.,:/-][^\W_]+)*")
#: The same in text of ASCII, in a quarter of the time.
_ASCII_WORD = compile_re(r"[A-Za-z0-9]+(?:['.,:/-][A-Za-z0-9]+)*")
_DENSE = compile_re(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
#: Thai, Lao, Burmese and Khmer write without blanks too, with longer words.
_RUNNING = compile_re(r"[\u0e01-\u0e2e\u0e81-\u0eae\u1000-\u1021\u1780-\u17a2]")
HEADING = "Replies"


def build_article(thread: Thread, *, title: str | None = None) -> Article:
    """The article of a thread.

    Args:
        thread: posts in order.
        title: what a person called it; it goes before anything found in the thread.
    """
    numbering = number_sources(thread.posts)
    drafts, main, known = _build_post_texts(thread, numbering)
    named = (title or "").strip() or find_title(thread, main, lower=known.lower)
    stitched = _build_blocks(thread, drafts, known, find_opening_headings(main))
    return Article(
        title=named,
        blocks=tuple(stitched),
        sources=numbering.sources,
        marks=tuple(mark for draft in drafts for mark in draft.removed()),
        lang=thread.lang,
        words=count_words(*[part.text for block in stitched for part in list_parts(block)]),
    )


def thread_title(thread: Thread) -> str:
    """The title that :func:`build_article` gives a thread of itself, found without stitching it."""
    _, main, known = _build_post_texts(thread, Numbering())
    return find_title(thread, main, lower=known.lower)


def _build_post_texts(thread: Thread, numbering: Numbering) -> tuple[list[PostText], list[PostText], SentenceHabits]:
    """All posts with their marks; those of the main line; and the author's habits in it."""
    drafts = [
        PostText(post, find_markdown_marks(post, marks) if post.markdown else marks, numbering)
        for post, marks in zip(thread.posts, _find_marks(thread), strict=True)
    ]
    main = [draft for draft in drafts if not draft.post.later] or drafts
    return drafts, main, find_sentence_habits(main, thread.platform)


def list_parts(block: Block) -> Iterable[Part]:
    """All parts of a block, those of its list entries included, in order."""
    yield from block.parts
    for item in block.items:
        yield from item.parts


def count_words(*texts: str) -> int:
    """Words in all of `texts` as a reader counts them; two Chinese or Japanese characters, or four Thai, Lao, Burmese
    or Khmer consonants, make one."""
    words = dense = running = 0
    for text in texts:
        if text.isascii():
            words += len(_ASCII_WORD.findall(text))
            continue
        rest, found = _DENSE.subn(" ", text)
        dense += found
        rest, found = _RUNNING.subn(" ", rest)
        running += found
        words += len(_WORD.findall(rest))
    return words + (dense + 1) // 2 + (running + 3) // 4


def _find_marks(thread: Thread) -> Iterator[list[Mark]]:
    """The marks of every post: those of the main line and those of later additions are looked for apart, because a
    thread ends, and its counters run out, before what was added to it."""
    handle = thread.author.handle if thread.author else ""
    main = [post for post in thread.posts if not post.later]
    later = [post for post in thread.posts if post.later]
    found = iter(find_marks(main, handle)), iter(find_marks(later, handle))
    return (next(found[post.later]) for post in thread.posts)


def _build_blocks(
    thread: Thread, drafts: list[PostText], known: SentenceHabits, headings: frozenset[int]
) -> list[Block]:
    """The blocks of all posts, with sentences and lists that run across posts put together."""
    found: list[Block] = []
    gaps = {gap.after for gap in thread.gaps}
    previous: PostText | None = None
    for draft in drafts:
        headed = draft.post.number in headings
        at = _find_last_words(found)
        before = found[at] if previous and found and previous.post.number not in gaps else None
        if (
            before is None
            or previous is None
            or headed
            or draft.post.later
            or _number_of_last_post(before) != previous.post.number
        ):
            found += build_blocks(draft, headed=headed)
        elif before.kind == "list" and continues_list(before, draft):
            more = build_blocks(draft, headed=False, entry=True)
            found[at] = replace(before, items=before.items + more[0].items)
            found += more[1:]
        else:
            joined = (
                join_sentences(previous, draft, known) if before.kind == "paragraph" and not opens_list(draft) else None
            )
            if joined and joined.sign:
                draft.mark(joined.sign)
            more = build_blocks(draft, headed=False)
            if joined and more[0].kind == "paragraph":
                found[at] = replace(before, parts=before.parts + more[0].parts)
                more = more[1:]
            found += more
        previous = draft
    return found


def _find_last_words(found: list[Block]) -> int:
    """The place of the last block that is not a figure (0 when there is none)."""
    at = len(found) - 1
    while at > 0 and found[at].kind == "figure":
        at -= 1
    return max(at, 0)


def _number_of_last_post(block: Block) -> int:
    """The number of the post that a block ends in."""
    parts = list(list_parts(block))
    return parts[-1].post if parts else block.post


def with_replies(article: Article, thread: Thread) -> Article:
    """`article` followed by the posts of others that stood among the author's, each as a quotation of who wrote it.

    They stay apart from the author's words under a heading of their own; sources and counts are the article's alone.
    """
    if not thread.others:
        return article
    last = thread.posts[-1].number if thread.posts else 0
    heading = Block("heading", last, (Part(last, (Run(HEADING),)),))
    return replace(
        article, blocks=(*article.blocks, heading, *(_build_reply(post, thread, last) for post in thread.others))
    )


def find_shown_replies(article: Article, thread: Thread) -> tuple[Post, ...]:
    """The posts of others that `article` shows: all or none."""
    size = len(thread.others)
    return thread.others if size and with_replies(article, thread).blocks[-size:] == article.blocks[-size:] else ()


def _build_reply(post: Post, thread: Thread, last: int) -> Block:
    author: Account | None = post.author or thread.author
    return Block("quote", last, quote=Quote(post.url, author, post.runs, post.published))
