"""A post's text and what is linked in it: offsets come in, runs go out. No word is lost, whatever the offsets say.

X counts offsets in code points of the escaped text (``&amp;`` is five). So pieces are cut out first and unescaped
afterwards, each once. An offset where the text differs from the entity is ignored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple

from unroller.account_exports.x.json_values import get_objects, get_text, parse_pair
from unroller.model import Run
from unroller.networks import X
from unroller.networks import runs as links
from unroller.regex import compile_re
from unroller.urls import safe_url

EntityKind = Literal["url", "mention", "hashtag", "cashtag", "media"]

#: Texts that are looked through for one link whose offset is wrong: bounded, for it costs time.
_MOST_SEARCHES = 60
#: No network allows a post of this many characters; what is longer is not looked through for links.
_LONGEST = 100_000
_SPACE = compile_re(r"\s")
_SIGNS = {"mention": "@＠", "hashtag": "#＃", "cashtag": "$"}
#: What escaped texts never hold: these signs as they are.
_BARE = compile_re("[<>]|&(?!(?:amp|lt|gt);)")


class EntitySpan(NamedTuple):
    """A linked piece of a text: from `begin` to `end` it is `short` (a link's short address, or a name without sign).

    `long` is the whole address of a link. "media": the address of the post's own pictures, which is not shown.
    """

    kind: EntityKind
    begin: int
    end: int
    short: str
    long: str = ""


_Rows = tuple[tuple[EntityKind, str, str], ...]
_Place = Callable[[dict[str, Any]], tuple[int, int] | None]
#: A kind of link: the key of its list, and that of its short form.
_V1: _Rows = (
    ("url", "urls", "url"), ("mention", "user_mentions", "screen_name"), ("hashtag", "hashtags", "text"),
    ("cashtag", "symbols", "text"),
)  # fmt: skip
_V2: _Rows = (
    ("url", "urls", "url"), ("mention", "mentions", "username"), ("hashtag", "hashtags", "tag"),
    ("cashtag", "cashtags", "tag"),
)  # fmt: skip
_NOTE: _Rows = (
    ("url", "urls", "shortUrl"), ("mention", "mentions", "screenName"), ("hashtag", "hashtags", "text"),
    ("cashtag", "cashtags", "text"),
)  # fmt: skip
#: The place of a span without offsets: it is looked for.
_NOWHERE = (-1, -1)


def unescape(piece: str) -> str:
    """`piece` without X's three escapes; each is undone once, the ampersand's last."""
    if "&" not in piece:
        return piece
    return piece.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def is_escaped(whole: str) -> bool:
    """Whether a text of unknown form is escaped: it holds nothing that escaping would have replaced."""
    return "&" in whole and _BARE.search(whole) is None


def parse_v1_spans(entities: dict[str, Any]) -> list[EntitySpan]:
    """The spans of ``entities`` as archives, version 1.1, GraphQL and syndication write them (media apart)."""
    return _parse_spans(entities, _V1, lambda one: parse_pair(one.get("indices")), "expanded_url")


def parse_v2_spans(entities: dict[str, Any]) -> list[EntitySpan]:
    """The spans of ``entities`` as version 2 writes them: ``start`` and ``end``; media are among the links."""
    result = _parse_spans(entities, _V2, lambda one: parse_pair([one.get("start"), one.get("end")]), "expanded_url")
    pictures = {get_text(one, "url") for one in get_objects(entities, "urls") if "media_key" in one}
    return [span._replace(kind="media") if span.kind == "url" and span.short in pictures else span for span in result]


def parse_note_spans(core: dict[str, Any]) -> list[EntitySpan]:
    """The spans of a long text in an archive: ``fromIndex`` and ``toIndex``. Bold and italic are left out."""
    return _parse_spans(core, _NOTE, lambda one: parse_pair([one.get("fromIndex"), one.get("toIndex")]), "expandedUrl")


def _parse_spans(where: dict[str, Any], rows: _Rows, place: _Place, long: str) -> list[EntitySpan]:
    result = []
    for kind, key, name in rows:
        for one in get_objects(where, key):
            short = get_text(one, name)
            if short:
                begin, end = place(one) or _NOWHERE
                result.append(EntitySpan(kind, begin, end, short, get_text(one, long) if kind == "url" else ""))
    return result


def parse_media_spans(media: Sequence[dict[str, Any]]) -> list[EntitySpan]:
    """Where the address of the pictures is: one span for each address, however many pictures share it."""
    result: dict[str, EntitySpan] = {}
    for one in media:
        short = get_text(one, "url")
        where = parse_pair(one.get("indices"))
        if short and (short not in result or (where and result[short].begin < 0)):
            result[short] = EntitySpan("media", *(where or _NOWHERE), short, get_text(one, "expanded_url"))
    return list(result.values())


def build_runs(
    whole: str, spans: Iterable[EntitySpan], *, escaped: bool, old: bool, cut: bool = False
) -> tuple[Run, ...]:
    """`whole` as runs. `escaped`: pieces are to be unescaped.

    Where there are no spans, links are looked for by the network's rules (they were not always listed); names and tags
    only in `old` posts, for later ones list those that exist. `cut`: the text ends within what it says, so that an
    address at its end may be half.
    """
    placed = _place_spans(whole, spans)
    if not placed:
        return _find_runs(unescape(whole) if escaped else whole, old=old, cut=cut)
    builder = _RunBuilder()
    position = 0
    for span in placed:
        builder.add_text(_slice(whole, position, span.begin, escaped=escaped))
        if span.kind != "media":
            builder.add_run(_build_run(span, whole[span.begin : span.end]))
        position = span.end
    builder.add_text(_slice(whole, position, len(whole), escaped=escaped))
    return builder.build()


def _slice(whole: str, begin: int, end: int, *, escaped: bool) -> str:
    return unescape(whole[begin:end]) if escaped else whole[begin:end]


class _RunBuilder:
    """Runs in the making; plain text that meets plain text becomes one run."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._pending: list[str] = []

    def add_text(self, piece: str) -> None:
        if piece:
            self._pending.append(piece)

    def add_run(self, run: Run) -> None:
        self._close()
        self._runs.append(run)

    def build(self) -> tuple[Run, ...]:
        self._close()
        return tuple(self._runs)

    def _close(self) -> None:
        if self._pending:
            self._runs.append(Run("".join(self._pending)))
            self._pending.clear()


def _build_run(span: EntitySpan, piece: str) -> Run:
    if span.kind == "url":
        whole = span.long if span.long and not _SPACE.search(span.long) else piece
        return Run(whole, "url", safe_url(whole if "://" in whole else "http://" + whole))
    if span.kind == "mention":
        return Run(piece, "mention", X.mention_url(piece))
    if span.kind == "hashtag":
        return Run(piece, "hashtag", X.hashtag_url(piece))
    return Run(piece, "cashtag", X.cashtag_url(piece))


def _place_spans(whole: str, spans: Iterable[EntitySpan]) -> list[EntitySpan]:
    """The spans at places where the text matches them, in order, not overlapping; those without a place are dropped."""
    right: list[EntitySpan] = []
    wrong: list[EntitySpan] = []
    for span in spans:
        (right if _is_at(whole, span) else wrong).append(span)
    right.sort(key=lambda span: span.begin)
    kept: list[EntitySpan] = []
    for span in right:
        if not kept or span.begin >= kept[-1].end:
            kept.append(span)
    for span in wrong[:_MOST_SEARCHES]:
        place = _search_span(whole, span, kept)
        if place:
            kept.append(place)
            kept.sort(key=lambda one: one.begin)
    return kept


def _is_at(whole: str, span: EntitySpan) -> bool:
    if span.begin < 0 or span.end > len(whole):
        return False
    piece, signs = whole[span.begin : span.end], _SIGNS.get(span.kind)
    if signs:
        return piece[0] in signs and piece[1:].casefold() == span.short.casefold()
    return piece.casefold() == span.short.casefold()


def _search_span(whole: str, span: EntitySpan, kept: Sequence[EntitySpan]) -> EntitySpan | None:
    """The first place where the span's text is a word of its own and no other span is."""
    signs = _SIGNS.get(span.kind)
    for begin, end in _iter_places(whole, span.short, signs or ""):
        if all(end <= one.begin or begin >= one.end for one in kept):
            return span._replace(begin=begin, end=end)
    return None


def _iter_places(whole: str, short: str, signs: str) -> Iterator[tuple[int, int]]:
    low, needle = whole.lower(), short.lower()
    if len(low) != len(whole):  # some capitals have longer small letters: then the case must agree
        low, needle = whole, short
    at = low.find(needle, 1 if signs else 0)
    for _ in range(_MOST_SEARCHES):
        if at < 0:
            return
        end = at + len(needle)
        begin = at - 1 if signs else at
        if (not signs or low[begin] in signs) and not (end < len(low) and (low[end].isalnum() or low[end] == "_")):
            yield begin, end
        at = low.find(needle, end)


def _find_runs(whole: str, *, old: bool, cut: bool) -> tuple[Run, ...]:
    if len(whole) > _LONGEST:
        return (Run(whole),)
    runs = links.split_runs(whole, X.platform)
    last = len(runs) - 1
    if last >= 0 and runs[last].text in ("…", "..."):
        last -= 1
    builder = _RunBuilder()
    for at, run in enumerate(runs):
        if run.kind == "text" or not (old or run.kind == "url"):
            builder.add_text(run.text)
        else:
            builder.add_run(Run(run.text, "url") if cut and at == last and run.kind == "url" else run)
    return builder.build()
