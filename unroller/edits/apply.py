"""A thread with a person's edits applied, and where another reading of the same capture differs from it.

No word is lost: what leaves a post is recorded as removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from unroller.edits.anchors import LineFinder, ThreadLine, build_anchor, list_lines
from unroller.edits.model import Anchor, Decision, Kind, Places, ThreadEdits
from unroller.edits.ownership import build_given_posts, find_whole_posts, join_runs, split_runs_by_line
from unroller.model import UNKNOWN_DATE, Account, Date, Post, Quote, Removed, Run, Thread
from unroller.networks import profile_url
from unroller.networks.runs import split_runs as find_runs

#: The rule under which the ledger holds lines that a person took out.
TAKEN_OUT = "person:taken-out"
#: More differences than this are no longer looked at one by one.
MOST = 200


@dataclass(frozen=True, slots=True)
class EditedThread:
    """The mended thread, and how each decision stands on this reading. `lines` are those of the thread as read;
    `posts` says in which post of the mended thread each of them is (0: in none), `starts` which of them begin one."""

    thread: Thread
    decisions: tuple[Decision, ...]
    lines: tuple[ThreadLine, ...]
    posts: tuple[int, ...]
    starts: frozenset[int]


def edit_thread(thread: Thread, state: ThreadEdits) -> Thread:
    """The thread of :func:`apply_edits`, at no cost where nothing was decided about it, as about most threads."""
    return apply_edits(thread, state).thread if state.mends else thread


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the mended thread: its `place` among the lines as read, the post it was read in (or put into).

    `emptied`: the line was taken out and stands here, without words, for the pictures of its post. `heading`: it is one
    of a long article.
    """

    place: int
    line: ThreadLine
    origin: Post
    runs: tuple[Run, ...]
    first: bool
    restored: bool = False
    emptied: bool = False
    heading: bool = False


def apply_edits(thread: Thread, state: ThreadEdits) -> EditedThread:
    """`thread` as the person wants it read. Pure: the same thread and decisions give the same, in whatever order the
    decisions were made, and without decisions the thread itself."""
    found = list_lines(thread)
    finder = LineFinder(found)
    places = [(kind, anchor, finder.place(anchor)) for kind, anchor in state.decisions()]
    known = [(kind, place) for kind, _, place in places if place is not None]
    given = {place: anchor.by for kind, anchor, place in places if kind == "given" and place is not None}
    taken = {place for kind, place in known if kind == "taken_out" and found[place].post} - given.keys()
    restored = {place for kind, place in known if kind == "restored" and not found[place].post} - given.keys()
    rows = _select_rows(thread, found, taken | given.keys(), restored, find_whole_posts(found, given))
    begins = _find_begins(rows, places)
    groups = _group_rows(rows, begins) if places else []
    decisions = _judge_decisions(found, rows, begins, places)
    if any(decision.status != "gone" for decision in decisions):
        made, posts = _assemble_thread(thread, found, groups, _Moved(taken, restored, given), places)
        starts = frozenset(group[0].place for group in groups)
    else:
        made, posts = thread, tuple(line.post for line in found)
        starts = frozenset(place for place, line in enumerate(found) if line.starts)
    return EditedThread(_correct_facts(made, state), decisions, found, posts, starts)


@dataclass(frozen=True, slots=True)
class _Moved:
    """Where lines are that are not where they were read, by their places: those `given` with who they were given to."""

    taken: set[int]
    restored: set[int]
    given: Mapping[int, str]


def _select_rows(
    thread: Thread, found: Sequence[ThreadLine], taken: set[int], restored: set[int], gone: frozenset[int]
) -> list[_Row]:
    """The lines that are in the mended thread, in order, each with the runs that stand on it.

    A line put back joins the post of the line above it; before the first post, that one; without a place in the
    capture, a new last post. A post of which every line was taken out stays while a picture or quote is in it, but not
    one of those `gone`: these were given away whole.
    """
    by_number = {post.number: post for post in thread.posts}
    runs = {post.number: split_runs_by_line(post) for post in thread.posts}
    at = dict.fromkeys(by_number, 0)
    emptied = {line.post for line in found if not line.blank} - {
        line.post for place, line in enumerate(found) if not line.blank and place not in taken
    }
    rows: list[_Row] = []
    origin, begun = thread.posts[0], set[int]()
    for place, line in enumerate(found):
        if line.post:
            post = by_number[line.post]
            own = runs[line.post][at[line.post]]
            at[line.post] += 1
            if post.number in emptied:
                held = post.number not in gone and (post.attachments or post.quotes)
                if at[line.post] < len(runs[line.post]) or not held:
                    continue
                line, own = replace(line, text="", digest=""), ()
            elif place in taken or (line.blank and post.number not in begun and post.text.strip()):
                continue
            first, heading = post.number not in begun, at[line.post] - 1 in post.headings
            rows.append(_Row(place, line, post, own, first, emptied=post.number in emptied, heading=heading))
            begun.add(post.number)
            origin = post
        elif place in restored:
            loose = line.number is None
            into = Post(0, (), author=None) if loose else origin
            own = find_runs(line.text.strip(), thread.platform)
            opens = loose and (not rows or rows[-1].origin.number != 0)
            rows.append(_Row(place, line, into, own, opens, restored=True))
    return rows or [_Row(0, replace(found[0], text="", digest=""), thread.posts[0], (), True)]


