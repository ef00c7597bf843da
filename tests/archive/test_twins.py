"""Twins: one thread captured twice, and threads that only look alike. No two different threads are joined."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.support.drivers.archive_driver import MOMENT, deposit, numbered
from unroller.archive import AddResult, Archive, NewThread
from unroller.archive.model import LedgerEntry
from unroller.archive.sketches import compute_sketch, estimate_overlap, hash_post, list_words
from unroller.archive.staging import Staging
from unroller.archive.twins import contradicts, is_twin, knows_more
from unroller.model import Account, Date, Quote, Run, Thread

HARBOUR = (
    "Why do harbours silt up in the first ten years? Everybody blames the river, and the river is innocent.",
    "The culprit is the breakwater. It slows the water down, and slow water drops whatever it carries along.",
    "Our survey of the ports on this coast shows it: the ones without a wall are as deep as they ever were.",
    "So before anybody pays for another dredger, look at the wall, and ask the fishermen what they saw.",
)
GERMAN = (
    "Warum verlanden Häfen in den ersten zehn Jahren? Alle geben dem Fluss die Schuld, und der ist unschuldig.",
    "Schuld ist der Wellenbrecher. Er bremst das Wasser, und langsames Wasser lässt fallen, was es mit sich trägt.",
    "Unsere Messung an dieser Küste zeigt es: wo keine Mauer steht, ist es noch so tief wie je zuvor gewesen.",
)
ARABIC = (
    "كيف تعلّمت أن أعدّ الفراشات من شرفة واحدة طوال عام كامل وأنا لا أعرف أسماءها ولا ألوانها ولا مواعيدها",
    "القاعدة الوحيدة للعام المقبل أن أكتب الليالي الفارغة أيضًا لأن الفراغ نفسه خبر يستحق أن يدوَّن ويُقرأ",
    "ومن أراد أن يجرّب فليبدأ بمصباح صغير وورقة بيضاء وصبر طويل ثم ليكتب كل ما يراه دون أن يختار منه شيئًا",
)
JAPANESE = (
    "港はなぜ最初の十年で浅くなるのか。みんな川のせいにするけれど、川に罪はない。犯人は防波堤だ。",
    "水の流れを遅くすると、運んできた土砂がそこに落ちる。この海岸を調べると、壁のない港は昔のまま深い。",
)


def add(archive: Archive, *items: NewThread) -> list[AddResult]:
    return list(archive.add(items))


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.open(tmp_path / "archive", clock=lambda: MOMENT)


def paste(*texts: str, mark: str = "paste") -> NewThread:
    """Without author, network or ids."""
    return deposit(*texts, handle=None, data=(mark + "\n".join(texts)).encode())


def copied(*texts: str, post: str = "1499", handle: str = "ebb", day: str | None = "2022-03-03") -> NewThread:
    """A copied page of X: it knows who wrote it, where, and when."""
    held = deposit(
        *texts, platform="x", thread_id=post, handle=handle, data=("page" + post + "\n".join(texts)).encode()
    )
    posts = tuple(replace(one, id=str(int(post) + at)) for at, one in enumerate(held.thread.posts))
    published = Date(day, how="stated") if day else Date()
    return replace(held, thread=replace(held.thread, posts=posts, published=published))


def edited(texts: tuple[str, ...], **words: str) -> tuple[str, ...]:
    out = texts
    for old, new in words.items():
        out = tuple(text.replace(old.replace("_", " "), new) for text in out)
    assert out != texts
    return out


def thread(*texts: str, **known: object) -> Thread:
    return replace(deposit(*texts, handle=None).thread, **known)  # type: ignore[arg-type]


# -- one thread ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("texts", [HARBOUR, GERMAN, ARABIC, ("Two words.", "And more.")])
def test_the_page_joins_the_paste_that_did_not_know_its_author(archive: Archive, texts: tuple[str, ...]) -> None:
    first, second = add(archive, paste(*texts)) + add(archive, copied(*texts))
    assert (second.status, second.id, second.version) == ("updated", first.id, 2)
    held = archive.load(first.id)
    assert held.thread.author == Account("ebb")
    assert archive.load(first.id, 1).thread.author is None
    assert archive.resolve(first.id) == first.id
    assert archive.verify().problems == ()
    # Whatever comes after finds the same thread: the paste, the page, and the page with more posts.
    again = add(archive, paste(*texts), copied(*texts), copied(*texts, "One more, a day after."))
    assert [(one.status, one.id, one.version) for one in again] == [
        ("present", first.id, 1), ("present", first.id, 2), ("updated", first.id, 3),
    ]  # fmt: skip
    assert len(archive.list()) == 1
    assert archive.list()[0].author == "ebb"


def test_an_id_that_a_capture_has_by_itself_leads_to_its_thread(archive: Archive) -> None:
    alone = add(Archive.open(archive.root.parent / "other", clock=lambda: MOMENT), copied(*HARBOUR))[0]
    first = add(archive, paste(*HARBOUR))[0]
    add(archive, copied(*HARBOUR))
    assert alone.id != first.id
    assert archive.resolve(f"{alone.slug}-{alone.id}") == first.id
    assert [archive.find_id(one) for one in (alone.id, first.id, "f" * 20)] == [first.id, first.id, None]
    archive.remove(first.id)
    assert add(archive, copied(*HARBOUR))[0].status == "added"


@pytest.mark.parametrize(
    ("texts", "other"),
    [
        (HARBOUR, edited(HARBOUR, drops="loses")),
        (HARBOUR, edited(HARBOUR, whatever_it_carries_along="all that it carries", anybody="someone")),
        (HARBOUR, edited(HARBOUR, as_they_ever_were="as ever")),
        (GERMAN, edited(GERMAN, bremst="verlangsamt", langsames="träges")),
        (ARABIC, edited(ARABIC, الفارغة="الفارغه")),
        (HARBOUR, (*HARBOUR[:3], HARBOUR[3] + " https://t.co/abc")),
        (HARBOUR, tuple(f"{text} {at}/4" for at, text in enumerate(HARBOUR, 1))),
    ],
)
def test_an_edit_of_a_few_words_is_the_next_version(
    archive: Archive, texts: tuple[str, ...], other: tuple[str, ...]
) -> None:
    links = tuple(text.replace(" https://t.co/abc", "") for text in other)
    made = paste(*links, mark="other")
    if links != other:
        posts = list(made.thread.posts)
        posts[-1] = replace(
            posts[-1], runs=(*posts[-1].runs, Run(" "), Run("ports.example/x…", "url", "https://t.co/a"))
        )
        made = replace(made, thread=replace(made.thread, posts=tuple(posts)))
    first, second = add(archive, paste(*texts)) + add(archive, made)
    assert (second.status, second.id, second.version) == ("updated", first.id, 2)
    assert add(archive, copied(*links))[0].id == first.id
    assert [one.text for one in archive.load(first.id, 1).thread.posts] == list(texts)
    assert archive.verify().problems == ()


def test_two_captures_handed_in_together_are_one_thread(archive: Archive) -> None:
    found = add(archive, paste(*HARBOUR), numbered(1), copied(*edited(HARBOUR, drops="loses")), paste(*HARBOUR))
    assert [(one.status, one.version) for one in found] == [("added", 1), ("added", 1), ("updated", 2), ("present", 1)]
    assert found[0].id == found[2].id == found[3].id
    assert len(archive.list()) == 2


def test_a_changed_handle_changes_no_thread(archive: Archive) -> None:
    first = add(archive, copied(*HARBOUR, handle="ebb"))[0]
    again = add(archive, copied(*edited(HARBOUR, drops="loses"), handle="ebb_and_flow"))[0]
    assert (again.status, again.id) == ("updated", first.id)


# -- two threads ---------------------------------------------------------------------------------------------------


def test_one_that_knows_less_never_hides_what_was_known(archive: Archive) -> None:
    first = add(archive, copied(*HARBOUR))[0]
    same, other = add(archive, paste(*HARBOUR)) + add(archive, paste(*edited(HARBOUR, drops="loses")))
    assert (same.status, same.id) == ("present", first.id)
    assert (other.status, [one.id for one in other.similar]) == ("added", [first.id])
    assert archive.load(first.id).thread.author == Account("ebb")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (copied(*HARBOUR), copied(*HARBOUR, post="1501")),  # said twice, a year apart
        (copied(*HARBOUR), copied(*edited(HARBOUR, drops="loses"), post="1501")),
        (
            copied(*HARBOUR),
            replace(copied(*HARBOUR, handle="flow"), thread=thread(*HARBOUR, platform="bluesky", id="3k")),
        ),
    ],
)
def test_what_is_known_to_be_another_stays_another(archive: Archive, one: NewThread, two: NewThread) -> None:
    first, second = add(archive, one) + add(archive, two)
    assert (first.status, second.status) == ("added", "added")
    assert first.id != second.id


def test_what_only_looks_alike_is_named(archive: Archive) -> None:
    first = add(archive, paste(*HARBOUR))[0]
    grown = add(archive, paste(*HARBOUR, "And one thing that we saw last week, out by the old lighthouse."))[0]
    assert (grown.status, [(one.id, one.title) for one in grown.similar]) == ("added", [(first.id, first.title)])
    assert add(archive, numbered(4))[0].similar == ()


def test_what_is_private_is_neither_joined_nor_named(archive: Archive) -> None:
    hidden = add(archive, replace(copied(*HARBOUR), private=True))[0]
    found = add(archive, paste(*edited(HARBOUR, drops="loses")))[0]
    assert (found.status, found.similar) == ("added", ())
    assert archive.read_state(hidden.id).visibility == "private"
    assert add(archive, replace(copied(*edited(HARBOUR, drops="bears"), post="77"), private=True))[0].status == "added"
    assert archive.read_state(found.id).visibility == "public"


def test_a_private_capture_of_a_joined_thread_makes_it_private(archive: Archive) -> None:
    first = add(archive, paste(*HARBOUR), copied(*HARBOUR))[0]
    again = add(archive, replace(copied(*HARBOUR, "One more, for followers alone."), private=True))[0]
    assert (again.status, again.id) == ("updated", first.id)
    assert archive.read_state(first.id).visibility == "private"


NAMES = ("Hull", "Leith", "Cádiz", "Vell", "Ostia", "Tanger")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
#: Words of which threads are made up.
WORDS = (
    "water stone wall harbour river slow deep wide morning evening boat rope light salt wind rain tide gull net crane "
    "ferry lamp quay sand mud reef storm calm north south coast island bridge ladder engine barrel anchor sail"
).split()
sentences = st.lists(st.sampled_from(WORDS), min_size=8, max_size=18).map(
    lambda words: " ".join(words).capitalize() + "."
)
continuations = st.lists(sentences, min_size=1, max_size=5)


def never_one(one: Thread, two: Thread) -> None:
    """Neither is another capture of the other, whatever is known of either."""
    for author in (None, Account("ebb", "Ebb")):
        for root in (None, "12"):
            known = replace(two, author=author, platform="x" if root else None, id=root)
            assert not is_twin(one, known)
            assert not is_twin(replace(one, author=author), known)


@given(continuations, continuations, continuations)
def test_the_same_beginning_with_another_continuation_is_another_thread(
    begin: list[str], one: list[str], two: list[str]
) -> None:
    assume(list_words(one) != list_words(two))
    changed = len(set(list_words(one)) ^ set(list_words(two)))
    assume(changed > 2)
    never_one(thread(*begin, *one), thread(*begin, *two))


@given(continuations, st.sampled_from(["Part {}", "Part {} of 4", "{}.", "Chapter {}:", "#{}"]), st.integers(1, 8))
def test_the_parts_of_a_series_are_threads_of_their_own(body: list[str], label: str, number: int) -> None:
    one, two = label.format(number), label.format(number + 1)
    never_one(thread(f"{one} {body[0]}", *body[1:]), thread(f"{two} {body[0]}", *body[1:]))
    words = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    one, two = label.format(words[number - 1]), label.format(words[number])
    never_one(thread(f"{one} {body[0]}", *body[1:]), thread(f"{two} {body[0]}", *body[1:]))


@given(continuations, st.sampled_from(NAMES), st.sampled_from(NAMES), st.integers(0, 5), st.integers(0, 5))
def test_a_text_from_one_mould_each_week_is_a_thread_each_week(
    body: list[str], one: str, two: str, day: int, other: int
) -> None:
    assume(one != two and day != other)
    begin = "This week in the harbour we went to see"
    never_one(thread(begin, *body, f"The port was {one}."), thread(begin, *body, f"The port was {two}."))
    for text in (
        "We met on {} at the quay and counted all the boats that came in by then.",
        "{} was the day, and all of them came with lamps and nets on board.",
    ):
        never_one(thread(*body, text.format(DAYS[day])), thread(*body, text.format(DAYS[other])))
    text = "We counted {} boats that evening, all of them with lamps and nets on board."
    never_one(thread(*body, text.format(day)), thread(*body, text.format(other)))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=19), st.data())
def test_a_short_thread_is_joined_to_nothing_but_itself(words: list[str], data: st.DataObject) -> None:
    other = list(words)
    other[data.draw(st.integers(0, len(words) - 1))] = data.draw(st.sampled_from(WORDS))
    assume(other != words)
    never_one(thread(" ".join(words)), thread(" ".join(other)))


@given(continuations, sentences)
def test_a_thread_that_went_on_is_not_joined_unasked(body: list[str], more: str) -> None:
    never_one(thread(*body), thread(*body, more))
    never_one(thread(*body, more), thread(*body))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(st.lists(continuations, min_size=2, max_size=5, unique_by=lambda one: tuple(one)))
def test_threads_of_one_author_stay_apart_in_an_archive(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[list[str]]
) -> None:
    archive = Archive.open(tmp_path_factory.mktemp("many") / "archive", clock=lambda: MOMENT)
    threads = [
        copied("Good morning from the harbour.", *body, post=str(2000 + 100 * at)) for at, body in enumerate(bodies)
    ]
    assert [one.status for one in archive.add(threads)] == ["added"] * len(threads)
    assert len({one.id for one in archive.list()}) == len(threads)


def test_what_shows_that_threads_are_two() -> None:
    bare = thread(*HARBOUR)
    known = replace(
        bare, author=Account("ebb", "Ebb"), platform="x", id="12", published=Date("2022-03-03", how="stated")
    )
    assert not contradicts(bare, known)
    assert knows_more(known, bare)
    assert not knows_more(bare, known)
    assert not contradicts(known, replace(known, author=Account("flow")))  # the same post, under a changed handle
    for other in (
        replace(known, id="13"),
        replace(known, platform="bluesky"),
        replace(known, id=None, author=Account("flow")),
        replace(known, id=None, published=Date("2022-03-10", how="stated")),
    ):
        assert contradicts(known, other)
        assert not is_twin(known, other)
    assert not contradicts(replace(known, id=None, author=Account("ebb@tide.example")), replace(known, id=None))


# -- how they are found --------------------------------------------------------------------------------------------


def test_a_sketch_tells_how_much_texts_share() -> None:
    one, two = compute_sketch(HARBOUR), compute_sketch(edited(HARBOUR, drops="loses"))
    assert estimate_overlap(one, one) == 1
    assert estimate_overlap(one, two) > 0.6
    assert estimate_overlap(one, compute_sketch(GERMAN)) == 0
    assert compute_sketch(["Two words"]) == ""
    assert compute_sketch([f"{text} {at}/4" for at, text in enumerate(HARBOUR, 1)]) == one
    assert len(compute_sketch(JAPANESE)) == len(one) == 16 * 8


def test_the_catalogue_says_what_is_looked_up(archive: Archive) -> None:
    quoted = Quote("https://x.com/flow/status/77", Account("flow"), (Run("Dredge it."),))
    unseen = Quote("https://x.com/flow/status/78")
    held = copied(*HARBOUR)
    first = replace(held.thread.posts[0], quotes=(quoted, unseen))
    added = add(archive, replace(held, thread=replace(held.thread, posts=(first, *held.thread.posts[1:]))))[0]
    (summary,) = archive.list()
    assert summary.id == added.id
    assert {hash_post("x", one) for one in ("1499", "1502", "77")} <= {
        summary.seen_posts[at : at + 8] for at in range(0, len(summary.seen_posts), 8)
    }
    assert hash_post("x", "78") not in summary.seen_posts


def test_looking_for_a_twin_reads_few_threads(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    from unroller.archive import deduplicate

    add(archive, *(numbered(number) for number in range(60)))
    add(
        archive,
        *(paste(*HARBOUR, f"Note {number} of a long winter by the sea.", mark=str(number)) for number in range(30)),
    )
    read: list[str] = []
    whole = deduplicate.read_payload
    monkeypatch.setattr(deduplicate, "read_payload", lambda *given: (read.append(str(given[0])), whole(*given))[1])
    began = time.process_time()
    add(archive, paste(*HARBOUR, "Note 77 of a long winter by the sea.", mark="77"))
    assert len(read) <= deduplicate.MOST_SIMILAR
    assert time.process_time() - began < 2


def test_a_version_that_a_dead_writer_put_in_place_is_recovered(archive: Archive) -> None:
    """Killed after the rename and before the ledger: the next write enters it, under the thread it was put to."""
    root = archive.root
    first = add(archive, paste(*HARBOUR))[0]
    before = (root / "ledger.jsonl").read_bytes()
    add(archive, copied(*HARBOUR))
    (root / "ledger.jsonl").write_bytes(before)
    with Staging(root) as staging:
        staging.intend([first.id])
        staging.begin()
    again = Archive.open(root, clock=lambda: MOMENT)
    assert again.recover().entered == ((first.id, 2),)
    entry = list(again.iter_entries())[-1]
    assert isinstance(entry, LedgerEntry)
    assert (entry.action, entry.thread, bool(entry.name)) == ("recovered", first.id, True)
    assert add(again, copied(*HARBOUR))[0].status == "present"
    assert again.verify().problems == ()
