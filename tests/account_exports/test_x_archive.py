"""X archives of all generations: which files are opened, what they say of themselves, long texts, threads whole."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support.builders import x
from unroller.account_exports.base import ExportFile, FileSelection, ParsedPost, PostContext, RecordError
from unroller.account_exports.scan.scanner import load_formats
from unroller.account_exports.x import api_json, archive, grailbird
from unroller.model import Account

FORMATS = load_formats()

OWNER = Account(x.OWNER, x.NAME, f"https://x.com/{x.OWNER}", x.OWNER_ID)


def opened(plan: FileSelection | None) -> dict[str, str]:
    assert plan is not None
    return {member.name: member.role for member in plan.members}


def posts(files: dict[str, bytes], plan: FileSelection | None) -> list[ParsedPost]:
    """The posts of a container, read as an import does."""
    assert plan is not None
    notes: dict[str, list[bytes]] = {}
    for member in plan.members:
        if member.role == "notes":
            for record in x.records(files[member.name]):
                notes.setdefault(archive.FORMAT.find_note_key(record), []).append(record)  # type: ignore[misc]
    context = PostContext(OWNER, lambda second: notes.get(second, ()))
    records = [one for m in plan.members if m.role == "posts" for one in x.records(files[m.name])]
    return [archive.FORMAT.build_post(record, context) for record in records]


THREAD = x.thread(["one & only", "two < three", "🌊 end"])


# -- which files --


@pytest.mark.parametrize("prefix", ["", "twitter-2023-10-01-abc/", "two/deep/"])
@pytest.mark.parametrize("folder", ["data/", ""])
@pytest.mark.parametrize("base", ["tweets", "tweet"])
@pytest.mark.parametrize("parts", [1, 3])
def test_every_generation_is_found_wherever_it_lies(prefix: str, folder: str, base: Any, parts: int) -> None:
    files = x.archive(
        THREAD, base=base, parts=parts, folder=folder, prefix=prefix, wrapped=base == "tweets", edits=base == "tweets"
    )
    plan = archive.select_members(list(files))
    assert plan is not None
    assert plan.prefix == prefix
    names = [prefix + folder + base + tail for tail in (".js", "-part1.js", "-part2.js")[:parts]]
    assert [member.name for member in plan.members if member.role == "posts"] == names
    assert opened(plan)[f"{prefix}{folder}manifest.js"] == "about"
    assert not any("messages" in name or "headers" in name for name in opened(plan))
    assert [made.post.text for made in posts(files, plan)] == [x.text(spec) for spec in THREAD]


def test_parts_come_in_the_order_of_their_numbers() -> None:
    names = [f"data/tweets-part{number}.js" for number in (10, 2, 1)] + ["data/tweets.js"]
    plan = archive.select_members(names)
    assert plan is not None
    assert [member.name for member in plan.members] == [
        "data/tweets.js", "data/tweets-part1.js", "data/tweets-part2.js", "data/tweets-part10.js",
    ]  # fmt: skip


def test_each_kind_of_file_has_its_part() -> None:
    names = [
        "data/community-tweet.js", "data/twitter-circle-tweet.js", "data/deleted-tweets.js", "data/note-tweet.js",
        "data/tweets.js", "data/profile.js", "data/like.js", "data/deleted-tweet-headers.js", "data/tweet-headers.js",
        "data/direct-messages.js", "data/ip-audit.js", "assets/js/tweets.js", "__MACOSX/data/tweets.js",
        "data/tweets_media/1-a.jpg", "data/tweets_media/2-b.mp4", "data/community_tweet_media/3-c.jpg",
        "data/direct_messages_media/4-d.jpg", "data/profile_media/5-e.jpg", "data/deleted_tweets_media/6-f.jpg",
    ]  # fmt: skip
    plan = archive.select_members(names)
    assert plan is not None
    assert plan.members == (
        ExportFile("data/profile.js", "about", "document"),
        ExportFile("data/note-tweet.js", "notes", "assignment"),
        ExportFile("data/community-tweet.js", "posts", "assignment"),
        ExportFile("data/tweets.js", "posts", "assignment"),
        ExportFile("data/twitter-circle-tweet.js", "posts", "assignment", limit="circle"),
        ExportFile(
            "data/deleted-tweets.js",
            "aside",
            "assignment",
            limit="deleted",
            reason="posts deleted before the export was made",
        ),
        ExportFile("data/community_tweet_media/", "media", "document"),
        ExportFile("data/tweets_media/", "media", "document"),
    )


@pytest.mark.parametrize(
    "names",
    [
        [],
        ["outbox.json", "actor.json"],
        ["data/note-tweet.js"],
        ["data/like.js", "Your archive.html"],
        ["data/tweets.json"],
        ["data/js/tweets/2012_01.js"],
        ["repo.car"],
    ],
)
def test_other_containers_are_left_to_others(names: Sequence[str]) -> None:
    assert archive.select_members(names) is None


def test_both_names_in_one_archive_are_both_read() -> None:
    plan = archive.select_members(["data/tweets.js", "data/tweet.js", "data/manifest.js"])
    assert list(opened(plan)) == ["data/manifest.js", "data/tweet.js", "data/tweets.js"]


@pytest.mark.parametrize(
    ("name", "start", "role", "limit"),
    [
        ("tweets.js", b"window.YTD.tweets.part0 = [\n", "posts", None),
        ("tweet.js", b"window.YTD.tweet.part0 = [ {", "posts", None),
        ("my posts.txt", b"window.YTD.tweets.part12 = [", "posts", None),
        ("tweets-part1.js", b"\xef\xbb\xbfwindow.YTD.tweets.part1=[", "posts", None),
        ("note-tweet.js", b"window.YTD.note_tweet.part0 = [", "notes", None),
        ("community-tweet.js", b"window.YTD.community_tweet.part0 = [", "posts", None),
        ("circle.js", b"window.YTD.twitter_circle_tweet.part0 = [", "posts", "circle"),
        ("deleted-tweets.js", b"window.YTD.deleted_tweets.part0 = [", "aside", "deleted"),
        ("deleted-tweets.js", b"window.YTD.tweets.part0 = [", "aside", "deleted"),
    ],
)
def test_a_file_on_its_own_is_known_by_what_it_calls_itself(
    name: str, start: bytes, role: str, limit: str | None
) -> None:
    member = archive.detect_file(name, start)
    assert member is not None
    assert (member.name, member.role, member.layout, member.limit) == (name, role, "assignment", limit)


@pytest.mark.parametrize(
    "start",
    [
        b"window.YTD.direct_messages.part0 = [", b"window.YTD.tweet_headers.part0 = [", b"window.YTD.account.part0 = [",
        b"window.YTD.tweets", b"", b"{}", b"PK\x03\x04", b"tweets = 1", b"window.YTD." + b"a" * 60_000,
    ],
)  # fmt: skip
def test_other_files_are_left_to_others(start: bytes) -> None:
    assert all(shape.detect_file("tweets.js", start) is None for shape in FORMATS if shape.platform == "x")


def test_items_that_somebody_took_out_of_an_archive_are_known() -> None:
    data = json.dumps([x.archived(spec) for spec in THREAD]).encode()
    member = archive.detect_file("mine.json", data[:65536])
    assert member == ExportFile("mine.json", "posts", "array")
    assert api_json.detect_file("mine.json", b"[1, 2]") is None


def test_one_shape_at_most_claims_anything() -> None:
    files = x.archive(THREAD)
    months = x.months(THREAD)
    for names in (list(files), list(months)):
        assert sum(shape.select_members(names) is not None for shape in FORMATS) == 1
    for name, data in (*files.items(), *months.items()):
        assert sum(shape.detect_file(name, data[:65536]) is not None for shape in FORMATS) <= 1


# -- what it says of itself --


def about(files: dict[str, bytes]) -> Any:
    return archive.parse_info(
        {name: data for name, data in files.items() if name.endswith(("manifest.js", "account.js"))}
    )


def test_an_archive_says_whose_it_is_and_what_it_holds() -> None:
    files = x.archive(
        THREAD, parts=2, extra={"direct_messages": [{}] * 12, "like": [{}] * 3, "ip_audit": [{}] * 7, "note_tweet": []}
    )
    said = about(files)
    assert said.owner == OWNER
    assert said.claims == {"data/tweets.js": 2, "data/tweets-part1.js": 1, "data/note-tweet.js": 0}
    assert said.unopened == {"conversations in direct messages": 12, "likes": 3, "other records": 7}
    assert said.exported_at == "2023-10-01T05:46:38.082Z"
    assert not said.partial
    assert said.notices == ()
    assert "mail.example" not in repr(said)


def test_a_manifest_may_claim_other_numbers_and_other_names() -> None:
    files = x.archive(THREAD, parts=2, claims={"data/tweets.js": 7})
    assert about(files).claims == {"data/tweets.js": 7, "data/tweets-part1.js": 1}
    files = {name.replace("tweets", "tweet"): data for name, data in files.items()}
    assert [m.name for m in archive.select_members(list(files)).members if m.role == "posts"] == [  # type: ignore[union-attr]
        "data/tweet.js", "data/tweet-part1.js",
    ]  # fmt: skip
    assert "data/tweets.js" in about(files).claims


def test_an_archive_without_manifest_still_has_an_owner() -> None:
    files = x.archive(THREAD)
    assert about({"data/account.js": files["data/account.js"]}).owner == OWNER
    assert archive.parse_info({}).owner is None


def test_a_partial_archive_says_so() -> None:
    files = x.archive(THREAD)
    files["data/manifest.js"] = files["data/manifest.js"].replace(b"false", b"true")
    said = about(files)
    assert said.partial
    assert {notice.code for notice in said.notices} == {"partial-export"}


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"window.__THAR_CONFIG = ",
        b"window.__THAR_CONFIG = {",
        b"\xff\xfe",
        b"= [1]",
        b"=" + b"[" * 100_000,
        b"= 1",
    ],
)
def test_a_broken_manifest_is_said_and_the_rest_is_used(broken: bytes) -> None:
    said = archive.parse_info({"manifest.js": broken, "account.js": x.archive(THREAD)["data/account.js"]})
    assert said.owner == OWNER
    assert [notice.code for notice in said.notices] == ["side-file-unreadable"]


def test_a_manifest_of_other_types_is_survived() -> None:
    odd = {"userInfo": [], "archiveInfo": "x", "dataTypes": {"tweets": {"files": [3, {"fileName": 1, "count": "x"}]}}}
    said = archive.parse_info({"manifest.js": b"x = " + json.dumps(odd).encode()})
    assert (said.owner, dict(said.claims)) == (None, {})


# -- items --


def test_an_empty_file_has_no_records() -> None:
    assert x.records(x.assignment("YTD.tweets.part0", [])) == []


@pytest.mark.parametrize("two_lines", [False, True])
def test_files_open_on_one_line_or_two(two_lines: bool) -> None:
    data = x.assignment("YTD.tweet.part0", [x.archived(spec) for spec in THREAD], two_lines=two_lines)
    assert data.startswith(b"window.YTD.tweet.part0 = [\n" if two_lines else b"window.YTD.tweet.part0 = [ {")
    assert [archive.FORMAT.summarize(record).id for record in x.records(data)] == [spec.id for spec in THREAD]


def test_items_have_a_wrapper_or_none() -> None:
    spec = THREAD[0]
    heads = {
        archive.FORMAT.summarize(json.dumps(x.archived(spec, wrapped=wrapped)).encode()) for wrapped in (True, False)
    }
    assert len(heads) == 1
    other = {"communityTweet": x.archived(spec, wrapped=False)}
    assert archive.FORMAT.summarize(json.dumps(other).encode()) in heads


def test_the_same_post_in_two_parts_is_the_same() -> None:
    record = json.dumps(x.archived(THREAD[0])).encode()
    assert archive.FORMAT.summarize(record) == archive.FORMAT.summarize(record.replace(b", ", b",\n  "))


def test_an_answer_to_the_old_version_of_an_edited_post() -> None:
    old = x.post("mistaken", sequence=1)
    new = x.post("corrected", when=x.moment(120), sequence=2)
    new = replace(new, versions=(old.id, new.id))
    answer = x.post("and so on", when=x.moment(200), answers=(old.id, x.OWNER_ID, x.OWNER))
    old_head, new_head, head = (
        archive.FORMAT.summarize(json.dumps(x.archived(one)).encode()) for one in (old, new, answer)
    )
    assert head.parent in new_head.versions
    assert new_head.versions[-1] == new_head.id
    assert old_head.versions == ()


def test_a_composed_thread_is_in_order_within_its_second() -> None:
    specs = [x.post(f"post {number}", sequence=number) for number in range(1, 12)]
    heads = [archive.FORMAT.summarize(json.dumps(x.archived(spec)).encode()) for spec in reversed(specs)]
    assert len({head.published for head in heads}) == 1
    assert [head.id for head in sorted(heads, key=lambda head: head.order)] == [spec.id for spec in specs]


def test_short_ids_of_the_first_years_come_before_long_ones() -> None:
    early = x.post("early", when=datetime(2008, 5, 1, tzinfo=UTC))
    heads = [archive.FORMAT.summarize(json.dumps(x.archived(spec)).encode()) for spec in (x.post("late"), early)]
    assert len({len(head.order) for head in heads}) == 1
    assert sorted(heads, key=lambda head: head.order)[0].id == early.id


# -- long texts --

LONG = x.post(
    "A long & winding story <of> tides, told to whoever stands at the quay and has an hour to give. ",
    x.at("quay_side"), " was there & ", x.tag("tides"), " were high 🌊. ", "word " * 60,
    x.url("https://news.example/a?b=1&c=2"), " the end & all.",
)  # fmt: skip


def with_notes(*notes: dict[str, Any]) -> PostContext:
    records = [json.dumps(one).encode() for one in notes]
    seconds = [archive.FORMAT.find_note_key(record) for record in records]  # type: ignore[misc]
    return PostContext(OWNER, lambda second: [one for one, at in zip(records, seconds, strict=True) if at == second])


def read(item: dict[str, Any], context: PostContext) -> ParsedPost:
    return archive.FORMAT.build_post(json.dumps(item).encode(), context)


def test_a_long_text_is_joined_by_its_second_and_its_beginning() -> None:
    made = read(x.shortened(LONG), with_notes(x.note(LONG), x.note(x.post("another " * 60), note_id="2")))
    assert made.post.text == x.text(LONG)
    assert [(run.kind, run.text) for run in made.post.runs if run.kind != "text"] == x.links(LONG)
    assert made.notices == ()


def test_a_cut_post_without_its_long_text_says_so() -> None:
    made = read(x.shortened(LONG), PostContext(OWNER))
    assert made.post.text.startswith(x.text(LONG)[:250])
    assert [notice.code for notice in made.notices] == ["cut-post"]
    late = replace(LONG, when=x.moment(1))
    assert [notice.code for notice in read(x.shortened(LONG), with_notes(x.note(late))).notices] == ["cut-post"]


def test_of_two_long_texts_that_fit_neither_is_taken() -> None:
    other = replace(LONG, pieces=(*LONG.pieces, x.t(" Or was it?")))
    made = read(x.shortened(LONG), with_notes(x.note(LONG), x.note(other)))
    assert made.post.text.startswith(x.text(LONG)[:250])
    assert made.post.text.endswith(f"/i/web/status/{LONG.id}")
    (notice,) = made.notices
    assert notice.code == "cut-post"
    assert "two" in str(notice.message)


def test_of_two_long_texts_that_begin_alike_the_one_with_the_whole_beginning_is_taken() -> None:
    texts = ["the same beginning " * 6 + f"{name} " * 120 for name in ("high", "low")]
    specs = [x.post(text, when=x.moment(0), sequence=number) for number, text in enumerate(texts)]
    records = [json.dumps(x.note(one)).encode() for one in specs]
    for one in specs:
        made = archive.FORMAT.build_post(
            json.dumps(x.shortened(one, 200)).encode(), PostContext(None, lambda _second: records)
        )
        assert made.post.text == x.text(one)
        assert made.notices == ()


def test_the_same_long_text_twice_is_one() -> None:
    made = read(x.shortened(LONG), with_notes(x.note(LONG), x.note(LONG, note_id="2")))
    assert made.post.text == x.text(LONG)


def test_a_long_text_without_links_lists_and_styles() -> None:
    bare = {"noteTweet": {"createdAt": x.iso_date(LONG.when), "core": {"text": x.text(LONG)}}}
    made = read(x.shortened(LONG), with_notes(bare))
    assert made.post.text == x.text(LONG)


@pytest.mark.parametrize(
    ("scopes", "limit"), [({"followers": True}, "followers"), ({"followers": False}, None), ([], None)]
)
def test_a_post_may_say_itself_that_it_is_for_followers(scopes: object, limit: str | None) -> None:
    item = x.archived(x.post("In a community"))
    item["tweet"] |= {"scopes": scopes, "community_id_str": "77"}
    assert archive.FORMAT.summarize(json.dumps(item).encode()).limit == limit


QUOTED = "https://x.com/harbour/status/1700000000000000001"


def with_link(spec: x.Spec, text: str, address: str = QUOTED) -> dict[str, Any]:
    """The item of a post with a link at its end, as X puts one there for what is quoted."""
    short = "https://t.co/quoted0001"
    item = x.archived(x.post(f"{text} {short}", when=spec.when, sequence=spec.sequence))
    indices = [str(len(text) + 1), str(len(text) + 1 + len(short))]
    item["tweet"]["entities"]["urls"] = [{"url": short, "expanded_url": address, "indices": indices}]
    return item


def test_what_a_long_post_quotes_stays_behind_its_long_text() -> None:
    whole = "Silt settles where the current slows down. " * 12
    spec = x.post(whole, when=x.moment(0))
    made = read(with_link(spec, whole[:270] + "…"), with_notes(x.note(spec)))
    assert made.post.text == f"{whole} {QUOTED}"
    assert [quote.url for quote in made.post.quotes] == [QUOTED]
    assert made.notices == ()
    own = f"https://twitter.com/i/web/status/{spec.id}"
    assert read(with_link(spec, whole[:270] + "…", own), with_notes(x.note(spec))).post.text == whole


def test_a_text_kept_apart_that_says_no_more_is_the_posts() -> None:
    spec = x.post("In bold", when=x.moment(0))
    records = with_notes(x.note(spec)).notes(x.iso_date(spec.when)[:19] + "Z")
    for item in (x.archived(spec), with_link(spec, "In bold")):
        made = read(item, with_notes(x.note(spec)))
        assert made.post.text.startswith("In bold")
        assert made.texts == tuple(records) != ()
    assert made.post.text == f"In bold {QUOTED}"


def test_a_long_answer_keeps_the_names_before_it() -> None:
    item = x.archived(x.post(x.at(x.OTHER), " " + "Sand and salt. " * 18 + "…", answers=("55", x.OTHER_ID, x.OTHER)))
    item["tweet"]["display_text_range"] = [str(len(x.OTHER) + 2), "280"]
    whole = "Sand and salt. " * 40
    made = read(item, with_notes(x.note(x.post(whole))))
    assert made.post.text == f"@{x.OTHER} {whole}"
    assert made.post.runs[0].kind == "mention"


def test_short_posts_of_the_same_second_are_left_alone() -> None:
    context = with_notes(x.note(LONG))
    assert read(x.archived(x.post("A long", sequence=3)), context).post.text == "A long"
    assert read(x.archived(x.post("A long & different story", sequence=4)), context).post.text.endswith("story")


def test_a_long_text_is_not_unescaped_twice() -> None:
    spec = x.post("In HTML an ampersand is written &amp; and a bracket &lt; " + "as everybody knows " * 20)
    made = read(x.shortened(spec), with_notes(x.note(spec)))
    assert made.post.text == x.text(spec)


@pytest.mark.parametrize("record", [b"", b"[]", b"{}", b'{"noteTweet": {}}', b'{"noteTweet": {"core": {"text": "x"}}}'])
def test_what_is_no_long_text_says_so(record: bytes) -> None:
    assert archive.FORMAT.find_note_key is not None
    with pytest.raises(RecordError):
        archive.FORMAT.find_note_key(record)


# -- archives of 2012 to 2018 --


@pytest.mark.parametrize("prefix", ["", "tweets/"])
@pytest.mark.parametrize("numbered", [False, True])
def test_an_archive_of_months(prefix: str, numbered: bool) -> None:
    first = x.thread(["January & all", "more"], begins=-120 * 86400)
    specs = [*first, *THREAD, x.post("old", when=datetime(2009, 2, 27, 8, tzinfo=UTC))]
    files = x.months(specs, prefix=prefix, numbered_dates=numbered)
    plan = grailbird.select_members(list(files))
    assert plan is not None
    assert plan.prefix == prefix
    roles = [member.role for member in plan.members]
    assert roles == ["about"] * 3 + ["posts"] * 3
    months = [member.name for member in plan.members if member.role == "posts"]
    assert months == sorted(months)
    found = [
        grailbird.FORMAT.build_post(record, PostContext(OWNER)).post
        for name in months
        for record in x.records(files[name])
    ]
    assert {post.id: post.text for post in found} == {spec.id: x.text(spec) for spec in specs}
    said = grailbird.parse_info({m.name: files[m.name] for m in plan.members if m.role == "about"})
    assert said.owner == OWNER
    assert said.exported_at == "2013-02-01T10:00:00Z"
    assert said.claims == {
        "data/js/tweets/2009_02.js": 1,
        "data/js/tweets/2021_01.js": 2,
        "data/js/tweets/2021_05.js": 3,
    }


def test_a_month_on_its_own() -> None:
    files = x.months(THREAD)
    (name,) = (name for name in files if "/tweets/" in name)
    assert grailbird.detect_file("may.js", files[name][:65536]) == ExportFile("may.js", "posts", "assignment")


@pytest.mark.parametrize("broken", [b"", b"var x = ", b"var x = 7", b"var x = [7]", b"=" + b"[" * 90_000])
def test_broken_side_files_of_months_are_survived(broken: bytes) -> None:
    names = ("user_details.js", "tweet_index.js", "payload_details.js")
    said = grailbird.parse_info({f"data/js/{name}": broken for name in names})
    assert said.owner is None
    assert not said.claims


def test_an_item_may_hold_more_than_its_post() -> None:
    item = {**x.archived(THREAD[0]), "unknown": {"id": "5"}}
    assert archive.FORMAT.summarize(json.dumps(item).encode()).id == THREAD[0].id
    assert archive.FORMAT.build_post(json.dumps(item).encode(), PostContext()).post.id == THREAD[0].id
