"""View models of the pages about links; see :mod:`unroller.web.viewmodels`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from unroller.web.viewmodels import Alert, DateView, OptionLink, PageLink


@dataclass(frozen=True, slots=True)
class LinkStatusView:
    """What a stored thread's page says of its links: when they were `checked` last (without text: never), how many are
    `unseen`; `says` how far looking up is while it goes on (`running`), or what went wrong. `action` is the page
    that asks before; empty where nothing can be looked up."""

    checked: DateView
    unseen: str = ""
    action: str = ""
    again: bool = False
    running: bool = False
    says: str = ""


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A link that leads nowhere any more: its `label` and address, `state` in words, the archived `copy` if there is
    one, and the `thread` it is in."""

    label: str
    url: str
    state: str
    thread: PageLink
    copy: PageLink | None = None


@dataclass(frozen=True, slots=True)
class LinkHealthBar:
    """The links of the threads of one year: how many (`count`) are in each state, in the order of the headings, and
    how many are `lost`. `x`, `height` and `lost_height` are units of the drawing."""

    text: str
    url: str
    counts: tuple[int, ...]
    count: int
    lost: int
    x: int
    height: int
    lost_height: int


@dataclass(frozen=True, slots=True)
class LinkHealth:
    """Links by the year of their thread, as a picture and a table; `headings` name the states."""

    headings: tuple[str, ...]
    bars: tuple[LinkHealthBar, ...]
    width: int


@dataclass(frozen=True, slots=True)
class LinksPage:
    """``links.html``: what became of the links of all kept threads. `counts` are states in words with how many links
    are so; `dead` those that are gone, `more` says how many are not listed. `off`: nothing can be looked up here."""

    template: ClassVar[str] = "links.html"
    tabs: tuple[OptionLink, ...]
    summary: str
    counts: tuple[tuple[str, int], ...]
    health: LinkHealth | None
    dead: tuple[DeadLink, ...]
    more: str = ""
    off: bool = False


@dataclass(frozen=True, slots=True)
class CheckLinksPage:
    """``check_links.html``: says which `hosts` would be requested (`more` how many are not named), before any is.
    With `again` all links are looked up; `off`: nothing can be."""

    template: ClassVar[str] = "check_links.html"
    title: str
    url: str
    hosts: tuple[str, ...]
    token: str
    more: str = ""
    again: bool = False
    off: bool = False
    message: Alert | None = None
