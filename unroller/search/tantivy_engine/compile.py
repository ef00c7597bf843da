"""A query's tree as a query of tantivy's: the same sets as every engine, and BM25 scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log
from typing import Any

import tantivy
from tantivy import Occur, Query

from unroller.regex import compile_re
from unroller.search.ast import And, Filter, Fuzzy, Ids, Node, Not, Or, Phrase, Prefix, Term, Words, list_spellings
from unroller.search.documents import INEXACT, encode_filter, encode_spelling
from unroller.search.matching import find_near_terms, find_phrase, join_lines
from unroller.search.tantivy_engine.schema import find_positions, replace_surrogates, unpack

#: How much a word in the title counts, against one in the body.
TITLE_WEIGHT = 1.5
#: Threads whose terms are looked through for a phrase with words between, times its words: some half a second. Past it
#: the result says it is not exact.
VERIFIED, LEAST = 4_500, 100
#: Looks at the places of a word in a thread that a phrase with words between may take: some fifth of a second.
LOOKS = 400_000
#: Of a long phrase with words between, so many neighbours choose the threads that are looked through: the rarest.
NEIGHBOURS = 4
#: What has a meaning in a regular expression of tantivy's.
_SPECIAL = compile_re(r"[\\.+*?()|\[\]{}^$#&\-~/<>@\"!]")


class Compiler:
    """The trees of one query over one state of the index; what was looked up is kept."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema, vocabulary: TermDictionary) -> None:
        self.exact = True
        self._vocabulary = vocabulary
        self.searcher = searcher
        self._schema = schema
        self._total = searcher.num_docs
        self._sets: dict[tuple[str, Words], Query] = {}
        self._rarity: dict[Words, float] = {}

    def compile(self, node: Node, *, scored: bool = True) -> Query:
        """What `node` asks for; without scores where only the set counts."""
        if isinstance(node, And):
            return self._compile_and(node.parts, scored=scored)
        if isinstance(node, Or):
            return any_of(self.compile(part, scored=scored) for part in node.parts)
        if isinstance(node, Not):
            return self._compile_and((node,), scored=False)
        if isinstance(node, Filter):
            return Query.const_score_query(self._compile_filter(node), 0.0)
        if isinstance(node, Ids):
            held = list(node.ids)
            query = Query.term_set_query(self._schema, "id", held) if held else Query.empty_query()
            return Query.const_score_query(query, 0.0)
        if not scored:
            return any_of(self._get_set(field, node) for field in fields_of(node))
        return any_of(self._compile_scored(field, node) for field in fields_of(node))

    def count(self, node: Node) -> int:
        """How many threads `node` asks for."""
        result: Any = self.searcher.search(self.compile(node, scored=False), limit=1, count=True)
        return int(result.count)

    def _compile_and(self, parts: Sequence[Node], *, scored: bool) -> Query:
        held = [(Occur.Must, self.compile(part, scored=scored)) for part in parts if not isinstance(part, Not)]
        held += [(Occur.MustNot, self.compile(part.part, scored=False)) for part in parts if isinstance(part, Not)]
        if not any(occur == Occur.Must for occur, _ in held):
            held.append((Occur.Must, Query.const_score_query(Query.all_query(), 0.0)))
        return Query.boolean_query(held)

    def _compile_filter(self, item: Filter) -> Query:
        if item.field == "since":
            return self._compile_days("last_day", int(item.value), None)
        if item.field == "until":
            return self._compile_days("first_day", 1, int(item.value))
        return self._compile_fact(encode_filter(item))

    def _compile_days(self, field: str, first: int, last: int | None) -> Query:
        return Query.range_query(self._schema, field, tantivy.FieldType.Unsigned, first, last)

    def _compile_term(self, field: str, term: str) -> Query:
        option = "basic" if field == "facts" else "position"
        return Query.term_query(self._schema, field, term, option)

    # -- words --

    def _compile_scored(self, field: str, leaf: Words) -> Query:
        """A leaf in a field with its scores, on one scale: how rare a leaf is does not depend on the field."""
        boost = TITLE_WEIGHT if field == "title" else 1.0
        held = self._get_set(field, leaf)
        if isinstance(leaf, Term):
            own = self._compute_idf(self.searcher.doc_freq(field, leaf.term))
            held = Query.boost_query(held, boost * self.compute_rarity(leaf) / own)
        elif isinstance(leaf, Phrase) and not leaf.slop:
            held = Query.boost_query(held, boost)
        else:
            held = Query.const_score_query(held, boost * self.compute_rarity(leaf))
        exact = self._compile_exact(leaf)
        if not exact:
            return held
        part = Query.boolean_query([(Occur.Must, Query.boost_query(held, 1 - INEXACT)), *exact])
        return any_of((Query.boost_query(held, INEXACT), part))

    def _compile_exact(self, leaf: Words) -> list[tuple[Occur, Query]]:
        """What threads have in common that hold a leaf's words in the spelling asked for; nothing when all do."""
        clauses = []
        for term, form in list_spellings(leaf):
            spelt = self._compile_fact(encode_spelling(term, form))
            if form != term:
                clauses.append((Occur.Must, Query.const_score_query(spelt, 0.0)))
            elif self.searcher.doc_freq("facts", replace_surrogates(encode_spelling(term, ""))):
                other = [(Occur.Must, self._compile_fact(encode_spelling(term, ""))), (Occur.MustNot, spelt)]
                clauses.append((Occur.MustNot, Query.boolean_query(other)))
        return clauses

    def _compile_fact(self, fact: str) -> Query:
        return self._compile_term("facts", replace_surrogates(fact))

    def compute_rarity(self, leaf: Words) -> float:
        """How much a leaf tells: the logarithm of how few threads hold it, from 0.1 up."""
        if leaf not in self._rarity:
            if isinstance(leaf, Term):
                held = max(self.searcher.doc_freq(field, leaf.term) for field in fields_of(leaf))
            else:
                held = self.count(leaf)
            self._rarity[leaf] = self._compute_idf(held)
        return self._rarity[leaf]

    def note_count(self, leaf: Words, held: int) -> None:
        """Say how many threads hold a leaf, where that was counted already: for a phrase it takes long."""
        self._rarity.setdefault(leaf, self._compute_idf(held))

    def _compute_idf(self, held: int) -> float:
        return max(0.1, log(1 + max(0.5, self._total - held + 0.5) / (held + 0.5)))

    def _get_set(self, field: str, leaf: Words) -> Query:
        place = (field, leaf)
        if place not in self._sets:
            self._sets[place] = self._compile_set(field, leaf)
        return self._sets[place]

    def _compile_set(self, field: str, leaf: Words) -> Query:
        if isinstance(leaf, Term):
            return self._compile_term(field, leaf.term)
        if isinstance(leaf, Prefix):
            if not leaf.prefix:
                return Query.empty_query()
            return Query.regex_query(self._schema, field, _SPECIAL.sub(r"\\\g<0>", leaf.prefix) + ".*")
        if isinstance(leaf, Fuzzy):
            terms = self._vocabulary.find_near(field, leaf.term)
            return Query.term_set_query(self._schema, field, terms) if terms else Query.empty_query()
        return self._compile_phrase(field, leaf)

    # -- phrases --

    def _compile_phrase(self, field: str, leaf: Phrase) -> Query:
        places = [(offset, term) for term, offset in leaf.terms]
        if len(places) < 2:
            return self._compile_term(field, places[0][1]) if places else Query.empty_query()
        if not leaf.slop:
            return Query.phrase_query(self._schema, field, list(places))
        # tantivy's own slop takes words in any order. Neighbours at every distance allowed, in order: for two words
        # that is the phrase, for more all that can hold it.
        neighbours = {(one, other, second - first) for (first, one), (second, other) in pairwise(places)}
        often = {term: self.searcher.doc_freq(field, term) for _, term in places}
        rarest = sorted(neighbours, key=lambda pair: (min(often[pair[0]], often[pair[1]]), pair))[:NEIGHBOURS]
        looks = sum(min(often[one], often[other]) for one, other, _ in rarest) * (leaf.slop + 1)
        if looks > LOOKS:  # such words are near each other nearly everywhere
            rarest = []
        elif len(places) == 2:
            return self._compile_near(field, *rarest[0], leaf.slop)
        held = [(Occur.Must, self._compile_term(field, term)) for term in often]
        held += [(Occur.Must, self._compile_near(field, *pair, leaf.slop)) for pair in rarest]
        return self._verify(field, leaf, Query.boolean_query(held))

    def _compile_near(self, field: str, one: str, other: str, apart: int, slop: int) -> Query:
        """One word, then another at this distance or up to `slop` further on."""
        places = ([(0, one), (apart + more, other)] for more in range(slop + 1))
        return any_of(Query.phrase_query(self._schema, field, list(pair)) for pair in places)

    def _verify(self, field: str, leaf: Phrase, candidates: Query) -> Query:
        """Of the candidates, those that hold the phrase, by their stored terms."""
        most = max(LEAST, VERIFIED // len(leaf.terms))
        hits: Any = self.searcher.search(candidates, limit=most, count=True)
        self.exact = self.exact and hits.count <= most
        offsets = [offset for _, offset in leaf.terms]
        ids = []
        for _, address in hits.hits:
            held = self.searcher.doc(address)
            texts = unpack(held["terms"][0])
            lines = [texts.title] if field == "title" else texts.posts
            if any(count_phrase(line, leaf, offsets) for line in lines):
                ids.append(held["id"][0])
        return Query.term_set_query(self._schema, "id", ids) if ids else Query.empty_query()


def fields_of(leaf: Words) -> tuple[str, ...]:
    """Where a leaf is looked for."""
    return ("title",) if leaf.title else ("body", "title")


def any_of(queries: Iterable[Query]) -> Query:
    """Any of them; of none: nothing."""
    held = list(queries)
    if len(held) < 2:
        return held[0] if held else Query.empty_query()
    return Query.boolean_query([(Occur.Should, query) for query in held])


def count_phrase(line: str, leaf: Phrase, offsets: Sequence[int]) -> int:
    """How often a phrase occurs in a line of terms."""
    held = find_positions(line, (term for term, _ in leaf.terms))
    return len(find_phrase([held[term] for term, _ in leaf.terms], offsets, leaf.slop)) if held else 0


class TermDictionary:
    """The terms of one state of the index; those of a first letter are kept once read, for the next slip of the pen."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher
        self._lines: dict[tuple[str, str], str] = {}

    def count_documents(self, field: str, term: str) -> int:
        """How many threads hold a term, those counted that were taken out since."""
        return self._searcher.doc_freq(field, term)

    def find_near(self, field: str, term: str) -> list[str]:
        """Terms within one edit, the same first letter."""
        if not term:
            return []
        place = (field, term[:1])
        if place not in self._lines:
            self._lines[place] = join_lines(held for held, _ in self._searcher.terms_with_prefix(field, term[:1]))
        return find_near_terms(self._lines[place], term)

    def list_first(self, field: str, prefix: str, most: int) -> list[tuple[str, int]]:
        """Up to `most` terms that begin so, in order. The word itself is the first: asked for alone, it is quick."""
        if not prefix or most <= 0:
            return []
        if most == 1 and (whole := self.count_documents(field, prefix)):
            return [(prefix, whole)]
        return sorted(self._searcher.terms_with_prefix(field, prefix))[:most]
