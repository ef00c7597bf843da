"""What a plain word of a query is looked for as: the word, its forms, and where nothing has these, what it may stand
for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from unroller.search.ast import EVERYTHING, Phrase, Term, Wish
from unroller.search.engine import Engine
from unroller.search.query import FUZZY_CHARS
from unroller.search.relevance import COMPOUND, FORM, TYPO, Choice, Group
from unroller.search.word_forms import STEMMERS, beginnings, forms, has_forms, parts
from unroller.search.words import strip_apostrophes

#: Other forms of a word that are looked for, the most frequent ones; words of the index looked through for them.
FORMS, LOOKED_THROUGH = 12, 2_000
#: Ways to part a word into two, and words within a slip of the pen, that are looked for; of the latter, so many are
#: looked at, as some may stand where nobody may see them.
COMPOUNDS, SLIPS, NEAR = 6, 3, 50
#: Languages of an archive whose stemmers are asked; words whose forms are remembered.
LANGUAGES, REMEMBERED = 64, 5_000


class Expansion:
    """The forms of words in one state of an index; remembered until :meth:`follow` is told of another."""

    def __init__(self) -> None:
        self._mark: object = None
        self._languages: tuple[str, ...] = ()
        self._forms: dict[tuple[str, str], tuple[str, ...]] = {}

    def follow(self, engine: Engine, mark: object) -> None:
        """Speak of `engine` as it stands at `mark`, which is another one after every change."""
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
        return _joined(engine, found)

    def _other_words(self, engine: Engine, leaf: Term) -> list[str]:
        """Other forms of a word; of one with a possessive or an elided article, the word without, and its forms."""
        if "'" not in leaf.term:
            return list(self.forms(engine, leaf.term, leaf.form))
        bare = strip_apostrophes(leaf.term)
        found = [*bare, *(other for one in bare for other in self.forms(engine, one, ""))]
        return list(dict.fromkeys(found))

    def forms(self, engine: Engine, term: str, form: str) -> tuple[str, ...]:
        """Other forms of a word that stand in the index, the most frequent ones."""
        if not has_forms(term):
            return ()
        if (term, form) not in self._forms:
            if len(self._forms) >= REMEMBERED:
                self._forms.clear()
            often: dict[str, int] = {}
            known: dict[str, Sequence[str]] = {}
            for begin in beginnings(form or term, self._languages):
                words = dict(engine.list_terms(begin, LOOKED_THROUGH))
                spelt = engine.find_spellings(begin, LOOKED_THROUGH) if words else {}
                often |= words
                known |= {word: spelt.get(word, ()) for word in words}
            held = forms(term, form, known, self._languages)
            self._forms[term, form] = tuple(sorted(held, key=lambda word: (-often[word], word))[:FORMS])
        return self._forms[term, form]


def compounds(engine: Engine, group: Group) -> list[Choice]:
    """For a group that nothing meets: the parts of its word side by side."""
    leaf = group.wish.leaf
    if isinstance(leaf, Phrase) or not has_forms(leaf.term):
        return []
    found = []
    for head, tail in parts(leaf.term):
        if _is_known(engine, head) and _is_known(engine, tail):
            found.append(Choice(Phrase(((head, 0), (tail, 1))), COMPOUND))
    return found[:COMPOUNDS]


def slips(engine: Engine, group: Group) -> list[Choice]:
    """For a group that nothing meets: what its word may be a slip of the pen for, frequent words first; more than are
    looked for (:data:`SLIPS`)."""
    leaf = group.wish.leaf
    if isinstance(leaf, Phrase) or len(leaf.term) < FUZZY_CHARS or not has_forms(leaf.term):
        return []
    near = sorted(((-often, term) for term, often in engine.find_near(leaf.term) if has_forms(term)))[:NEAR]
    return [Choice(Term(term), TYPO, is_typo=True) for _, term in near]


#: What may be tried, in this order, for a word that nothing has.
WIDENINGS: tuple[Callable[[Engine, Group], list[Choice]], ...] = (compounds, slips)


def _joined(engine: Engine, groups: list[Group]) -> list[Group]:
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
