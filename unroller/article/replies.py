"""Other people's posts below the article, for whoever asks to see them."""

from __future__ import annotations

from dataclasses import replace

from unroller.model import Account, Article, Block, Part, Post, Quote, Run, Thread

HEADING = "Replies"


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
