"""Where posts end: values in, values out; one test a rule or trap, then properties over any text."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unroller.readers.segmentation import Evidence, SeparatorKind, segment

X = Evidence(platform="x", separator="newline")
X_BLANK = Evidence(platform="x", separator="blank")

LONG = (
    "The ferry left the old pier at nine with forty people and one bicycle on it, and nobody on board had been told.",
    "It came back at noon without the bicycle. The harbour office has written a letter to the company about that now.",
    "On the second day the bicycle was found on the far side, leaning on the wall of the bakery, bread in its basket.",
    "We asked the baker. She said that it comes every Thursday, always alone, and always pays for what it takes.",
)


def starts(text: str, evidence: Evidence = X) -> list[int]:
    return list(segment(text.split("\n"), evidence).starts)


def test_nothing_in_nothing_out() -> None:
    assert segment([]).starts == ()
    assert segment(["", " \t "]).starts == ()


def test_one_line_is_one_post() -> None:
    answer = segment(["", "A single remark.", ""])
    assert answer.starts == (1,)
    assert answer.layout == "single post"
    assert answer.separators == ()


def test_long_prose_lines_are_posts() -> None:
    assert starts("\n".join(LONG)) == [0, 1, 2, 3]


def test_every_line_break_between_two_lines_is_answered() -> None:
    answer = segment(["One.", "", "Two.", "Three."], X)
    assert [each.line for each in answer.separators] == [2, 3]


def test_known_starts_and_insides_are_honoured() -> None:
    lines = ["One.", "Two.", "Three.", "Four."]
    answer = segment(lines, Evidence(starts=frozenset({2}), inside=frozenset({1, 3})))
    assert answer.starts == (0, 2)
    assert not any(each.doubtful for each in answer.separators)


def test_a_start_wins_over_an_inside() -> None:
    told = Evidence(starts=frozenset({1}), inside=frozenset({1}))
    assert segment(["One.", "Two."], told).starts == (0, 1)


# -- length ------------------------------------------------------------------------------------------------------------


def test_two_lines_that_exceed_the_limit_are_two_posts() -> None:
    line = "and so on, as ever, " * 9
    assert starts(f"{line}\n{line}") == [0, 1]


def test_a_line_heavier_than_the_limit_stays_whole() -> None:
    text = "word " * 80
    answer = segment([text, "A word after that."], X)
    assert 0 in answer.starts


def test_blank_lines_open_up_where_the_limit_says_so() -> None:
    """Newlines cannot be all that parts posts where the paragraphs between two of them outweigh a post."""
    paragraph = (
        "There is a good deal to say of this and it will not fit into a single post however hard one tries, so on " * 3
    )
    assert starts(f"{paragraph}\n\n{paragraph}\n{paragraph}", Evidence(platform="x")) == [0, 2, 3]


# -- lists, tables, links ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["- ", "-", "• ", "→ ", "+ ", "✅ ", "🔸"])
def test_a_list_belongs_to_the_post_that_introduces_it(mark: str) -> None:
    items = [f"{mark}{item}" for item in ("warm socks", "a torch", "tea in a flask", "patience")]
    text = "\n".join(
        [LONG[0], LONG[1], "What you should take along to the island in winter:", *items, LONG[2], LONG[3]]
    )
    assert starts(text) == [0, 1, 2, 7, 8]


def test_numbered_steps_inside_a_post_are_not_its_posts() -> None:
    text = "\n".join([LONG[0], "Do it like this:", "1. Open the lid", "2. Wait", "3. Close it again", LONG[1], LONG[2]])
    assert starts(text) == [0, 1, 5, 6]


@pytest.mark.parametrize("end", ["https://example.org/ferry", "#harbour #ferries"])
def test_a_line_of_links_or_hashtags_hangs_on_the_post_above(end: str) -> None:
    lines = [LONG[0], end, LONG[1], LONG[2], end, LONG[3]]
    chances = [each.probability for each in segment(lines, X).separators]
    assert max(chances[0], chances[3]) < min(chances[1], chances[2], chances[4])


# -- numbering ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form",
    [
        "{n}/ ",
        "{n}/",
        "{n}/4 ",
        "({n}/4) ",
        "{{{n}/4}} ",
        "{n}. ",
        "{n}) ",
        "{n}/n ",
        "{n}\ufe0f\u20e3 ",
        "{n}\u20e3 ",
        "{n} - ",
        "{n}// ",
        "{n}\\. ",
        "{n}\\) ",
        "{n}／4 ",
        "「{n}」",
        "Part {n}: ",
        "No. {n}: ",
        "Teil {n}: ",
    ],
)
def test_leading_numbers_decide(form: str) -> None:
    posts = [form.format(n=number) + text + "\nAnd more of it." for number, text in enumerate(LONG, 1)]
    answer = segment("\n".join(posts).split("\n"), X)
    assert answer.starts == (0, 2, 4, 6)
    assert answer.layout == "numbered"


@pytest.mark.parametrize(
    "signs",
    [
        "①②③④",
        "❶❷❸❹",
        "一、二、三、四、",
        "(i) (ii) (iii) (iv) ",
        "I/ II/ III/ IV/ ",
        "1\n2\n3\n4\n",
        "１／２／３／４／",
    ],
)
def test_leading_numbers_in_other_signs_decide(signs: str) -> None:
    size = len(signs) // 4
    marks = signs.split() if " " in signs else [signs[at : at + size] for at in range(0, len(signs), size)]
    posts = [f"{mark} {text}\nAnd more of it." for mark, text in zip(marks, LONG, strict=True)]
    lines = "\n".join(posts).split("\n")
    step = len(lines) // 4
    answer = segment(lines, X)
    assert answer.starts == (0, step, 2 * step, 3 * step)
    assert answer.layout == "numbered"


@pytest.mark.parametrize(
    "form", [" {n}/", " {n}/4", " ({n}/4)", " ({n})", " {{{n}/4}}", " {n}/n", "\n{n}/4", "\n\n{n}/"]
)
def test_trailing_numbers_decide(form: str) -> None:
    posts = ["Something first.\n" + text + form.format(n=number) for number, text in enumerate(LONG, 1)]
    text = "\n".join(posts)
    where = [0]
    for post in posts[:-1]:
        where.append(where[-1] + post.count("\n") + 1)
    assert starts(text) == where


def test_numbers_alone_on_the_first_line_of_a_post() -> None:
    text = "\n".join(f"{number}/n\n{post}" for number, post in enumerate(LONG, 1))
    assert starts(text) == [0, 2, 4, 6]


def test_an_unnumbered_first_post_and_last_post() -> None:
    posts = [LONG[0], "2/ " + LONG[1], "3/ " + LONG[2], "4/ " + LONG[3], LONG[0]]
    assert starts("\n".join(posts)) == [0, 1, 2, 3, 4]


def test_a_missing_number_is_said_and_the_text_between_stays_open() -> None:
    posts = ["1/ " + LONG[0], "2/ " + LONG[1], LONG[2], "4/ " + LONG[3], "5/ " + LONG[0]]
    answer = segment(posts, X)
    assert answer.starts == (0, 1, 2, 3, 4)
    assert "numbering-gap" in answer.warnings


def test_totals_that_change_are_one_run() -> None:
    posts = ["(1/9) " + LONG[0], "(2/9) " + LONG[1], "(3/10) " + LONG[2], "(4/10) " + LONG[3]]
    assert starts("\n".join(f"{post}\nMore." for post in posts)) == [0, 2, 4, 6]


def test_fractions_and_dates_are_not_a_count() -> None:
    posts = ["3/4 of all boats " + LONG[0], LONG[1], "On 5/6 they said that " + LONG[2], LONG[3]]
    answer = segment(posts, X)
    assert answer.layout != "numbered"


def test_one_post_with_a_numbered_list_is_one_post() -> None:
    text = "Six things:\n(1) salt\n(2) pepper\n(3) oil\n(4) bread\n(5) wine\n(6) time"
    assert starts(text) == [0]


def test_a_list_inside_a_numbered_thread_stays_inside() -> None:
    posts = ["1/ " + LONG[0], "2/ Take with you:\n1) a lamp\n2) a rope\n3) a friend", "3/ " + LONG[2]]
    assert starts("\n".join(posts)) == [0, 1, 5]


def test_numbers_at_both_ends_are_one_count() -> None:
    posts = [f"{number}. {text}\n\n{number}/4" for number, text in enumerate(LONG, 1)]
    assert starts("\n".join(posts)) == [0, 3, 6, 9]
    posts = [f"{number}/4 {text}\n\n{number}/4" for number, text in enumerate(LONG, 1)]
    assert starts("\n".join(posts)) == [0, 3, 6, 9]


def test_a_number_given_twice_begins_a_post_each_time() -> None:
    posts = ["1/9 " + LONG[0], "2/9 " + LONG[1], "2/9 " + LONG[2], "3/9 " + LONG[3], "4/9 " + LONG[0]]
    assert starts("\n".join(posts)) == [0, 1, 2, 3, 4]


def test_continued_numbers_count() -> None:
    posts = ["1. " + LONG[0], "2. " + LONG[1], "2 cont. " + LONG[2], "3. " + LONG[3], "4. " + LONG[0]]
    assert starts("\n".join(posts)) == [0, 1, 2, 3, 4]


def test_roman_numbers_count_too() -> None:
    verse = "The water is high today,\nand nobody has written it down,\nso it does not count."
    text = "\n".join(
        f"{numeral}.\n\n{verse}\nNothing else happened, and then it was night." for numeral in ("i", "ii", "iii", "iv")
    )
    assert starts(text) == [0, 6, 12, 18]


def test_short_numbered_lines_before_prose_are_a_list() -> None:
    text = "\n".join(
        [LONG[0], "What to do:", "1) Look", "2) Listen", "3) Wait a bit", "4) Go home", LONG[1], LONG[2], LONG[3]]
    )
    answer = segment(text.split("\n"), X)
    assert answer.layout == "newline"
    assert answer.starts == (0, 1, 6, 7, 8)


def test_a_recurring_time_alone_on_a_line_heads_a_post() -> None:
    hours = ("09:00", "11:30", "14:00", "17:45")
    text = "\n".join(f"{hour}\n{post}" for hour, post in zip(hours, LONG, strict=True))
    assert starts(text) == [0, 2, 4, 6]


# -- layouts -----------------------------------------------------------------------------------------------------------


def test_unknown_text_with_blank_lines_only_is_parted_there() -> None:
    answer = segment("\n\n".join(LONG).split("\n"))
    assert answer.starts == (0, 2, 4, 6)
    assert answer.layout == "blank line"


def test_unknown_text_with_newlines_between_posts_and_blank_lines_inside() -> None:
    """Cut at blank lines, some posts would pass the limit; cut at newlines, none does."""
    heavy = [f"{one} {two}"[:200] for one, two in zip(LONG, reversed(LONG), strict=True)]
    light = [one[:60] for one in LONG]
    posts = [
        f"{heavy[0]}\n\n{light[0]}",
        f"{light[1]}\n\n{heavy[1]}",
        f"{heavy[2]}\n\n{light[2]}",
        f"{light[3]}\n\n{heavy[3]}",
    ]
    answer = segment("\n".join(posts).split("\n"))
    assert answer.starts == (0, 3, 6, 9)
    assert answer.layout == "newline"


def test_several_blank_lines_part_posts_where_one_parts_paragraphs() -> None:
    posts = [f"{one[:90]}\n\n{two[:90]}" for one, two in zip(LONG, reversed(LONG), strict=True)]
    answer = segment("\n\n\n\n".join(posts).split("\n"))
    assert answer.starts == (0, 6, 12, 18)


def test_a_mixed_layout_parts_at_both() -> None:
    text = (
        LONG[0]
        + "\n"
        + LONG[1]
        + " https://twitter.com/someone/status/1300000000000000000\n\n"
        + LONG[2]
        + "\n"
        + LONG[3]
    )
    assert starts(text, Evidence(platform="x", separator="mixed")) == [0, 1, 3, 4]


# -- the site's count --------------------------------------------------------------------------------------------------


def test_the_count_settles_what_is_open() -> None:
    lines = ["So that was that.", "A good day after all.", "Tomorrow again.", "Same place."]
    for count in (2, 4):
        assert len(segment(lines, Evidence(platform="x", separator="newline", count=count)).starts) in (
            count,
            count + 1,
        )


def test_the_count_is_followed_in_long_threads_too() -> None:
    posts = [f"{LONG[n % 4]}" if n % 3 else f"{LONG[n % 4][:60]}\nAnd on it goes" for n in range(300)]
    lines = "\n".join(posts).split("\n")
    assert len(segment(lines, Evidence(platform="x", separator="newline", count=len(posts))).starts) == len(posts)


def test_the_count_never_forces() -> None:
    answer = segment(list(LONG), Evidence(platform="x", separator="newline", count=40))
    assert answer.starts == (0, 1, 2, 3)
    assert "count-differs" in answer.warnings


# -- properties --------------------------------------------------------------------------------------------------------

PIECES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["", "", "- a list", "1/", "2/3", "(3/3)", "https://example.org/x", "#tag", "…", "Word " * 30, "٣", "🧵👇"]
    ),
)
KINDS: list[SeparatorKind] = ["newline", "blank", "mixed", "unknown"]


@given(
    lines=st.lists(PIECES, max_size=30),
    kind=st.sampled_from(KINDS),
    count=st.one_of(st.none(), st.integers(0, 40)),
    platform=st.sampled_from(["x", "mastodon", "bluesky", "threads", None]),
    known=st.lists(st.integers(0, 29), max_size=4),
    within=st.lists(st.integers(0, 29), max_size=4),
)
def test_any_text_is_cut_soundly(lines, kind, count, platform, known, within) -> None:  # type: ignore[no-untyped-def]
    told = Evidence(platform=platform, count=count, separator=kind, starts=frozenset(known), inside=frozenset(within))
    answer = segment(lines, told)
    full = [at for at, line in enumerate(lines) if line.strip()]
    assert all(one < two for one, two in pairwise(answer.starts))
    assert set(answer.starts) <= set(full)
    assert answer.starts[:1] == tuple(full[:1])
    assert [each.line for each in answer.separators] == full[1:]
    assert {each.line for each in answer.separators if each.boundary} == set(answer.starts[1:])
    assert all(0.0 <= each.probability <= 1.0 for each in answer.separators)
    for at in full[1:]:
        if at in told.starts:
            assert at in answer.starts
        elif at in told.inside:
            assert at not in answer.starts
    assert segment(lines, told) == answer


@pytest.mark.parametrize(
    "text",
    [
        "1/" * 30_000,
        "1/1 " * 15_000,
        "\n".join(["a"] * 7_900),
        "\n".join(f"{n}/" for n in range(7_900)),
        "\n\n".join(["- x"] * 15_000),
        "(" * 60_000,
        "http://" * 8_000,
        ("a." * 200 + "\n") * 150,
        "\n" * 60_000 + "end",
        "#a" * 30_000,
        "… " * 30_000,
        "x" * 2_000_000,
    ],
    ids=[
        "slashes",
        "fractions",
        "letters",
        "numbers",
        "list",
        "brackets",
        "schemes",
        "dots",
        "blank",
        "tags",
        "dots3",
        "line",
    ],
)
def test_hostile_text_is_answered_soon(text: str) -> None:
    begun = time.process_time()
    segment(text.split("\n"))
    assert time.process_time() - begun < 16
