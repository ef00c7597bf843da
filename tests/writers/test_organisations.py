"""The list of organisations that a person keeps: who stands on it, what is wrong with it, and what it changes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.test_cli import Program
from tests.support.builders.threads import thread
from tests.support.site import THREAD, Site, visible
from unroller.article import build_article
from unroller.article.sources import index_observations
from unroller.config import load_settings
from unroller.errors import MisuseError
from unroller.limits import DEFAULT
from unroller.model import Account, Description, Observation
from unroller.organisations import EMPTY_LIST, parse_list, read_list
from unroller.web import create_app
from unroller.web.threads import social_cards
from unroller.writers.citations import STYLES, format_bibliography, format_citation
from unroller.writers.citations.reference import CitedName, build_post_reference, parse_account, parse_name
from unroller.writers.organisation_list import NOBODY, build_organisations

LIST = """# Who is no person, whatever the name looks like

Billy Penn
  Gloria Jeans
@ebb_and_flow
@tide@social.example
#Tides
"""


def said(text: str) -> list[str]:
    return [str(notice.message) for notice in parse_list(text).notices]


# -- what a list says -----------------------------------------------------------------------------------------------


def test_a_line_is_a_name_or_a_handle() -> None:
    known = parse_list(LIST).known
    assert known.names == {"billy penn", "gloria jeans", "#tides"}
    assert known.handles == {"ebb_and_flow", "tide@social.example"}
    assert parse_list(LIST).notices == ()


@pytest.mark.parametrize("name", ["Billy Penn", "billy penn", " Billy  Penn", "Billy Penn 🔔", "Ｂｉｌｌｙ Penn"])
def test_case_width_and_signs_of_a_name_do_not_matter(name: str) -> None:
    assert parse_list(LIST).known.has(name)
    assert parse_name(name, parse_list(LIST).known).family == ""


def test_who_is_not_listed() -> None:
    known = parse_list(LIST).known
    assert not known.has("Billy Pen")
    assert not known.has("ebb_and_flow"), "a handle is no name"
    assert not known.has(handle="Billy Penn"), "nor a name a handle"
    assert not NOBODY.has("Billy Penn", "billy")
    assert not known.has()


def test_an_account_is_known_by_its_name_or_its_handle() -> None:
    known = parse_list(LIST).known
    person = Account("marta", "Marta Lindqvist")
    assert parse_account(person, known) == parse_account(person) == (CitedName("Lindqvist", "Marta", "", "marta"),)
    assert parse_account(replace(person, name="Billy Penn"), known) == (
        CitedName(literal="Billy Penn", handle="marta"),
    )
    for handle in ("Ebb_and_flow", "@ebb_and_flow", "tide@social.example"):
        (name,) = parse_account(replace(person, handle=handle), known)
        assert (name.literal, name.family) == ("Marta Lindqvist", "")


def test_a_line_that_can_be_no_name_is_left_out_and_said() -> None:
    long = "x" * (DEFAULT.list_line_chars + 1)
    assert said(f"Billy Penn\n{long}\n") == [
        "organisations.txt: 1 line can be no name and was left out: line 2"
    ]  # fmt: skip
    assert said(f"a\0b\n{long}\nc\x1bd") == [
        "organisations.txt: 3 lines can be no names and were left out, the first is line 1"
    ]
    assert parse_list(f"{long}\nBilly Penn\r\n@\n\n#\n# x").known == build_organisations(["Billy Penn"])


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_any_text_is_a_list(text: str) -> None:
    listing = parse_list(text)
    assert len(listing.notices) <= 1
    assert "" not in listing.known.names | listing.known.handles


# -- the file -------------------------------------------------------------------------------------------------------


def test_nobody_stands_on_a_list_that_is_not_there(tmp_path: Path) -> None:
    assert read_list(None) == read_list(tmp_path / "none.txt") == read_list(tmp_path) == EMPTY_LIST


def test_a_list_is_read_as_it_is_now(tmp_path: Path) -> None:
    path = tmp_path / "organisations.txt"
    path.write_bytes(b"\xef\xbb\xbfBilly Penn\r\n")
    assert read_list(path).known == build_organisations(["Billy Penn"])
    path.write_text("Billy Penn\nGloria Jeans\n", encoding="utf-8")
    assert read_list(path).known.has("Gloria Jeans")
    path.unlink()
    assert read_list(path) == EMPTY_LIST


def test_what_is_wrong_with_a_list_is_said_and_fails_nothing(tmp_path: Path) -> None:
    path = tmp_path / "organisations.txt"
    path.write_bytes("Bücherei".encode("latin-1"))
    (notice,) = read_list(path).notices
    assert str(notice.message) == (
        "organisations.txt: not in UTF-8, and not read as a list of organisations: save it as UTF-8"
    )
    path.write_text("Billy Penn\n" * 40_000, encoding="utf-8")
    (notice,) = read_list(path).notices
    assert str(notice.message) == (
        "organisations.txt: larger than 256 kB, the most that is read as a list of organisations: shorten it"
    )
    assert read_list(path).known == NOBODY


def test_a_list_that_the_system_does_not_hand_out_is_said(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 300)
    (notice,) = read_list(path).notices
    assert str(notice.message) == f"{path.name}: cannot be read: File name too long"


def test_the_list_lies_beside_the_archive_or_where_the_environment_says(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "archive", {}).organisations == tmp_path / "organisations.txt"
    other = tmp_path / "ours.txt"
    with pytest.raises(MisuseError, match=r"ours\.txt is no file"):
        load_settings(tmp_path / "archive", {"UNROLLER_ORGANISATIONS": str(other)})
    other.write_text("Billy Penn")
    assert load_settings(tmp_path, {"UNROLLER_ORGANISATIONS": str(other)}).organisations == other


# -- what it changes ------------------------------------------------------------------------------------------------

PAGE = "https://ports.example.org/survey"


def test_every_form_of_citation_knows_the_list() -> None:
    made = thread([f"Why do harbours silt up? See {PAGE}.", "Slow water."])
    made = replace(made, author=Account("billypenn", "Billy Penn"))
    article, known = build_article(made), build_organisations(["Billy Penn"])
    about = Description("page", "T", authors=("Billy Penn",))
    seen = index_observations([Observation(at="2024-05-06T07:08:09Z", url=PAGE, state="alive", description=about)])
    for style in STYLES:
        for listed, as_person in ((NOBODY, True), (known, False)):
            for text in (
                format_citation(made, article, style, listed=listed),
                format_citation(made, article, style, post=2, listed=listed),
                format_bibliography(article, style, seen, listed),
            ):
                assert ("Billy Penn" not in text) == as_person, text
    assert json.loads(format_citation(made, article, "csl", listed=known))[0]["author"] == [{"literal": "Billy Penn"}]
    assert build_post_reference(made, article, 1, listed=known).names[0].literal == "Billy Penn"
    assert ("DC.creator", "Penn, Billy") in social_cards.build_dublin_core(made, article)
    assert ("DC.creator", "Billy Penn") in social_cards.build_dublin_core(made, article, known)


def test_linked_data_names_an_organisation_where_that_is_certain() -> None:
    made = thread(["Why do harbours silt up?", "Slow water."])
    article = build_article(made)

    def kind(name: str, *listed: str) -> object:
        data = social_cards.build_json_ld(
            replace(made, author=Account("ebb", name)), article, build_organisations(listed)
        )
        author = data["author"]
        assert isinstance(author, dict)
        assert author["name"] == name
        return author["@type"]

    assert kind("Red Cross") == kind("Mieterverein Hamburg") == kind("وزارة المد") == "Organization"
    assert kind("Billy Penn", "Billy Penn") == kind("Billy Penn", "@ebb") == "Organization"
    assert kind("Billy Penn") == kind("Ebb") == "Person"


def test_the_command_line_reads_the_list_and_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    program = Program(tmp_path)
    text = program.write("thread.txt", THREAD)
    key = json.loads(program("add", "--json", text).stdout)["id"]
    assert program("edit", key, "--author", "billypenn", "--name", "Billy Penn").returncode == 0
    assert program("show", key, "--to", "ris").stdout.decode().count("AU  - Penn, Billy\r\n") == 1
    program.write("organisations.txt", LIST + "x" * 300)
    done = program("show", key, "--to", "ris")
    assert "AU  - Billy Penn\r\n" in done.stdout.decode()
    assert b"organisations.txt: 1 line can be no name and was left out: line 8" in done.stderr
    assert program("show", key).stderr == b"", "an article cites nobody"
    program.environment["UNROLLER_ORGANISATIONS"] = "nowhere.txt"
    done = program("show", key, "--to", "ris")
    assert (done.returncode, b"nowhere.txt is no file" in done.stderr) == (2, True)


def test_the_web_reads_the_list_and_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    site = Site(tmp_path)
    path = site.keep(THREAD)
    listed = tmp_path / "organisations.txt"
    client = create_app(replace(site.settings, organisations=listed)).test_client()
    assert '"@type": "Person"' in client.get(path).text.replace('"@type":"', '"@type": "')
    listed.write_text("@ebb_and_flow\n", encoding="utf-8")
    assert '"@type": "Organization"' in client.get(path).text.replace('"@type":"', '"@type": "')
    listed.write_bytes(b"\xff\n")
    page = client.get(path)
    assert page.status_code == 200
    assert "organisations.txt: not in UTF-8" in visible(page.text)
    assert "organisations.txt: nicht in UTF-8" in visible(client.get(f"{path}?lang=de").text)
    assert client.get(f"{path}.bib").status_code == 200