def _find_begins(rows: Sequence[_Row], places: Places) -> frozenset[int]:
    """The places of the rows that begin a post: as read, and as decided. The first row always does.

    A line that was joined goes to the words above it: emptied rows between the two go along.
    """
    as_read = _find_begins_as_read(rows)
    split = {place for kind, _, place in places if kind == "splits"}
    joined = {place for kind, _, place in places if kind == "joins"} - split
    found, along = {rows[0].place}, False
    for row in reversed(rows):
        along = row.place in joined or (row.emptied and along)
        if not along and (row.place in split or row.place in as_read):
            found.add(row.place)
    return frozenset(found)


def _find_begins_as_read(rows: Sequence[_Row]) -> frozenset[int]:
    """The places of the rows that begin a post where nothing was split or joined."""
    found = {rows[0].place}
    for above, row in pairwise(rows):
        if row.origin.number != above.origin.number:
            found.add(row.place)
    return frozenset(found)


def _group_rows(rows: Sequence[_Row], begins: frozenset[int]) -> list[list[_Row]]:
    """The rows post by post."""
    found: list[list[_Row]] = []
    for row in rows:
        if row.place in begins or not found:
            found.append([])
        found[-1].append(row)
    return found


def _judge_decisions(
    found: Sequence[ThreadLine], rows: Sequence[_Row], begins: frozenset[int], places: Places
) -> tuple[Decision, ...]:
    """How each decision stands on this reading."""
    as_read = _find_begins_as_read(rows)
    inside = {row.place for row in rows}
    out = []
    for kind, anchor, place in places:
        status: str
        if place is None or (kind in ("splits", "joins") and place not in inside):
            status = "gone"
        elif kind == "splits":
            status = "agreed" if place in as_read else "stands"
        elif kind == "joins":
            status = "stands" if place in as_read and place not in begins else "agreed"
        elif kind == "given":
            status = "stands"
        elif kind == "restored":
            status = "agreed" if found[place].post else "stands"
        else:
            status = "stands" if found[place].post else "agreed"
        out.append(Decision(kind, anchor, status, place))  # type: ignore[arg-type]
    return tuple(out)


def _assemble_thread(
    thread: Thread,
    found: Sequence[ThreadLine],
    groups: list[list[_Row]],
    moved: _Moved,
    places: Places,
) -> tuple[Thread, tuple[int, ...]]:
    """The thread of these groups of rows, and the post that each line as read is in now."""
    decided = {place for kind, _, place in places if kind in ("splits", "joins")}
    away = moved.taken | moved.given.keys()
    last = {row.origin.number: number for number, group in enumerate(groups, 1) for row in group if not row.restored}
    unread = frozenset(entry.line for entry in thread.removed if entry.line)
    posts = tuple(_build_post(group, number, last, unread, decided) for number, group in enumerate(groups, 1))
    now = {row.place: number for number, group in enumerate(groups, 1) for row in group if row.place not in away}
    out = [Removed(found[place].text, TAKEN_OUT, found[place].number) for place in sorted(moved.taken)]
    aside = (*moved.restored, *(place for place in moved.given if not found[place].post))
    back = Counter((found[place].text, found[place].rule, found[place].number) for place in aside)
    kept = []
    for entry in thread.removed:
        if back[entry.text, entry.rule, entry.line] > 0:
            back[entry.text, entry.rule, entry.line] -= 1
        else:
            kept.append(entry)
    by_line = {line.number: place for place, line in enumerate(found) if line.number and line.post}
    doubts = tuple(
        replace(doubt, post=now.get(by_line.get(doubt.line, -1), doubt.post))
        for doubt in thread.doubts
        if by_line.get(doubt.line) not in decided and by_line.get(doubt.line) not in away
    )
    highest = [max((last[n] for n in last if n <= gap.after), default=0) for gap in thread.gaps]
    mended = replace(
        thread,
        posts=posts,
        removed=tuple(sorted((*kept, *out), key=lambda entry: entry.line or 0)),
        gaps=tuple(replace(gap, after=after) for gap, after in zip(thread.gaps, highest, strict=True)),
        doubts=doubts,
        others=(*thread.others, *build_given_posts(thread, found, moved.given, places)),
        warnings=tuple(one for one in thread.warnings if doubts or one.code != "doubtful-boundaries"),
    )
    return mended, tuple(now.get(place, 0) for place in range(len(found)))


