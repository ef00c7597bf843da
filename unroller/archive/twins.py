"""Whether two captures are of one thread though they say it in other words, or one knows less than the other. Pure.

The rule joins only what is certain: two threads that are one by mistake are worse than one thread that is kept twice
and offered as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher

from unroller.archive.sketches import list_words
from unroller.model import Account, Thread
from unroller.regex import compile_re

#: Fewer words than this say too little: of texts that are the same, and of those in which something was edited.
LEAST_WORDS, LEAST_EDITED = 20, 40
#: An edit changes so much at most: a part of all words, words in all, words in a row, and of one post's words.
PART, MOST_CHANGED, MOST_IN_A_ROW, PART_OF_POST = 0.07, 12, 6, 0.4
#: The words at the beginning, which tell the parts of a series apart, are never edited.
OPENING = 8
#: Words of scripts without capitals that take each other's place are the same word, mended, from this likeness on.
ALIKE = 0.6
#: Texts that differ over more words than this are not compared.
MOST_COMPARED = 2_000
_DIGIT = compile_re(r"\d")
#: What a sentence ends with, and so the next begins after.
_SENTENCE_END = compile_re(r"[.!?:;…\n\"“”«»()\[\]•–—-]\s*$|^\s*$")


def find_root_post(thread: Thread) -> str | None:
    """The id of the thread's first post on its network; None when the capture does not tell it."""
    return thread.id or (thread.posts[0].id if thread.posts else None)


def contradicts(one: Thread, two: Thread) -> bool:
    """Whether what is known of two threads shows that they are two: their network, first post, author or day."""
    if one.platform and two.platform and one.platform != two.platform:
        return True
    roots = find_root_post(one), find_root_post(two)
    if all(roots):
        return roots[0] != roots[1]  # an account may change its handle, its posts keep their ids
    if one.author and two.author and not _is_one_account(one.author, two.author):
        return True
    days = [_get_day(thread) for thread in (one, two)]
    return days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) > 1


def _is_one_account(one: Account, two: Account) -> bool:
    if one.id and two.id:
        return one.id == two.id
    if not (one.handle and two.handle):
        return not (one.name and two.name) or one.name.casefold() == two.name.casefold()
    a, b = one.handle.casefold().lstrip("@"), two.handle.casefold().lstrip("@")
    # A server leaves its own name out of the handles that it shows.
    return a == b or (("@" in a) != ("@" in b) and a.partition("@")[0] == b.partition("@")[0])


def _get_day(thread: Thread) -> date | None:
    """The day on which the thread was published, where that is known to the day."""
    value = thread.published.value or ""
    try:
        return date.fromisoformat(value[:10]) if thread.published.how in ("stated", "id") else None
    except ValueError:
        return None


def knows_more(newer: Thread, older: Thread) -> bool:
    """Whether `newer` names the author or the first post and `older` does not, and nothing is lost with it."""
    return not loses_facts(newer, older) and (
        bool(newer.author and not older.author) or bool(find_root_post(newer) and not find_root_post(older))
    )


def loses_facts(newer: Thread, older: Thread) -> bool:
    """Whether `newer` does not know the author, the network or the first post that `older` knows."""
    return (
        bool(older.author and not newer.author)
        or bool(older.platform and not newer.platform)
        or bool(find_root_post(older) and not find_root_post(newer))
    )


