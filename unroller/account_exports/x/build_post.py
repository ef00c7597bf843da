"""A post in full, from what its record tells."""

from __future__ import annotations

import re
from dataclasses import replace

from unroller.account_exports.base import ParsedPost, PostContext
from unroller.account_exports.x import long_article, note_tweets
from unroller.account_exports.x.long_article import LongArticle, join_runs
from unroller.account_exports.x.raw_post import REPOST, RawPost, find_quoted_id, is_repost
from unroller.account_exports.x.text import build_runs
from unroller.messages import Message
from unroller.model import UNKNOWN_DATE, Account, Date, Notice, Post, Quote, Run
from unroller.networks import X, parse_post_url

#: From this day on every link in a post is a short one, and listed.
_LISTED_FROM = "2012"
#: A post that ends in an ellipsis at this length or above was cut by X, not by its author.
_FULL = 275
_OWN_WHOLE = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/i/web/status/([1-9][0-9]{0,19})", re.ASCII)

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


def build_post(told: RawPost, context: PostContext) -> ParsedPost:
    """The post that `told` is, its long text joined from `context`."""
    owner = told.author or context.owner
    whole, candidates, texts = note_tweets.join_note(told, context)
    article, spans = (
        (None, whole.spans) if is_repost(told) else long_article.take_article(whole.spans, context, told.article)
    )
    whole = replace(whole, spans=spans, article=article)
    media = (*(told.repost or told).media, *(article.pictures if article else ()))
    post = Post(
        number=1,
        runs=_append_article(build_post_runs(whole), article),
        id=told.id,
        url=X.permalink(_find_handle(told, context), told.id)
        or (long_article.build_article_url(article.id) if article else None),
        published=build_date(told),
        lang=told.lang,
        attachments=tuple(one for one, _ in media),
        quotes=build_quotes(whole),
    )
    return ParsedPost(
        post=post,
        files=tuple(files for _, files in media),
        author=told.author,
        notices=_build_notices(whole, candidates),
        own_prefix=_find_own_prefix(whole, owner),
        texts=texts,
    )


def _append_article(said: tuple[Run, ...], article: LongArticle | None) -> tuple[Run, ...]:
    """A post's own words, and below them its long article."""
    if article is None:
        return said
    own = "".join(run.text for run in said).strip()
    return join_runs((said, (Run("\n\n"),), article.runs)) if own else article.runs


def _find_handle(told: RawPost, context: PostContext) -> str:
    if told.author:
        return told.author.handle
    return (context.owner.handle if context.owner else "") or told.handle


def build_date(told: RawPost) -> Date:
    """When it was written, as far as the record says."""
    return Date(told.created, how="stated") if told.created else UNKNOWN_DATE


def build_post_runs(told: RawPost) -> tuple[Run, ...]:
    """The words of a post; of a repost that holds the other's post, those in full."""
    if told.repost is not None and told.repost.repost is None:
        handle = told.repost.author.handle if told.repost.author else ""
        lead = build_runs(f"RT @{handle}: ", (), escaped=False, old=True) if handle else (Run("RT "),)
        return (*lead, *build_post_runs(told.repost))
    old = not told.listed or told.created is None or told.created < _LISTED_FROM
    cut = told.cut or (REPOST.match(told.text) is not None and told.text.endswith(("…", "...")))
    return build_runs(told.text, told.spans, escaped=told.escaped, old=old, cut=cut)


def build_quotes(told: RawPost) -> tuple[Quote, ...]:
    """The posts that a post quotes: with their words where the record holds them, else by address."""
    if is_repost(told):
        return ()
    found: dict[str, Quote] = {}
    for one in told.quotes:
        handle = one.author.handle if one.author else ""
        found[one.id] = Quote(X.permalink(handle, one.id), one.author, build_post_runs(one), build_date(one))
    for span in told.spans:
        post_id = find_quoted_id(span.long, told.id) if span.kind == "url" else ""
        where = parse_post_url(span.long) if post_id and post_id not in found else None
        if where:
            found[post_id] = Quote(where.url, Account(where.handle) if where.handle else None)
    for post_id in told.quoted:
        if post_id not in found and post_id != told.id:
            found[post_id] = Quote(X.permalink(None, post_id))
    return tuple(found.values())


def _build_notices(told: RawPost, candidates: int) -> tuple[Notice, ...]:
    more = (_HIDDEN,) if told.hidden else ()
    if told.article and told.article.cut:
        more = (_PREVIEW, *more)
    if candidates > 1:
        return (_TWO, *more)
    return (_CUT, *more) if is_cut(told) else more


def is_cut(told: RawPost) -> bool:
    """Whether the text goes on somewhere else: it says so, links to its own whole, or ends in X's ellipsis."""
    if told.cut:
        return True
    if not told.escaped or is_repost(told):
        return False
    for span in told.spans:
        own = _OWN_WHOLE.match(span.long) if span.kind == "url" else None
        if own and own[1] == told.id:
            return True
    shown = told.text[told.begins :]
    return shown.endswith("…") and X.measure(shown) >= _FULL


def _find_own_prefix(told: RawPost, owner: Account | None) -> str:
    """The author's own name at the beginning of an answer to himself, put there by the program that sent it."""
    own_id = owner.id if owner else None
    names = {name.casefold() for name in (told.answers, owner.handle if owner else "", told.handle) if name}
    to_self = told.parent_author == own_id if own_id and told.parent_author else False
    if not to_self and told.answers and owner and told.parent is not None and not told.parent_author:
        to_self = told.answers.casefold() == owner.handle.casefold()
    match = re.match(r"@([A-Za-z0-9_]{1,20}) ", told.text) if to_self else None
    return match[0] if match and match[1].casefold() in names else ""
