"""The index against a brute-force scan that shares no code with it: the same threads for every kind of query.

Threads are generated word by word in a dozen languages and several scripts. The scan looks at the words as they were
generated; the index gets them printed, in changing case and accents, with punctuation, signs and emoji around them.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.search_library import EACH_ENGINE, Memory, thread
from unroller.archive import ThreadEdits
from unroller.model import Description, Observation
from unroller.search import SearchIndex, parse_query
from unroller.search.ast import And, Filter
from unroller.search.documents import Document, build_document
from unroller.search.engine import FacetField, get_engine_kind

LEXICON = {
    "en": "harbour flood relief kitchen wedding lamp soup captain river bridge tortoise photograph photographer tin",
    "de": "stellwerk kreisarchiv küche straße brücke fluss wasser grüße übermut zeitung",
    "fr": "marché poireaux fromage élève garçon été hiver forêt cœur naïve",
    "es": "biblioteca burro lluvia niño corazón canción señal mañana pingüino",
    "pt": "tartarugas praia verão ciência cidadã câmara coração ninhos",
    "it": "ragù zia perché città dentifricio cucina fedora",
    "nl": "wijk donker lamp fiets koningin zeeën",
    "tr": "ışık istanbul çiçek güneş şehir öğrenci",
    "pl": "łódź żółw gęś źródło książka",
    "cs": "příběh řeka žluťoučký kůň",
    "vi": "đường phở tiếng việt nước",
    "el": "θάλασσα πόλη άνθρωπος ήλιος",
    "ru": "река мост ёлка библиотека снег",
    "ar": "كتاب مدرسة بحر شمس قلم",
    "he": "ספר ים שמש מכתב",
    "hi": "नदी पुल किताब हिन्दी",
    "ko": "바다 도서관 사람 편지",
}
UNSPACED = {
    "zh": "图书馆的人在河边看书桥上有雪海洋城市",
    "ja": "東京タワーで本を読む海へ行くねこ",
    "th": "ภาษาไทยทะเลหนังสือ",
}
EMOJI = "🐢🐍🍋🌧🏳"
TAGS = ["#flood", "#Delta22", "#été", "#a11y"]
HANDLES = ["alice", "bob_b", "carol.example.com", "dave"]


@dataclass
class Made:
    """One post: its words in order as generated (None where something stands between that no query names)."""

    words: list[str]
    text: str


@dataclass
class MadeThread:
    id: str
    posts: list[Made]
    author: str
    published: str | None
    lang: str
    #: What its link led to: the words of the title, and the site.
    source: Made | None = None
    site: str = ""


def printed(word: str, chance: random.Random) -> str:
    """A word as people write it: another case, other code points for the same letters, punctuation around."""
    if word[0] in "#@" or word in EMOJI:
        return word
    if chance.random() < 0.3 and "ı" not in word and "i" not in word:
        word = word.upper() if chance.random() < 0.5 else word.capitalize()
    if chance.random() < 0.3:
        word = unicodedata.normalize("NFD", word)
    return chance.choice(["{}", "{}", "{}", "{},", "({})", "“{}”", "{}!", "…{}"]).format(word)


def make(number: int, chance: random.Random) -> MadeThread:
    lang = chance.choice([*LEXICON, *UNSPACED])
    posts = []
    for _ in range(chance.randint(1, 6)):
        words: list[str] = []
        parts: list[str] = []
        for _ in range(chance.randint(2, 12)):
            if lang in UNSPACED and chance.random() < 0.7:
                source = UNSPACED[lang]
                at = chance.randrange(len(source) - 2)
                word = source[at : at + chance.randint(1, 6)]
                if lang == "th" and unicodedata.combining(word[0]) + (unicodedata.category(word[0]) == "Mn"):
                    continue
                words.append(word)
                parts.append(word)
                continue
            kind = chance.random()
            if kind < 0.06:
                word = chance.choice(TAGS)
            elif kind < 0.10:
                word = "@" + chance.choice(["alice", "bob_b"])
            elif kind < 0.14:
                word = chance.choice(EMOJI)
            else:
                word = chance.choice(LEXICON.get(lang, LEXICON["en"]).split())
            words.append(word)
            parts.append(printed(word, chance))
        posts.append(Made(words, " ".join(parts)))
    year = chance.choice([None, "2019", "2021-05", "2022-03-04"])
    held = MadeThread(f"thread{number:014}", posts, chance.choice(HANDLES), year, lang)
    if chance.random() < 0.3:
        words = [chance.choice(LEXICON[chance.choice(list(LEXICON))].split()) for _ in range(3)]
        held.source = Made(words, " ".join(printed(word, chance) for word in words))
        held.site = chance.choice(SITES)
    return held


SITES = ["silt.example.com", "docs.silt.example.com", "eels.example.org"]
SHORT = "https://s.example/x"


def texts(held: MadeThread) -> list[str]:
    """The posts as written; a thread with a source ends with a link to it."""
    return [post.text for post in held.posts] + ([SHORT] if held.source else [])


def looks(held: MadeThread) -> list[Observation]:
    """What was seen of that source."""
    if not held.source:
        return []
    about = Description(title=held.source.text)
    return [Observation("2026-01-01", SHORT, "alive", final=f"https://{held.site}/a", description=about)]


# -- the scan --


def plain(word: str) -> str:
    """What two spellings of a word have in common, said in other words than the program's."""
    word = word.replace("I", "i").replace("İ", "i").replace("ı", "i").lower()
    word = word.replace("ß", "ss").replace("ł", "l").replace("đ", "d").replace("œ", "oe").replace("ة", "ه")
    apart = unicodedata.normalize("NFD", word)
    kept = "".join(c for c in apart if not (0x300 <= ord(c) < 0x370))
    return unicodedata.normalize("NFC", kept).replace("ς", "σ")


