"""Whose name it is: organisations are cited whole, persons by family and given name, and doubt is no person."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import rispy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from tests.support.builders.threads import thread
from unroller.article import build_article
from unroller.model import Account
from unroller.text import make_slug
from unroller.writers.citations import format_citation, write_references
from unroller.writers.citations.lexicon import (
    ARTICLES,
    BODIES,
    COMPOUND_ENDS,
    CONNECTIVES,
    FAMILY,
    FAMILY_FIRST,
    GIVEN,
    PHRASES,
    PLACES,
    TITLES,
    UNCLEAR,
)
from unroller.writers.citations.organisations import is_acronym, is_organisation
from unroller.writers.citations.reference import CitedName, Reference, parse_account, parse_name, to_one_line
from unroller.writers.organisation_list import build_organisations

#: Names of organisations by what shows that they are none of a person.
ORGANISATIONS = {
    "an acronym": (
        "EU CoR", "NASA Earth", "UNHCR", "CERN Alumni", "BBC Mundo", "WWF Nederland", "RTÉ Raidió", "OpenAI Atlas",
        "YouTube Kids", "GitHub Copilot", "U.S. Steel", "U. N. Volunteers", "L.A. Taco", "Jane Doe II", "JANE DOE",
    ),
    "English words": (
        "Red Cross", "British Red Cross", "World Bank", "Ministry of Tides", "City of Boston", "Harbour Relief Network",
        "Anne Frank House", "Alan Turing Institute", "Francis Crick Institute", "Jane Goodall Institute",
        "Jordan Times", "Austin Council", "Victoria Library", "Charlotte Observer", "Grace Cathedral", "Faith Action",
        "Christian Aid", "Marie Curie Actions", "Pellworth Museum", "Tide Office", "First Bell Fund", "Oyelaran Lab",
        "Open Stops Project", "Marta Lindqvist Foundation", "Marta Lindqvist Archive", "Women's Aid", "Team Sky",
    ),
    "words of the law": (
        "Nordsee e.V.", "Acme GmbH", "Marta Lindqvist Ltd", "Tide & Time, Ltd", "Roe Inc.", "Siemens AG", "Volvo AB",
        "Maria Hilf gGmbH", "Lindqvist & Co", "Martin Limited", "Roberta S.p.A.", "Carlos S.A.",
    ),
    "German words": (
        "Deutsches Rotes Kreuz", "Bundesministerium der Justiz", "Umweltbundesamt Dessau", "Universität Wien",
        "Robert Koch-Institut", "Robert Koch Institut", "Konrad Adenauer Stiftung", "Heinrich-Böll-Stiftung",
        "Stadt Köln", "Mieterverein Hamburg", "Martin Mieterverband", "Tide und Zeit", "Ärzte ohne Grenzen", "Die Zeit",
        "Freunde der Erde", "Berliner Zeitung",
    ),
    "French words": (
        "Croix-Rouge française", "Université de Genève", "Ministère de la Culture", "Ville de Paris",
        "Médecins Sans Frontières", "Cour des Comptes", "Le Monde", "L'Obs", "Mairie de Lyon", "Institut Pasteur",
        "Musée Marie Curie", "Fondation Martin Bodmer",
    ),
    "Spanish and Portuguese words": (
        "Cruz Roja Española", "Universidad de Chile", "Ayuntamiento de Madrid", "Ministerio de Salud", "El País",
        "Biblioteca de la Sierra", "Fundación Carlos Lindqvist", "Universidade de Lisboa", "Projeto Praia Longa",
        "Prefeitura do Recife", "Diário da República",
    ),
    "Italian words": (
        "Croce Rossa Italiana", "Università di Bologna", "Comune di Milano", "Ministero della Salute",
        "Corriere della Sera", "La Repubblica", "Il Sole", "Fondazione Marta Lindqvist",
    ),
    "Dutch words": (
        "Rode Kruis Vlaanderen", "Anne Frank Stichting", "Gemeente Amsterdam", "Universiteit Leiden",
        "Vrienden van het Park", "Het Parool", "Koninklijke Bibliotheek",
    ),
    "words of the north": (
        "Røde Kors Norge", "Oslo Kommune", "Lunds Universitet", "Københavns Universitet", "Helsingin Yliopisto",
        "Dagens Nyheter", "Svenska Dagbladet", "Suomen Pankki", "Selma Stiftelsen", "Martin Helsedirektoratet",
    ),
    "Slavic words": (
        "Polski Czerwony Krzyż", "Uniwersytet Warszawski", "Ministerstwo Zdrowia", "Muzeum Narodowe", "Gazeta Wyborcza",
        "Karlova Univerzita", "Fundacja Marty Lindqvist", "Knihovna Praha", "Sveučilište Zagreb", "Rada Miasta",
    ),
    "words of other languages": (
        "Magyar Tudományos Akadémia", "Universitatea București", "Ajuntament de Barcelona", "Ollscoil na Gaillimhe",
        "Dar Al Hayat", "Al Jazeera", "Wizarat Al Sihha", "Jamiat Ulema", "Tokyo Shimbun", "Yayasan Kartini",
        "İstanbul Üniversitesi", "Panepistimio Athinon",
        "وزارة المد", "جامعة القاهرة", "Министерство приливов", "東京大学",
    ),
    "a phrase or a thing": (
        "The Lancet", "Save the Children", "Doctors Without Borders", "Fridays for Future", "Our World in Data",
        "Human Rights Watch", "Harper's Bazaar", "Ben & Jerry's", "Mother Jones", "Meena Makes Dinner", "Ask Jane Doe",
        "Angel Deutschland", "Sea Shepherd", "Ars Technica", "Bayern München", "New Scientist",
    ),
    "digits, signs, one word": (
        "Studio 54", "Route 66", "Rosa 2030", "Tide/Time", "★ Night Market ★", "Harbour Light 🏮", "Greenpeace",
        "@tide", "Marta | Tides", "Jane Doe (test account)", "#Tides", "🌊", "Marta",
    ),
}  # fmt: skip
EVERY = [name for names in ORGANISATIONS.values() for name in names]

#: Names of persons, well-known ones and others, with the family's.
PERSONS = {
    "Marta Lindqvist": "Lindqvist", "María José García López": "López", "Ludwig van Beethoven": "van Beethoven",
    "J. R. R. Tolkien": "Tolkien", "J.R.R. Tolkien": "Tolkien", "Dr. Jane Doe": "Doe", "Prof. Dr. Jane Doe": "Doe",
    "Jane Doe, PhD": "Doe", "Jane Doe MP": "Doe", "Jean-Luc Picard": "Picard", "Anaïs O’Neill": "O’Neill",
    "Sinéad O'Connor": "O'Connor", "Ursula von der Leyen": "von der Leyen", "Marine Le Pen": "Le Pen",
    "Robert De Niro": "De Niro", "Antoine de Saint-Exupéry": "de Saint-Exupéry", "Leonardo da Vinci": "da Vinci",
    "LeBron James": "James", "Ewan McGregor": "McGregor", "Angus MacDonald": "MacDonald", "Marie Curie": "Curie",
    "John F. Kennedy": "Kennedy", "Ruth Bader Ginsburg": "Ginsburg", "Grace Hopper": "Hopper", "Rosa Parks": "Parks",
    "Samantha Power": "Power", "Emma Stone": "Stone", "Kate Bush": "Bush", "Will Smith": "Smith",
    "Victoria Lindqvist": "Lindqvist", "Jordan Peterson": "Peterson", "Penélope Cruz": "Cruz",
    "Gabriel García Márquez": "Márquez", "José Saramago": "Saramago", "Luís de Camões": "de Camões",
    "Umberto Eco": "Eco", "Elena Ferrante": "Ferrante", "Wisława Szymborska": "Szymborska", "Lech Wałęsa": "Wałęsa",
    "Milan Kundera": "Kundera", "Slavoj Žižek": "Žižek", "Dubravka Ugrešić": "Ugrešić", "Herta Müller": "Müller",
    "Günter Grass": "Grass", "Jürgen Habermas": "Habermas", "Astrid Lindgren": "Lindgren", "Tove Jansson": "Jansson",
    "Søren Kierkegaard": "Kierkegaard", "Björk Guðmundsdóttir": "Guðmundsdóttir", "Sofi Oksanen": "Oksanen",
    "Jaan Kross": "Kross", "Imre Kertész": "Kertész", "Mircea Eliade": "Eliade", "Ismail Kadare": "Kadare",
    "Nikos Kazantzakis": "Kazantzakis", "Orhan Pamuk": "Pamuk", "Özlem Türeci": "Türeci", "Naguib Mahfouz": "Mahfouz",
    "Nawal El Saadawi": "El Saadawi", "Marjane Satrapi": "Satrapi", "Etgar Keret": "Keret",
    "Rabindranath Tagore": "Tagore", "Amartya Sen": "Sen", "Harnidh Kaur": "Kaur", "Malala Yousafzai": "Yousafzai",
    "Haruki Murakami": "Murakami", "Pramoedya Ananta Toer": "Toer", "Chinua Achebe": "Achebe",
    "Chimamanda Ngozi Adichie": "Adichie", "Ngozi Okonjo-Iweala": "Okonjo-Iweala", "Wangari Maathai": "Maathai",
    "Nelson Mandela": "Mandela", "Abiy Ahmed": "Ahmed", "Volodymyr Zelenskyy": "Zelenskyy",
    "Anna Akhmatova": "Akhmatova", "Khatia Buniatishvili": "Buniatishvili", "Aram Khachaturian": "Khachaturian",
    "Guido van Rossum": "van Rossum",
    "Marta Lindqvist 🌊": "Lindqvist", "Roe, Ann": "Roe", "O'Brien, Pat": "O'Brien",
    "van der Ebb, Marta": "van der Ebb", "García López, María José": "García López",
    "Tolkien, J. R. R.": "Tolkien", "Tolkien, J.R.R.": "Tolkien",
    "Church, George M.": "Church", "Kaur, Harnidh": "Kaur", "King, Stephen": "King", "Толстой, Лев": "Толстой",
}  # fmt: skip

#: Names of persons, perhaps, that may as well be none, or of which nobody can tell which is the family's.
DOUBTFUL = (
    "Xi Jinping", "Ban Ki-moon", "Nguyễn Văn Nam", "Aung San Suu Kyi", "Orbán Viktor", "Kim Jong Un", "Malcolm X",
    "Martin Luther King Jr.", "Sammy Davis Jr", "van Gogh", "Marta van", "Quux Zorblax", "marta lindqvist",
    "Hollis Bream, weather desk", "Jane Doe, Historian", "Ingrid, plot 41", "Paris, France", "Jackson, Mississippi",
    "London, Ontario", "Author, Speaker", "Institut, Robert Koch", "Library, Victoria", "Washington, D.C.",
    "King, Martin Luther, Jr.", "Cross, Red", "CoR, EU", "Amanda Cross", "Sylvia Church", "The Marta Lindqvist",
)  # fmt: skip


def test_the_tables_are_as_large_as_they_should_be() -> None:
    assert len(set(EVERY)) >= 60
    assert len(PERSONS) >= 60


@pytest.mark.parametrize("name", EVERY)
def test_an_organisation_is_cited_by_its_whole_name(name: str) -> None:
    assert parse_name(name) == CitedName(literal=name)


@pytest.mark.parametrize(("name", "family"), PERSONS.items())
def test_a_person_is_cited_by_the_name_of_the_family(name: str, family: str) -> None:
    known = parse_name(name)
    assert known.family == family
    assert known.given
    assert not known.literal


@pytest.mark.parametrize("name", DOUBTFUL)
def test_doubt_leaves_a_name_whole(name: str) -> None:
    assert parse_name(name) == CitedName(literal=name)


@pytest.mark.parametrize("word", ["EU", "CoR", "NASA", "YouTube", "iOS", "PhDs", "IPCC’s", "Jean-LUC", "McD"])
def test_capitals_of_acronyms(word: str) -> None:
    assert is_acronym(word)


@pytest.mark.parametrize(
    "word",
    ["McDonald", "MacArthur", "LeBron", "O'Brien", "Jean-Luc", "Guðrún", "J.", "J.R.R.", "J.-P.", "DeShawn"],
)
def test_capitals_of_persons(word: str) -> None:
    assert not is_acronym(word)


@pytest.mark.parametrize(
    "name", ["Red Cross", "Acme GmbH", "Mieterverein", "وزارة المد", "Κέντρο Παλιρροιών", "東京大学"]
)
def test_what_is_evident_is_an_organisation(name: str) -> None:
    assert is_organisation(name)


@pytest.mark.parametrize("name", ["Marta Lindqvist", "JANE DOE", "Quux Zorblax", "Ebb", "李伟", "ليلى منصور", "", "🌊"])
def test_what_is_doubtful_is_no_evident_organisation(name: str) -> None:
    assert not is_organisation(name)


def test_the_words_are_folded_and_none_says_two_things() -> None:
    folded = GIVEN | FAMILY | FAMILY_FIRST | UNCLEAR | BODIES | CONNECTIVES | ARTICLES | TITLES | PLACES | PHRASES
    assert [word for word in folded | set(COMPOUND_ENDS) if make_slug(word, most=64, empty="") != word] == []
    assert not GIVEN & BODIES
    assert UNCLEAR <= GIVEN
    assert not TITLES & GIVEN


# -- no name is altered or lost -------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    "Marta Lindqvist Ebb Red Cross EU CoR NASA GmbH e.V. of the und & von van der de Le J. R.R. Dr. PhD MP , , Ltd "
    "🌊 ★ Ministry Stiftung Université O'Brien Jean-Luc 李伟 منصور Лев 42 @ebb # (she/her) | - ' \ufe0f é".split(" ")
)
NAMES = st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=6).map(" ".join))


@given(NAMES)
@example("Dr. 🌊")
@example(", ")
@settings(max_examples=400)
def test_a_name_is_never_altered_or_lost(text: str) -> None:
    name = parse_name(text)
    if name.literal or not name.family:
        assert name == CitedName(literal=to_one_line(text))
        return
    # What is taken apart is there in the name as it is written, and both parts of it say something.
    assert name.family in to_one_line(text) or all(word in text for word in name.family.split())
    assert all(word in text for word in name.given.split())
    assert name.given


@given(NAMES)
@settings(max_examples=200)
def test_a_listed_name_is_whole_whatever_it_looks_like(text: str) -> None:
    assert parse_name(text, build_organisations([text])).literal in (to_one_line(text), "")
    (name,) = parse_account(Account("ebb", text or "x"), build_organisations(["@ebb"])) or (CitedName(),)
    assert not name.family


@given(st.one_of(st.sampled_from(EVERY), NAMES.map(to_one_line).filter(bool)))
@settings(max_examples=200)
def test_every_form_has_the_whole_name(text: str) -> None:
    name = CitedName(literal=text)
    one = Reference("k", "page", "Silt", (name,))
    assert json.loads(write_references([one], "csl"))[0]["author"] == [{"literal": text}]
    assert "author = {{" in write_references([one], "bibtex")
    assert (
        len(next(iter(parse_string(write_references([one], "bibtex"), "bibtex").entries.values())).persons["author"])
        == 1
    )
    assert rispy.loads(write_references([one], "ris"))[0]["authors"] == [name.sorted]
    assert "," not in name.sorted or not text.strip(", ")
    for style in ("apa", "chicago"):
        assert write_references([one], style).startswith(text)


def test_what_is_too_long_is_no_person_and_costs_little() -> None:
    for text in ("Jane Doe" + " MD" * 40_000, "Dr. " * 40_000 + "Jane Doe", "Jane " * 40_000, "J." * 40_000 + " Doe"):
        assert parse_name(text) == CitedName(literal=to_one_line(text))


def test_a_comma_of_an_organisation_is_not_one_that_parts_a_name() -> None:
    assert CitedName(literal="Tide & Time, Ltd").sorted == "Tide & Time Ltd"
    assert CitedName(literal="Tide & Time, Ltd").whole == "Tide & Time, Ltd"
    assert CitedName(literal=",").sorted == ","
    made = thread(["Slow water.", "It drops what it carries."])
    made = replace(made, author=Account("tidetime", "Tide & Time, Ltd"))
    article = build_article(made)
    assert "AU  - Tide & Time Ltd\r\n" in format_citation(made, article, "ris")
    assert format_citation(made, article, "chicago").startswith("Tide & Time, Ltd (@tidetime). ")
    assert r"author = {{Tide \& Time, Ltd}}" in format_citation(made, article, "bibtex")


def test_initials_that_are_written_together() -> None:
    one = Reference("k", "page", "Silt", (parse_name("J.R.R. Tolkien"), parse_name("Roe, Ann-Marie")))
    assert write_references([one], "apa").startswith("Tolkien, J. R. R., & Roe, A.-M. (n.d.). ")
