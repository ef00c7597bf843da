"""Bluesky's repositories and answers: every trap that they hold, and files made to do harm."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.builders import bluesky as making
from tests.support.builders.bluesky import DID, OTHER, Link, Repository
from tests.support.builders.exported import assembled, heads, planned, sniffed
from tests.support.builders.invented_account import Said, account
from unroller.account_exports.base import ParsedPost, PostContext, RecordError
from unroller.account_exports.bluesky import api_json, car
from unroller.account_exports.bluesky import car as cbor
from unroller.account_exports.bluesky import repository as bluesky_car
from unroller.model import Account, Run

CAR, JSON = bluesky_car.FORMAT, api_json.FORMAT
AT = datetime(2024, 5, 1, 12, tzinfo=UTC)
RKEY = making.tid(Said(1, AT, ()))
POST = "app.bsky.feed.post"


def made(text: str = "words", rkey: str = RKEY, **more: Any) -> ParsedPost:
    value = {"$type": POST, "text": text, "createdAt": "2024-05-01T12:00:00.000Z", **more}
    return CAR.build_post(json.dumps({"uri": making.uri(rkey), "value": value}).encode(), PostContext())


def facet(start: Any, end: Any, uri: str = "https://l.example/long") -> dict[str, Any]:
    feature = {"$type": "app.bsky.richtext.facet#link", "uri": uri}
    return {"index": {"byteStart": start, "byteEnd": end}, "features": [feature]}


@pytest.mark.parametrize("version", [2, 3])
def test_every_thread_of_a_repository_is_found(version: int) -> None:
    truth = account(5, threads=12)
    data = making.repository(truth, version)
    found = planned(CAR, {"backup/writer.car": data})
    read, refused = heads(CAR, found)
    own = [said for said in truth.said if not said.repost and not said.limit]
    assert (len(found), refused) == (len(own), [])
    named = {making.uri(making.tid(said)): said.number for said in own}
    lines, beside = assembled(read)
    got = [[named[one] for one in line] for line in lines]
    assert [line for line in got if len(line) > 1] == truth.threads
    assert [named[one] for one in beside] == truth.later
    texts = {json.loads(one)["uri"]: CAR.build_post(one, PostContext()).post for one in found}
    for said in own:
        post = texts[making.uri(making.tid(said))]
        assert post.text == said.text
        assert [run.text for run in post.runs if run.kind != "text"] == [
            text for kind, text in said.pieces if kind != "text"
        ]
        assert [(one.kind, one.alt) for one in post.attachments] == ([("image", said.alt)] if said.alt else [])
        assert post.url == f"https://bsky.app/profile/{DID}/post/{making.tid(said)}"
    assert {head.author for head in read} == {DID}


def test_a_repository_says_whose_it_is_and_what_else_it_holds() -> None:
    truth = account(5)
    about = bluesky_car.parse_info(making.repository(truth))
    assert about.owner == Account(DID, "A Writer", f"https://bsky.app/profile/{DID}", DID)
    assert about.unopened == {"reposts": len(truth.reposts), "accounts followed": 6, "profile": 1}
    assert about.notices == ()
    labels = {"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": "!no-unauthenticated"}]}
    hidden = Repository().car({"app.bsky.actor.profile/self": {"displayName": "W", "labels": labels}})
    assert [one.code for one in bluesky_car.parse_info(hidden).notices] == ["no-unauthenticated"]


def test_the_owner_known_otherwise_names_the_posts() -> None:
    owner = Account("writer.example", "W", "https://bsky.app/profile/writer.example", DID)
    record = json.dumps({"uri": making.uri(RKEY), "value": {"text": "x"}}).encode()
    assert CAR.build_post(record, PostContext(owner)).post.url == f"https://bsky.app/profile/writer.example/post/{RKEY}"
    assert CAR.build_post(record, PostContext(Account("other.example", id=OTHER))).author == Account(
        DID, None, f"https://bsky.app/profile/{DID}", DID
    )


def test_a_record_stands_alone_as_json() -> None:
    link = Link(b"\x01\x55\x12\x20" + b"d" * 32)
    written = {"text": "x", "raw": b"\0\1", "link": link, "n": [1, -2, True, None, 1.5]}
    data = Repository().car({f"{POST}/{RKEY}": written})
    (one,) = map(json.loads, bluesky_car.iter_records(data))
    assert (one["uri"], one["did"], one["rkey"]) == (making.uri(RKEY), DID, RKEY)
    assert one["cid"].startswith("bafyrei")
    assert one["value"] | {"link": ""} == {
        "text": "x",
        "raw": {"$bytes": "AAE"},
        "link": "",
        "n": [1, -2, True, None, 1.5],
    }
    assert one["value"]["link"]["$link"].startswith("bafkrei")


def test_addresses_of_the_first_version() -> None:
    assert str(cbor.Cid(b"\x12\x20" + bytes(32))) == "QmNLei78zWmzUdbeRB3CiUfAizWUrbeeZh5K1rhAQKCh51"


# -- repositories that are broken, or made to do harm --


def damaged(flip: int) -> list[str]:
    truth = account(5)
    data = bytearray(making.repository(truth))
    data[flip] ^= 1
    found = list(bluesky_car.iter_records(bytes(data)))
    return heads(CAR, found)[1]


def test_a_changed_block_is_not_believed() -> None:
    data = making.repository(account(5))
    at = data.index(b"end1.")
    (why,) = damaged(at)
    assert why == "its record is damaged: not in the file"


def test_a_repository_that_ends_early_gives_what_is_there() -> None:
    repository = Repository()
    records = {f"{POST}/3kaaaaaaaa{n:03}": {"text": f"t{n}"} for n in range(222, 272)}
    data = repository.car(records)
    read, refused = [], []
    for end in (len(data) // 2, len(data) - 10):
        with suppress(RecordError):  # its first block may be gone
            read, refused = heads(CAR, list(bluesky_car.iter_records(data[:end])))
            assert refused
            assert all("missing" in why or "not in the file" in why for why in refused)
            assert len(read) < 50


@pytest.mark.parametrize(
    "data",
    [b"", b"\x80" * 20, b"\x05hello", making.varint(3) + b"\xa0\xa0\xa0",
     Repository().file(Link(b"\x01\x71\x12\x20" + bytes(32)))],
)  # fmt: skip
def test_what_is_no_repository_says_so(data: bytes) -> None:
    with pytest.raises(RecordError, match=r"no CAR file|no repository"):
        list(bluesky_car.iter_records(data))


def grown(tree: Any) -> list[str]:
    """What a repository with this tree gives; `tree` is made with the repository."""
    repository = Repository()
    data = tree(repository)
    root = repository.add({"did": DID, "version": 3, "data": data, "rev": "", "prev": None, "sig": b""})
    return heads(CAR, list(bluesky_car.iter_records(repository.file(root))))[1]


def entry(repository: Repository, key: bytes, tree: Link | None = None, shared: Any = 0) -> dict[str, Any]:
    return {"p": shared, "k": key, "v": repository.add({"text": "x"}), "t": tree}


def test_a_tree_is_never_entered_twice() -> None:
    def tree(repository: Repository) -> Link:
        node = repository.add({"l": None, "e": [entry(repository, f"{POST}/a".encode())]})
        for _ in range(40):  # each holds the one below it twice: as many paths as there are atoms
            node = repository.add({"l": node, "e": [entry(repository, b"z", node)]})
        return node

    assert 0 < len(grown(tree)) < 100


def test_a_tree_has_a_depth() -> None:
    def tree(repository: Repository) -> Link:
        node = repository.add({"l": None, "e": []})
        for number in range(200):
            node = repository.add({"l": node, "e": [], "n": number})
        return node

    assert len(grown(tree)) == 1


@pytest.mark.parametrize(
    "bad", [{"p": 9}, {"p": -1}, {"k": "text"}, {"k": b""}, {"k": b"\xff"}, {"v": None}, {"k": b"x" * 2000}]
)
def test_nodes_that_are_none_are_counted_as_lost(bad: dict[str, Any]) -> None:
    def tree(repository: Repository) -> Link:
        return repository.add({"l": None, "e": [{**entry(repository, f"{POST}/a".encode()), **bad}]})

    assert grown(tree) == ["a part of the list of records is missing or damaged: the file is incomplete"]


def test_keys_out_of_order_are_not_read_twice() -> None:
    def tree(repository: Repository) -> Link:
        return repository.add({"l": None, "e": [entry(repository, f"{POST}/{key}".encode()) for key in "abab"]})

    assert len(grown(tree)) == 2


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "early"), (b"\x9f\xff", "length"), (b"\x81" * 100, "deep"), (b"\x9b" + b"\xff" * 8, "longer"),
        (b"\xbb" + b"\xff" * 8, "longer"), (b"\x5b" + b"\xff" * 8, "early"), (b"\xa2\x61a\x01\x61a\x02", "twice"),
        (b"\xa1\x01\x02", "key"), (b"\x61\xff", "UTF-8"), (b"\xfb\x7f\xf8" + bytes(6), "without end"),
        (b"\xf9\0\0", "has not"),
        (b"\xc1\x00", "tag"), (b"\xd8\x2a\x41\x00", "tag"), (b"\x01\x01", "behind"), (b"\x1f", "length"),
        (b"\x9a\x00\x02\x00\x00" + b"\x80" * 0x20000, "many"),
    ],
)  # fmt: skip
def test_only_strict_cbor_is_read(data: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        cbor.decode_cbor(data)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(max_size=6) | st.binary(max_size=6)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(VALUES)
def test_cbor_gives_back_what_was_written(value: Any) -> None:
    assert cbor.decode_cbor(making.cbor(value)) == value


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_changed_repositories_raise_nothing_else(data: st.DataObject) -> None:
    whole = making.repository(account(5, threads=1))
    changed = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for at in data.draw(st.lists(st.integers(0, max(0, len(changed) - 1)), max_size=6)) if changed else ():
        changed[at] = data.draw(st.integers(0, 255))
    with suppress(RecordError):
        heads(CAR, list(bluesky_car.iter_records(bytes(changed))))
    with suppress(RecordError):
        bluesky_car.parse_info(bytes(changed))
    with suppress(RecordError):
        list(car.iter_keys(car.open_repository(bytes(changed), verify=False)))


# -- text, dates, embeds --


def test_facets_count_bytes() -> None:
    text = "🌍 naïve l.example/lo… end"
    start = len("🌍 naïve ".encode())
    end = start + len("l.example/lo…".encode())
    assert made(text, facets=[facet(start, end)]).post.runs == (
        Run("🌍 naïve "), Run("l.example/lo…", "url", "https://l.example/long"), Run(" end"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "bad",
    [facet(5, 3), facet(3, 3), facet(-1, 3), facet(0, 99), facet(1, 6), facet(0, 2), facet("0", 4), facet(True, 4),
     facet(None, 4),
     {}, "x", {"index": {"byteStart": 0, "byteEnd": 4}, "features": [{"$type": "new#kind"}]}],
)  # fmt: skip
def test_facets_that_cannot_be_are_skipped(bad: Any) -> None:
    read = made("🌍 text", facets=[bad])
    assert read.post.runs == (Run("🌍 text"),)


def test_of_facets_that_overlap_the_first_counts() -> None:
    runs = made("abcdefgh", facets=[facet(4, 8, "https://b.example"), facet(2, 6, "https://a.example")]).post.runs
    assert runs == (Run("ab"), Run("cdef", "url", "https://a.example"), Run("gh"))
    assert made("abc", facets=[facet(0, 3, "javascript:x")]).post.runs == (Run("abc", "url", None),)


def test_facets_of_people_and_tags() -> None:
    features = [{"$type": "app.bsky.richtext.facet#mention", "did": OTHER},
                {"$type": "app.bsky.richtext.facet#tag", "tag": "b"},
                {"$type": "app.bsky.richtext.facet#tag", "tag": "$C"}]  # fmt: skip
    spans = [{"index": {"byteStart": n * 2, "byteEnd": n * 2 + 2}, "features": [one]} for n, one in enumerate(features)]
    assert [(run.text, run.kind) for run in made("@a#b$C", facets=spans).post.runs] == [
        ("@a", "mention"), ("#b", "hashtag"), ("$C", "cashtag"),
    ]  # fmt: skip


def test_the_oldest_links_count_in_utf_16() -> None:
    entities = [{"index": {"start": 3, "end": 6}, "type": "link", "value": "https://l.example"},
                {"index": {"start": 1, "end": 3}, "type": "link", "value": "https://half.example"},
                {"index": {"start": 7, "end": 70}, "type": "link", "value": "https://far.example"},
                {"index": {"start": 7, "end": 9}, "type": "hashtag", "value": "x"}, 7]  # fmt: skip
    assert made("🌍 abc #x", entities=entities).post.runs == (
        Run("🌍 "), Run("abc", "url", "https://l.example"), Run(" "),
        Run("#x", "hashtag", "https://bsky.app/hashtag/x"),
    )  # fmt: skip


def test_text_that_cannot_be_stored_keeps_its_places() -> None:
    assert [run.text for run in made("a\0b link", facets=[facet(4, 8)]).post.runs] == ["a�b ", "link"]
    assert [run.text for run in made("a\ud800b link", facets=[facet(6, 10)]).post.runs] == ["a�b ", "link"]


@pytest.mark.parametrize(
    ("said", "value", "how"),
    [
        ("2024-05-01T14:00:00.123456+02:00", "2024-05-01T12:00:00.123456Z", "stated"),
        ("2024-05-01T12:00:00Z", "2024-05-01T12:00:00Z", "stated"),
        ("2009-01-01T00:00:00.000Z", "2009-01-01T00:00:00Z", "stated"),  # brought over from elsewhere
        ("0001-01-01T00:00:00Z", "2024-05-01T12:00:00.000Z", "id"),
        ("2024-13-01T00:00:00Z", "2024-05-01T12:00:00.000Z", "id"),
        ("2025-01-01T00:00:00Z", "2024-05-01T12:00:00.000Z", "id"),  # before it was written
        ("9999-12-31T23:59:59-12:00", "2024-05-01T12:00:00.000Z", "id"),
        (None, "2024-05-01T12:00:00.000Z", "id"),
        (17, "2024-05-01T12:00:00.000Z", "id"),
    ],
)
def test_dates(said: Any, value: str, how: str) -> None:
    date = made(createdAt=said).post.published
    assert (date.value, date.how) == (value, how)


def test_a_date_that_nothing_tells_is_unknown() -> None:
    assert made(rkey="self", createdAt="x").post.published.value is None


def test_embeds() -> None:
    blob = {"$type": "blob", "ref": {"$link": "bafkreicat"}, "mimeType": "image/jpeg", "size": 3}
    read = made(
        embed={
            "$type": "app.bsky.embed.images",
            "images": [{"alt": "a cat", "image": blob}, {"alt": "", "image": blob}],
        }
    )
    assert [(one.kind, one.alt) for one in read.post.attachments] == [("image", "a cat"), ("image", None)]
    assert read.post.attachments[0].url == f"https://cdn.bsky.app/img/feed_fullsize/plain/{DID}/bafkreicat@jpeg"
    assert read.files == (("bafkreicat",), ("bafkreicat",))
    old = made(
        embed={"$type": "app.bsky.embed.images", "images": [{"image": {"cid": "bafkreiold", "mimeType": "image/png"}}]}
    )
    assert old.files == (("bafkreiold",),)
    film = made(embed={"$type": "app.bsky.embed.video", "video": blob, "alt": "waves"}).post.attachments[0]
    assert (film.kind, film.alt, film.url) == ("video", "waves", None)
    card = {"uri": "https://c.example/", "title": "A page", "description": "About it"}
    shown = made(embed={"$type": "app.bsky.embed.external", "external": card}).post.attachments[0]
    assert (shown.kind, shown.url, shown.title) == ("card", "https://c.example/", "A page")
    gif = {"uri": "https://media.tenor.com/x/y.gif", "title": "t", "description": "Alt: a dog"}
    moving = made(embed={"$type": "app.bsky.embed.external", "external": gif}).post.attachments[0]
    assert (moving.kind, moving.alt) == ("image", "Alt: a dog")
    new = made(embed={"$type": "app.bsky.embed.hologram", "hologram": {}}).post.attachments
    assert [one.kind for one in new] == ["unknown"]


def test_quotes() -> None:
    quoted = {"uri": making.uri("3kquoted22222", OTHER), "cid": "b"}
    read = made(embed={"$type": "app.bsky.embed.record", "record": quoted})
    assert [(one.url, one.runs) for one in read.post.quotes] == [
        (f"https://bsky.app/profile/{OTHER}/post/3kquoted22222", ())
    ]
    assert read.post.attachments == ()
    images = {"$type": "app.bsky.embed.images", "images": [{"alt": "a", "image": {"cid": "c"}}]}
    both = made(embed={"$type": "app.bsky.embed.recordWithMedia", "record": {"record": quoted}, "media": images})
    assert (len(both.post.quotes), [one.alt for one in both.post.attachments]) == (1, ["a"])
    record = {"uri": making.uri(RKEY), "value": {"text": "x", "embed": {"record": quoted}}}
    assert CAR.summarize(json.dumps(record).encode()).quoted == (quoted["uri"],)
    feed = {"uri": f"at://{OTHER}/app.bsky.feed.generator/cats", "cid": "b"}
    other = made(embed={"$type": "app.bsky.embed.record", "record": feed})
    assert other.post.quotes == ()
    assert other.post.attachments[0].url == f"https://bsky.app/profile/{OTHER}/feed/cats"


# -- answers of servers --


def view(number: int = 1, parent: int | None = None, **more: Any) -> dict[str, Any]:
    named = {n: making.tid(Said(n, AT + timedelta(minutes=n), ())) for n in range(40)}
    said = Said(number, AT + timedelta(minutes=number), (("text", f"post {number}"),), parent)
    return making.view(said, named, **more)


def node(one: dict[str, Any], *replies: Any, parent: Any = None) -> dict[str, Any]:
    kind = "app.bsky.feed.defs#threadViewPost"
    return {"$type": kind, "post": one, "replies": list(replies), **({"parent": parent} if parent else {})}


def numbers(document: Any) -> list[int]:
    found, refused = heads(JSON, sniffed(JSON, "x.json", json.dumps(document).encode()))
    assert set(refused) <= {"a post that is blocked, or not there"}
    return [int(head.opening.removeprefix("post ")) for head in found]


def test_a_nested_thread_is_taken_apart() -> None:
    gone = {"$type": "app.bsky.feed.defs#notFoundPost", "uri": "x", "notFound": True}
    blocked = {"$type": "app.bsky.feed.defs#blockedPost", "uri": "y", "blocked": True}
    top = node(view(3, 2), node(view(6, 3)), node(view(4, 3), node(view(5, 4))), gone, blocked,
               parent=node(view(2, 1), parent=node(view(1))))  # fmt: skip
    assert numbers({"thread": top}) == [1, 2, 3, 6, 4, 5]
    assert numbers(top) == [1, 2, 3, 6, 4, 5]
    found, unavailable = heads(JSON, sniffed(JSON, "x", json.dumps({"thread": top}).encode()))
    assert len(unavailable) == 2
    lines, beside = assembled(found)
    assert [len(line) for line in lines] == [5]
    assert beside == [found[3].id]
    assert found[0].handle == "writer.example"


def test_a_thread_that_is_gone_says_so() -> None:
    for kind in ("notFoundPost", "blockedPost"):
        document = {"thread": {"$type": f"app.bsky.feed.defs#{kind}", "uri": making.uri(RKEY)}}
        _, refused = heads(JSON, sniffed(JSON, "x", json.dumps(document).encode()))
        assert refused == ["a post that is deleted, blocked, or not there"]


def chain(length: int, last: int) -> dict[str, Any]:
    below: tuple[Any, ...] = ()
    for number in range(length, 0, -1):
        count = last if number == length else 1
        below = (node(view(number, number - 1 or None, replyCount=count), *below),)
    return {"thread": below[0]}


def cut(document: Any) -> list[str]:
    found = sniffed(JSON, "x", json.dumps(document).encode())
    return [made.post.text for one in found if (made := JSON.build_post(one, PostContext())).notices]


def test_cut_and_blocked_are_told_apart_by_depth() -> None:
    assert cut(chain(11, last=2)) == ["post 11"]  # as deep as the public server goes
    assert cut(chain(11, last=0)) == []
    assert cut(chain(4, last=2)) == []  # replies that are blocked or deleted
    deep = chain(11, last=0)
    deep["thread"]["replies"].append(node(view(30, 1, replyCount=1)))
    assert cut(deep) == []
    kind = "app.bsky.feed.defs#threadViewPost"
    assert JSON.summarize(json.dumps(view(1)).encode()).likes == 1
    assert node(view(1))["$type"] == kind


def test_a_very_deep_answer_is_refused_or_read_but_never_falls() -> None:
    document = json.dumps(chain(39, 0)).encode()
    assert len(list(api_json.iter_records(document))) == 39
    nested = b'{"thread":' + b'{"post":{},"replies":[' * 5000 + b"]}" * 5000 + b"}"
    with pytest.raises(RecordError, match="nested too deep"):
        list(api_json.iter_records(nested))


def test_feeds_tell_reposts_from_posts() -> None:
    by = {"did": DID, "handle": "writer.example"}
    theirs = view(9)
    theirs["author"] = {"did": OTHER, "handle": "other.example"}
    reason = {"$type": "app.bsky.feed.defs#reasonRepost", "by": by, "indexedAt": "2024-06-01T00:00:00Z"}
    pin = {"$type": "app.bsky.feed.defs#reasonPin"}
    feed = {"feed": [
        {"post": view(3, 2), "reply": {"root": view(1), "parent": view(2, 1)}}, {"post": theirs, "reason": reason},
        {"post": view(1), "reason": pin}, {"post": view(5), "reply": {"root": theirs, "parent": theirs}},
    ]}  # fmt: skip
    found, refused = heads(JSON, sniffed(JSON, "x", json.dumps(feed).encode()))
    assert [head.opening for head in found if not head.repost] == ["post 1", "post 2", "post 3", "post 5"]
    (repost,) = (head for head in found if head.repost)
    assert (repost.author, repost.handle, refused) == (DID, "writer.example", [])
    with pytest.raises(RecordError, match="repost"):
        JSON.build_post(json.dumps({"post": theirs, "reason": reason}).encode(), PostContext())


def test_other_files_of_posts() -> None:
    assert numbers({"posts": [view(1), view(2, 1)]}) == [1, 2]
    assert numbers([view(1), view(2, 1)]) == [1, 2]
    records = [{"uri": one["uri"], "cid": "b", "value": one["record"]} for one in (view(1), view(2, 1))]
    assert numbers({"records": records, "cursor": "x"}) == [1, 2]
    lines = b"\n".join(json.dumps(one).encode() for one in (view(1), records[1]))
    member = JSON.detect_file("x.jsonl", lines)
    assert member is not None
    assert member.layout == "lines"
    assert len(heads(JSON, sniffed(JSON, "x.jsonl", lines))[0]) == 2
    assert numbers(json.loads(json.dumps(view(1)))) == [1]


def test_the_flat_answer() -> None:
    def item(one: dict[str, Any], **more: Any) -> dict[str, Any]:
        kind = "app.bsky.unspecced.defs#threadItemPost"
        return {"uri": one["uri"], "depth": 0, "value": {"$type": kind, "post": one, "moreReplies": 0, **more}}

    hidden = {"uri": "x", "depth": 1, "value": {"$type": "app.bsky.unspecced.defs#threadItemNoUnauthenticated"}}
    document = {"thread": [item(view(1)), item(view(2, 1), moreReplies=3, opThread=True), hidden]}
    found, refused = heads(JSON, sniffed(JSON, "x", json.dumps(document).encode()))
    assert len(found) == 2
    assert refused == ["a post that is deleted, blocked, or shown only to people who are logged in"]
    assert cut({"thread": document["thread"][:2]}) == ["post 2"]


def test_who_asks_not_to_be_shown_is_heard() -> None:
    given = view(1)
    given["author"]["labels"] = [{"val": "!no-unauthenticated", "src": DID}]
    assert [one.code for one in JSON.build_post(json.dumps(given).encode(), PostContext()).notices] == [
        "no-unauthenticated"
    ]


def test_a_quote_is_shown_with_its_words() -> None:
    inner = view(2)
    inner["author"] = {"did": OTHER, "handle": "other.example", "displayName": "Other"}
    inner["uri"] = making.uri("3kquoted22222", OTHER)
    given = view(1, embed={"$type": "app.bsky.embed.record#view", "record": {
        "$type": "app.bsky.embed.record#viewRecord", "uri": inner["uri"], "author": inner["author"],
        "value": inner["record"],
    }})  # fmt: skip
    given["record"]["embed"] = {"$type": "app.bsky.embed.record", "record": {"uri": inner["uri"], "cid": "b"}}
    (quote,) = JSON.build_post(json.dumps(given).encode(), PostContext()).post.quotes
    assert (quote.author and quote.author.handle, quote.runs) == ("other.example", (Run("post 2"),))
    assert quote.url == "https://bsky.app/profile/other.example/post/3kquoted22222"
    for kind in ("viewNotFound", "viewBlocked", "viewDetached"):
        given["embed"] = {"record": {"$type": f"app.bsky.embed.record#{kind}", "uri": inner["uri"]}}
        (quote,) = JSON.build_post(json.dumps(given).encode(), PostContext()).post.quotes
        assert quote.runs == ()
    given["record"]["embed"] = {"$type": "app.bsky.embed.images", "images": [{"alt": "", "image": {"cid": "c"}}]}
    given["embed"] = {"images": [{"alt": "seen", "fullsize": "https://cdn.example/full"}]}
    (picture,) = JSON.build_post(json.dumps(given).encode(), PostContext()).post.attachments
    assert (picture.url, picture.alt) == ("https://cdn.example/full", "seen")


def test_handles_that_do_not_hold_are_not_used() -> None:
    given = view(1)
    given["author"]["handle"] = "handle.invalid"
    read = JSON.build_post(json.dumps(given).encode(), PostContext())
    assert read.post.url is not None
    assert read.post.url.startswith(f"https://bsky.app/profile/{DID}/")


LOOSE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just(making.uri(RKEY)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["uri", "record", "post", "index", "features", "$type", "ref", "images", "replies"]), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_nothing_but_a_record_error_is_raised(data: st.DataObject) -> None:
    value = view(2, 1, embed={"record": {"uri": making.uri("3kquoted22222", OTHER)}})
    for name in data.draw(st.lists(st.sampled_from(sorted(value)), max_size=2)):
        value[name] = data.draw(LOOSE)
    if isinstance(value["record"], dict):
        for name in data.draw(st.lists(st.sampled_from([*value["record"], "embed", "entities"]), max_size=4)):
            value["record"][name] = data.draw(LOOSE)
    outer = data.draw(
        st.sampled_from([value, {"thread": value}, {"feed": [value]}, {"uri": value["uri"], "value": value["record"]}])
    )
    record = json.dumps(outer).encode()
    for broken in (record, record[: data.draw(st.integers(0, len(record)))], data.draw(st.binary(max_size=20))):
        for shape in (CAR, JSON):
            for call in (
                shape.summarize,
                lambda one: shape.build_post(one, PostContext()),  # noqa: B023
                lambda one: list(shape.iter_records(one)),  # noqa: B023
            ):
                with suppress(RecordError):
                    call(broken)


def test_other_files_are_not_claimed() -> None:
    for data in (b"", b"plain words", b"{}", b"[]", b'{"text": "app.bsky.feed.post"}', b"PK\x03\x04"):
        assert JSON.detect_file("x.json", data) is None
        assert CAR.detect_file("x.car", data) is None
    assert CAR.detect_file("repo", making.repository(account(5))[:65536]) is not None
    assert CAR.select_members(["a.txt"]) is None
    plan = CAR.select_members(["a/x.car", "a/did_blobs/bafkreicat"])
    assert plan is not None
    assert [(member.name, member.role) for member in plan.members] == [("a/x.car", "posts"), ("a/did_blobs/", "media")]