def said(post: Made) -> Iterator[tuple[str, set[str]]]:
    """The post's words, each with all that finds it."""
    for word in post.words:
        found = plain(word)
        yield word, {found, found[1:]} if found[0] in "#@" else {found}


def is_unspaced(word: str) -> bool:
    return bool(word) and any(c in "".join(UNSPACED.values()) for c in word)


def has_word(post: Made, word: str) -> bool:
    if is_unspaced(word):
        return any(word in other for other in post.words)
    return any(plain(word) in names for _, names in said(post))


def has_phrase(post: Made, words: list[str]) -> bool:
    names = [found for _, found in said(post)]
    wanted = [plain(word) for word in words]
    return any(
        all(word in found for word, found in zip(wanted, names[at : at + len(wanted)], strict=True))
        for at in range(len(names) - len(wanted) + 1)
    )


def has_beginning(post: Made, beginning: str) -> bool:
    return any(name.startswith(plain(beginning)) for _, found in said(post) for name in found)


def any_post(held: MadeThread, test: Callable[[Made], bool]) -> bool:
    link = [Made(["s", "example", "x"], "")] if held.source else []
    return any(test(post) for post in (*held.posts, *link, *([held.source] if held.source else ())))


Query = tuple[str, Callable[[MadeThread], bool]]


def word_of(library: list[MadeThread], chance: random.Random) -> str:
    return chance.choice(chance.choice(chance.choice(library).posts).words or ["soup"])


def spaced(library: list[MadeThread], chance: random.Random) -> str:
    while True:
        word = word_of(library, chance)
        if not is_unspaced(word) and word[0] not in "#@" and word not in EMOJI:
            return word


def holds(word: str) -> Callable[[MadeThread], bool]:
    return lambda held: any_post(held, lambda post: has_word(post, word))


def together(library: list[MadeThread], chance: random.Random) -> Query:
    """Words combined by the language's operators."""
    a, b, c = (word_of(library, chance) for _ in range(3))
    has_a, has_b, has_c = holds(a), holds(b), holds(c)
    return chance.choice(
        [
            (f"({a})", has_a),
            (f"({a} {b})", lambda held: has_a(held) and has_b(held)),
            (f"{a} AND {b}", lambda held: has_a(held) and has_b(held)),
            (f"{a} or {b} or {c}", lambda held: has_a(held) or has_b(held) or has_c(held)),
            (f"{a} OR {b} {c}", lambda held: has_a(held) or (has_b(held) and has_c(held))),
            (f"({a}) -{b}", lambda held: has_a(held) and not has_b(held)),
            (f"-{a}", lambda held: not has_a(held)),
            (f"({a} or {b}) -({c})", lambda held: (has_a(held) or has_b(held)) and not has_c(held)),
        ]
    )


def in_order(library: list[MadeThread], chance: random.Random) -> Query:
    """Words that stand side by side in one post, as a phrase."""
    while True:
        post = chance.choice(chance.choice(library).posts)
        at = chance.randrange(max(1, len(post.words) - 1))
        words = post.words[at : at + chance.randint(2, 3)]
        if len(words) > 1 and not any(is_unspaced(word) for word in words):
            return f'"{" ".join(words)}"', partial(any_post, test=partial(has_phrase, words=words))


def begun(library: list[MadeThread], chance: random.Random) -> Query:
    """The beginning of a word."""
    while True:
        begin = spaced(library, chance)[:3]
        if len(plain(begin)) >= 3:
            return f"{begin}*", partial(any_post, test=partial(has_beginning, beginning=begin))


