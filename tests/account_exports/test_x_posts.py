"""Posts of X in every dialect: words complete, links where they stand, pictures, dates, quotes, edits.

One post is written once (tests/support/builders/x.py) and must be read the same from each dialect that can hold it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.builders import x
from unroller.account_exports.base import ParsedPost, PostContext, PostSummary
from unroller.account_exports.x import api_json, archive, fast_path, grailbird
from unroller.account_exports.x.json_values import parse_date
from unroller.account_exports.x.raw_post import summarize_post
from unroller.model import Account, Run

OWNER = Account(x.OWNER, x.NAME, f"https://x.com/{x.OWNER}", x.OWNER_ID)
CONTEXT = PostContext(OWNER)


def encoded(record: Any) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode()


def _paged(spec: x.Spec) -> bytes:
    (record,) = api_json.iter_records(encoded(x.page([spec])))
    return record


#: How each dialect renders a post, and which shape reads it.
DIALECTS: dict[str, tuple[Callable[[x.Spec], bytes], Any]] = {
    "archive": (lambda spec: encoded(x.archived(spec)), archive.FORMAT),
    "archive-2018": (lambda spec: encoded(x.archived(spec, edits=False, wrapped=False)), archive.FORMAT),
    "grailbird": (lambda spec: encoded(x.grailbird(spec)), grailbird.FORMAT),
    "v1": (lambda spec: encoded(x.classic(spec)), api_json.FORMAT),
    "v2-page": (_paged, api_json.FORMAT),
    "v2-flat": (lambda spec: encoded(x.flattened(spec)), api_json.FORMAT),
    "graphql": (lambda spec: encoded(x.graphql(spec)), api_json.FORMAT),
    "graphql-2025": (lambda spec: encoded(x.graphql(spec, modern=True)), api_json.FORMAT),
    "syndication": (lambda spec: encoded(x.syndicated(spec)), api_json.FORMAT),
}


def read(spec: x.Spec, dialect: str = "archive", context: PostContext = CONTEXT) -> tuple[PostSummary, ParsedPost]:
    render, shape = DIALECTS[dialect]
    record = render(spec)
    return shape.summarize(record), shape.build_post(record, context)


def linked(made: ParsedPost) -> list[tuple[str, str]]:
    return [(run.kind, run.text) for run in made.post.runs if run.kind != "text"]


def changed(spec: x.Spec, change: Callable[[dict[str, Any]], None]) -> ParsedPost:
    """The post of an archive's item after `change`."""
    item = x.archived(spec)
    change(item["tweet"])
    return archive.FORMAT.build_post(encoded(item), CONTEXT)


POSTS = {
    "plain": x.post("The tide turns at noon."),
    "escapes": x.post('Salt & sand < rock > "quay" &amp; more &lt;b&gt;'),
    "ampersand-before-link": x.post("Fish & chips & ", x.url("https://news.example/fish?a=1&b=2"), " & peas"),
    "astral-before-link": x.post(
        "🌊🌊👩‍👩‍👧 ", x.url("https://news.example/sea"), " 🧵 ", x.tag("tides"), " ", x.at("quay_side")
    ),
    "everything": x.post(
        x.at("quay_side"), " & ", x.cash("FISH"), " < ", x.tag("tides"), "\n\n", x.url("https://a.example/b#c"), "…"
    ),
    "two-alike": x.post(x.tag("sea"), " and ", x.tag("sea"), " and ", x.at("a_b"), " ", x.at("a_b")),
    "four-photos": x.post("Four of them", media=tuple(x.Film("photo", f"p{n}.jpg") for n in range(4))),
    "video": x.post("Moving", media=(x.Film("video", "thumb.jpg", "film.mp4"),)),
    "gif": x.post("Looping", media=(x.Film("animated_gif", "loop.jpg", "loop.mp4"),)),
    "picture-only": x.post(media=(x.Film("photo", "alone.jpg"),)),
    "picture-and-link": x.post("See ", x.url("https://a.example/&amp;"), " &", media=(x.Film("photo", "q.jpg"),)),
}  # fmt: skip


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("name", POSTS)
def test_a_post_is_read_the_same_from_every_dialect(name: str, dialect: str) -> None:
    spec = replace(POSTS[name], likes=12)
    head, made = read(spec, dialect)
    assert made.post.text == x.text(spec)
    assert linked(made) == x.links(spec)
    assert made.post.id == head.id == spec.id
    assert head.order == spec.id.zfill(20)
    assert made.post.url == f"https://x.com/{x.OWNER}/status/{spec.id}"
    assert made.post.published.value == head.published == "2021-05-03T12:00:00Z"
    assert made.post.published.how == "stated"
    assert head.likes == 12
    assert head.media == len(made.post.attachments) == len(made.files) == len(spec.media)
    assert made.post.lang == "en"
    if not x.links(spec):
        assert head.opening == x.text(spec).rstrip()
    assert not head.reply
    assert not head.repost
    assert made.notices == ()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_who_answers_whom(dialect: str) -> None:
    first, second = x.thread(["one", "two"])
    head, _ = read(second, dialect)
    assert (head.parent, head.parent_author, head.reply) == (first.id, x.OWNER_ID, True)


