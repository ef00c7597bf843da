"""The article as CommonMark, for people to read and for other programs to take on.

Text is escaped so that rendering gives the words back and nothing else: no emphasis, image, table, raw HTML or heading
that the author did not write. Front matter is YAML written as JSON strings, which every YAML reader takes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from unroller.article import find_shown_replies
from unroller.article.sources import UNSEEN, SourceObservations
from unroller.direction import Direction, find_direction, mark_direction
from unroller.model import Additions, Article, Block, Item, Part, Run, Source, Thread
from unroller.readers.own_article import body, delta, record_writer
from unroller.readers.own_article.body import NO_BREAK
from unroller.regex import compile_re
from unroller.text import replace_unprintable
from unroller.urls import canonicalize
from unroller.writers import common
from unroller.writers.common import LATER, NO_ADDITIONS, NestedItem, format_pause, summarize_source

_SPECIAL = compile_re(r"[\\`*_\[\]<~|]|&(?=#?\w|$)|\{(?=[{%])|(?<=\{)\{|!$")
#: What means something at the beginning of a line: headings, rules, underlines, quotes, lists, fences.
_AT_START = compile_re(r"([#>]|[+-](?=\s|$)|-[- \t]{0,400}$|=[= \t]{0,400}$)|(\d{1,9})([.)])(?=\s|$)")
_FENCES = compile_re(r"`{3,}")
_CLOSING_HASHES = compile_re(r"#")
_LINE_END = compile_re(r"\r\n|\r|\n|\u2028|\u2029")
_BLANK = " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_AUTOLINK = compile_re(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x20\x7f]*\Z")
_UNSAFE_YAML = compile_re(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_DESTINATION = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C", " ": "%20", "&": "\\&"})


def write(thread: Thread, article: Article, own: Additions = NO_ADDITIONS, known: SourceObservations = UNSEEN) -> str:
    """The whole document: front matter, title, blocks, sources, and the record by which it is read back.

    What the keeper added is below the title and at the end, and is no part of the record.
    """
    numbers = common.number_sources(article)
    direction = find_direction(article.title, common.find_article_direction(article))
    title = f"# {mark_direction(_heading(article.title), direction)}"
    directions = common.Directions.of_thread(thread, article.lang)
    pieces = [title]
    before: Block | None = None
    odd = False
    said_by_title = common.is_title_first(article)
    for place, (block, later, days) in enumerate(common.Separators.of(thread).before(article)):
        # Emphasis that no author can have written: their asterisks are escaped.
        between = [f"*{format_pause(days)}*"] if days else []
        between += [f"## *{LATER}*"] if later else []
        pieces += between
        before = None if between else before
        if place == 0 and said_by_title:
            continue
        follows = common.is_same_list(before, block) and not (before and _stands_in_lines(before))
        odd = not odd if follows else False
        if piece := _block(block, numbers, directions, odd=odd):
            pieces.append(piece)
            before = block
    if article.sources:
        pieces += ["## Sources", "\n".join(_source(source, known) for source in article.sources)]
    text = delta.strip_notes("\n\n".join(pieces))
    at = 2 if common.is_title_first(article) else len(title)
    record = record_writer.write_record(thread, text, at, find_shown_replies(article, thread))
    if own.introduction.strip():
        pieces.insert(1, body.format_addition("introduction", own.introduction))
    if own.notes.strip():
        pieces.append(body.format_addition("notes", own.notes))
    return replace_unprintable("\n\n".join([_front_matter(thread, article, own), *pieces, "\n".join(record)]) + "\n")


def escape(text: str, *, start: bool = True) -> str:
    """One line of plain text as CommonMark that renders as this text. `start`: it begins a line.

    The blanks around it are taken off; blanks inside stay.
    """
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    if start and (opening := _AT_START.match(escaped)):
        sign = opening[1]
        escaped = f"\\{escaped}" if sign else f"{opening[2]}\\{opening[3]}{escaped[opening.end() :]}"
    return escaped


def _block(block: Block, numbers: dict[str, int], directions: common.Directions, *, odd: bool) -> str:
    if block.kind == "list":
        direction = directions.of_block(block)
        if _stands_in_lines(block):
            return _countdown(block, direction)
        return "\n".join(_list(common.nest_items(block.items), direction, odd=odd))
    if block.kind == "code":
        return _code(block)
    if block.kind == "verse":
        return _verse(block, directions.of_block(block))
    if common.is_quotation(block):
        return _quotation(block, directions.of_block(block))
    if block.kind == "quote":
        return _quote(block, numbers)
    if block.kind == "figure":
        return _figure(block)
    if block.kind == "heading":
        words = mark_direction(" ".join(_lines(block.parts, starts=False)), directions.of_block(block))
        return f"## {_CLOSING_HASHES.sub(_hash, words)}" if words else ""
    return _join_lines(_mark_lines(_lines(block.parts), directions.of_block(block)))


def _mark_lines(lines: Sequence[str], direction: Direction) -> list[str]:
    """Lines that run as their post does in programs that look at the first letter of a paragraph alone."""
    return [mark_direction(line, direction) for line in lines]


def _hash(match: re.Match[str]) -> str:
    """A number sign in a heading, where a row of them at the end would vanish."""
    before = match.string[: match.start()]
    return "#" if before.endswith("\\") else "\\#"


def _list(items: Sequence[NestedItem], direction: Direction, *, odd: bool, margin: str = "") -> Iterator[str]:
    """Entries, one a line; a list right below another takes the other sign, so that they stay two.

    Numbers that count up by themselves are those of a numbered list; others stand as they were written.
    """
    own = [nested.item for nested in items]
    counting = common.counts_up(own)
    shown = common.has_own_markers(own) and not counting
    for nested in items:
        item = nested.item
        closing = ")" if odd != item.marker.endswith(")") else "."
        sign = f"{common.get_number(item)}{closing}" if counting else "+" if odd else "-"
        lines = _mark_lines(_entry(item, shown=shown), direction)
        within = margin + " " * (len(sign) + 1)
        yield f"{margin}{sign} {_join_lines(lines, indent=len(within))}".rstrip()
        yield from _list(nested.inner, direction, odd=False, margin=within)


def _countdown(block: Block, direction: Direction) -> str:
    """Numbers that no numbered list counts, as lines: a bullet before each would be a second mark."""
    return _join_lines(_mark_lines([line for item in block.items for line in _entry(item, shown=True)], direction))


def _stands_in_lines(block: Block) -> bool:
    """Whether a list is written as lines: plain numbers that do not count up."""
    items = block.items
    flat = bool(items) and all(not item.level for item in items)
    return flat and common.has_plain_numbers(items) and not common.counts_up(items)


def _code(block: Block) -> str:
    """A program within fences, longer ones than it holds itself."""
    lines = [line.rstrip(_BLANK) for line in _split_raw("".join(part.text for part in block.parts))]
    longest = max((len(found.group()) for line in lines for found in _FENCES.finditer(line)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([fence, *lines, fence])


def _verse(block: Block, direction: Direction) -> str:
    """Lines with their indentation, as the blanks that Markdown keeps."""
    text = "".join(part.text for part in block.parts)
    rows = [row for row in _split_raw(text) if row.strip(_BLANK)]
    indents = [len(row.expandtabs(4)) - len(row.expandtabs(4).lstrip(_BLANK)) for row in rows]
    lines = zip(indents, _mark_lines(_lines(block.parts), direction), strict=False)
    return _join_lines([NO_BREAK * indent + line for indent, line in lines])


def _entry(item: Item, *, shown: bool) -> list[str]:
    lines = _lines(item.parts)
    if not shown:
        return lines
    sign = escape(item.marker.replace("\\", ""))
    return [f"{sign} {lines[0]}", *lines[1:]] if lines else [sign]


def _quotation(block: Block, direction: Direction) -> str:
    """What the author quotes. A colon that ends its first line is escaped: behind a quoted post's author it is bare."""
    paragraphs = [_mark_lines(_lines((part,)), direction) for part in block.parts]
    if paragraphs and paragraphs[0] and paragraphs[0][0].endswith(":"):
        paragraphs[0][0] = f"{paragraphs[0][0][:-1]}\\:"
    return "\n>\n".join("\n".join(f"> {line}  " for line in lines).rstrip() for lines in paragraphs if lines)