def signed(_library: list[MadeThread], chance: random.Random) -> Query:
    """A hashtag or mention."""
    tag = chance.choice([*TAGS, "@alice", "@bob_b"])
    return (tag.upper() if "é" not in tag else tag), holds(tag)


def by_facts(library: list[MadeThread], chance: random.Random) -> Query:
    """Something known of the thread, and a word."""
    word = word_of(library, chance)
    has, name, lang = holds(word), chance.choice(HANDLES), chance.choice([*LEXICON, *UNSPACED])
    first, starts = chance.choice([("2020", "2020-01-01"), ("2021-06", "2021-06-01"), ("2022-03-04", "2022-03-04")])
    ends = {None: "", "2019": "2019-12-31", "2021-05": "2021-05-31", "2022-03-04": "2022-03-04"}
    return chance.choice(
        [
            (f"from:{name} ({word})", lambda held: held.author == name and has(held)),
            (f"lang:{lang} -{word}", lambda held: held.lang == lang and not has(held)),
            (f"since:{first}", lambda held: ends[held.published] >= starts),
            ("site:silt.example.com", lambda held: held.site.endswith("silt.example.com")),
            (f"has:source ({word})", lambda held: held.source is not None and has(held)),
        ]
    )


KINDS = [together, together, in_order, begun, signed, by_facts]


def queries(library: list[MadeThread], chance: random.Random, count: int) -> Iterator[Query]:
    """`count` queries of every kind in turn, each with what it asks for."""
    for number in range(count):
        yield KINDS[number % len(KINDS)](library, chance)


def fill(archive: Memory, library: list[MadeThread]) -> None:
    for held in library:
        key = archive.add(
            held.id,
            thread(*texts(held), author=held.author, published=held.published, lang=held.lang,
                   title="Untitled"),
        )  # fmt: skip
        if held.source:
            archive.observe(key, *looks(held))


def check(index: SearchIndex, library: list[MadeThread], chance: random.Random, count: int) -> None:
    for query, test in queries(library, chance, count):
        results = index.search(query, limit=10_000)
        if any("another form" in str(hint) for hint in results.hints):
            continue  # nothing had the words; forms of them were shown, with a hint that says so
        expected = {held.id for held in library if test(held)}
        assert {hit.id for hit in results.hits} == expected, query
        assert results.total_threads == len(expected), query
        assert results.exact


@pytest.mark.parametrize("engine", EACH_ENGINE)
@pytest.mark.parametrize("seed", [1, 2])
def test_the_index_finds_what_a_scan_finds(tmp_path: Path, seed: int, engine: str) -> None:
    chance = random.Random(seed)
    library = [make(number, chance) for number in range(200)]
    archive = Memory()
    fill(archive, library[:100])
    index = SearchIndex(tmp_path, archive, engine)
    index.update()
    fill(archive, library[100:])
    check(index, library, chance, 180)


FIELDS: tuple[FacetField, ...] = ("from", "hashtag", "site", "lang", "platform", "tag", "year")


def documents(library: list[MadeThread], chance: random.Random) -> Iterator[Document]:
    """The threads as every engine gets them: with titles, labels, and ids in no order."""
    for held in library:
        title = " ".join(held.posts[0].words[:4])
        made = thread(*texts(held), author=held.author, published=held.published, lang=held.lang)
        tags = chance.sample(["later", "read", "kept"], k=chance.randint(0, 2))
        name = f"{chance.getrandbits(80):020x}"
        yield build_document(
            made,
            thread_id=name,
            slug="s",
            title=title,
            tags=tags,
            visibility=chance.choice(SEEN),
            observations=looks(held),
        )


SEEN = ["public", "private"]


