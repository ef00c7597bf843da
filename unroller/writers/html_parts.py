"""HTML elements: the one place where one is written, from escaped content and an allow-list of names."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

#: All elements that the article, its posts and its sources are made of.
ELEMENTS = frozenset("p h2 ul ol li blockquote footer figure figcaption a sup span mark br div q img video".split())
#: All attributes they carry.
ATTRIBUTES = frozenset(
    {
        "id",
        "class",
        "href",
        "rel",
        "cite",
        "lang",
        "dir",
        "start",
        "aria-label",
        "data-post",
        "value",
        "src",
        "alt",
        "loading",
        "decoding",
        "controls",
        "preload",
    }
)

#: Attribute values by name; None leaves the attribute out.
Attributes = dict[str, str | None]

EMPTY = Markup("")
_REL = "noopener noreferrer nofollow ugc"


def element(name: str, content: Markup, attributes: Attributes) -> Markup:
    """An element: a name of ours, escaped attributes, and content already escaped."""
    given = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value is not None)
    return Markup(f"<{name}{given}>{content}</{name}>")  # noqa: S704 - everything in it is escaped or ours


def void(name: str, attributes: Attributes) -> Markup:
    """An element without content or end: a picture."""
    given = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value is not None)
    return Markup(f"<{name}{given}>")  # noqa: S704 - everything in it is escaped or ours


def link(url: str, text: Markup, attributes: Attributes | None = None) -> Markup:
    """A link to elsewhere; `url` has passed :func:`unroller.urls.safe_url`."""
    return element("a", text, {"href": url, "rel": _REL, **(attributes or {})})


def join(pieces: Iterable[Markup], blank: str = "") -> Markup:
    """Pieces that are escaped already, put together without looking at each again, as `Markup.join` would."""
    return Markup(blank.join(pieces))  # noqa: S704 - every piece is Markup