@pytest.mark.parametrize("dialect", [name for name in DIALECTS if not name.startswith("archive")])
def test_the_author_is_told_where_records_say(dialect: str) -> None:
    spec = x.post("mine", author=(x.OTHER_ID, x.OTHER, "Cat"))
    head, made = read(spec, dialect)
    assert (head.author, head.handle) == (x.OTHER_ID, x.OTHER)
    assert made.author == Account(x.OTHER, "Cat", f"https://x.com/{x.OTHER}", x.OTHER_ID)
    assert made.post.url == f"https://x.com/{x.OTHER}/status/{spec.id}"


def test_an_archive_betrays_its_owner_by_the_addresses_of_pictures() -> None:
    head, _ = read(x.post("seen", media=(x.Film("photo", "p.jpg"),)))
    assert head.author == ""
    assert head.handle == x.OWNER
    assert read(x.post("nothing"))[0].handle == ""


@pytest.mark.parametrize("name", POSTS)
def test_the_quick_head_is_the_thorough_one(name: str) -> None:
    for item in (x.archived(POSTS[name]), x.grailbird(POSTS[name]), x.classic(POSTS[name])):
        record = encoded(item)
        assert fast_path.summarize_fast(record) is not None
        assert fast_path.summarize(record) == summarize_post(fast_path.parse_post(record))


# -- text --


def test_links_lead_where_the_text_says() -> None:
    _, made = read(x.post(x.at("quay_side"), " ", x.tag("tide/s"), " ", x.cash("FISH"), " ", x.url("http://a.example")))
    addresses = [run.url for run in made.post.runs if run.kind != "text"]
    assert addresses[0] == "https://x.com/quay_side"
    assert addresses[2] == "https://x.com/search?q=%24FISH&src=cashtag_click"
    assert addresses[3] == "http://a.example"


def test_an_address_that_must_not_be_followed_is_kept_as_words() -> None:
    _, made = read(x.post("do not ", x.url("javascript:alert(1)")))
    assert made.post.runs[-1] == Run("javascript:alert(1)", "url", None)


@pytest.mark.parametrize("shift", [-3, 2, 500, -500])
def test_a_wrong_offset_is_not_believed(shift: int) -> None:
    spec = x.post("before ", x.url("https://a.example/long"), " between ", x.at("quay_side"), " after")

    def move(tweet: dict[str, Any]) -> None:
        for kind in ("urls", "user_mentions"):
            for one in tweet["entities"][kind]:
                one["indices"] = [str(int(value) + shift) for value in one["indices"]]

    made = changed(spec, move)
    assert made.post.text == x.text(spec)
    assert linked(made) == x.links(spec)


def test_a_short_form_is_met_whatever_its_case() -> None:
    spec = x.post(x.at("Quay_Side"), " ", x.tag("Tides"))

    def lower(tweet: dict[str, Any]) -> None:
        tweet["entities"]["user_mentions"][0]["screen_name"] = "quay_side"
        tweet["entities"]["hashtags"][0]["text"] = "tides"

    assert linked(changed(spec, lower)) == [("mention", "@Quay_Side"), ("hashtag", "#Tides")]


