"""Lines that a person gave to whoever wrote them: the posts that they become. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from unroller.edits.anchors import ThreadLine
from unroller.edits.model import Places
from unroller.model import Account, Post, Run, Thread
from unroller.networks import profile_url
from unroller.networks.runs import split_runs as find_runs


def find_whole_posts(found: Sequence[ThreadLine], given: Mapping[int, str]) -> frozenset[int]:
    """The numbers of the posts of which every line with words was given to one and the same person."""
    owners: dict[int, set[str]] = {}
    for place, line in enumerate(found):
        if line.post and not line.blank:
            owners.setdefault(line.post, set()).add(given.get(place, ""))
    return frozenset(post for post, names in owners.items() if len(names) == 1 and "" not in names)


def build_given_posts(
    thread: Thread, found: Sequence[ThreadLine], given: Mapping[int, str], places: Places
) -> tuple[Post, ...]:
    """The posts of other people that given lines become, in the order of the lines.

    A post that was given whole stays as it was read, pictures and quotes with it. Other lines that follow each other
    are one post, up to where a post begins, as read or as decided.
    """
    split = {place for kind, _, place in places if kind == "splits"}
    joined = {place for kind, _, place in places if kind == "joins"} - split
    groups: list[list[int]] = []
    open_to = ""
    for place, line in enumerate(found):
        by = given.get(place, "")
        if line.blank:
            continue
        begins = place in split or (line.starts and place not in joined)
        if by and by == open_to and not begins:
            groups[-1].append(place)
        elif by:
            groups.append([place])
        open_to = by
    source = _ReadLines(thread, found)
    return tuple(source.build_post(group, given[group[0]]) for group in groups)


class _ReadLines:
    """A thread as read, to take lines from."""

    def __init__(self, thread: Thread, found: Sequence[ThreadLine]) -> None:
        self._thread = thread
        self._lines = found
        self._posts = {post.number: post for post in thread.posts}
        #: The places of the lines of each post, blank ones too, and of those with words alone.
        self._places: dict[int, list[int]] = {}
        self._filled: dict[int, list[int]] = {}
        #: The runs of the lines of posts from which something was taken, by their places.
        self._runs: dict[int, dict[int, tuple[Run, ...]]] = {}
        for place, line in enumerate(found):
            self._places.setdefault(line.post, []).append(place)
            if not line.blank:
                self._filled.setdefault(line.post, []).append(place)

    def build_post(self, group: Sequence[int], by: str) -> Post:
        """The post that lines become which belong to somebody else."""
        first, author = self._lines[group[0]], build_account(self._thread, by)
        post = self._posts.get(first.post)
        if post and group == self._filled[first.post]:
            return replace(post, author=author, doubtful=False, later=False)
        texts = list(self._iter_texts(group))
        numbers = tuple(number for number, _ in texts)
        lines = numbers if all(numbers) else ()
        return Post(first.post, join_runs(texts), line=first.number, author=author, lines=lines)

    def _iter_texts(self, group: Sequence[int]) -> Iterator[tuple[int, tuple[Run, ...]]]:
        """The lines of a group, and blank ones between those of one post, each with its number and its runs."""
        chosen = set(group)
        inside = {self._lines[place].post for place in group}
        for place in range(group[0], group[-1] + 1):
            line = self._lines[place]
            if place in chosen and not line.post:
                yield line.number or 0, find_runs(line.text.strip(), self._thread.platform)
            elif place in chosen or (line.blank and line.post in inside):
                yield line.number or 0, self._get_runs(line.post)[place]

    def _get_runs(self, number: int) -> dict[int, tuple[Run, ...]]:
        if number not in self._runs:
            by_line = split_runs_by_line(self._posts[number])
            self._runs[number] = dict(zip(self._places[number], by_line, strict=True))
        return self._runs[number]


def build_account(thread: Thread, by: str) -> Account:
    """Whom ``@handle``, or a name, means on the network of `thread`."""
    if not by.startswith("@"):
        return Account("", by)
    handle = by.removeprefix("@")
    known = next((post.author for post in thread.others if post.author and post.author.handle == handle), None)
    return known or Account(handle, url=profile_url(thread.platform, handle))


def split_runs_by_line(post: Post) -> list[tuple[Run, ...]]:
    """The runs of a post, line by line, without the line ends."""
    out: list[list[Run]] = [[]]
    for run in post.runs:
        for number, text in enumerate(run.text.split("\n")):
            if number:
                out.append([])
            if text:
                out[-1].append(replace(run, text=text))
    return [tuple(runs) for runs in out]


def join_runs(texts: Sequence[tuple[int, tuple[Run, ...]]]) -> tuple[Run, ...]:
    """The runs of lines as one text, a line end between two."""
    merged: list[Run] = []
    for place, (_, runs) in enumerate(texts):
        for run in (Run("\n"), *runs) if place else runs:
            if merged and run.kind == merged[-1].kind == "text" and run.url == merged[-1].url:
                merged[-1] = replace(run, text=merged[-1].text + run.text)
            else:
                merged.append(run)
    return tuple(merged)
