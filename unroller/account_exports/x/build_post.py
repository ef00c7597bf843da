"""A post in full, from what its record tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from unroller.account_exports.base import AttachmentFiles, ParsedPost, PostContext
from unroller.account_exports.x import long_article, note_tweets
from unroller.account_exports.x.long_article import LongArticle, join_runs
from unroller.account_exports.x.raw_post import REPOST, RawPost, find_quoted_id, is_repost
from unroller.account_exports.x.text import build_runs
from unroller.messages import Message, counted
from unroller.model import UNKNOWN_DATE, Account, Date, Notice, Post, Quote, Run
from unroller.networks import X, parse_post_url
from unroller.regex import compile_re

#: From this day on every link in a post is a short one, and listed.
_LISTED_FROM = "2012"
#: A post that ends in an ellipsis at this length or above was cut by X, not by its author.
_FULL = 275
_OWN_WHOLE = compile_re(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/i/web/status/([1-9][0-9]{0,19})", re.ASCII)

_CUT = Notice("cut-post", Message("The export holds only the beginning of a long post; the rest of it is not there."))
_TWO = Notice(
    "cut-post", Message("The export holds two long texts that this post may be the beginning of: neither was taken.")
)
_PREVIEW = Notice(
    "cut-post", Message("The export holds only the beginning of a long article; the rest of it is not there.")
)
_HIDDEN = Notice(
    "page-cut", Message("The saved page held back posts until somebody asked for more: some may be missing.")
)


def build_post(raw: RawPost, context: PostContext) -> ParsedPost:
    """The post that `raw` is, its long text joined from `context`."""
    owner = raw.author or context.owner
    whole, candidates, texts = note_tweets.join_note(raw, context)
    article, spans = (
        (None, whole.spans) if is_repost(raw) else long_article.take_article(whole.spans, context, raw.article)
    )
    whole = replace(whole, spans=spans, article=article)
    own = build_post_runs(whole)
    media = (*(raw.repost or raw).media, *_place_pictures(own, article))
    post = Post(
        number=1,
        runs=_append_article(own, article),
        id=raw.id,
        url=X.permalink(_find_handle(raw, context), raw.id)
        or (long_article.build_article_url(article.id) if article else None),
        published=build_date(raw),
        lang=raw.lang,
        attachments=tuple(one for one, _ in media),
        quotes=build_quotes(whole),
    )
    return ParsedPost(
        post=post,
        files=tuple(files for _, files in media),
        author=raw.author,
        notices=_build_notices(whole, candidates),
        own_prefix=_find_own_prefix(whole, owner),
        texts=texts,
        lost=whole.lost,
        title=article.title if article and not _has_own_words(whole) else "",
    )


def _has_own_words(raw: RawPost) -> bool:
    """Whether a post says anything beside the article that it carries."""
    return any(run.text.strip() for run in build_post_runs(raw))


def _append_article(runs: tuple[Run, ...], article: LongArticle | None) -> tuple[Run, ...]:
    """A post's own words, and below them its long article."""
    if article is None:
        return runs
    own = "".join(run.text for run in runs).strip()
    return join_runs((runs, (Run("\n\n"),), article.runs)) if own else article.runs


def _place_pictures(runs: tuple[Run, ...], article: LongArticle | None) -> Iterator[AttachmentFiles]:
    """The pictures of an article, those with a place where the text below a post's own words has it."""
    own = "".join(run.text for run in runs)
    lines = own.count("\n") + 2 if own.strip() else 0
    for one, files in article.pictures if article else ():
        yield (one if one.line is None else replace(one, line=one.line + lines)), files


def _find_handle(raw: RawPost, context: PostContext) -> str:
    if raw.author:
        return raw.author.handle
    return (context.owner.handle if context.owner else "") or raw.handle


def build_date(raw: RawPost) -> Date:
    """When it was written, as far as the record says."""
    return Date(raw.created, how="stated") if raw.created else UNKNOWN_DATE


