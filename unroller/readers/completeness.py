"""The check of completeness: what the page says there should be, against what was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from unroller.messages import Message, Several, counted
from unroller.model import Gap, Notice, Post, Thread
from unroller.networks import length_limit, measure_weight
from unroller.readers.draft import DraftThread
from unroller.readers.language import ends_open
from unroller.text import split_words

_LEAD = re.compile(r"[^\w\s]{0,3}\s?[(\[{]?(\d{1,3})\s?/\s?(\d{1,3}|[nNxX?])?(?![\d/])")
_TRAIL = re.compile(r"(?<![\d/.,\w])[(\[{]?(\d{1,3})\s?/\s?(\d{1,3}|[nNxX?])?[)\]}]?[^\w\s]{0,3}\s?$")
#: Running text stands in lines of so many characters; so much of it set aside, and so many times what is in posts, is
#: worth a word.
_LINE, _TEXT, _TIMES = 60, 400, 3
#: Texts shorter than this may well be said twice.
_TWICE = 24
#: What a page puts where it cuts, and authors where they pause.
_CUT_MARKS = ("…", "...")
#: How near to the network's limit a post must end to have been cut there; behind such a mark, farther below it.
_NEAR, _FAR = 12, 40


def build_text_notice(kept: Iterable[str], aside: Iterable[str]) -> tuple[Notice, ...]:
    """A word on a page of whose running text little is in posts: `kept` are the texts of its posts, by whomever,
    `aside` the lines of its main text that were set aside. Short lines are a site's own, and do not count; where no
    post says anything, less is enough."""
    said = sum(map(len, kept))
    line_chars, text_chars = (_LINE, _TEXT) if said else (_LINE // 3, _TEXT // 4)
    left = [line for line in aside if len(line) >= (line_chars if line.isascii() else line_chars // 2)]
    if sum(map(len, left)) < max(text_chars, _TIMES * said):
        return ()
    words = sum(len(split_words(line)) for line in left)
    told = counted(
        "most of the page's text, {count} word, is in no post: it was set aside, and the ledger has it",
        "most of the page's text, {count} words, is in no post: it was set aside, and the ledger has it",
        count=words,
    )
    return (Notice("text-set-aside", told),)


def check_completeness(thread: Thread, draft: DraftThread) -> Thread:
    """`thread` with its gaps and notices."""
    notices = list(thread.warnings)
    numbered = find_numbering_gaps(thread.posts)
    gaps = tuple(gap for gap in numbered if not _is_known(gap, thread.gaps))
    if draft.count is not None and draft.count != len(thread.posts):
        notices.append(
            Notice(
                "count-differs",
                Message(
                    "the page says it holds {count} posts; {found} were found",
                    count=draft.count,
                    found=len(thread.posts),
                ),
            )
        )
    notices += [Notice("missing-posts", gap.reason) for gap in thread.gaps if gap not in numbered]
    notices += [Notice("numbering-gap", gap.reason) for gap in gaps]
    notices += [*_find_duplicates(thread.posts), *_find_cut_posts(thread, draft)]
    notices = list(dict.fromkeys(notices))  # what an article of ours says already is not said again
    if thread.doubts:
        notices.append(
            Notice(
                "doubtful-boundaries",
                counted(
                    "{count} place could be read either way: please look",
                    "{count} places could be read either way: please look",
                    count=len(thread.doubts),
                ),
            )
        )
    if thread.others and draft.others:
        notices.append(_describe_others(draft))
    return replace(thread, gaps=(*thread.gaps, *gaps), warnings=tuple(notices))


def _is_known(gap: Gap, said: Sequence[Gap]) -> bool:
    """Whether the page itself says that posts are hidden in the place of those that the author's count leaves out."""
    return sum(other.count or 0 for other in said if other.after == gap.after) >= (gap.count or 1)


def _describe_others(draft: DraftThread) -> Notice:
    later = sum(post.later for post in draft.others)
    strangers = sum(post.author is not None and not post.later for post in draft.others)
    alone = len(draft.others) - later - strangers
    parts = (
        counted("{count} post by other people", "{count} posts by other people", count=strangers),
        counted(
            "{count} post by the author that stands alone",
            "{count} posts by the author that stand alone",
            count=alone,
        ),
        counted("{count} later reply by the author", "{count} later replies by the author", count=later),
    )
    counts = (strangers, alone, later)
    some = tuple(part for part, count in zip(parts, counts, strict=True) if count)
    return Notice("others-set-aside", Message("{parts} set aside", parts=Several(some, " and ")))