def asked(library: list[MadeThread], chance: random.Random, count: int) -> Iterator[str]:
    """Queries of every kind, those too that the scan knows nothing of."""
    yield from (query for query, _ in queries(library, chance, count))
    for _ in range(count // 3):
        words = chance.choice(chance.choice(library).posts).words or ["soup"]
        at = sorted(chance.sample(range(len(words)), min(len(words), chance.randint(2, 4))))
        yield f'"{" ".join(words[place] for place in at)}"~{chance.randint(1, 8)}'
        yield f"{spaced(library, chance)}~"
        yield f"in:title {word_of(library, chance)}"
        yield f'in:title "{" ".join(chance.choice(library).posts[0].words[:2])}"'
    yield from ("-xyz", "sort:new", "sort:old", "since:2020", "until:2021-05", "tag:later -tag:kept", "has:link")


@pytest.mark.skipif(len(EACH_ENGINE) < 2, reason="only one engine")
def test_all_engines_give_the_same(tmp_path: Path) -> None:
    chance = random.Random(5)
    library = [make(number, chance) for number in range(1_200)]
    held = list(documents(library, chance))
    engines = []
    for name in (str(one.values[0]) for one in EACH_ENGINE if not any(mark.args[0] for mark in one.marks)):
        (tmp_path / name).mkdir()
        engine = get_engine_kind(name).open(tmp_path / name, create=True)
        for start in range(0, len(held), 300):
            engine.write(held[start : start + 300], [one.id for one in held[max(0, start - 300) : start : 50]])
        engines.append(engine)
    for text in asked(library, chance, 240):
        query = parse_query(text)
        tree = chance.choice([query.tree, And((query.tree, Filter("visibility", chance.choice(SEEN))))])
        one, *others = (engine.search(tree, sort=query.sort, limit=2_000, offset=0) for engine in engines)
        for other in others:
            assert {found.id for found in other.threads} == {found.id for found in one.threads}, text
            assert (other.total, other.exact) == (one.total, one.exact) == (len(one.threads), True), text
            assert query.sort == "best" or [found.id for found in other.threads] == [found.id for found in one.threads]
            assert other.weights.keys() == one.weights.keys()
        first, *more = (engine.count_facets(tree, FIELDS, 3) for engine in engines)
        assert all(other == first for other in more), text
        page = [
            found.id for engine in engines for found in engine.search(tree, sort=query.sort, limit=4, offset=3).threads
        ]
        whole = [engine.search(tree, sort=query.sort, limit=7, offset=0).threads[3:] for engine in engines]
        assert page == [found.id for part in whole for found in part], text
    for beginning in ("a", "fl", "#", "@", "ре", "本", "zzz", ""):
        for most in (1, 3, 50):
            terms = [[term for term, _ in engine.list_terms(beginning, most)] for engine in engines]
            assert all(other == terms[0] for other in terms), beginning
    for slip in ("soop", "flod", "река", "istanbol", "tin", "本"):
        near = [[term for term, _ in engine.find_near(slip)] for engine in engines]
        assert all(other == near[0] for other in near), slip
    for engine in engines:
        engine.close()


@pytest.mark.parametrize("engine", EACH_ENGINE)
def test_forms_are_shown_only_when_a_scan_finds_nothing(tmp_path: Path, engine: str) -> None:
    chance = random.Random(4)
    library = [make(number, chance) for number in range(60)]
    archive = Memory()
    fill(archive, library)
    index = SearchIndex(tmp_path, archive, engine)
    for query, test in queries(library, chance, 200):
        if any("another form" in str(hint) for hint in index.search(query).hints):
            assert not any(test(held) for held in library), query


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "add", "add", "remove", "retitle", "search"]), st.integers(0, 11)), max_size=25
)


@pytest.mark.parametrize("engine", EACH_ENGINE)
@settings(max_examples=25)
@given(STEPS)
def test_an_index_grown_step_by_step_is_one_built_at_once(
    tmp_path_factory: pytest.TempPathFactory, engine: str, steps: list[tuple[str, int]]
) -> None:
    root = tmp_path_factory.mktemp("indexes")
    chance = random.Random(str(steps))
    archive = Memory()
    grown = SearchIndex(root / "grown", archive, engine)
    for number, (verb, which) in enumerate(steps):
        thread_id = f"thread{which:014}"
        if verb == "add":
            texts = [post.text for post in make(which, chance).posts]
            archive.add(thread_id, thread(*texts, published=f"20{which + 10}"))
        elif verb == "remove" and thread_id in archive.kept:
            archive.remove(thread_id)
        elif verb == "retitle" and thread_id in archive.kept:
            archive.change(thread_id, ThreadEdits(title=f"Numbered {number}", tags=(f"label{which}",)))
        grown.update()
    built = SearchIndex(root / "built", archive, engine)
    asked = ["soup", "-soup", "sort:new", "sort:old", "numbered", "in:title numbered", "tag:label3", "#flood"]
    asked += ["river or 🐢", "since:2015", "photogr*"]
    for query in asked:
        one, other = grown.search(query, limit=100), built.search(query, limit=100)
        assert {hit.id for hit in one.hits} == {hit.id for hit in other.hits}, query
        assert one.total_threads == other.total_threads
        if "sort:" in query:
            assert [hit.id for hit in one.hits] == [hit.id for hit in other.hits]
    assert grown.rebuild() == len(archive.kept)
    for query in asked:
        assert grown.search(query, limit=100).hits == built.search(query, limit=100).hits
    grown.close()
    built.close()
