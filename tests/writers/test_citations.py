"""Citations: what is not known is not stated, and other programs read back what was written."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from tests.support.builders.threads import thread, threads
from unroller.article import build_article
from unroller.article.sources import UNSEEN, SourceObservations, index_observations
from unroller.model import Account, CaptureInfo, Date, Description, Memento, Observation, Quote, Run, Thread
from unroller.writers import citations, get_writer
from unroller.writers.citations import STYLES, format_bibliography, format_citation
from unroller.writers.citations.reference import (
    CitedName,
    Reference,
    build_post_reference,
    build_thread_reference,
    get_publication_day,
    make_keys_unique,
    parse_account,
    parse_day,
    parse_name,
    take_first_words,
    to_one_line,
)
from unroller.writers.citations.styles import format_apa, format_chicago
from unroller.writers.common import NO_ADDITIONS

ADDRESS = "https://keep.example/t/why-do-harbours-3f9c2a"


def ebb(**values: Any) -> Thread:
    """A thread of two posts by a person, dated, captured some days later."""
    made = thread(["Why do harbours silt up? See https://ports.example.org/survey.", "Slow water. 50 % of it."])
    known = {
        "published": Date("2021-03-02T08:00:00Z", None, "stated"),
        "url": "https://x.com/ebb_marta/status/1",
        "author": Account("ebb_marta", "Marta van der Ebb"),
        "capture": CaptureInfo("a.txt", "0" * 64, "plain", captured_at="2021-03-09T10:00:00Z"),
        "title": "Why do harbours silt up?",
    }
    return replace(made, **{**known, **values})


def cite(given_thread: Thread, style: citations.Style, post: int | None = None, archived: str = ADDRESS) -> str:
    return format_citation(given_thread, build_article(given_thread), style, post=post, archived=archived)


# -- what is known, and what is not ---------------------------------------------------------------------------------


def test_a_thread_in_two_manuals() -> None:
    assert cite(ebb(), "apa") == (
        "van der Ebb, M. [@ebb_marta]. (2021, March 2). Why do harbours silt up? [Thread]. X. "
        "Retrieved March 9, 2021, from https://x.com/ebb_marta/status/1 "
        f"Archived at {ADDRESS}\n"
    )
    assert cite(ebb(), "chicago") == (
        "van der Ebb, Marta (@ebb_marta). “Why do harbours silt up?” Thread, X, March 2, 2021. "
        f"Accessed March 9, 2021. https://x.com/ebb_marta/status/1. Archived at {ADDRESS}.\n"
    )


def test_a_post_is_cited_by_its_first_words_and_its_own_date() -> None:
    line = cite(ebb(), "apa", post=2)
    assert line.startswith("van der Ebb, M. [@ebb_marta]. (n.d.). Slow water. 50 % of it. [Post]. X. Retrieved")
    assert f"Archived at {ADDRESS}#p2" in line
    assert "(2021, March 2)" in cite(ebb(), "apa", post=1)
    with pytest.raises(KeyError):
        cite(ebb(), "apa", post=9)


@pytest.mark.parametrize(
    ("date", "in_apa", "in_chicago", "parts"),
    [
        (Date("2021-03-02", None, "stated"), "(2021, March 2)", "March 2, 2021", [2021, 3, 2]),
        (Date("2021-03", None, "corrected"), "(2021, March)", "March 2021", [2021, 3]),
        (Date("2021", None, "id"), "(2021)", "2021", [2021]),
        (Date(None, "2021-03-02", "not-before"), "(n.d.)", "n.d.", None),
        (Date("2021-03-09", None, "captured"), "(n.d.)", "n.d.", None),
        (Date(), "(n.d.)", "n.d.", None),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(date: Date, in_apa: str, in_chicago: str, parts: list[int] | None) -> None:
    made = ebb(published=date)
    assert f". {in_apa}. " in cite(made, "apa")
    assert f"Thread, X, {in_chicago.removesuffix('.')}. " in cite(made, "chicago")
    item = json.loads(cite(made, "csl"))[0]
    assert item.get("issued") == ({"date-parts": [parts]} if parts else None)
    entry = next(iter(parse_string(cite(made, "bibtex"), "bibtex").entries.values()))
    assert entry.fields.get("year") == (str(parts[0]) if parts else None)
    assert ("month" in entry.fields) == (parts is not None and len(parts) > 1)
    record = rispy.loads(cite(made, "ris"))[0]
    assert record.get("year") == (str(parts[0]) if parts else None)


@pytest.mark.parametrize("value", ["", None, "soon", "0000-01-01", "20210302"])
def test_what_is_no_date_gives_none(value: str | None) -> None:
    assert parse_day(value) == ()


def test_an_impossible_month_leaves_the_year() -> None:
    assert parse_day("2021-13-01") == (2021,)
    assert get_publication_day(Date("2021-03-02", None, "captured")) == ()


# -- who ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("Marta Lindqvist", CitedName("Lindqvist", "Marta")),
        ("Marta Lindqvist 🌊", CitedName("Lindqvist", "Marta")),
        ("Dr. Marta Lindqvist", CitedName("Lindqvist", "Marta")),
        ("Ludwig van der Meer", CitedName("van der Meer", "Ludwig")),
        ("Roe, Ann-Marie", CitedName("Roe", "Ann-Marie")),
        ("J. R. Whitcombe", CitedName("Whitcombe", "J. R.")),
        ("Anaïs O’Neill", CitedName("O’Neill", "Anaïs")),
        ("Harbour Relief", CitedName(literal="Harbour Relief")),
        ("Ministry of Tides", CitedName(literal="Ministry of Tides")),
        ("Marta", CitedName(literal="Marta")),
        ("marta writes things", CitedName(literal="marta writes things")),
        ("李伟", CitedName(literal="李伟")),
        ("ليلى منصور", CitedName(literal="ليلى منصور")),
        ("Tide & Time, Ltd", CitedName(literal="Tide & Time, Ltd")),
        ("MARTA LINDQVIST", CitedName(literal="MARTA LINDQVIST")),
    ],
)
def test_persons_and_others(shown: str, name: CitedName) -> None:
    assert parse_name(shown) == name


def test_accounts() -> None:
    assert parse_account(None) == ()
    assert parse_account(Account("ebb")) == (CitedName(handle="ebb"),)
    assert parse_account(Account("ebb", "@Ebb")) == (CitedName(handle="ebb"),)
    assert parse_account(Account("", "Marta Lindqvist")) == (CitedName("Lindqvist", "Marta"),)
    assert cite(ebb(author=Account("ebb")), "apa").startswith("@ebb. (2021, March 2).")
    assert cite(ebb(author=None), "apa").startswith("Why do harbours silt up? [Thread]. (2021, March 2). X.")
    assert cite(ebb(author=None), "chicago").startswith("“Why do harbours silt up?” Thread, X,")


def test_many_authors_are_cut_as_the_manuals_say() -> None:
    names = tuple(CitedName(f"Roe{number}", "Ann-Marie B.") for number in range(30))
    assert format_apa(Reference("k", "paper", "T", names[:2])).startswith("Roe0, A.-M. B., & Roe1, A.-M. B. (n.d.). T.")
    assert ", … Roe29, A.-M. B." in format_apa(Reference("k", "paper", "T", names))
    assert format_chicago(Reference("k", "paper", "T", names[:2])).startswith(
        "Roe0, Ann-Marie B., and Ann-Marie B. Roe1. “T.”"
    )
    assert "Ann-Marie B. Roe6, et al. “T.”" in format_chicago(Reference("k", "paper", "T", names))


# -- sources --------------------------------------------------------------------------------------------------------

SURVEY = "https://ports.example.org/survey"


def seen(**values: Any) -> SourceObservations:
    return index_observations(
        [Observation(at="2024-05-06T07:08:09Z", url=SURVEY, state=values.pop("state", "alive"), **values)]
    )


def test_a_source_of_which_nothing_is_known_is_its_address() -> None:
    article = build_article(ebb())
    assert format_bibliography(article, "chicago") == f"{SURVEY}\n"
    assert json.loads(format_bibliography(article, "csl")) == [
        {"id": "portsexampleorgnd-s1", "type": "webpage", "URL": SURVEY}
    ]  # fmt: skip
    assert get_writer("sources-ris").write(ebb(), article, NO_ADDITIONS, UNSEEN) == format_bibliography(article, "ris")


def test_a_source_that_was_looked_up() -> None:
    said = Description(
        form="paper", title="Silt\n and\tsluices", site="Journal of Tides", authors=("Roe, Ann", "Tide Office"),
        published=Date("2019-04", None, "stated"), doi="10.5555/jt.7",
    )  # fmt: skip
    article = build_article(ebb())
    known = seen(description=said, memento=Memento("https://web.example/2021/x", "2021-03-03T00:00:00Z"))
    assert format_bibliography(article, "apa", known) == (
        "Roe, A., & Tide Office. (2019, April). Silt and sluices. Journal of Tides. https://doi.org/10.5555/jt.7 "
        "Archived at https://web.example/2021/x\n"
    )
    item = json.loads(format_bibliography(article, "csl", known))[0]
    assert (item["type"], item["DOI"], item["accessed"]) == (
        "article-journal",
        "10.5555/jt.7",
        {"date-parts": [[2024, 5, 6]]},
    )
    gone = format_bibliography(article, "chicago", seen(state="gone", description=said))
    assert "Accessed" not in gone
    assert rispy.loads(format_bibliography(article, "ris", known))[0]["type_of_reference"] == "JOUR"


def test_a_quoted_post_is_cited_by_its_author_and_words() -> None:
    quote = Quote("https://x.com/b/status/2", Account("b", "Bo Reed"), (Run("Low water at nine."),))
    said = Description(form="post", site="X", authors=("Bo Reed",), quote=quote)
    line = format_bibliography(build_article(ebb()), "apa", seen(description=said))
    assert line.startswith("Reed, B. [@b]. (n.d.). Low water at nine. [Post]. X. Retrieved May 6, 2024, from")


# -- other programs -------------------------------------------------------------------------------------------------

#: The part of CSL-JSON that we write, after the specification of citation-style-language.org.
CSL_TYPES = {"post", "webpage", "document", "motion_picture", "software", "dataset", "article-journal", "article"}
CSL_TEXTS = {"id", "title", "container-title", "genre", "URL", "DOI", "archive_location", "language", "note"}


def check_csl(item: dict[str, Any]) -> None:
    """An item has a known type and an id; texts are texts, dates rows of one to three numbers, names of known parts."""
    assert item["type"] in CSL_TYPES
    assert item["id"]
    assert item.keys() <= CSL_TEXTS | {"type", "author", "issued", "accessed"}
    assert all(isinstance(item[key], str) for key in CSL_TEXTS & item.keys())
    for key in {"issued", "accessed"} & item.keys():
        assert item[key].keys() == {"date-parts"}
        (parts,) = item[key]["date-parts"]
        assert 1 <= len(parts) <= 3
        assert all(type(part) is int for part in parts)
        assert all(1 <= part <= most for part, most in zip(parts[1:], (12, 31), strict=False))
    for name in item.get("author", ()):
        assert name.keys() in ({"family", "given"}, {"literal"})
        assert all(isinstance(part, str) and part for part in name.values())


UNLATEX = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^", r"\&": "&", r"\%": "%", r"\$": "$", r"\#": "#", r"\_": "_",
}  # fmt: skip


def set_by_latex(text: str) -> str:
    """A field as LaTeX sets it: escapes undone, grouping braces gone."""
    known = re.compile("|".join(map(re.escape, UNLATEX)) + r"|[{}]")
    return known.sub(lambda found: UNLATEX.get(found[0], ""), text)


TEXTS = st.one_of(st.text(max_size=40), st.text("\\{}%$&#_^~@\"',=~ aé李م\n-", max_size=40))
DAYS = st.one_of(
    st.just(()),
    st.tuples(st.integers(1, 9999)),
    st.tuples(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 28)),
)
LINES = TEXTS.map(to_one_line)


@st.composite
def references(draw: st.DrawFn) -> Reference:
    names = draw(st.lists(st.one_of(
        st.builds(CitedName, literal=LINES.filter(bool)),
        st.builds(CitedName, handle=LINES.filter(bool)),
        st.just(CitedName("van der Ebb", "Marta A.")),
        st.just(CitedName("ebb", "marta")),
    ), max_size=3))  # fmt: skip
    kind = draw(st.sampled_from(["thread", "post", "page", "pdf", "video", "repository", "dataset", "paper"]))
    return Reference(
        "k1", kind, draw(LINES), tuple(names), draw(LINES), draw(DAYS), "https://a.example/b_c?d=1%20&e=~#f",
        draw(DAYS), "https://k.example/t/a-1", "10.5555/a_b", "en",
    )  # fmt: skip


@given(references())
@settings(max_examples=150)
def test_any_text_comes_back_from_bibtex(one: Reference) -> None:
    (entry,) = parse_string(citations.write_references([one], "bibtex"), "bibtex").entries.values()
    assert to_one_line(set_by_latex(entry.fields.get("title", ""))) == one.title
    assert to_one_line(set_by_latex(entry.fields.get("journal", "") or entry.fields.get("howpublished", ""))).endswith(
        one.site
    )
    assert entry.fields["url"] == one.url
    people = [to_one_line(set_by_latex(str(person))) for person in entry.persons.get("author", ())]
    assert len(people) == len(one.names)
    for person, name in zip(people, one.names, strict=True):
        assert person == (name.sorted if name.family else name.whole)


@given(references())
@settings(max_examples=150)
def test_any_text_comes_back_from_ris(one: Reference) -> None:
    (record,) = rispy.loads(citations.write_references([one], "ris"))
    assert record.get("title", "") == one.title
    assert record.get("authors", []) == [name.sorted for name in one.names]
    assert record.get("secondary_title", "") == one.site
    assert record["urls"] == [one.url]
    assert record["id"] == "k1"


@given(references())
@settings(max_examples=150)
def test_any_text_comes_back_from_csl(one: Reference) -> None:
    (item,) = json.loads(citations.write_references([one], "csl"))
    check_csl(item)
    assert item.get("title", "") == one.title
    assert item.get("container-title", "") == one.site
    assert "\n" not in citations.write_references([one], "apa").rstrip("\n") + citations.write_references(
        [one], "chicago"
    ).rstrip("\n")


@given(threads())
@settings(max_examples=40)
def test_every_thread_and_post_can_be_cited(made: Thread) -> None:
    article = build_article(made)
    for post in (None, *(post.number for post in made.posts[-1:])):
        check_csl(json.loads(format_citation(made, article, "csl", post=post))[0])
        for style in STYLES:
            assert format_citation(made, article, style, post=post).endswith("\n")
    keys = [item["id"] for item in json.loads(format_bibliography(article, "csl"))]
    assert len(set(keys)) == len(keys) == len(article.sources)


def test_keys_are_stable_ascii_and_each_its_own() -> None:
    made = ebb(author=Account("ليلى", "ليلى منصور"))
    one = build_thread_reference(made, build_article(made))
    assert one.key == build_thread_reference(made, build_article(made)).key == "anon2021harbours"
    assert build_post_reference(made, build_article(made), 2).key == "anon2021harbours-p2"
    assert [same.key for same in make_keys_unique([one, one, one])] == [
        "anon2021harbours",
        "anon2021harbours-2",
        "anon2021harbours-3",
    ]


def test_titles_of_several_lines_and_of_other_scripts() -> None:
    made = ebb(title=None, author=Account("laila", "ليلى منصور"))
    made = replace(made, posts=(replace(made.posts[0], runs=(Run("حين يصمت\nالنهر"),)),))
    assert "ليلى منصور [@laila]. " in cite(made, "apa", post=1)
    assert "حين يصمت النهر [Post]" in cite(made, "apa", post=1)
    assert take_first_words("灯台の" * 60).endswith("…")
    assert take_first_words(" ".join(["word"] * 30)) == " ".join(["word"] * 20) + "…"
    assert take_first_words("https://a.example/x") == ""