def is_twin(older: Thread, newer: Thread) -> bool:
    """Whether `newer` is another capture of `older`: the same words but for links and counters, or with a few edited.

    What tells apart the issues of a series and texts from one mould is no edit: numbers, names, the first words, and
    most of a post. A capture that knows less than the one before it never takes its place.
    """
    if contradicts(older, newer) or loses_facts(newer, older):
        return False
    one, two = _Text(older), _Text(newer)
    if min(len(one.words), len(two.words)) < LEAST_WORDS:
        return False
    if one.folded == two.folded:
        return True
    if min(len(one.words), len(two.words)) < LEAST_EDITED or one.folded[:OPENING] != two.folded[:OPENING]:
        return False
    changes = _list_changes(one.folded, two.folded)
    if changes is None:
        return False
    sizes = [max(end - begin, stop - start) for begin, end, start, stop in changes]
    most = min(MOST_CHANGED, int(PART * min(len(one.words), len(two.words))))
    if sum(sizes) > most or max(sizes) > MOST_IN_A_ROW:
        return False
    return all(_is_edit(one, two, change) for change in changes) and not _replaces_post(one, two, changes)


class _Text:
    """The words of a thread, which post each is of, and whether it begins a sentence."""

    def __init__(self, thread: Thread) -> None:
        self.words: list[str] = []
        self.posts: list[int] = []
        for number, text in enumerate(list_texts(thread)):
            own = list_words([text])
            self.words += own
            self.posts += [number] * len(own)
        self.folded = [word.casefold() for word in self.words]
        self._starts = _find_sentence_starts(thread)

    def count_in_post(self, number: int) -> int:
        """How many words a post has."""
        return self.posts.count(number)

    def names(self, begin: int, end: int) -> bool:
        """Whether a word of these is written as names are: with a capital, and not for beginning a sentence."""
        return any(self.words[at][0].isupper() and self.words[at] not in self._starts for at in range(begin, end))


def list_texts(thread: Thread) -> Iterator[str]:
    """The texts of the posts without the links in them, which each site writes in a way of its own."""
    for post in thread.posts:
        yield "".join(run.text if run.kind != "url" else " " for run in post.runs)


def _find_sentence_starts(thread: Thread) -> set[str]:
    """The words with a capital that begin a sentence of the thread, as written."""
    found: set[str] = set()
    for text in list_texts(thread):
        for match in re.finditer(r"[^\W\d_]+", text):
            if match[0][0].isupper() and _SENTENCE_END.search(text[max(0, match.start() - 4) : match.start()]):
                found.add(match[0])
    return found


#: Where two lists of words differ: from and to in the one, from and to in the other.
_Change = tuple[int, int, int, int]


def _list_changes(one: Sequence[str], two: Sequence[str]) -> list[_Change] | None:
    """Where the lists differ; None where they differ over too much to be compared."""
    begin = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    most = min(len(one), len(two)) - begin
    end = next((at for at in range(most) if one[-1 - at] != two[-1 - at]), most)
    a, b = one[begin : len(one) - end], two[begin : len(two) - end]
    if max(len(a), len(b)) > MOST_COMPARED:
        return None
    steps = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return [(i + begin, j + begin, k + begin, m + begin) for tag, i, j, k, m in steps if tag != "equal"]


def _is_edit(one: _Text, two: _Text, change: _Change) -> bool:
    """Whether a change is one that an author makes in going over a text: no number and no name is another."""
    begin, end, start, stop = change
    went, came = one.words[begin:end], two.words[start:stop]
    if any(_DIGIT.search(word) for word in (*went, *came)):
        return False
    if any(word.upper() != word.lower() for word in (*went, *came)):
        both = any(word[0].isupper() for word in went) and any(word[0].isupper() for word in came)
        return not (both or one.names(begin, end) or two.names(start, stop))
    # No word has capitals, so nothing tells the names: a word in another's place has to look like it.
    return not (went and came) or SequenceMatcher(None, "".join(went), "".join(came)).ratio() >= ALIKE


def _replaces_post(one: _Text, two: _Text, changes: Sequence[_Change]) -> bool:
    """Whether most of a post is another: it is another post then, not an edited one."""
    for text, places in ((one, [change[:2] for change in changes]), (two, [change[2:] for change in changes])):
        changed = [text.posts[at] for begin, end in places for at in range(begin, end)]
        if any(changed.count(post) > PART_OF_POST * text.count_in_post(post) for post in set(changed)):
            return True
    return False