def _quote(block: Block, numbers: dict[str, int]) -> str:
    """Who is quoted, what they wrote where it is known, and where."""
    quote = block.quote
    lines = [escape(common.format_quote_author(quote)) + ":"]
    if quote and quote.runs:
        said = _lines((Part(block.post, quote.runs),))
        lines += _mark_lines(said, find_direction(" ".join(run.text for run in quote.runs)))
    address = [_link(run, whole=True) for part in block.parts for run in part.runs if run.text.strip()]
    if not address and quote and (url := common.safe(quote.url)):
        number = numbers.get(canonicalize(url))
        address = [_link(Run(url, "url", url, number))]
    return "\n".join(f"> {line}  " for line in (*lines, *address)).rstrip()


def _figure(block: Block) -> str:
    kind, caption = common.format_figure(block.attachment)
    words = f"{kind}: {caption}" if caption else kind
    url = common.safe(block.attachment.url) if block.attachment else None
    label = " ".join(escape(line, start=False) for line in _split(words))
    return f"[{label}]({_destination(url)})" if url else f"*{label}*"


def _source(source: Source, known: SourceObservations) -> str:
    """A row of the list of sources: what it is, its address, and the posts that use it."""
    url = common.safe(source.url)
    label = " ".join(escape(line) for line in _split(common.format_source(source)))
    where = common.format_post_numbers(source.posts)
    if url is None:
        return f"{source.number}. {label} (address missing; {where})"
    summary = summarize_source(source, known)
    name = escape(summary.name) or (label if source.kind == "post" else "")
    details = [_address(url), *summary.list_details(_address, escape)]
    return f"{source.number}. {f'{name}: ' if name else ''}{'; '.join(details)} ({where})"


