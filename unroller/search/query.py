"""Parser of the query language. Pure. It never errors; what it cannot use it searches as words.

::

    words together          as many as there are, rare ones first  flood harbour captain
    all: words              all of them                            all: flood harbour
    "a phrase"              word for word, within one post          "in the margin"
    "a phrase"~3            with up to three words more between    "salt inventory"~3
    -word, NOT word         threads without it                     soup -braille
    this or that, OR        either                                 newts or frogs
    this AND that           both                                   newts AND frogs
    ( )                     together, all of them                  (newts or frogs) pond
    begin*                  words that begin so, 3 letters on      photogra*
    word~                   one letter may be wrong                magnolya~
    #hashtag @mention 🐢    exactly                                #a11y
    from: since: until: site: tag: in:title has: lang: platform:   from:alice since:2022-03
    sort:new|old|best       the order

Plain words at the top of a query are wishes (:class:`unroller.search.ast.Wish`): a thread that lacks some of them may
answer all the same. Everything else is a condition.

`parse` is linear in the query's length and bounded by `Limits.query_chars`, `Limits.query_clauses` and `DEPTH`.

Lexemes come first: words, phrases, fields, brackets and the operators between them. Whether ``or`` joins is settled
there, so that whoever edits a query's text sees it as the parser does. In capitals it always joins. In lower case it
joins in brackets, and at the top where a query consists of alternatives alone (single words, phrases or brackets with
``or`` between them) beside conditions; in a longer run of words it is a word like any: people type sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from unroller.limits import DEFAULT, Limits
from unroller.messages import Grouped, Message
from unroller.regex import compile_re
from unroller.search.analysis import Token, fold, get_spelling, is_unspaced, split_at_joiners, tokenize_query
from unroller.search.ast import (
    EVERYTHING,
    FIELDS,
    NOTHING,
    And,
    Filter,
    Fuzzy,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Sort,
    Term,
    Wish,
    parse_filter,
    restrict_to_title,
)

#: Brackets within brackets; nobody means more.
DEPTH = 8
#: The first letters a prefix or a word with a wrong letter must have, so that it does not mean half the archive.
PREFIX_CHARS = 3
FUZZY_CHARS = 4
PHRASE_TERMS = 100


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked: the `sort` order, `hints` for the person (sentences), and the `text` as searched.

    `tree` asks for everything that was typed. `condition` is what of it must hold in any case and `wishes` are the
    plain words beside it, each once; with `strict` (``all:``) all of them are required.
    """

    tree: Node
    sort: Sort = "best"
    hints: tuple[Message, ...] = ()
    text: str = ""
    condition: Node = EVERYTHING
    wishes: tuple[Wish, ...] = ()
    strict: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to search for."""
        return self.tree == NOTHING


@dataclass(slots=True)
class _QueryReader:
    """The lexemes of one query, and what was noticed while reading them."""

    lexemes: list[Lexeme]
    clauses: int
    at: int = 0
    sort: Sort = "best"
    hints: list[Message] = field(default_factory=list)
    strict: bool = False
    #: The parts at the top of the query, each with the wish that it is, if it is one.
    top: list[tuple[Node, Wish | None]] = field(default_factory=list)

    def hint(self, sentence: Message) -> None:
        if sentence not in self.hints:
            self.hints.append(sentence)

    def peek(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.lexemes[place].kind if place < len(self.lexemes) else ""


def parse_query(text: str, limits: Limits = DEFAULT) -> Query:
    """The query that `text` asks. Never raises, whatever the text."""
    hints: list[Message] = []
    if len(text) > limits.query_chars:
        text = text[: limits.query_chars]
        hints.append(
            Message(
                "the query is long: only its first {count} characters were searched", count=Grouped(limits.query_chars)
            )
        )
    reader = _QueryReader(split_lexemes(text), limits.query_clauses, hints=hints)
    if any(lexeme.value == LOOSE for lexeme in reader.lexemes if lexeme.kind == "or"):
        trees = _parse_alternatives(reader)
    else:
        trees = _parse_groups(reader)
    if trees:
        tree = trees[0] if len(trees) == 1 else And(tuple(trees))
    else:
        # only an order is asked for: everything, in that order
        tree = EVERYTHING if "sort" in {lexeme.text for lexeme in reader.lexemes} and not reader.hints else NOTHING
        if tree == NOTHING:
            reader.hint(Message("there is nothing to search for: type a word, a “phrase”, a #hashtag or from:somebody"))
    wishes = dict[Term | Phrase, Wish]()
    for _, wish in reader.top:
        if wish:
            wishes.setdefault(wish.leaf, wish)
    if not wishes:
        return Query(tree, reader.sort, tuple(reader.hints), text, tree)
    required = tuple(part for part, wish in reader.top if not wish)
    return Query(
        tree, reader.sort, tuple(reader.hints), text, required[0] if len(required) == 1 else And(required),
        tuple(wishes.values()), reader.strict,
    )  # fmt: skip


def _parse_groups(reader: _QueryReader) -> list[Node]:
    """All of the query; a closing bracket too many ends a group as well as any."""
    trees: list[Node] = []
    while reader.at < len(reader.lexemes):
        before = reader.at
        if (tree := _parse_or(reader, 0)) is not None:
            trees.append(tree)
        if reader.peek() == "close":
            reader.hint(Message("a closing bracket without an opening one was left out"))
            reader.at += 1
        elif reader.at == before:
            reader.at += 1
    return trees


def _parse_alternatives(reader: _QueryReader) -> list[Node]:
    """A query of alternatives with ``or`` in lower case between them: any of those, and all conditions beside them."""
    parts: list[Node] = []
    either: list[Node] = []
    titled = joined = False
    while kind := reader.peek():
        if kind in {"or", "close"}:
            if kind == "close":
                reader.hint(Message("a closing bracket without an opening one was left out"))
            joined = joined or kind == "or"
            reader.at += 1
        elif kind == "field" and reader.lexemes[reader.at].text == "in":
            titled = _read_in(reader) or titled
        else:
            part = _parse_operand(reader, 0)
            among = either if joined or reader.peek() == "or" else parts
            among += [part] if part is not None else []
            joined = False
    parts += [Or(tuple(either)) if len(either) > 1 else either[0]] if either else []
    return [restrict_to_title(part) if titled else part for part in parts]


# -- from lexemes to the tree ----------------------------------------------------------------------------------------


def _parse_or(reader: _QueryReader, depth: int) -> Node | None:
    """``this or that``, of groups of words. At the top, a single group may be of optional words."""
    parts: list[Node] = []
    before = len(reader.top)
    while True:
        group = _parse_and(reader, depth)
        if group is not None:
            parts.append(group)
        if reader.peek() != "or":
            break
        following = reader.peek(1)
        reader.at += 1
        if group is None or following in {"", "close", "or"}:
            reader.hint(Message("“or” stands between two words; here it was left out"))
    if len(parts) < 2:
        return parts[0] if parts else None
    if not depth:
        reader.top[before:] = [(Or(tuple(parts)), None)]
    return Or(tuple(parts))


def _parse_and(reader: _QueryReader, depth: int) -> Node | None:
    """Words that belong together: all of them, or, plain and at the top, as many as there are."""
    parts: list[tuple[Node, Wish | None]] = []
    titled = required = False
    while (kind := reader.peek()) and kind not in {"or", "close"}:
        lexeme = reader.lexemes[reader.at]
        if kind == "field" and lexeme.text == "in":
            titled = _read_in(reader) or titled
        elif kind == "field" and lexeme.text == "all":
            _read_all(reader, depth)
        elif kind == "and":
            required = _read_and(reader, parts)
        elif (part := _parse_operand(reader, depth)) is not None:
            parts.append((part, None if required else _build_wish(lexeme, part)))
            required = False
    if titled:
        parts = [(restrict_to_title(part), None) for part, _ in parts]
    if not depth:
        reader.top += parts
    if not parts:
        return None
    return parts[0][0] if len(parts) == 1 else And(tuple(part for part, _ in parts))


def _read_and(reader: _QueryReader, parts: list[tuple[Node, Wish | None]]) -> bool:
    """Whether AND is between two words: then both are required."""
    between = bool(parts) and reader.peek(1) not in {"", "close", "or", "and"}
    reader.at += 1
    if between:
        parts[-1] = (parts[-1][0], None)
    else:
        reader.hint(Message("AND stands between two words; here it was left out"))
    return between


def _read_all(reader: _QueryReader, depth: int) -> None:
    """Heed ``all:``; a word that is right behind it is the next lexeme."""
    lexeme = reader.lexemes[reader.at]
    if depth:
        reader.hint(Message("in brackets all words are required anyway: “all:” was left out"))
    reader.strict = True
    if lexeme.value:
        reader.lexemes[reader.at] = Lexeme("word", lexeme.value, start=lexeme.end - len(lexeme.value), end=lexeme.end)
    else:
        reader.at += 1


def _build_wish(lexeme: Lexeme, part: Node) -> Wish | None:
    """The wish that a part of a query is: a plain word, not a sign with a name."""
    leaf, *others = part.parts if isinstance(part, Or) and lexeme.kind == "word" else (part,)
    if lexeme.kind != "word" or not isinstance(leaf, Term | Phrase):
        return None
    held = tokenize_query(lexeme.text)
    if held[0].term[0] in "#@" or lexeme.text.rstrip("0123456789")[-1:] in {"*", "~"}:
        return None
    word = lexeme.text[held[0].start : held[-1].end]
    pairs = held[:PHRASE_TERMS] if isinstance(leaf, Phrase) and is_unspaced(word) else []
    ways = tuple(one for one in others if isinstance(one, Term | Phrase))
    return Wish(word, leaf, tuple(Term(token.term) for token in pairs), ways)


def _parse_operand(reader: _QueryReader, depth: int) -> Node | None:
    """A word, a phrase, a filter or a bracket, wanted or not."""
    excluded = False
    while reader.peek() in {"minus", "not"}:
        if reader.peek() == "not" and reader.peek(1) in {"", "close", "or", "and", "not"}:
            break  # nothing follows: a word
        excluded = not excluded
        reader.at += 1
    lexeme = reader.lexemes[reader.at] if reader.at < len(reader.lexemes) else None
    if lexeme is None or lexeme.kind in {"or", "close", "and"}:
        if lexeme is not None or excluded:
            reader.hint(Message("a minus sign leaves out the word that follows it; here none does"))
        return None
    if lexeme.kind == "open":
        part = _parse_bracket(reader, depth)
    else:
        reader.at += 1
        part = _parse_leaf(reader, lexeme)
    return Not(part) if part is not None and excluded else part


def _parse_bracket(reader: _QueryReader, depth: int) -> Node | None:
    if depth >= DEPTH:
        while reader.peek() == "open":
            reader.at += 1
        reader.hint(
            Message("brackets within brackets count up to {count} deep; the inner ones were left out", count=DEPTH)
        )
        return None
    reader.at += 1
    part = _parse_or(reader, depth + 1)
    if reader.peek() == "close":
        reader.at += 1
        if part is None:
            reader.hint(Message("an empty pair of brackets was left out"))
    else:
        reader.hint(Message("a bracket was not closed; it was taken to end with the query"))
    return part


def _parse_leaf(reader: _QueryReader, lexeme: Lexeme) -> Node | None:
    if lexeme.kind == "field" and lexeme.text == "sort":
        _read_sort(reader, lexeme.value)
        return None
    if reader.clauses <= 0:
        reader.hint(Message("the query has many words: those at its end were left out"))
        return None
    reader.clauses -= 1
    if lexeme.kind == "field":
        return _parse_field(reader, lexeme)
    if lexeme.kind == "phrase":
        if len(lexeme.text) < 2 or (lexeme.text[-1] not in QUOTES and not lexeme.text[-1].isdigit()):
            reader.hint(Message("a quotation mark was not closed; it was taken to end with the query"))
        return _parse_words(reader, lexeme.value, lexeme.slop)
    return _parse_word(reader, lexeme.text)


def _read_in(reader: _QueryReader) -> bool:
    lexeme = reader.lexemes[reader.at]
    reader.at += 1
    if lexeme.value.lower() == "title":
        return True
    reader.hint(Message("after “in:” stands “title”; words are searched everywhere"))
    return False


def _read_sort(reader: _QueryReader, value: str) -> None:
    match value.lower():
        case "new" | "newest":
            reader.sort = "new"
        case "old" | "oldest":
            reader.sort = "old"
        case "best":
            reader.sort = "best"
        case _:
            reader.hint(Message("after “sort:” stands new, old or best"))


def _parse_field(reader: _QueryReader, lexeme: Lexeme) -> Node | None:
    """A filter; with a value it cannot have, the value is searched as words."""
    parsed = parse_filter(lexeme.text, lexeme.value)
    if isinstance(parsed, Filter):
        return parsed
    reader.hint(parsed)
    return _parse_words(reader, lexeme.value, 0) if lexeme.value else None


def _parse_word(reader: _QueryReader, word: str) -> Node | None:
    """A word with a star or a tilde at its end, or as it is."""
    stem = word.rstrip("*~0123456789") if "~" in word else word.rstrip("*")
    mark = word[len(stem) :][:1]
    if mark not in {"*", "~"} or not tokenize_query(stem):
        if "*" in word:
            reader.hint(Message("a star stands at the end of a word: photogra*"))
        return _parse_words(reader, word, 0)
    held = tokenize_query(stem)
    last = held[-1].term
    if len(held) > 1:
        # of “time-laps*”, the last word is open; the others precede it
        before = _parse_words(reader, stem[: held[-1].start], 0)
        opened = _parse_word(reader, last + mark)
        return And(tuple(part for part in (before, opened) if part is not None))
    if "*" in stem:
        reader.hint(Message("a star stands at the end of a word: photogra*"))
    if mark == "~":
        if len(last) < FUZZY_CHARS or is_unspaced(last):
            reader.hint(
                Message(
                    "a tilde allows one wrong letter in words of {count} letters or more: {told}",
                    count=FUZZY_CHARS,
                    told=last,
                )
            )
            return Term(last)
        return Fuzzy(last)
    if is_unspaced(last):
        return _parse_words(reader, stem, 0)  # its pairs are found inside longer words as they are
    if len(last.lstrip("#@")) < PREFIX_CHARS:
        reader.hint(
            Message(
                "before a star stand {count} letters or more; searched as the word “{told}”",
                count=PREFIX_CHARS,
                told=last,
            )
        )
        return Term(last)
    return Prefix(last)


def _parse_words(reader: _QueryReader, text: str, slop: int) -> Node | None:
    """The words of `text` as one term or a phrase; those that a joiner holds together, also as words of their own."""
    ways = (_build_words(reader, way, slop) for way in dict.fromkeys((text, split_at_joiners(text))))
    alternatives = tuple(way for way in ways if way is not None)
    return Or(alternatives) if len(alternatives) > 1 else next(iter(alternatives), None)


def _build_words(reader: _QueryReader, text: str, slop: int) -> Node | None:
    """The words of `text` as one term or a phrase."""
    held = tokenize_query(text)
    if not held:
        shown = fold(text).strip()[:20]
        reader.hint(
            Message("nothing in “{told}” can be searched; it was left out", told=shown)
            if shown
            else Message("empty quotes were left out")
        )
        return None
    if len(held) == 1:
        return _build_term(held[0], text)
    if len(held) > PHRASE_TERMS:
        reader.hint(Message("of a long phrase, the first {count} words were searched", count=PHRASE_TERMS))
    first, held = held[0].position, held[:PHRASE_TERMS]
    terms = tuple(token.term for token in held)
    forms = tuple(get_spelling(token, text) for token in held)
    places = tuple((token.term, token.position - first) for token in held)
    return Phrase(places, slop, forms=() if forms == terms else forms)


def _build_term(token: Token, text: str) -> Term:
    form = get_spelling(token, text)
    return Term(token.term, form="" if form == token.term else form)


SLOP = 32
#: The `value` of an ``or`` in lower case between alternatives at the top of a query.
LOOSE = "loose"

QUOTES = '"“”„‟«»＂〝〞'
_LEXEMES = compile_re(
    rf"""[ \t\r\n\f\v\u00a0\u3000]+
    |(?P<minus>[-−–—]+(?=[^\s]))
    |(?P<open>\()
    |(?P<close>\))
    |(?P<phrase>[{QUOTES}](?P<inside>[^{QUOTES}]*)(?:[{QUOTES}](?:~(?P<slop>[0-9]{{1,3}}))?|$))
    |(?P<field>[A-Za-z]{{2,12}}):(?:[{QUOTES}](?P<quoted>[^{QUOTES}]*)(?:[{QUOTES}]|$)|(?P<value>[^\s(){QUOTES}]*))
    |(?P<word>[^\s(){QUOTES}]+)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of a query, ``start … end`` of its text; of a field, `text` is the language's own name for it.

    An ``or`` whose `value` is :data:`LOOSE` joins the words beside it alone; any other, all that is on its sides.
    """

    kind: str  # minus open close or not and phrase field word
    text: str
    value: str = ""
    slop: int = 0
    start: int = 0
    end: int = 0


def split_lexemes(text: str) -> list[Lexeme]:
    """A query in pieces, in order; a minus sign inside a word is part of it, one glued to a phrase means nothing."""
    result: list[Lexeme] = []
    ends_word = 0
    for match in _LEXEMES.finditer(text):
        kind = match.lastgroup
        glued = match.start() == ends_word and match.start() > 0
        if match["minus"] is not None:
            if not glued:
                result.append(Lexeme("minus", "-", start=match.start(), end=match.end()))
            continue
        if match["word"] is not None:
            result.append(_read_word(match["word"], *match.span()))
        elif match["field"] is not None:
            result.append(_read_field(match))
        elif match["phrase"] is not None:
            slop = min(int(match["slop"] or 0), SLOP)
            result.append(Lexeme("phrase", match["phrase"], match["inside"], slop, *match.span()))
        elif kind in {"open", "close"}:
            result.append(Lexeme(kind, match[0], start=match.start(), end=match.end()))
            continue
        else:
            continue
        ends_word = match.end()
    return _settle_or(result)


def _read_word(word: str, start: int, end: int) -> Lexeme:
    kind = "word"
    if word.lower() == "or" or word in {"|", "||"}:
        kind = "or"
    elif word == "NOT":
        kind = "not"
    elif word in {"AND", "&&"}:
        kind = "and"
    return Lexeme(kind, word, start=start, end=end)


def _read_field(match: re.Match[str]) -> Lexeme:
    """``name:value`` where the name is one of the language's; any other is a word with a colon in it."""
    name = match["field"].lower()
    if name in FIELDS:
        value = match["quoted"] if match["quoted"] is not None else match["value"]
        return Lexeme("field", FIELDS[name], value, 0, *match.span())
    return Lexeme("word", match[0], start=match.start(), end=match.end())