def test_a_link_that_stands_nowhere_leaves_the_words_alone() -> None:
    spec = x.post("nothing but words")

    def add(tweet: dict[str, Any]) -> None:
        tweet["entities"]["urls"].append(
            {"url": "https://t.co/nowhere", "expanded_url": "https://a.example", "indices": ["2", "9"]}
        )

    assert changed(spec, add).post.runs == (Run("nothing but words"),)


def test_a_short_address_is_not_taken_for_the_beginning_of_another() -> None:
    spec = x.post("see ", x.url("https://a.example/1", "https://t.co/abcdef"))

    def add(tweet: dict[str, Any]) -> None:
        tweet["entities"]["urls"].insert(0, {"url": "https://t.co/abc", "expanded_url": "https://b.example"})

    assert linked(changed(spec, add)) == [("url", "https://a.example/1")]


def test_overlapping_spans_keep_the_first() -> None:
    spec = x.post(x.url("https://a.example/x", "https://t.co/1234567890"), " end")

    def add(tweet: dict[str, Any]) -> None:
        tweet["entities"]["urls"] *= 3

    made = changed(spec, add)
    assert made.post.text == "https://a.example/x end"


def test_a_link_without_its_long_address_stays_short() -> None:
    def cut(tweet: dict[str, Any]) -> None:
        del tweet["entities"]["urls"][0]["expanded_url"]

    made = changed(x.post("go ", x.url("https://a.example", "https://t.co/1234567890")), cut)
    assert made.post.runs[-1] == Run("https://t.co/1234567890", "url", "https://t.co/1234567890")


def test_old_posts_without_entities_are_looked_through() -> None:
    old = x.post("Read http://old.example/page by @quay_side #tides", when=datetime(2009, 2, 27, 8, tzinfo=UTC))
    assert linked(read(old)[1]) == [
        ("url", "http://old.example/page"), ("mention", "@quay_side"), ("hashtag", "#tides"),
    ]  # fmt: skip
    new = x.post("Read http://new.example/page by @nobody_there")
    assert linked(read(new)[1]) == [("url", "http://new.example/page")]


# -- reposts --


def test_a_cut_repost_is_one_and_its_half_link_is_none() -> None:
    spec = x.post("RT @harbour_cat: all of the news of the harbour http://news.example/2009/harbou…")
    head, made = read(spec)
    assert head.repost
    assert head.opening == ""
    assert made.post.text == x.text(spec)
    assert all(run.url is None for run in made.post.runs if run.kind == "url")
    half = x.post("RT @harbour_cat: all http://news.example/2009/harbou", when=datetime(2010, 1, 1, tzinfo=UTC))
    tweet = x.classic(half) | {"truncated": True}
    assert fast_path.build_archived_post(encoded(tweet), CONTEXT).notices == ()


def test_a_repost_that_holds_the_post_has_its_words_in_full() -> None:
    inner = x.post("All & everything ", x.url("https://a.example/whole"), author=(x.OTHER_ID, x.OTHER, "Cat"))
    outer = x.classic(x.post("RT @harbour_cat: All &…", sequence=1)) | {"retweeted_status": x.classic(inner)}
    for shape in (api_json.FORMAT, grailbird.FORMAT):
        assert shape.summarize(encoded(outer)).repost
        assert shape.build_post(encoded(outer), CONTEXT).post.text == f"RT @{x.OTHER}: {x.text(inner)}"
    node = x.graphql(x.post("RT @harbour_cat: All &…", sequence=1))
    node["legacy"]["retweeted_status_result"] = {"result": x.graphql(inner)}
    assert api_json.FORMAT.summarize(encoded(node)).repost
    assert api_json.FORMAT.build_post(encoded(node), CONTEXT).post.text == f"RT @{x.OTHER}: {x.text(inner)}"