def find_numbering_gaps(posts: Sequence[Post]) -> tuple[Gap, ...]:
    """Numbers that the posts' own count leaves out, where most posts are numbered and the numbers rise.

    Posts without a number between two numbered ones fill the gap.
    """
    marks = [(post.number, found) for post in posts if (found := find_counter(post.text))]
    values = [value for _, (value, _) in marks]
    if len(marks) < 2 or len(marks) * 2 < len(posts) or any(two <= one for one, two in pairwise(values)):
        return ()
    gaps = []
    first_place, (first_value, _) = marks[0]
    if first_value > first_place:
        gaps.append(_build_gap(0, first_value - 1, first_value - first_place))
    for (one_place, (one, _)), (two_place, (two, _)) in pairwise(marks):
        missing = (two - one) - (two_place - one_place)
        if missing > 0:
            gaps.append(_build_gap(two_place - 1, two - 1, missing))
    last_place, (last, _) = marks[-1]
    totals = [total for _, (_, total) in marks if total]
    missing = (totals[-1] - last) - (len(posts) - last_place) if totals and len(set(totals)) == 1 else 0
    if missing > 0:
        gaps.append(_build_gap(len(posts), totals[-1], missing))
    return tuple(gaps)


def _build_gap(after: int, last: int, count: int) -> Gap:
    if count == 1:
        return Gap(after, Message("number {number} of the author's count is missing", number=last), 1)
    which = Message(
        "numbers {first} to {last} of the author's count are missing", first=max(1, last - count + 1), last=last
    )
    return Gap(after, which, count)


def find_counter(text: str) -> tuple[int, int] | None:
    """A post's place in the author's count, and the total (0 when not named), from its first or last line."""
    head, tail = text[:24], text[-24:]
    for match in ("/" in head and _LEAD.match(head), "/" in tail and _TRAIL.search(tail)):
        if match:
            value, total = int(match.group(1)), match.group(2) or ""
            number = int(total) if total.isdigit() else 0
            if value and (not number or value <= number):
                return value, number
    return None


def _find_duplicates(posts: Sequence[Post]) -> list[Notice]:
    seen: dict[str, int] = {}
    found = []
    for post in posts:
        text = " ".join(post.text.split())
        if len(text) < _TWICE:
            continue
        if text in seen:
            found.append(
                Notice(
                    "duplicate-post",
                    Message("post {number} is the same as post {other}", number=post.number, other=seen[text]),
                )
            )
        else:
            seen[text] = post.number
    return found


def _find_cut_posts(thread: Thread, draft: DraftThread) -> list[Notice]:
    """Posts that stop where a page stops showing them, and pages that stop within the footer."""
    said = {str(notice.message).split(" was cut")[0] for notice in draft.warnings if notice.code == "cut-post"}
    found = [
        Notice("cut-post", _describe_stop(post, thread))
        for post in thread.posts
        if f"post {post.number}" not in said and _stops_midway(post, thread)
    ]
    if draft.cut:
        found.append(
            Notice("cut-footer", Message("the copy ends within the site's footer; the thread itself is whole"))
        )
    return found


def _describe_stop(post: Post, thread: Thread) -> Message:
    if post.number == len(thread.posts) and not _is_at_limit(post, thread, _NEAR):
        return Message("post {number} stops in mid-sentence: the copy seems to end too early", number=post.number)
    return Message("post {number} stops in mid-sentence: the page showed only its beginning", number=post.number)


def _stops_midway(post: Post, thread: Thread) -> bool:
    """Whether a post was cut. The last one: it ends in a word or mark that ends no sentence, or where the page is known
    to cut (clips and copies of X), in mid-sentence right at the limit. One before it: only there, only at the limit, in
    such a word, and when the next post does not go on with the sentence."""
    shortened = thread.capture.format in ("x-clip", "x-copy")
    if post.number < len(thread.posts) and not shortened:
        return False
    text = post.text.rstrip()
    if not text or post.runs[-1].kind != "text":
        return False
    open_end = text.endswith(",") or ends_open(text, post.lang or thread.lang)
    if post.number < len(thread.posts):
        following = thread.posts[post.number].text[:1]
        goes_on = not following.isupper() or thread.lang == "de"  # nouns: a capital says nothing
        return open_end and not goes_on and _is_at_limit(post, thread, _NEAR)
    if open_end:
        return True
    marked = text.endswith(_CUT_MARKS) and text.rstrip("…. ")[-1:].isalnum()
    near = _FAR if marked else _NEAR
    return shortened and (marked or text[-1].isalnum()) and _is_at_limit(post, thread, near)


def _is_at_limit(post: Post, thread: Thread, below: int) -> bool:
    most = length_limit(thread.platform)
    return most - below <= measure_weight(post.text.rstrip(), thread.platform) <= most + _NEAR
