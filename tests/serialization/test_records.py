"""Records: what goes out comes back, whatever the values, and what comes in from outside is refused politely."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unroller import serialization
from unroller.errors import FormatVersionError, InputError
from unroller.messages import Recorded
from unroller.model import (
    PLATFORMS,
    Account,
    Article,
    Attachment,
    AttachmentKind,
    Block,
    BlockKind,
    CaptureInfo,
    Date,
    DateHow,
    Description,
    Doubt,
    Gap,
    Hop,
    Item,
    LinkStatus,
    Memento,
    Notice,
    Observation,
    Part,
    Post,
    Quote,
    Removed,
    Run,
    RunKind,
    Source,
    SourceForm,
    SourceKind,
    Thread,
)
from unroller.serialization import codec, conversion, decode

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
maybe = st.none() | texts
numbers = st.integers(-(2**62), 2**62)


def few(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=3).map(tuple)


dates = st.builds(Date, maybe, maybe, st.sampled_from(get_args(DateHow)))
accounts = st.builds(Account, texts, maybe, maybe, maybe)
runs = st.builds(Run, texts, st.sampled_from(get_args(RunKind)), maybe, st.none() | numbers)
attachments = st.builds(Attachment, st.sampled_from(get_args(AttachmentKind)), maybe, maybe, maybe, maybe)
quotes = st.builds(Quote, maybe, st.none() | accounts, few(runs), dates)
posts = st.builds(
    Post, numbers, few(runs), maybe, maybe, dates, st.booleans(), st.none() | numbers, maybe, few(attachments),
    few(quotes), st.none() | accounts, st.booleans(), few(numbers), few(quotes), texts, few(numbers), st.booleans(),
)  # fmt: skip
removed = st.builds(Removed, texts, texts, st.none() | numbers, st.none() | numbers)
captures = st.builds(CaptureInfo, texts, texts, texts, numbers, texts, texts, maybe, maybe)
threads = st.builds(
    Thread, captures, few(posts), st.none() | accounts, st.sampled_from([None, *PLATFORMS]), maybe, maybe, maybe,
    dates, maybe, few(removed), few(st.builds(Gap, numbers, texts.map(Recorded), st.none() | numbers, maybe)),
    few(st.builds(Doubt, numbers, numbers, st.booleans(), st.floats(0, 1), texts)),
    few(st.builds(Notice, texts, texts.map(Recorded))), few(posts),
)  # fmt: skip
parts = st.builds(Part, numbers, few(runs))
blocks = st.builds(
    Block, st.sampled_from(get_args(BlockKind)), numbers, few(parts), few(st.builds(Item, texts, few(parts))),
    st.booleans(), st.none() | quotes, st.none() | attachments,
)  # fmt: skip
sources = st.builds(Source, numbers, maybe, st.sampled_from(get_args(SourceKind)), few(numbers), texts)
articles = st.builds(Article, texts, few(blocks), few(sources), few(removed), maybe, st.integers(0, 10**9))

descriptions = st.builds(
    Description, st.sampled_from(get_args(SourceForm)), maybe, maybe, few(texts), dates, maybe, maybe, maybe,
    st.none() | quotes,
)  # fmt: skip
observations = st.builds(
    Observation, texts, texts, st.sampled_from(get_args(LinkStatus)), st.none() | numbers,
    few(st.builds(Hop, texts, numbers)), maybe, few(texts), st.none() | descriptions,
    st.none() | st.builds(Memento, texts, texts), maybe, maybe, texts,
)  # fmt: skip

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)

THREAD = Thread(
    CaptureInfo("-", "0" * 64, "plain"), (Post(1, (Run("one "), Run("@ada", "mention", "https://x.com/ada"))),)
)
ARTICLE = Article("one", (Block("paragraph", 1, (Part(1, (Run("one "),)),)),), words=1)


@given(threads, articles)
def test_what_goes_out_comes_back(thread: Thread, article: Article) -> None:
    text = serialization.dumps(serialization.thread_record(thread, article))
    record = serialization.loads(text)
    assert serialization.thread_from_record(record) == thread
    assert serialization.thread_from_json(text.encode()) == thread
    assert serialization.article_from_record(record) == article


@given(threads, articles)
def test_a_record_is_one_line_always_the_same_and_can_be_written(thread: Thread, article: Article) -> None:
    text = serialization.dumps(serialization.thread_record(thread, article))
    assert text == serialization.dumps(serialization.thread_record(thread, article))
    assert text.count("\n") == 1
    assert text.endswith("}\n")
    assert json.loads(text.encode("utf-8")) == serialization.thread_record(thread, article)


@given(st.text(st.characters(), max_size=60))
def test_any_text_can_be_dumped_and_only_the_unstorable_changes(text: str) -> None:
    back = serialization.loads(serialization.dumps({"text": text}))["text"]
    assert back == "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)


@given(st.lists(st.sampled_from(["\\", "u0000", "\0", "\\u0000", '"', "a"]), max_size=12).map("".join))
def test_an_escape_written_in_a_post_stays_text(text: str) -> None:
    assert serialization.loads(serialization.dumps({"text": text}))["text"] == text.replace("\0", "\ufffd")


def test_the_public_shape() -> None:
    record = serialization.thread_record(THREAD, ARTICLE)
    assert record["schema"] == serialization.SCHEMA
    promised = "capture title author platform url published posts blocks sources removed gaps warnings"
    assert set(promised.split()) <= set(record)
    assert record["posts"][0]["text"] == "one @ada"
    assert record["posts"][0]["links"] == [{"kind": "mention", "text": "@ada", "url": "https://x.com/ada"}]
    assert {"number", "text", "id", "url", "published", "doubtful", "links", "media", "quotes"} <= set(
        record["posts"][0]
    )
    assert record["published"] == {"value": None, "not_before": None, "how": "unknown"}


def test_keys_and_words_of_a_newer_minor_version_are_tolerated() -> None:
    record = serialization.thread_record(THREAD, ARTICLE) | {"mood": "sunny", "platform": "agora"}
    record["posts"][0]["runs"][1]["kind"] = "poll"
    record["posts"][0]["votes"] = [1, 2]
    thread = serialization.thread_from_record(record)
    assert thread.posts[0].text == "one @ada"
    assert thread.posts[0].runs[1].kind == "text"
    assert thread.platform is None


def test_a_record_written_by_hand_needs_no_runs() -> None:
    record = {
        "schema": 1,
        "capture": {"name": "-", "sha256": "", "format": "hand"},
        "posts": [{"number": 1, "text": "hi"}],
    }
    assert serialization.thread_from_record(record).posts == (Post(1, (Run("hi"),)),)


def test_a_newer_schema_is_refused_and_an_older_one_is_lifted(monkeypatch: pytest.MonkeyPatch) -> None:
    record = serialization.thread_record(THREAD, ARTICLE)
    with pytest.raises(FormatVersionError, match="newer"):
        serialization.thread_from_record(record | {"schema": serialization.SCHEMA + 1})
    with pytest.raises(InputError):
        serialization.thread_from_record(record | {"schema": True})
    old = {key: value for key, value in record.items() if key != "title"} | {"headline": "one"}
    lift = lambda r: {**r, "schema": 2, "title": r["headline"]}  # noqa: E731
    monkeypatch.setattr(codec, "UPGRADES", (lift,))
    assert serialization.article_from_record(old) == ARTICLE


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", '"x"', '{"a": NaN}', '{"a": -Infinity}', "[" * 200_000, '{"a":' * 200_000, b"\xff\xfe{",
        '{"a": ' + "9" * 5000 + "}",
    ],
    ids=range(11),
)  # fmt: skip
def test_what_is_not_a_record_is_refused(text: str | bytes) -> None:
    with pytest.raises(InputError):
        serialization.loads(text)


def test_a_record_of_absurd_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codec, "MOST_CHARS", 10)
    with pytest.raises(InputError, match="too large"):
        serialization.loads('{"schema": 1}')


@given(st.data())
def test_any_value_in_any_place_is_read_or_refused(data: st.DataObject) -> None:
    record: Any = json.loads(serialization.dumps(serialization.thread_record(FULL, FULL_ARTICLE)))
    spot = record
    while isinstance(spot, dict | list) and spot:
        key = data.draw(st.sampled_from(sorted(spot) if isinstance(spot, dict) else range(len(spot))))
        if not isinstance(spot[key], dict | list) or not spot[key] or data.draw(st.booleans()):
            spot[key] = data.draw(json_values)
            break
        spot = spot[key]
    for read in (serialization.thread_from_record, serialization.article_from_record):
        with suppress(InputError, FormatVersionError):
            read(dict(record))


FULL = Thread(
    CaptureInfo("a.txt", "0" * 64, "plain", 4),
    (Post(1, (Run("hi"),), "1", "u", Date("2020"), line=1, lang="en", attachments=(Attachment("image", "u"),),
          quotes=(Quote("u", Account("b"), (Run("q"),)),), author=Account("c")),),
    Account("a"), "x", removed=(Removed("r", "rule", 1),), gaps=(Gap(1, Recorded("why")),),
    doubts=(Doubt(1, 1, True, 0.5),), warnings=(Notice("c", Recorded("m")),), others=(Post(2, (Run("o"),)),),
)  # fmt: skip
FULL_ARTICLE = Article(
    "t",
    (Block("list", 1, (Part(1, (Run("x", source=1),)),), (Item("-", (Part(1, (Run("i"),)),)),), True, Quote("u"),
           Attachment("card")),),
    (Source(1, "u", "page", (1,), "x"),), (Removed("1/", "counter", post=1),),
)  # fmt: skip


# -- straight from the bytes --------------------------------------------------------------------------------------

#: What no record of ours holds, to be put anywhere into one.
FRAGMENTS = (
    b"\\ud800", b"\\u0000", b"\xff", b"\xed\xa0\x80", b"NaN", b"-Infinity", b"1e400", b"01", b"\0", b"\n", b"-0",
    b"9" * 40, b'"', b"\\", b"{", b"]", b",", b'"schema": 2, ', b'"posts": [], ', b'"posts": 3, ',
    b'"mood": ' + b"[" * 2000, b'"mood": "\\udc00", ', b'"mood": "\xff", ',
)  # fmt: skip


def outcome(read: Callable[[], Thread]) -> object:
    try:
        return read()
    except (InputError, FormatVersionError) as error:
        return type(error)


def alike(data: bytes) -> None:
    """Both ways of reading a record give the same thread, or refuse it alike."""
    patiently = outcome(lambda: serialization.thread_from_record(serialization.loads(data)))
    assert outcome(lambda: serialization.thread_from_json(data)) == patiently


@given(st.data())
def test_any_bytes_are_read_alike_by_both_ways(data: st.DataObject) -> None:
    text = serialization.dumps(serialization.thread_record(FULL, FULL_ARTICLE)).encode()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        end = at + data.draw(st.sampled_from((0, 0, 1, 30)))
        text = text[:at] + data.draw(st.sampled_from(FRAGMENTS)) + text[end:]
    alike(text)


@given(st.data())
def test_any_value_in_any_place_is_read_alike_by_both_ways(data: st.DataObject) -> None:
    record: Any = json.loads(serialization.dumps(serialization.thread_record(FULL, FULL_ARTICLE)))
    spot, key = record, "posts"
    while isinstance(spot[key], dict | list) and spot[key] and data.draw(st.booleans()):
        spot = spot[key]
        key = data.draw(st.sampled_from(sorted(spot) if isinstance(spot, dict) else range(len(spot))))
    if data.draw(st.booleans()):
        del spot[key]
    else:
        spot[key] = data.draw(json_values | st.sampled_from(["a\0b", "\ud800", "poll", 10**400]))
    alike(json.dumps(record).encode())


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_record_in_another_coding_is_read(coding: str) -> None:
    assert (
        serialization.thread_from_json(json.dumps(serialization.thread_record(FULL, FULL_ARTICLE)).encode(coding))
        == FULL
    )


def test_what_this_program_writes_is_read_without_a_detour(monkeypatch: pytest.MonkeyPatch) -> None:
    def detour(_: bytes) -> Any:
        raise AssertionError("it was read as something else")

    monkeypatch.setattr(decode, "loads", detour)
    data = serialization.dumps(serialization.thread_record(FULL, FULL_ARTICLE)).encode()
    assert serialization.thread_from_json(data) == FULL


def test_a_quotation_written_by_hand_keeps_its_words() -> None:
    record: Any = json.loads(serialization.dumps(serialization.thread_record(FULL, FULL_ARTICLE)))
    del record["posts"][0]["quotes"][0]["runs"]
    thread = serialization.thread_from_json(json.dumps(record).encode())
    assert thread.posts[0].quotes[0].runs == (Run("q"),)


def test_every_vocabulary_of_a_record_has_a_word_for_others() -> None:
    for kind in (PLATFORMS, RunKind, DateHow, BlockKind, SourceKind, AttachmentKind, LinkStatus, SourceForm):
        words = kind if isinstance(kind, tuple) else get_args(kind)
        neutral = next(word for known, word in conversion.NEUTRAL.items() if get_args(known) == words)
        assert neutral in (*words, None)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("posts", 0, "number"), "1", "posts[0].number is not a whole number"),
        (("posts", 0, "number"), None, "posts[0].number is missing"),
        (("posts", 0, "media"), {}, "posts[0].media is not a list"),
        (("posts", 0, "quotes", 0, "author", "handle"), 3, "posts[0].quotes[0].author.handle is not a text"),
        (("posts", 0), 3, "posts[0] is not an object"),
        (("doubts", 0, "probability"), True, "doubts[0].probability is not a number"),
        (("doubts", 0, "probability"), 10**400, "doubts[0].probability is not a number"),
        (("stated_title",), 3, "stated_title is not a text"),
        (("capture",), None, "capture is missing"),
    ],
)
def test_a_refusal_names_the_place(path: tuple[Any, ...], value: Any, said: str) -> None:
    record: Any = json.loads(serialization.dumps(serialization.thread_record(FULL, FULL_ARTICLE)))
    spot = record
    for key in path[:-1]:
        spot = spot[key]
    spot[path[-1]] = value
    with pytest.raises(InputError) as refused:
        serialization.thread_from_record(record)
    assert str(refused.value) == f"record: {said}"


# -- observations --------------------------------------------------------------------------------------------------


@given(observations)
def test_an_observation_comes_back(observation: Observation) -> None:
    record = serialization.observation_record(observation)
    assert serialization.observation_from_record(json.loads(json.dumps(record))) == observation


@given(observations, st.dictionaries(texts, json_values, max_size=3), st.data())
def test_a_broken_observation_is_refused_with_a_sentence(
    observation: Observation, more: dict[str, Any], data: st.DataObject
) -> None:
    record = serialization.observation_record(observation) | more
    broken = record | {data.draw(st.sampled_from(sorted(record))): data.draw(json_values)}
    with suppress(InputError, FormatVersionError):
        serialization.observation_from_record(broken)


def test_an_observation_of_a_newer_program_is_refused() -> None:
    record = serialization.observation_record(Observation("2026-01-01", "https://a.example/", "alive"))
    with pytest.raises(FormatVersionError, match="newer unroller"):
        serialization.observation_from_record(record | {"schema": 2})
    assert serialization.observation_from_record(record | {"state": "asleep"}).state == "unknown"
