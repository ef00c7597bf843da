"""A whole account of X in every form that its exports come in: always the same threads, word for word."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.account_exports.test_edge_cases import scanned
from tests.account_exports.test_end_to_end import bare, words, zipped
from tests.support.builders import x
from tests.support.builders.invented_account import Said, Truth, account, shuffled
from unroller.account_import import Selection

#: Posts of more characters are kept apart from their beginnings.
LONG = 200
_NAMES = {"text": x.t, "url": x.url}


def spec(said: Said, ids: dict[int, str]) -> x.Spec:
    """A post of the invented account as X's writers take it."""
    pieces = [
        x.at(f"friend{said.number}") if kind == "mention" else
        x.tag(piece[1:]) if kind == "hashtag" else _NAMES[kind](piece) for kind, piece in said.pieces
    ]  # fmt: skip
    answers = (ids[said.parent], x.OWNER_ID, x.OWNER) if said.parent else None
    if said.to:
        answers = (str(10**18 + said.number), x.OTHER_ID, said.to)
    if said.repost:
        pieces = [x.t(f"RT @{x.OTHER}: "), *pieces]
    media = tuple(x.Film("photo", f"{said.number}-{n}.jpg") for n in range(4)) if said.alt else ()
    return x.post(*pieces, when=said.at, sequence=said.number, answers=answers, media=media, likes=said.number)


def specs(truth: Truth) -> dict[int, x.Spec]:
    """All posts by their numbers; of the deleted one there is only its id, in the post that answers it."""
    ids = {said.number: x.snowflake(said.at, said.number) for said in truth.said}
    gone = {said.parent: "1400000000000000000" for said in truth.said if said.parent and said.parent not in ids}
    return {said.number: spec(said, ids | gone) for said in truth.said}


TRUTH = account(11, threads=5)
SPECS = specs(TRUTH)
PUBLIC = [SPECS[said.number] for said in shuffled(TRUTH.said) if not said.limit]
LIMITED = [SPECS[number] for number in TRUTH.limited]


def is_long(one: x.Spec) -> bool:
    return not one.media and not x.text(one).startswith("RT @") and len(x.text(one)) > LONG


def item(one: x.Spec) -> Any:
    return x.shortened(one, LONG - 20) if is_long(one) else x.archived(one)


