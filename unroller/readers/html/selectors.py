"""The CSS selectors that sites are described with, found by a plain walk: many times quicker than a full CSS engine.

A selector is a comma-separated list of chains; a chain is compounds parted by blanks (each inside the one before); a
compound is an element name, ``#id``, ``.class`` and ``[attribute]`` with ``=``, ``^=``, ``*=`` or ``$=``, as many as
there are.
Nothing else is understood, and anything else is refused when the selector is first used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from bs4 import Tag

from unroller.regex import compile_re

#: Posts of real pages stand some 40 elements deep; what encloses an element is looked for no further than this.
DEEPEST = 400
_COMPOUND = compile_re(
    r"(?P<name>[a-z][a-z0-9]*)|\.(?P<class>[\w-]+)|#(?P<id>[\w-]+)"
    r"|\[(?P<attribute>[\w-]+)(?:(?P<operator>[\^*$]?=)(?:\"(?P<quoted>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\]\"']*)))?\]"
)
_COMBINED = compile_re(r"(?:[^\s\[]|\[[^\[\]]{0,200}\])+")
_LISTED = compile_re(r"(?:[^,\[]|\[[^\[\]]{0,200}\])+")


@dataclass(frozen=True, slots=True)
class _Compound:
    """What one element must be."""

    name: str | None
    classes: tuple[str, ...]
    attributes: tuple[tuple[str, str | None, str], ...]

    def fits(self, tag: Tag) -> bool:
        """Whether `tag` is that."""
        if self.name is not None and tag.name != self.name:
            return False
        attrs = tag.attrs
        if self.classes:
            own = attrs.get("class")
            if not own:
                return False
            names = own.split() if isinstance(own, str) else own
            if any(name not in names for name in self.classes):
                return False
        return all(_matches_attribute(attrs.get(name), operator, wanted) for name, operator, wanted in self.attributes)


def _matches_attribute(value: str | list[str] | None, operator: str | None, wanted: str) -> bool:
    if value is None:
        return False
    if operator is None:
        return True
    text = value if isinstance(value, str) else " ".join(value)
    if operator == "=":
        return text == wanted
    if not wanted:
        return False
    if operator == "^=":
        return text.startswith(wanted)
    return wanted in text if operator == "*=" else text.endswith(wanted)


_Chain = tuple[_Compound, ...]


@lru_cache(maxsize=512)
def _compile(selector: str) -> tuple[_Chain, ...]:
    """Raises ValueError for what is none of the selectors described above."""
    if selector.count("[") != selector.count("]"):
        raise ValueError(f"not a selector that is understood here: {selector}")
    return tuple(
        tuple(_parse_compound(part) for part in _COMBINED.findall(chain))
        for chain in _LISTED.findall(selector)
        if chain.strip()
    )


def _parse_compound(text: str) -> _Compound:
    name: str | None = None
    classes: list[str] = []
    attributes: list[tuple[str, str | None, str]] = []
    at = 0
    for found in _COMPOUND.finditer(text):
        if found.start() != at or (found["name"] and at):
            break
        at = found.end()
        if found["name"]:
            name = found["name"]
        elif found["class"]:
            classes.append(found["class"])
        elif found["id"]:
            attributes.append(("id", "=", found["id"]))
        else:
            wanted = found["quoted"] or found["single"] or found["bare"] or ""
            attributes.append((found["attribute"], found["operator"], wanted))
    if at != len(text):
        raise ValueError(f"not a selector that is understood here: {text}")
    return _Compound(name, tuple(classes), tuple(attributes))


def iterate_tags(node: Tag) -> Iterator[Tag]:
    """Every element under `node`, in page order."""
    stack = node.contents[::-1]
    while stack:
        child = stack.pop()
        if isinstance(child, Tag):
            yield child
            if child.contents:
                stack += child.contents[::-1]


def _matches(tag: Tag, chains: tuple[_Chain, ...]) -> bool:
    return any(chain[-1].fits(tag) and (len(chain) == 1 or _is_inside(tag, chain[:-1])) for chain in chains)


def _is_inside(tag: Tag, chain: _Chain) -> bool:
    """Whether elements around `tag` are those of `chain`, the last the nearest."""
    left = len(chain)
    for parent in islice(tag.parents, DEEPEST):
        if chain[left - 1].fits(parent):
            left -= 1
            if not left:
                return True
    return False


def select(node: Tag, selector: str) -> list[Tag]:
    """The elements under `node` that match, in page order."""
    chains = _compile(selector)
    return [tag for tag in iterate_tags(node) if _matches(tag, chains)]


def select_first(node: Tag, *selectors: str) -> Tag | None:
    """The first element that any of `selectors` finds, tried in order."""
    for selector in selectors:
        chains = _compile(selector)
        for tag in iterate_tags(node):
            if _matches(tag, chains):
                return tag
    return None


def select_outermost(node: Tag, selector: str) -> list[Tag]:
    """The elements that match, without those inside another: a post in a post is quoted, or the page is hostile.

    Elements nested deeper than any site's are passed over.
    """
    chains = _compile(selector)
    found: list[Tag] = []
    stack = [(child, 1) for child in node.contents[::-1] if isinstance(child, Tag)]
    while stack:
        tag, depth = stack.pop()
        if _matches(tag, chains):
            found.append(tag)
        elif depth < DEEPEST:
            stack += [(child, depth + 1) for child in tag.contents[::-1] if isinstance(child, Tag)]
    return found
