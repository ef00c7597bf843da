"""Query expansion: what a plain word is looked for as. The word, its forms, and where nothing has these, what it means.

The index keeps words as written: stems in it would hide exact words and assume one language. So a query's word is
looked up among the words of the index that begin as it does, and those with the same stem in a language of the archive
are its forms. The stemmers are Snowball's (https://snowballstem.org), the lists of function words those that come with
them in Whoosh; what these lack is here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from unicodedata import category

import Stemmer
from whoosh.lang.stopwords import stoplists

from unroller.search.analysis import fold, is_unspaced
from unroller.search.ast import EVERYTHING, Phrase, Term, Wish
from unroller.search.engine import Engine
from unroller.search.query import FUZZY_CHARS
from unroller.search.relevance import COMPOUND, FORM, TYPO, Choice, Group
from unroller.search.words import strip_apostrophes

#: Other forms of a word that are looked for, the most frequent ones; words of the index looked through for them.
FORMS, LOOKED_THROUGH = 12, 2_000
#: Ways to part a word into two, and words within a slip of the pen, that are looked for; of the latter, so many are
#: looked at, as some may occur only in threads that may not be seen.
COMPOUNDS, SLIPS, NEAR = 6, 3, 50
#: Languages of an archive whose stemmers are asked; words whose forms are remembered.
LANGUAGES, REMEMBERED = 64, 5_000


class Expansion:
    """The forms of words in one state of an index; cached until :meth:`follow` gets another state."""

    def __init__(self) -> None:
        self._mark: object = None
        self._languages: tuple[str, ...] = ()
        self._forms: dict[tuple[str, str], tuple[str, ...]] = {}

    def follow(self, engine: Engine, mark: object) -> None:
        """Use `engine` in the state `mark`, which is another one after every change."""
        if mark != self._mark or mark is None:
            known = engine.count_facets(EVERYTHING, ("lang",), LANGUAGES).counts["lang"]
            self._languages = tuple(sorted(code for code, _ in known if code in STEMMERS)) or ("en",)
            self._forms.clear()
            self._mark = mark

    def groups(self, engine: Engine, wishes: Sequence[Wish], small: frozenset[str]) -> list[Group]:
        """What each wish is looked for as: itself, and its forms unless it is one of the function words `small`."""
        found = []
        for wish in wishes:
            leaf, ways = wish.leaf, tuple(Choice(other) for other in wish.others)
            if wish.parts:
                found += [Group(wish, (Choice(part),)) for part in wish.parts]
            elif isinstance(leaf, Phrase) or leaf.term in small:
                found.append(Group(wish, (Choice(leaf), *ways), function=not isinstance(leaf, Phrase)))
            else:
                others = (Choice(Term(term), FORM) for term in self._other_words(engine, leaf))
                found.append(Group(wish, (Choice(leaf), *ways, *others)))
        return _add_joined(engine, found)

    def _other_words(self, engine: Engine, leaf: Term) -> list[str]:
        """Other forms of a word; of one with a possessive or an elided article, the word without, and its forms."""
        if "'" not in leaf.term:
            return list(self.forms(engine, leaf.term, leaf.form))
        bare = strip_apostrophes(leaf.term)
        found = [*bare, *(other for one in bare for other in self.forms(engine, one, ""))]
        return list(dict.fromkeys(found))

    def forms(self, engine: Engine, term: str, form: str) -> tuple[str, ...]:
        """Other forms of a word that are in the index, the most frequent ones."""
        if not has_forms(term):
            return ()
        if (term, form) not in self._forms:
            if len(self._forms) >= REMEMBERED:
                self._forms.clear()
            often: dict[str, int] = {}
            known: dict[str, Sequence[str]] = {}
            for begin in list_prefixes(form or term, self._languages):
                words = dict(engine.list_terms(begin, LOOKED_THROUGH))
                spelt = engine.find_spellings(begin, LOOKED_THROUGH) if words else {}
                often |= words
                known |= {word: spelt.get(word, ()) for word in words}
            held = find_forms(term, form, known, self._languages)
            self._forms[term, form] = tuple(sorted(held, key=lambda word: (-often[word], word))[:FORMS])
        return self._forms[term, form]


def expand_compound(engine: Engine, group: Group) -> list[Choice]:
    """For a group that nothing meets: the parts of its word side by side."""
    leaf = group.wish.leaf
    if isinstance(leaf, Phrase) or not has_forms(leaf.term):
        return []
    found = []
    for head, tail in split_compound(leaf.term):
        if _is_known(engine, head) and _is_known(engine, tail):
            found.append(Choice(Phrase(((head, 0), (tail, 1))), COMPOUND))
    return found[:COMPOUNDS]


def expand_typo(engine: Engine, group: Group) -> list[Choice]:
    """For a group that nothing meets: what its word may be a slip of the pen for, frequent words first; more than are
    looked for (:data:`SLIPS`)."""
    leaf = group.wish.leaf
    if isinstance(leaf, Phrase) or len(leaf.term) < FUZZY_CHARS or not has_forms(leaf.term):
        return []
    near = sorted(((-often, term) for term, often in engine.find_near(leaf.term) if has_forms(term)))[:NEAR]
    return [Choice(Term(term), TYPO, is_typo=True) for _, term in near]


#: What may be tried, in this order, for a word that nothing has.
EXPANSIONS: tuple[Callable[[Engine, Group], list[Choice]], ...] = (expand_compound, expand_typo)


def _add_joined(engine: Engine, groups: list[Group]) -> list[Group]:
    """The groups; two words typed side by side are also looked for written as one."""
    found = list(groups)
    for at, (one, other) in enumerate(pairwise(groups)):
        first, second = one.wish.leaf, other.wish.leaf
        if one.wish.parts or other.wish.parts or not isinstance(first, Term) or not isinstance(second, Term):
            continue
        together = first.term + second.term
        if has_forms(first.term) and has_forms(second.term) and _is_known(engine, together):
            for place in (at, at + 1):
                choice = Choice(Term(together), COMPOUND)
                found[place] = replace(found[place], choices=(*found[place].choices, choice))
    return found


def _is_known(engine: Engine, term: str) -> bool:
    return any(word == term for word, _ in engine.list_terms(term, 1))


#: The stemmer of a language, by its ISO 639-1 code.
STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "st": "sesotho", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
#: Words of fewer letters have no other forms worth the mistakes.
STEM_CHARS = 3
#: What a language writes together with the word behind it: where its forms are in the vocabulary beside the word.
_PROCLITICS = {
    "ar": ("ال", "و", "وال", "ب", "بال", "وبال", "لل", "ولل", "ل", "ف", "فال", "فبال", "فلل", "ك", "كال"),
}  # fmt: skip
#: Conjunctions and the articles before which they are such, and not the first letter of a word.
_CONJUNCTIONS, _ARTICLES = ("و", "ف"), ("ال", "بال", "لل", "كال")
#: Endings that people type without their accents, by which a stemmer would miss them.
_UNACCENTED = {"pt": (("coes", "ções"), ("cao", "ção"), ("oes", "ões"), ("ao", "ão"))}
#: Letters between the parts of a compound (German, Dutch, the Scandinavian languages).
_LINKS = ("", "s", "es", "n", "en", "er", "e")
#: A part of a compound has at least so many letters.
PART_CHARS = 4


def has_forms(term: str) -> bool:
    """Whether it is a word that can have forms: letters and their vowel signs alone, three or more."""
    if len(term) < STEM_CHARS or term.isalpha():
        return len(term) >= STEM_CHARS
    return not is_unspaced(term) and all(char.isalpha() or category(char)[0] == "M" for char in term)


@lru_cache(maxsize=64)
def _get_stemmer(language: str) -> Callable[[str], str]:
    stem: Callable[[str], str] = Stemmer.Stemmer(STEMMERS[language]).stemWord
    return stem


@lru_cache(maxsize=100_000)
def compute_stems(spelling: str, languages: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """The stems of a word in some languages, as pairs of language and folded stem.

    `spelling` is in lower case with its accents: the stemmers know endings by them.
    """
    return frozenset(
        (language, fold(_get_stemmer(language)(_strip_conjunction(spelling, language)))) for language in languages
    )


def _strip_conjunction(spelling: str, language: str) -> str:
    """A word without what the stemmer of its language leaves: a conjunction before the article, a plural in “ões”."""
    if language == "ar" and spelling.startswith(_CONJUNCTIONS) and spelling[1:].startswith(_ARTICLES):
        return spelling[1:]
    if language == "pt" and spelling.endswith("ões"):
        return spelling.removesuffix("ões") + "ão"
    return spelling


def list_prefixes(spelling: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """What every form of a word begins with, as far as the stemmers go: the places to look for its forms.

    The shortest stem says how much that is. Of equally short ones, one that begins as the word does goes first: Dutch
    has ``boor`` for *boring*.
    """
    spelt, word = (spelling, *_restore_accents(spelling, languages)), fold(spelling)
    found = [stem for one in spelt for _, stem in compute_stems(one, languages)] or [word]
    shortest = min(map(len, found))
    begin = min(
        (stem[: max(STEM_CHARS, shortest - 1)] for stem in found if len(stem) == shortest),
        key=lambda begin: (not word.startswith(begin), begin),
    )
    before = [clitic for language in languages for clitic in _PROCLITICS.get(language, ())]
    return (begin, *(fold(clitic) + begin for clitic in before))


def find_forms(term: str, form: str, known: Mapping[str, Sequence[str]], languages: tuple[str, ...]) -> list[str]:
    """Of the words `known`, those that have a stem in common with `term` in one of `languages`.

    Args:
        term: the folded word.
        form: how it was typed; a word typed without its accents has the stems of its spellings in `known` too.
        known: folded words of the index, each with its spellings; none when it is spelt as it is.
        languages: codes that have a stemmer, see :data:`STEMMERS`.
    """
    spelt = (form or term, *known.get(term, ()), *_restore_accents(form or term, languages))
    asked = frozenset[tuple[str, str]]().union(*(compute_stems(other, languages) for other in spelt))
    return [
        other
        for other, spellings in known.items()
        if other != term
        and has_forms(other)
        and any(not asked.isdisjoint(compute_stems(spelling, languages)) for spelling in spellings or (other,))
    ]


def _restore_accents(spelling: str, languages: tuple[str, ...]) -> list[str]:
    """How a word may be meant that was typed without accents."""
    return [
        spelling.removesuffix(plain) + accented
        for language in languages
        for plain, accented in _UNACCENTED.get(language, ())
        if spelling.endswith(plain)
    ][:1]


def split_compound(term: str) -> list[tuple[str, str]]:
    """The ways in which a word may be a compound of two, with the linking letters left out; long first parts first."""
    found = []
    for at in range(len(term) - PART_CHARS, PART_CHARS - 1, -1):
        head, tail = term[:at], term[at:]
        for link in _LINKS:
            first = head.removesuffix(link) if link else head
            if head.endswith(link) and len(first) >= PART_CHARS:
                found.append((first, tail))
    return found


#: Function words of one or two letters are such in any language.
_SHORT = 2
#: What the lists lack, by language.
_LACKING = {
    "de": """
        bereits darf durfen durfte beim bevor dabei dafur daran darauf darum davon deren denen entweder falls gar
        hatte immer irgendwas jemand mag mehr mochte musst mussen nie niemals niemand obwohl ohne schon seid seit
        sobald sollen sowie statt trotz wahrend wann warum weder wegen weshalb wem wen wenig wer wessen wieso wofur
        woher wohin womit worden wurdest""",
    "en": """
        although could either however may might must neither shall though toward towards unless upon us whatever
        whenever whether whichever whoever whose within without would aren't can't couldn't didn't doesn't don't
        hadn't hasn't haven't he's i'd i'll i'm i've isn't it's let's shouldn't she's that's there's they're they've
        wasn't we'll we're we've weren't what's where's who's won't wouldn't you'd you'll you're you've""",
    "es": """
        ademas ahi alli alguien alguna alguno aquel aquella aquellas aquello aquellos aqui asi aun aunque cada cuya
        cuyas cuyo cuyos cuales cuanto cuantos despues hacia jamas luego mientras misma mismas mismo mismos nadie
        ningun ninguna nunca pues puede pueden segun ser sido siempre sino solo tal tampoco tan toda todas ustedes
        usted""",
    "fr": """
        afin ainsi alors apres aucun aucune aussi avant avoir beaucoup car cela celle celles celui cet cette ceux
        chaque chez combien comme comment contre depuis deja donc dont elles encore entre etre fait faire faut ici ils
        jamais jusque les leurs lors lorsque mien moins ni notre parce pendant peu peut plus pourquoi puis puisque
        quand quel quelle quelles quels quelque quelques quoi rien sans si sien sinon sous tant tel telle toujours
        tous tout toute toutes tres trop vers voici voila""",
    "it": """
        alcuna alcuni allora altra altre altri altro ancora avere certo cosa cosi dopo dunque durante essere fare fino
        fra gia mai me mentre molta molte molti molto neanche nessun nessuna nessuno niente nulla ogni oppure ora poco
        poi prima proprio puo qualche quando quasi quel quell quest quindi sempre senza sopra sotto stata state stato
        stati te verso""",
    "nl": """
        alle allemaal beide bent daarom deed doet elk elke enkele er hadden haar heel hen hoewel hoeveel ieder
        iedereen iemands jij jou jouw jullie kunt langs mag moeten moest mogen nadat niemand nooit ooit omdat sinds
        tenzij terwijl tijdens totdat tussen vanaf waar waarom wanneer weer wel welk welke we wezen wij wiens willen
        zeer zouden zullen""",
    "pt": """
        agora ainda algo alguem algum alguma algumas alguns ali antes apenas apos aqui assim cada contra cuja cujo
        desde dessa desse desta deste disso durante enquanto estar fazer haver la mesma nada nenhum nenhuma nessa
        nesse nesta neste ninguem nunca onde outra outras outro outros pode porque porem pois pouco pra quais qualquer
        quanto quantos sempre ser sob sobre tao tanto toda todas todo todos tudo umas uns vez voce""",
}

_FUNCTION_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(fold(word) for word in (*words, *_LACKING.get(language, "").split()))
    for language, words in stoplists.items()
}
_SHORT_ONES = frozenset(word for words in _FUNCTION_WORDS.values() for word in words if len(word) <= _SHORT)


def find_function_words(words: Iterable[str]) -> frozenset[str]:
    """Of a query's folded words, those that carry a sentence rather than a subject.

    Which words these are depends on the language, and a word of one may be a function word of another (``die``,
    ``war``, ``hat``). The language with the most of them is the query's, if it has two or more.
    """
    asked = frozenset(words)
    often = {language: len(asked & known) for language, known in _FUNCTION_WORDS.items()}
    most = max(often.values())
    own = frozenset[str]()
    if most > 1:
        own = own.union(*(_FUNCTION_WORDS[language] for language, count in often.items() if count == most))
    return asked & (own | _SHORT_ONES)