def archive(parts: int = 1, **others: Any) -> dict[str, bytes]:
    """An archive with long posts, a circle, deleted posts and an edited one, in so many parts."""
    extra = {
        "note_tweet": [x.note(one, note_id=str(n)) for n, one in enumerate(PUBLIC, 1) if is_long(one)],
        "twitter_circle_tweet": [x.archived(one) for one in LIMITED], "deleted_tweets": [x.archived(LIMITED[0])],
    }  # fmt: skip
    files = x.archive(PUBLIC, parts=parts, extra=extra, **others)
    size = -(-len(PUBLIC) // parts)
    for part in range(parts):
        base = "tweets" if part == 0 else f"tweets-part{part}"
        (name,) = (name for name in files if name.endswith(f"data/{base}.js"))
        files[name] = x.assignment(f"YTD.tweets.part{part}", [item(one) for one in PUBLIC[part * size :][:size]])
    return files


def lines(rows: Iterable[Any]) -> bytes:
    return b"\n".join(json.dumps(row).encode() for row in rows)


def pages(posts: Sequence[x.Spec], size: int = 4) -> list[Any]:
    return [x.page(posts[begin : begin + size]) for begin in range(0, len(posts), size)]


EXPORTS: dict[str, Callable[[Path], Path]] = {
    "archive": lambda folder: zipped(folder / "x.zip", archive()),
    "archive in parts": lambda folder: zipped(folder / "x.zip", archive(3)),
    "archive one folder deeper": lambda folder: zipped(folder / "x.zip", archive(2, prefix="twitter-2024/")),
    "archive of 2019": lambda folder: zipped(
        folder / "x.zip", x.archive(PUBLIC, base="tweet", folder="", wrapped=False, edits=False)
    ),
    "archive of 2013": lambda folder: zipped(folder / "x.zip", x.months(PUBLIC)),
    "archive of 2013, other dates": lambda folder: zipped(folder / "x.zip", x.months(PUBLIC, numbered_dates=True)),
    "tweets.js alone": lambda folder: bare(
        folder / "tweets.js", x.assignment("YTD.tweets.part0", [x.archived(one) for one in PUBLIC])
    ),
    "version 1.1": lambda folder: bare(folder / "t.jsonl", lines(map(x.classic, PUBLIC))),
    "version 2, pages": lambda folder: bare(folder / "t.jsonl", lines(pages(PUBLIC))),
    "version 2, flattened": lambda folder: bare(folder / "t.jsonl", lines(map(x.flattened, PUBLIC))),
    "a saved page": lambda folder: bare(folder / "t.json", json.dumps(x.detail([*map(x.graphql, PUBLIC)])).encode()),
    "a saved page of long posts": lambda folder: bare(
        folder / "t.json",
        json.dumps(x.detail([x.graphql(x.post("begins …", when=one.when, sequence=one.sequence, answers=one.answers),
                                       whole=one) if is_long(one) else x.graphql(one) for one in PUBLIC])).encode(),
    ),
}  # fmt: skip


def wanted() -> list[list[str]]:
    found = []
    for line in TRUTH.threads:
        more = [one for one in TRUTH.later if TRUTH.said_by(one).parent in line]
        found.append(words([x.text(SPECS[number]) for number in (*line, *more)]))
    return sorted(found)


@pytest.mark.parametrize("name", EXPORTS)
def test_every_thread_is_there_word_for_word(tmp_path: Path, name: str) -> None:
    threads, receipt = scanned(tmp_path, EXPORTS[name](tmp_path), Selection())
    assert sorted(words([post.text for post in thread.posts]) for thread in threads) == wanted()
    assert receipt.adds_up, receipt
    assert any(map(is_long, PUBLIC))
    whole = name in ("archive", "archive in parts", "archive one folder deeper")
    assert dict(receipt.outcome_counts) == {
        "threads": sum(map(len, TRUTH.threads)) + len(TRUTH.later),
        "singles": len(TRUTH.singles), "replies": len(TRUTH.answers), "reposts": len(TRUTH.reposts),
        "limited": len(TRUTH.limited) + 1 if whole else 0, "duplicates": 0, "unreadable": 0,
    }  # fmt: skip
    assert not receipt.notices
    assert not any(notice.code == "cut-post" for thread in threads for notice in thread.warnings)
    for thread in threads:
        assert [post.number for post in thread.posts] == list(range(1, len(thread.posts) + 1))
        for post in thread.posts:
            made = next(one for one in SPECS.values() if one.id == post.id)
            assert len(post.attachments) == len(made.media)
            assert post.published.value == f"{made.when:%Y-%m-%dT%H:%M:%SZ}"


def test_an_own_post_quoted_in_the_thread_is_shown_with_its_words(tmp_path: Path) -> None:
    first = x.post("The quoted one & its words", when=x.moment(0))
    second = x.post(
        "As I said ", x.url(f"https://twitter.com/{x.OWNER}/status/{first.id}"), when=x.moment(60),
        answers=(first.id, x.OWNER_ID, x.OWNER),
    )  # fmt: skip
    (thread,), _ = scanned(tmp_path, zipped(tmp_path / "x.zip", x.archive([first, second])), Selection())
    (quote,) = thread.posts[1].quotes
    assert "".join(run.text for run in quote.runs) == "The quoted one & its words"


def test_the_same_account_in_another_export_is_the_same(tmp_path: Path) -> None:
    """Two exports of one account, with posts in both, handed in together."""
    files = archive() | {
        "data/tweet.js": x.assignment("YTD.tweet.part0", [x.archived(replace(one, likes=1)) for one in PUBLIC[:9]])
    }
    threads, receipt = scanned(tmp_path, zipped(tmp_path / "x.zip", files), Selection())
    assert sorted(words([post.text for post in thread.posts]) for thread in threads) == wanted()
    assert receipt.outcome_counts["duplicates"] == 9
    assert receipt.adds_up


class Pipe(io.RawIOBase):
    """Takes bytes and cannot go back, as a server that packs while it sends."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.data += data
        return len(data)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("sent", [False, True])
def test_zip64_and_zips_packed_while_they_were_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: bool, sent: bool
) -> None:
    if large:
        monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 10)  # as if each file, and the whole, were larger than 4 GB
    stream = Pipe()
    whole = io.BytesIO()
    with zipfile.ZipFile(stream if sent else whole, "w", zipfile.ZIP_DEFLATED) as made:  # type: ignore[arg-type]
        for name, data in archive(2).items():
            with made.open(name, "w", force_zip64=large) as file:
                file.write(data)
    data = bytes(stream.data) if sent else whole.getvalue()
    assert (b"PK\x06\x06" in data) is large
    threads, receipt = scanned(tmp_path, bare(tmp_path / "x.zip", data), Selection())
    assert sorted(words([post.text for post in thread.posts]) for thread in threads) == wanted()
    assert receipt.adds_up