def _front_matter(thread: Thread, article: Article, own: Additions) -> str:
    author = thread.author
    rows: list[tuple[str, str | int | None]] = [
        ("title", article.title),
        ("author", f"@{author.handle}" if author and author.handle else None),
        ("author_name", author.name if author else None),
        ("url", common.safe(thread.url)),
        ("published", thread.published.value),
        ("not_before", thread.published.not_before if not thread.published.value else None),
        ("platform", thread.platform),
        ("lang", article.lang),
        ("posts", len(thread.posts)),
        ("words", article.words),
    ]
    lines = [f"{key}: {_scalar(value)}" for key, value in rows if value is not None]
    if own.tags:
        lines += ["tags:", *(f"  - {_scalar(tag)}" for tag in own.tags)]
    return "\n".join(["---", *lines, "---"])


def _scalar(value: str | int) -> str:
    """A YAML scalar: a number, or a string in double quotes with nothing in it that YAML forbids."""
    if isinstance(value, int):
        return str(value)
    quoted = json.dumps(replace_unprintable(value), ensure_ascii=False)
    return _UNSAFE_YAML.sub(lambda match: f"\\u{ord(match.group()):04x}", quoted)


def _heading(title: str) -> str:
    line = " ".join(escape(line, start=False) for line in _split(title))
    return _CLOSING_HASHES.sub(_hash, line)


def _join_lines(lines: Sequence[str], *, indent: int = 0) -> str:
    """Lines that stay apart when rendered: two blanks at the end of a line are CommonMark's line break."""
    return ("  \n" + " " * indent).join(lines)


def _lines(parts: Sequence[Part], *, starts: bool = True) -> list[str]:
    """The parts of a block as escaped lines without the blanks around them, and without empty ones.

    `starts`: the lines begin lines of the document, where more signs have a meaning.
    """
    rows: list[list[str]] = [[]]
    for blank, part in common.iter_parts(parts):
        rows[-1] += [blank] if rows[-1] else []
        for at, run in enumerate(part.runs):
            before_link = at + 1 < len(part.runs) and part.runs[at + 1].kind == "url"
            if run.kind == "url":
                before, after = (" " if edge.isspace() else "" for edge in (run.text[:1], run.text[-1:]))
                rows[-1].append(f"{before}{_link(run)}{after}")
                continue
            for place, line in enumerate(_split_raw(run.text)):
                if place:
                    rows.append([])
                words = line if rows[-1] else line.lstrip(_BLANK)
                if words:
                    rows[-1].append(_inline(words, start=starts and not rows[-1], before_link=before_link))
    return [line for row in rows if (line := "".join(row).strip(_BLANK))]


def _inline(text: str, *, start: bool, before_link: bool) -> str:
    """Text escaped; an exclamation mark at its end only where a link follows, that would become an image."""
    escaped = escape(text, start=start)
    return escaped if before_link or not escaped.endswith("\\!") else escaped[:-2] + "!"


def _link(run: Run, *, whole: bool = False) -> str:
    """A link with the number of its source; one whose address is not known stays text. `whole`: however long it is."""
    url = common.safe(run.url)
    number = f" \\[{run.source}\\]" if run.source is not None else ""
    shown = run.text if whole else common.format_link(run)
    words = " ".join(escape(line) for line in _split(shown))
    if url is None:
        return words + number
    if shown != run.text:
        return f"[{words}]({_destination(url)}){number}"
    if canonicalize(url) == canonicalize(run.text) or run.text == url:
        return _address(url) + number
    return f"[{words}]({_destination(url)}){number}"


def _address(url: str) -> str:
    """An address that shows itself."""
    return f"<{url}>" if _AUTOLINK.match(url) else f"[{escape(url, start=False)}]({_destination(url)})"


def _destination(url: str) -> str:
    return url.translate(_DESTINATION)


def _split(text: str) -> list[str]:
    return [line for line in (line.strip(_BLANK) for line in _split_raw(text)) if line]


def _split_raw(text: str) -> list[str]:
    return _LINE_END.split(text)
