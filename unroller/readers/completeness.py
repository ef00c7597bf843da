"""The check of completeness: what the page says there should be, against what was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from unroller.messages import Message, Several, counted
from unroller.model import Gap, Notice, Post, Thread
from unroller.networks import length_limit, measure_weight
from unroller.readers.draft import DraftThread
from unroller.readers.language import ends_open
from unroller.regex import compile_re
from unroller.text import split_words

_LEAD = compile_re(r"[^\w\s]{0,3}\s?[(\[{]?(\d{1,3})\s?/\s?(\d{1,3}|[nNxX?])?(?![\d/])")
_TRAIL = compile_re(r"(?<![\d/.,\w])[(\[{]?(\d{1,3})\s?/\s?(\d{1,3}|[nNxX?])?[)\]}]?[^\w\s]{0,3}\s?$")
#: The same in words, which count only where all posts say the same total: ``3 of 9``, ``(3 de 9)``.
_WORDED_LEAD = compile_re(r"[(\[{]?(\d{1,3})\s(?:of|von|de|di|sur|van|av|af|из|z)\s(\d{1,3})[)\]}]?[.:]?(?:\s|$)")
_WORDED_TRAIL = compile_re(r"(?<!\S)[(\[{]?(\d{1,3})\s(?:of|von|de|di|sur|van|av|af|из|z)\s(\d{1,3})[)\]}]?\s?$")
#: Running text stands in lines of so many characters; so much of it set aside, and so many times what is in posts, is
#: worth a word.
_LINE, _TEXT, _TIMES = 60, 400, 3
#: Texts shorter than this may well be said twice.
_TWICE = 24
#: So many words of each post are compared before whole posts are.
_OPENING = 4
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


def add_numbering_gaps(thread: Thread, following: str | None = None) -> Thread:
    """`thread`, out of an export, with the gaps that its author's count shows in its main line, and their notices.

    Numbers that stand in later additions are there. `following` is the address where the thread may go on: that of
    what is missing at its end.
    """
    main = [post for post in thread.posts if not post.later]
    elsewhere = {found[0] for post in thread.posts if post.later and (found := _find_post_counter(post))}
    gaps = []
    for one in _find_missing_numbers(main):
        gap = one.build_gap(following if one.after == len(main) else None)
        if not elsewhere.issuperset(range(one.first, one.last + 1)) and not _is_known(gap, thread.gaps):
            gaps.append(gap)
    if not gaps:
        return thread
    return replace(
        thread,
        gaps=(*thread.gaps, *gaps),
        warnings=(*thread.warnings, *(Notice("numbering-gap", gap.reason) for gap in gaps)),
    )


def describe_lost_quote(
    number: int, how: Literal["quote-deleted", "quote-gone", "quote-withheld", "quote-absent"]
) -> Notice:
    """The notice that a post quotes one whose words nobody gave: only a tombstone says that it was deleted."""
    if how == "quote-deleted":
        return Notice("quote-gone", Message("post {number} quotes a post that is gone: it was deleted", number=number))
    if how == "quote-withheld":
        return Notice(
            "quote-gone",
            Message("post {number} quotes a post that is withheld: it is not shown to everybody", number=number),
        )
    if how == "quote-absent":
        return Notice("quote-gone", Message("post {number} quotes a post that is not in the export", number=number))
    return Notice("quote-gone", Message("post {number} quotes a post that is gone", number=number))


def describe_lost_poll(number: int) -> Notice:
    """The notice that a post holds a poll whose options nobody gave."""
    return Notice("poll-missing", Message("post {number} holds a poll whose options are not given", number=number))


@dataclass(frozen=True, slots=True)
class _MissingNumbers:
    """Numbers of the author's count that are missing after a post."""

    after: int
    first: int
    last: int

    def build_gap(self, url: str | None = None) -> Gap:
        """The gap that they are."""
        return replace(_build_gap(self.after, self.last, self.last - self.first + 1), url=url)


def find_numbering_gaps(posts: Sequence[Post]) -> tuple[Gap, ...]:
    """Numbers that the posts' own count leaves out, where most posts are numbered and the numbers rise.

    Posts without a number between two numbered ones fill the gap.
    """
    return tuple(one.build_gap() for one in _find_missing_numbers(posts))


def _find_missing_numbers(posts: Sequence[Post]) -> tuple[_MissingNumbers, ...]:
    marks = [(post.number, found) for post in posts if (found := _find_post_counter(post))] or _find_worded(posts)
    values = [value for _, (value, _) in marks]
    if len(marks) < 2 or len(marks) * 2 < len(posts) or any(two <= one for one, two in pairwise(values)):
        return ()
    missed: list[_MissingNumbers] = []
    first_place, (first_value, _) = marks[0]
    if first_value > first_place:
        missed.append(_MissingNumbers(0, first_place, first_value - 1))
    for (one_place, (one, _)), (two_place, (two, _)) in pairwise(marks):
        missing = (two - one) - (two_place - one_place)
        if missing > 0:
            missed.append(_MissingNumbers(two_place - 1, two - missing, two - 1))
    last_place, (last, _) = marks[-1]
    totals = [total for _, (_, total) in marks if total]
    missing = (totals[-1] - last) - (len(posts) - last_place) if totals and len(set(totals)) == 1 else 0
    if missing > 0:
        missed.append(_MissingNumbers(len(posts), totals[-1] - missing + 1, totals[-1]))
    return tuple(missed)


def _find_worded(posts: Sequence[Post]) -> list[tuple[int, tuple[int, int]]]:
    """The counters of posts that are written in words; none where their totals differ."""
    found = [
        (post.number, (int(match[1]), int(match[2])))
        for post in posts
        if (match := _WORDED_LEAD.match(post.text[:24]) or _WORDED_TRAIL.search(post.text[-24:]))
    ]
    alike = len({total for _, (_, total) in found}) == 1
    return found if alike and all(0 < value <= total for _, (value, total) in found) else []


def _build_gap(after: int, last: int, count: int) -> Gap:
    if count == 1:
        return Gap(after, Message("number {number} of the author's count is missing", number=last), 1)
    which = Message(
        "numbers {first} to {last} of the author's count are missing", first=max(1, last - count + 1), last=last
    )
    return Gap(after, which, count)


def _find_post_counter(post: Post) -> tuple[int, int] | None:
    return find_counter(post.text.removeprefix(post.own_name))


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
    if len({tuple(post.text.split(maxsplit=_OPENING)[:_OPENING]) for post in posts}) == len(posts):
        return []  # what is said twice opens with the same words
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