def test_the_word_rt_makes_no_repost() -> None:
    assert not read(x.post("RT is a word"))[0].repost
    assert not read(x.post("Look: RT @harbour_cat: hello"))[0].repost


# -- media --


def test_media_have_the_names_of_their_files() -> None:
    spec = x.post("all", media=(x.Film("photo", "a.jpg"), x.Film("video", "b.jpg", "b.mp4")))
    _, made = read(spec)
    assert made.files[0] == (f"{spec.id}-a.jpg",)
    assert made.files[1][0] == f"{spec.id}-b.mp4"
    assert [one.kind for one in made.post.attachments] == ["image", "video"]
    assert made.post.attachments[1].url == "https://video.example/2176000/b.mp4?tag=12"


def test_the_only_film_of_a_short_loop_has_the_rate_zero() -> None:
    spec = x.post("loop", media=(x.Film("animated_gif", "g.jpg", "g.mp4"),))
    _, made = read(spec)
    assert made.post.attachments[0].url == "https://video.example/0/g.mp4?tag=12"
    assert made.files[0][0] == f"{spec.id}-g.mp4"


def test_media_taken_from_another_post_may_carry_its_id() -> None:
    def borrow(tweet: dict[str, Any]) -> None:
        tweet["extended_entities"]["media"][0]["source_status_id_str"] = "777"

    spec = x.post("borrowed", media=(x.Film("photo", "a.jpg"),))
    assert changed(spec, borrow).files == ((f"{spec.id}-a.jpg", "777-a.jpg"),)


def test_a_name_of_a_file_never_leaves_its_folder() -> None:
    def attack(tweet: dict[str, Any]) -> None:
        media = tweet["extended_entities"]["media"]
        media[0]["media_url_https"] = "https://pbs.example/media/.."
        media[1]["media_url_https"] = "https://pbs.example/a\\..\\..\\x.jpg"

    spec = x.post("bad", media=(x.Film("photo", "a.jpg"), x.Film("photo", "b.jpg")))
    assert changed(spec, attack).files == ((), ())


@pytest.mark.parametrize("dialect", ["v1", "v2-page", "v2-flat", "graphql", "syndication"])
def test_descriptions_of_pictures_are_kept(dialect: str) -> None:
    spec = x.post("seen", media=(x.Film("photo", "a.jpg", alt="A gull & a <boat>"), x.Film("photo", "b.jpg")))
    _, made = read(spec, dialect)
    assert [one.alt for one in made.post.attachments] == ["A gull & a <boat>", None]


def test_only_the_pictures_own_address_is_taken_out_and_once() -> None:
    spec = x.post("a  b ", x.url("https://t.example/x"), "  ", media=(x.Film("photo", "a.jpg"),))
    assert read(spec)[1].post.text == "a  b https://t.example/x   "


# -- dates --


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("Wed Oct 10 20:19:24 +0000 2018", "2018-10-10T20:19:24Z"),
        ("Wed Oct 10 20:19:24 +0230 2018", "2018-10-10T17:49:24Z"),
        ("Thu Dec 31 23:30:00 -0100 2020", "2021-01-01T00:30:00Z"),
        ("2009-02-27 00:00:00 +0000", "2009-02-27"),
        ("2010-11-04 00:00:00 +0000", "2010-11-04"),
        ("2010-11-05 00:00:00 +0000", "2010-11-05T00:00:00Z"),
        ("2009-02-27 10:11:12 +0000", "2009-02-27T10:11:12Z"),
        ("2021-05-01T12:00:00.000Z", "2021-05-01T12:00:00Z"),
        ("2021-05-01T12:00:00.120Z", "2021-05-01T12:00:00.12Z"),
        ("Wed Foo 10 20:19:24 +0000 2018", None),
        ("Wed Feb 30 20:19:24 +0000 2018", None),
        ("Wed Oct 10 24:19:24 +0000 2018", None),
        ("2021-13-01T12:00:00.000Z", None),
        ("Wed Oct 10 20:19:24 +9999 2018", None),
        ("", None),
        ("٠٠٠٠", None),
    ],
)
def test_dates(stated: str, found: str | None) -> None:
    assert parse_date(stated) == found


