"""A reader's draft made into a thread: runs, quoted posts, dates that ids carry, and what a reader should know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from unroller.errors import NoThreadError, TooLargeError
from unroller.limits import Limits
from unroller.messages import Grouped, Message, Several, counted
from unroller.model import UNKNOWN_DATE, Account, Capture, CaptureInfo, Date, Notice, Platform, Post, Quote, Run, Thread
from unroller.networks import parse_id_date, parse_post_url, permalink, profile_url
from unroller.networks.runs import split_runs as find_runs
from unroller.readers.completeness import check_completeness
from unroller.readers.draft import DraftPost, DraftThread
from unroller.readers.input import InputText
from unroller.readers.language import detect_language
from unroller.regex import compile_re
from unroller.text import find_pictures, number_lines

#: Lines between two fences of code, with the fences.
_FENCED = compile_re(
    r"^(?P<fence>`{3,12})[^`\n]{0,80}\n(?:(?!(?P=fence)[ \t]*$).*\n){0,400}(?P=fence)[ \t]*$", re.MULTILINE
)
#: No network allows a post of this many characters; what is longer is not looked through for links.
_LONGEST = 100_000


def assemble_all(
    drafts: Sequence[DraftThread], page: InputText, capture: Capture, format_name: str, limits: Limits
) -> tuple[Thread, ...]:
    """The threads of all drafts of one capture, each with the repairs that concern it.

    Raises:
        NoThreadError, TooLargeError: as :func:`assemble`.
    """
    if page.layout is not None:
        from unroller.readers.printed_page import add_pdf_details

        drafts = add_pdf_details(drafts, page, page.layout)
    return tuple(
        assemble(draft, _select_repairs(page, draft, len(drafts)), capture, format_name, limits) for draft in drafts
    )


def _select_repairs(page: InputText, draft: DraftThread, drafts: int) -> InputText:
    """The page with the repairs that concern one of its threads: each is in one ledger only."""
    if drafts == 1 or not (page.repairs or page.outside):
        return page
    lines = [post.line for post in draft.posts if post.line] + [entry.line for entry in draft.removed if entry.line]
    first, last = min(lines, default=0), max(lines, default=0)
    outside = page.outside if first <= min(page.filled, default=0) + 1 else ()
    return replace(
        page, outside=outside, repairs=tuple(entry for entry in page.repairs if first <= (entry.line or 0) <= last)
    )


def assemble(draft: DraftThread, page: InputText, capture: Capture, format_name: str, limits: Limits) -> Thread:
    """The thread of `draft`.

    Raises:
        NoThreadError: there is no post in it.
        TooLargeError: more posts than ``limits.posts``.
    """
    if (found := len(draft.posts) + len(draft.made)) > limits.posts:
        raise TooLargeError(
            Message(
                "this holds {count} posts, and at most {most} are read in one thread: hand it in in parts",
                count=Grouped(found),
                most=Grouped(limits.posts),
            )
        )
    drafts = [post for post in draft.posts if post.text or post.attachments or post.quotes]
    if not drafts and not draft.made:
        raise NoThreadError(
            Message(
                "there is no thread in this: only the site's own lines were found. Copy the whole page and try again"
            )
        )
    author = _with_profile_url(draft.author, draft.platform)
    own_ids = frozenset(post.id for post in drafts if post.id) | ({draft.id} if draft.id else frozenset())
    removed = tuple(sorted((*draft.removed, *page.repairs, *page.outside), key=lambda entry: entry.line or 0))
    aside = frozenset(entry.line for entry in draft.removed if entry.line)
    posts = draft.made or tuple(
        _build_post(post, number, draft.platform, author, own_ids, _line_numbers_of(post, aside))
        for number, post in enumerate(drafts, 1)
    )
    others = draft.made_others or tuple(
        _build_post(post, number, draft.platform, author, own_ids)
        for number, post in enumerate(draft.others, 1)
        if post.text
    )
    thread = Thread(
        capture=_capture_info(capture, page, format_name),
        posts=posts,
        author=author,
        platform=draft.platform,
        url=draft.url or posts[0].url or _find_root_url(draft, author),
        id=draft.id or posts[0].id,
        title=draft.title,
        published=_find_published(draft, posts),
        lang=_find_common_language([post.lang for post in posts])
        or detect_language("\n".join(post.text for post in posts)),
        removed=removed,
        doubts=draft.doubts,
        gaps=draft.gaps,
        warnings=(*draft.warnings, *_build_input_notices(page)),
        others=others,
    )
    return check_completeness(thread, draft)


def _line_numbers_of(draft: DraftPost, aside: frozenset[int]) -> tuple[int, ...]:
    """Where the lines of a post stand, when it does not follow from where it begins and what was set aside."""
    found = draft.lines
    return () if len(found) < 2 or found == number_lines(found[0], len(found), aside) else found


def _find_common_language(found: Sequence[str | None]) -> str | None:
    """The language of most posts that have one, when no other comes near."""
    counts = Counter(code for code in found if code)
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def _capture_info(capture: Capture, page: InputText, format_name: str) -> CaptureInfo:
    return CaptureInfo(
        name=capture.name,
        sha256=capture.sha256,
        format=format_name,
        size=len(capture.data),
        media_type=capture.media_type,
        encoding=page.encoding,
        url=capture.url,
        captured_at=capture.captured_at,
    )


def _with_profile_url(account: Account | None, platform: Platform | None) -> Account | None:
    if account is None or account.url:
        return account
    return replace(account, url=profile_url(platform, account.handle))


def _find_root_url(draft: DraftThread, author: Account | None) -> str | None:
    return permalink(draft.platform, author.handle if author else None, draft.id) if draft.id else None


def _build_post(
    draft: DraftPost,
    number: int,
    platform: Platform | None,
    author: Account | None,
    own_ids: frozenset[str],
    lines: tuple[int, ...] = (),
) -> Post:
    text, links = draft.text_and_links
    runs = build_runs(text, platform, links)
    if draft.markdown and (pictures := find_pictures(text)):
        runs = _unlink(runs, pictures)
    writer = _with_profile_url(draft.author, platform)
    handle = writer.handle if writer else author.handle if author else None
    url = draft.url or (permalink(platform, handle, draft.id) if draft.id else None)
    return Post(
        number=number,
        runs=runs,
        id=draft.id,
        url=url,
        published=draft.published if draft.published.value else build_id_date(platform, draft.id),
        doubtful=draft.doubtful,
        line=draft.line,
        lang=detect_language(text),
        attachments=draft.attachments,
        quotes=(*draft.quotes, *find_bare_quotes(runs, own_ids, draft.quotes)),
        author=writer if writer and (author is None or not is_same_account(writer, author)) else None,
        later=draft.later,
        lines=lines,
        headings=draft.headings,
        markdown=draft.markdown,
    )


def is_same_handle(one: str, two: str) -> bool:
    """Whether two handles name one account: case aside, and a Mastodon name without its server is that with it."""
    one, two = one.casefold().lstrip("@"), two.casefold().lstrip("@")
    if one == two:
        return True
    return ("@" in one) != ("@" in two) and one.split("@")[0] == two.split("@")[0]


def is_same_account(one: Account, two: Account) -> bool:
    """Whether two accounts are one: by their handles, or where a copy lost one of them, by their names."""
    if one.handle and two.handle:
        return is_same_handle(one.handle, two.handle)
    return bool(one.name) and one.name == two.name


def build_runs(text: str, platform: Platform | None, links: Sequence[tuple[int, int, str]] = ()) -> tuple[Run, ...]:
    """`text` as runs; `links` carry the addresses that the words do not show. Beyond any length, one run."""
    if len(text) > _LONGEST:
        return (Run(text),)
    if not links:
        return _find_runs_around_code(text, platform)
    out: list[Run] = []
    at = 0
    for start, end, url in sorted(links):
        if start < at or end > len(text) or start >= end:
            continue
        out += _find_runs_around_code(text[at:start], platform)
        label = text[start:end]
        inner = find_runs(label, platform)
        kind = inner[0].kind if len(inner) == 1 and inner[0].kind in ("mention", "hashtag", "cashtag") else "url"
        out.append(Run(label, kind, url))
        at = end
    out += _find_runs_around_code(text[at:], platform)
    return tuple(run for run in out if run.text)


def _find_runs_around_code(text: str, platform: Platform | None) -> tuple[Run, ...]:
    """`text` as runs. Between fences of code ``@name``, ``#name`` and ``name.md`` are no links; whole addresses are."""
    if "```" not in text:
        return find_runs(text, platform)
    out: list[Run] = []
    at = 0
    for code in _FENCED.finditer(text):
        out += find_runs(text[at : code.start()], platform)
        found = find_runs(code.group(), platform)
        out += [run if run.text.startswith(("http://", "https://")) else Run(run.text) for run in found]
        at = code.end()
    out += find_runs(text[at:], platform)
    joined: list[Run] = []
    for run in out:
        if joined and run.kind == joined[-1].kind == "text":
            joined[-1] = Run(joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    return tuple(joined)


def _unlink(runs: Iterable[Run], places: Sequence[tuple[int, int]]) -> tuple[Run, ...]:
    """`runs` without links between these places: the addresses of pictures are no sources."""
    out: list[Run] = []
    at = 0
    for run in runs:
        inside = run.kind != "text" and any(start <= at < end for start, end in places)
        one = Run(run.text) if inside else run
        at += len(run.text)
        if out and one.kind == out[-1].kind == "text":
            out[-1] = Run(out[-1].text + one.text)
        else:
            out.append(one)
    return tuple(out)


def find_bare_quotes(runs: Iterable[Run], own_ids: frozenset[str], known: Sequence[Quote] = ()) -> tuple[Quote, ...]:
    """The posts whose bare addresses stand in a post, each once; the thread's own posts are no quotes."""
    seen = {quote.url for quote in known}
    found = []
    for run in runs:
        address = parse_post_url(run.url) if run.kind == "url" and run.url else None
        if address is None or address.id in own_ids or address.url in seen:
            continue
        seen.add(address.url)
        found.append(Quote(address.url, Account(address.handle) if address.handle else None))
    return tuple(found)


def build_id_date(platform: Platform | None, post_id: str | None) -> Date:
    """When a post was written, as far as its id tells."""
    value = parse_id_date(platform, post_id) if post_id else None
    return Date(value, how="id") if value else UNKNOWN_DATE


def _find_published(draft: DraftThread, posts: Sequence[Post]) -> Date:
    """The thread's date: stated, else from its first post, else no earlier than the newest post it quotes."""
    if draft.published.value:
        return draft.published
    if posts[0].published.value:
        return posts[0].published
    by_id = build_id_date(draft.platform, draft.id)
    if by_id.value or draft.published.not_before:
        return by_id if by_id.value else draft.published
    bounds = [bound for post in posts for quote in post.quotes if (bound := _find_quote_date(quote))]
    return Date(not_before=max(bounds), how="not-before") if bounds else UNKNOWN_DATE


def _find_quote_date(quote: Quote) -> str | None:
    address = parse_post_url(quote.url) if quote.url else None
    return parse_id_date(address.platform, address.id) if address else None


#: What a page was mended of, by the rule that did it.
_KINDS = {str(kind): kind for kind in (Message("mojibake"), Message("html-entities"), Message("ligatures"))}


def _build_input_notices(page: InputText) -> list[Notice]:
    found = []
    if page.repairs:
        kinds = sorted({entry.rule.removeprefix("repair:") for entry in page.repairs})
        mended = counted(
            "{count} line was mended ({kinds}); the ledger shows how",
            "{count} lines were mended ({kinds}); the ledger shows how",
            count=len(page.repairs),
            kinds=Several(tuple(_KINDS[kind] for kind in kinds)),
        )
        found.append(Notice("text-repaired", mended))
    if "bytes-replaced" in page.notes or "surrogates-replaced" in page.notes or "nul-replaced" in page.notes:
        found.append(Notice("characters-replaced", Message("some characters were damaged and stand as \ufffd")))
    if "signs-lost" in page.notes:
        found.append(
            Notice(
                "characters-replaced",
                Message("the PDF does not say which characters some of its signs are: they stand as \ufffd"),
            )
        )
    if "cut-character" in page.notes:
        found.append(Notice("cut-input", Message("the text ends in the middle of a character: the end is missing")))
    return found