def build_post_runs(raw: RawPost) -> tuple[Run, ...]:
    """The words of a post; of a repost that holds the other's post, those in full."""
    if raw.repost is not None and raw.repost.repost is None:
        handle = raw.repost.author.handle if raw.repost.author else ""
        lead = build_runs(f"RT @{handle}: ", (), escaped=False, old=True) if handle else (Run("RT "),)
        return (*lead, *build_post_runs(raw.repost))
    old = not raw.listed or raw.created is None or raw.created < _LISTED_FROM
    cut = raw.cut or (REPOST.match(raw.text) is not None and raw.text.endswith(("…", "...")))
    runs = build_runs(raw.text, raw.spans, escaped=raw.escaped, old=old, cut=cut)
    return join_runs((runs, *_build_options(raw, blank=bool(runs))))


def _build_options(raw: RawPost, *, blank: bool) -> Iterator[tuple[Run, ...]]:
    """The options of a poll, as a list below the words."""
    if raw.options:
        listed = "\n".join(f"- {' '.join(option.split())}" for option in raw.options)
        yield (Run(f"\n\n{listed}" if blank else listed),)


def build_quotes(raw: RawPost) -> tuple[Quote, ...]:
    """The posts that a post quotes: with their words where the record holds them, else by address."""
    if is_repost(raw):
        return ()
    result: dict[str, Quote] = {}
    for one in raw.quotes:
        handle = one.author.handle if one.author else ""
        result[one.id] = Quote(X.permalink(handle, one.id), one.author, build_post_runs(one), build_date(one))
    for span in raw.spans:
        post_id = find_quoted_id(span.long, raw.id) if span.kind == "url" else ""
        where = parse_post_url(span.long) if post_id and post_id not in result else None
        if where:
            result[post_id] = Quote(where.url, Account(where.handle) if where.handle else None)
    stated = parse_post_url(raw.quoted_url) if raw.quoted_url else None
    for post_id in raw.quoted:
        if post_id not in result and post_id != raw.id:
            known = stated if stated and stated.id == post_id else None
            author = Account(known.handle) if known and known.handle else None
            result[post_id] = Quote(known.url if known else X.permalink(None, post_id), author)
    return tuple(result.values())


def _build_notices(raw: RawPost, candidates: int) -> tuple[Notice, ...]:
    more = (_HIDDEN,) if raw.hidden else ()
    if raw.unavailable:
        more = (_describe_unavailable(raw.unavailable), *more)
    if raw.article and raw.article.cut:
        more = (_PREVIEW, *more)
    if candidates > 1:
        return (_TWO, *more)
    return (_CUT, *more) if is_cut(raw) else more


def _describe_unavailable(count: int) -> Notice:
    return Notice(
        "missing-posts",
        counted(
            "{count} post of the saved page is not shown on it: it is gone, or not for everybody",
            "{count} posts of the saved page are not shown on it: they are gone, or not for everybody",
            count=count,
        ),
    )


def is_cut(raw: RawPost) -> bool:
    """Whether the text goes on somewhere else: it says so, links to its own whole, or ends in X's ellipsis."""
    if raw.cut:
        return True
    if not raw.escaped or is_repost(raw):
        return False
    for span in raw.spans:
        own = _OWN_WHOLE.match(span.long) if span.kind == "url" else None
        if own and own[1] == raw.id:
            return True
    shown = raw.text[raw.begins :]
    return shown.endswith("…") and X.measure(shown) >= _FULL


def _find_own_prefix(raw: RawPost, owner: Account | None) -> str:
    """The author's own name at the beginning of an answer to himself, put there by the program that sent it."""
    own_id = owner.id if owner else None
    former = (name for name, account_id in raw.mentioned if account_id == own_id)
    names = {name.casefold() for name in (raw.answers, owner.handle if owner else "", raw.handle, *former) if name}
    to_self = raw.parent_author == own_id if own_id and raw.parent_author else False
    if not to_self and raw.answers and owner and raw.parent is not None and not raw.parent_author:
        to_self = raw.answers.casefold() == owner.handle.casefold()
    match = re.match(r"@([A-Za-z0-9_]{1,20}) ", raw.text) if to_self else None
    return match[0] if match and match[1].casefold() in names else ""