@pytest.mark.parametrize("numbered", [False, True])
def test_an_archive_of_2012_knows_the_day_or_the_second(numbered: bool) -> None:
    early, late = (x.post("x", when=datetime(year, 2, 27, 8, 9, 10, tzinfo=UTC)) for year in (2009, 2012))
    found = [
        grailbird.FORMAT.summarize(encoded(x.grailbird(spec, numbered_date=numbered))).published
        for spec in (early, late)
    ]
    assert found == ["2009-02-27" if numbered else "2009-02-27T08:09:10Z", "2012-02-27T08:09:10Z"]


def test_only_ids_that_are_strings_are_believed() -> None:
    spec = x.post("x", answers=("123456789012345678", x.OWNER_ID, x.OWNER))
    record = x.grailbird(spec)
    assert str(record["id"]) != spec.id
    head = grailbird.FORMAT.summarize(encoded(record))
    assert (head.id, head.parent) == (spec.id, "123456789012345678")
    del record["in_reply_to_status_id_str"]
    assert grailbird.FORMAT.summarize(encoded(record)).parent is None


# -- quotes and edits --


def test_addresses_of_posts_are_quotes_and_those_of_pictures_are_not() -> None:
    quoted = "https://twitter.com/harbour_cat/status/1234567890123456789"
    spec = x.post("Look ", x.url(quoted + "?s=20"), " ", x.url("https://x.com/harbour_cat/status/12345/photo/1"))
    head, made = read(spec)
    assert head.quoted == ("1234567890123456789",)
    (quote,) = made.post.quotes
    assert quote.url == "https://x.com/harbour_cat/status/1234567890123456789"
    assert quote.author == Account("harbour_cat")
    assert made.post.text == x.text(spec)


@pytest.mark.parametrize("form", ["https://mobile.twitter.com/a/status/{}", "http://www.x.com/a/status/{}/"])
def test_quotes_come_in_many_forms(form: str) -> None:
    assert read(x.post(x.url(form.format("987654321"))))[0].quoted == ("987654321",)


@pytest.mark.parametrize("dialect", ["v1", "v2-flat", "graphql", "syndication"])
def test_a_quoted_post_that_is_there_is_shown(dialect: str) -> None:
    inner = x.post("Quoted & whole", sequence=9, author=(x.OTHER_ID, x.OTHER, "Cat"))
    spec = x.post("See", quotes=inner)
    if dialect == "syndication":
        record = x.syndicated(replace(spec, quotes=None)) | {"quoted_tweet": x.syndicated(inner)}
        head, made = api_json.FORMAT.summarize(encoded(record)), api_json.FORMAT.build_post(encoded(record), CONTEXT)
    else:
        head, made = read(spec, dialect)
    assert head.quoted == (inner.id,)
    (quote,) = made.post.quotes
    assert "".join(run.text for run in quote.runs) == "Quoted & whole"
    assert quote.author is not None
    assert (quote.author.handle, quote.url) == (x.OTHER, f"https://x.com/{x.OTHER}/status/{inner.id}")


@pytest.mark.parametrize("dialect", ["archive", "v2-page", "v2-flat", "graphql", "syndication"])
def test_versions_of_an_edited_post(dialect: str) -> None:
    last = x.post("corrected", sequence=5)
    first, middle = (x.post("mistaken", sequence=n) for n in (1, 3))
    ids = (first.id, middle.id, last.id)
    render, shape = DIALECTS[dialect]

    def versions(spec: x.Spec) -> tuple[str, ...]:
        if dialect == "syndication":
            return shape.summarize(
                encoded(x.syndicated(spec) | {"edit_control": {"edit_tweet_ids": list(ids)}})
            ).versions
        return shape.summarize(render(spec)).versions

    assert versions(replace(last, versions=ids)) == ids
    assert versions(replace(middle, versions=ids if dialect != "archive" else ids[:2])) == ids[:2]
    assert versions(replace(first, versions=ids if dialect != "archive" else ())) == ()