def _build_post(
    group: list[_Row], number: int, last: dict[int, int], unread: frozenset[int], decided: set[int | None]
) -> Post:
    """One post of the mended thread. What is known of a post goes with its beginning, its pictures with its end."""
    head = group[0].origin
    settled = group[0].place in decided
    if _is_whole(group, head):
        return replace(head, number=number, doubtful=head.doubtful and not settled)
    origins = list({row.origin.number: row.origin for row in group}.values())
    known = [row.origin for row in group if row.first and row.origin.number]
    ending = [post for post in origins if last.get(post.number) == number]
    texts, headings = _texts_of(_trim_rows(group), unread)
    runs, numbers = join_runs(texts), tuple(line for line, _ in texts)
    named = next((post for post in known if post.id or post.url), None)
    langs = {post.lang for post in origins if post.number}
    return Post(
        number=number,
        runs=runs,
        id=named.id if named else None,
        url=named.url if named else None,
        published=known[0].published if known else UNKNOWN_DATE,
        doubtful=head.doubtful and group[0].first and not settled,
        line=numbers[0] or None,
        lang=langs.pop() if len(langs) == 1 else None,
        attachments=tuple(replace(one, line=None) for post in ending for one in post.attachments),
        quotes=_quotes_of(runs, origins, ending),
        author=head.author,
        later=head.later,
        earlier=tuple(one for post in known for one in post.earlier),
        lines=numbers if all(numbers) else (),
        headings=headings,
        markdown=any(post.markdown for post in origins),
    )


def _is_whole(group: Sequence[_Row], post: Post) -> bool:
    """Whether the group is a post as it was read, line for line."""
    same = len(group) == post.text.count("\n") + 1 and all(
        row.origin.number == post.number and not row.restored for row in group
    )
    return same and (not post.text or any(row.line.text for row in group))


def _trim_rows(group: Sequence[_Row]) -> Sequence[_Row]:
    """The rows without blank ones at either end; one where all are blank."""
    filled = [place for place, row in enumerate(group) if row.line.text.strip()]
    return group[filled[0] : filled[-1] + 1] if filled else group[:1]


def _texts_of(body: Sequence[_Row], aside: frozenset[int]) -> tuple[list[tuple[int, tuple[Run, ...]]], tuple[int, ...]]:
    """The lines of a post with the numbers they stand at (0: unknown), and an empty one where one stood between two
    posts that were joined; and the places of those that are headings."""
    found: list[tuple[int, tuple[Run, ...]]] = []
    headings: list[int] = []
    for place, row in enumerate(body):
        number = row.line.number or 0
        if place and _stood_apart(body[place - 1], row, aside):
            found.append((number - 1, ()))
        if row.heading:
            headings.append(len(found))
        found.append((number, row.runs))
    return found, tuple(headings)


def _stood_apart(above: _Row, row: _Row, aside: frozenset[int]) -> bool:
    one, two = above.line.number, row.line.number
    if above.origin.number == row.origin.number or not one or not two:
        return False
    if not above.line.text.strip() or not row.line.text.strip():
        return False
    return any(number not in aside for number in range(one + 1, min(two, one + 100)))


def _quotes_of(runs: Sequence[Run], origins: Sequence[Post], ending: Sequence[Post]) -> tuple[Quote, ...]:
    """Quoted posts: where their address stands, else at the end of the post that quoted them; each once."""
    urls = {run.url for run in runs if run.url}
    found: dict[tuple[str | None, str], Quote] = {}
    for post in origins:
        in_words = {run.url for run in post.runs if run.url}
        for quote in post.quotes:
            if quote.url in urls or (quote.url not in in_words and post in ending):
                found.setdefault((quote.url, "".join(run.text for run in quote.runs)), quote)
    return tuple(found.values())


def _correct_facts(thread: Thread, state: ThreadEdits) -> Thread:
    """The thread under the author and date that the person gave."""
    if state.author:
        known = thread.author
        same = known is not None and known.handle.casefold() == state.author.handle.casefold()
        url = known.url if known and same else profile_url(thread.platform, state.author.handle)
        author = Account(state.author.handle, state.author.name, url, known.id if known and same else None)
        thread = replace(thread, author=author)
    if state.published:
        thread = replace(thread, published=Date(state.published, how="corrected"))
    return thread


@dataclass(frozen=True, slots=True)
class ReadingDifference:
    """Something that another reading does otherwise: deciding `kind` at `place` (an index into the lines of the thread
    as it is kept) would follow it. `anchor` is the line's."""

    kind: Kind
    place: int
    anchor: Anchor


def find_differences(kept: EditedThread, other: EditedThread) -> tuple[ReadingDifference, ...]:
    """What `other`, the same capture read by other rules, does otherwise, at most :data:`MOST`."""
    found: list[ReadingDifference] = []
    for difference in _iterate_differences(kept, other):
        found.append(difference)
        if len(found) == MOST:
            break
    return tuple(found)


def _iterate_differences(kept: EditedThread, other: EditedThread) -> Iterator[ReadingDifference]:
    finder = LineFinder(other.lines)
    for place, line in enumerate(kept.lines):
        if line.blank:
            continue
        anchor = build_anchor(line)
        there = finder.place(anchor)
        if there is None:
            continue
        inside, elsewhere = kept.posts[place] > 0, other.posts[there] > 0
        if inside != elsewhere:
            yield ReadingDifference("restored" if elsewhere else "taken_out", place, anchor)
        elif inside and place in kept.starts and there not in other.starts:
            yield ReadingDifference("joins", place, anchor)
        elif inside and there in other.starts and place not in kept.starts:
            yield ReadingDifference("splits", place, anchor)