def _settle_or(lexemes: list[Lexeme]) -> list[Lexeme]:
    """The same, with every ``or`` in lower case at the top as what it is: a word, or loose (see above)."""
    depth, top = 0, list[int]()
    for place, lexeme in enumerate(lexemes):
        depth = max(0, depth - (lexeme.kind == "close"))
        if not depth:
            top.append(place)
        depth += lexeme.kind == "open"
    doubtful = [place for place in top if lexemes[place].kind == "or" and lexemes[place].text.islower()]
    if not doubtful:
        return lexemes
    kinds = [lexemes[place].kind for place in top]
    if not _are_alternatives(kinds):
        settled = {place: replace(lexemes[place], kind="word") for place in doubtful}
    elif len(doubtful) == kinds.count("or"):
        settled = {place: replace(lexemes[place], value=LOOSE) for place in doubtful}
    else:
        return lexemes
    return [settled.get(place, lexeme) for place, lexeme in enumerate(lexemes)]


def _are_alternatives(kinds: Sequence[str]) -> bool:
    """Whether top-level lexemes of these kinds are operands with ``or`` between them, and conditions beside those.

    A bracket counts as its closing lexeme alone. Fields and what is excluded are conditions; they may be operands too.
    """
    units = list[str]()
    for kind in kinds:
        if kind in {"minus", "not", "open"}:
            units.append(kind)
        elif units and units[-1] in {"minus", "not"}:
            units[-1] = "condition"
        elif units and units[-1] == "open":
            units[-1] = "operand"
        else:
            units.append({"field": "condition", "or": "or", "and": "and"}.get(kind, "operand"))
    joined = {at + step for at, unit in enumerate(units) if unit == "or" for step in (-1, 1)}
    if joined & {-1, len(units)} or any(units[at] not in {"operand", "condition"} for at in joined):
        return False
    return all(unit in {"or", "condition"} or at in joined for at, unit in enumerate(units))