def test_a_post_never_edited_has_no_versions() -> None:
    assert read(x.post("once"))[0].versions == ()


# -- own names --


@pytest.mark.parametrize("name", [x.OWNER, x.OLD_HANDLE, x.OWNER.upper()])
def test_the_own_name_before_an_answer_to_oneself_is_found(name: str) -> None:
    spec = x.post(x.at(name), " and on it goes", answers=("12345", x.OWNER_ID, name))
    _, made = read(spec)
    assert made.own_prefix == f"@{name} "
    assert made.post.text == x.text(spec)


def test_other_names_are_no_own_prefix() -> None:
    assert read(x.post(x.at(x.OTHER), " hello", answers=("12345", x.OTHER_ID, x.OTHER)))[1].own_prefix == ""
    assert read(x.post(x.at(x.OWNER), " hello"))[1].own_prefix == ""
    assert read(x.post(x.at(x.OTHER), " hello", answers=("12345", x.OWNER_ID, x.OWNER)))[1].own_prefix == ""


def test_an_answer_may_lack_the_name_of_whom_it_answers() -> None:
    spec = x.post("on", answers=("12345", x.OWNER_ID, None))
    head, _ = read(spec)
    assert (head.parent, head.parent_author) == ("12345", x.OWNER_ID)


def test_an_opening_is_readable_and_short() -> None:
    head, _ = read(x.post("<&>" * 100))
    assert head.opening == ("<&>" * 34)[:99] + "…"
    head, _ = read(x.post("The harbour silts up, they say, " * 5))
    assert head.opening == "The harbour silts up, they say, " * 3 + "The…"


@pytest.mark.parametrize(("code", "lang"), [("und", None), ("zxx", None), ("qme", None), ("iw", "he"), ("de", "de")])
def test_languages(code: str, lang: str | None) -> None:
    assert read(x.post("x", lang=code))[1].post.lang == lang


def test_posts_of_a_protected_account_are_for_its_followers() -> None:
    record = x.classic(x.post("hidden"))
    record["user"]["protected"] = True
    assert api_json.FORMAT.summarize(encoded(record)).limit == "followers"


# -- everything --

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
ADDRESSES = st.from_regex(r"https://[a-z]{1,8}\.example/[a-zA-Z0-9/&=?._~-]{0,20}", fullmatch=True)
PIECES = st.one_of(
    WORDS.map(x.t),
    st.tuples(ADDRESSES, st.integers(0, 10**9)).map(lambda pair: x.url(pair[0], f"https://t.co/z{pair[1]:010}")),
    st.from_regex("[A-Za-z0-9_]{1,15}", fullmatch=True).map(x.at),
    st.from_regex("[a-zäöü東京]{1,15}", fullmatch=True).map(x.tag),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=8), st.sampled_from(sorted(DIALECTS)))
def test_no_word_is_ever_lost(pieces: list[x.Piece], dialect: str) -> None:
    spec = x.Spec(tuple(one for piece in pieces for one in (piece, x.t(" "))))
    head, made = read(spec, dialect)
    assert made.post.text == x.text(spec)
    if not head.repost:
        assert [found for found in linked(made) if found[0] != "url"] == [
            found for found in x.links(spec) if found[0] != "url"
        ] or not x.links(spec)
    if fast_path.summarize_fast(DIALECTS[dialect][0](spec)):
        assert fast_path.summarize(DIALECTS[dialect][0](spec)) == head


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_offsets_say_the_words_stay(data: st.DataObject) -> None:
    spec = x.post("A & B ", x.url("https://a.example/x"), " 🌊 ", x.at("quay_side"), " <c> ", x.tag("tides"), " end")
    numbers = st.one_of(st.integers(-5, 80), st.text(max_size=3), st.none(), st.floats())
    item = x.archived(spec)
    for kind in ("urls", "user_mentions", "hashtags"):
        for one in item["tweet"]["entities"][kind]:
            one["indices"] = data.draw(st.lists(numbers, max_size=3))
    assert archive.FORMAT.build_post(encoded(item), CONTEXT).post.text == x.text(spec)
