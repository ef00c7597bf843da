"""The article as plain text: paragraphs parted by blank lines, no markup, no wrapping, sources at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unroller.article.sources import UNSEEN, SourceObservations
from unroller.direction import find_direction, mark_direction
from unroller.model import Additions, Article, Block, Part, Source, Thread
from unroller.text import replace_unprintable
from unroller.urls import canonicalize
from unroller.writers import common
from unroller.writers.common import LATER, NO_ADDITIONS, attribute_to_keeper, format_pause, summarize_source


def write(thread: Thread, article: Article, own: Additions = NO_ADDITIONS, known: SourceObservations = UNSEEN) -> str:
    """The whole document; what the keeper added is behind bars."""
    tags = f"{attribute_to_keeper('Tags')}: {', '.join(own.tags)}" if own.tags else ""
    title = mark_direction(article.title, find_direction(article.title, common.find_article_direction(article)))
    head = "\n".join(line for line in (title, common.format_byline(thread), common.safe(thread.url), tags) if line)
    numbers = common.number_sources(article)
    pieces = [
        head,
        *_write_user_text("Introduction", own.introduction),
        *_blocks(thread, article, numbers),
    ]
    if article.sources:
        pieces.append("\n".join(["Sources", *(_source(source, known) for source in article.sources)]))
    pieces += _write_user_text("Notes", own.notes)
    return replace_unprintable("\n\n".join(pieces) + "\n")


def _blocks(thread: Thread, article: Article, numbers: dict[str, int]) -> Iterator[str]:
    """The blocks below the title, and what is between them."""
    said_by_title = common.is_title_first(article)
    directions = common.Directions.of_thread(thread, article.lang)
    for place, (block, later, days) in enumerate(common.Separators.of(thread).before(article)):
        if days:
            yield f"[{format_pause(days)}]"
        if later:
            yield LATER
        if not (place == 0 and said_by_title) and (piece := _block(block, numbers)):
            yield _mark_lines(piece, block, directions)


def _mark_lines(text: str, block: Block, directions: common.Directions) -> str:
    """Every line of a block runs as its post does: plain text has no other way to say it than a mark in front."""
    direction = find_direction(text) if block.kind == "quote" else directions.of_block(block)
    if block.kind == "code":
        return text
    return "\n".join(mark_direction(line, direction) for line in text.split("\n"))


def _write_user_text(what: str, text: str) -> list[str]:
    """What the keeper wrote, as typed."""
    lines = text.splitlines()
    return (
        ["\n".join([f"| {attribute_to_keeper(what)}:", "|", *(f"| {line}".rstrip() for line in lines)])]
        if lines
        else []
    )


def _block(block: Block, numbers: dict[str, int]) -> str:
    if block.kind == "list":
        return "\n".join(_list(common.nest_items(block.items), ""))
    if common.is_quotation(block):
        said = "\n\n".join(_join_words((part,)) for part in block.parts)
        return "\n".join(f"> {line}".rstrip() for line in said.split("\n"))
    if block.kind == "quote":
        return _quote(block, numbers)
    if block.kind == "figure":
        kind, caption = common.format_figure(block.attachment)
        return f"[{kind}: {caption}]" if caption else f"[{kind}]"
    return _join_words(block.parts)


def _list(items: Sequence[common.NestedItem], margin: str) -> Iterator[str]:
    """The entries with the marks that say something; a list within an entry stands further in."""
    own = [nested.item for nested in items]
    shown = common.has_own_markers(own)
    for nested in items:
        sign = nested.item.marker.replace("\\", "") if shown else "-"
        words = _join_words(nested.item.parts).replace("\n", "\n" + margin + " " * (len(sign) + 1))
        yield f"{margin}{sign} {words}".rstrip()
        yield from _list(nested.inner, margin + " " * (len(sign) + 1))


def _quote(block: Block, numbers: dict[str, int]) -> str:
    quote = block.quote
    lines = [f"{common.format_quote_author(quote)}:"]
    if quote and quote.runs:
        lines += _join_words((Part(block.post, quote.runs),)).split("\n")
    address = _join_words(block.parts, whole=True)
    if not address and quote and (url := common.safe(quote.url)):
        number = numbers.get(canonicalize(url))
        address = f"{url} [{number}]" if number else url
    return "\n".join(f"> {line}".rstrip() for line in (*lines, address) if line)


def _join_words(parts: Sequence[Part], *, whole: bool = False) -> str:
    """The parts of a block, with the numbers of its sources behind the links.

    Long addresses are short, but where they are to stand `whole`, or no source has them.
    """
    pieces = []
    for blank, part in common.iter_parts(parts):
        pieces.append(blank)
        for run in part.runs:
            numbered = run.kind == "url" and run.source is not None
            shown = run.text if whole else common.format_link(run)
            pieces += (shown, f" [{run.source}]") if numbered else (run.text,)
    lines = "".join(pieces).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _source(source: Source, known: SourceObservations) -> str:
    where = common.format_post_numbers(source.posts)
    label = common.format_source(source)
    if source.url is None:
        return f"[{source.number}] {label} (address missing; {where})"
    summary = summarize_source(source, known)
    name = summary.name or (label if source.kind == "post" else "")
    details = [source.url, *summary.list_details()]
    return f"[{source.number}] {f'{name}: ' if name else ''}{'; '.join(details)} ({where})"
