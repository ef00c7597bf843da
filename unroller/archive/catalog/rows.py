"""What a thread is listed by: one row a thread, taken from its files, and from its record where that is at hand.

The ledger holds no titles, for it is never edited and a removed thread must leave no words behind. A row names the
digests of the bag, the state and the observations it was taken from: it is a function of these, and of nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from unroller.archive import paths
from unroller.archive.bagit import read_payload
from unroller.archive.ledger import LedgerEntryState
from unroller.archive.model import Summary
from unroller.archive.sidecars import read_observations, read_state
from unroller.archive.sketches import compute_sketch, hash_post
from unroller.edits import ThreadEdits, apply_edits
from unroller.errors import UnrollerError
from unroller.model import PLATFORMS, Observation
from unroller.networks import parse_post_url
from unroller.serialization import thread_from_record, thread_record
from unroller.serialization.codec import Record, loads, upgrade_record
from unroller.text import replace_unprintable
from unroller.urls.address import get_host

MOST_HASHTAGS = 20
#: Of the sites that a thread's sources are on, so many are listed; of its first words, so many characters.
MOST_SITES = 12
MOST_OPENING = 220
#: Of the sources that are gone, so many are listed of a thread.
MOST_GONE = 200
#: Posts whose words stand in a thread, its own and those it quotes, that a row names.
MOST_SEEN = 1_000


class GoneLink(msgspec.Struct, frozen=True, array_like=True):
    """A source of a thread that is gone: its address and kind, when that was seen and why, what the page was called,
    and the address of an archived copy with its date; what is not known is empty."""

    url: str
    kind: str
    at: str
    note: str = ""
    title: str = ""
    copy: str = ""
    copied: str = ""


class CatalogRow(msgspec.Struct, frozen=True, array_like=True):
    """The words that a thread is listed by, and the digests of the bag, the state and the observations that they were
    taken from. `root` is the id of the first post, and `sketch` that of the words, as they were read. `unreadable`: its
    files could not be read, and may be readable again."""

    thread: str
    bag: str
    state: str
    slug: str
    title: str
    author: str | None = None
    author_name: str | None = None
    published: str | None = None
    posts: int = 0
    platform: str | None = None
    hashtags: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    words: int = 0
    opening: str = ""
    observations: str = ""
    links: tuple[tuple[str, int], ...] = ()
    visibility: str = "public"
    root: str = ""
    sketch: str = ""
    seen_posts: str = ""
    unreadable: bool = False
    gone: tuple[GoneLink, ...] = ()

    @property
    def taken_from(self) -> tuple[str, str, str]:
        """The digests of what it was taken from."""
        return self.bag, self.state, self.observations

    def to_summary(self, added: str, version: int) -> Summary:
        """The summary of the thread, which was first `added` then, and whose newest version is `version`."""
        platform = next((name for name in PLATFORMS if name == self.platform), None)
        return Summary(
            self.thread, self.slug, self.title, self.author, self.author_name, self.published, added,
            self.posts, version, platform, self.hashtags, self.tags, self.sites, self.words, self.opening,
            self.links, "public" if self.visibility == "public" else "private", self.seen_posts,
        )  # fmt: skip


def build_row(
    record: Record,
    *,
    held_as: tuple[str, str],
    bag: str,
    state: ThreadEdits | None = None,
    digest: str = "",
    seen: Iterable[Observation] = (),
    observations: str = "",
    sketch: str | None = None,
) -> CatalogRow:
    """The row of a thread held as (id, slug), from its record, its bag's digest, its state with its digest, and what
    was `seen` of its sources, with the digest of that. `sketch` is that of its words as read, where it is known."""
    read, seen = record, tuple(seen)
    if state and state.mends:
        from unroller.article import build_article

        thread = apply_edits(thread_from_record(record), state).thread
        record = thread_record(thread, build_article(thread))
    author = record["author"] or {"handle": None, "name": None}
    links = (link for post in record["posts"] for link in post["links"])
    tags = dict.fromkeys(link["text"].lstrip("#＃") for link in links if link["kind"] == "hashtag")
    return CatalogRow(
        thread=held_as[0],
        bag=bag,
        state=digest,
        slug=held_as[1],
        title=replace_unprintable((state.title if state else None) or record["title"]),
        author=_clean(author["handle"]),
        author_name=_clean(author["name"]),
        published=_clean(record["published"]["value"]),
        posts=len(record["posts"]),
        platform=record["platform"],
        hashtags=tuple(replace_unprintable(tag) for tag in tags)[:MOST_HASHTAGS],
        tags=tuple(replace_unprintable(tag) for tag in state.tags) if state else (),
        sites=_find_sites(record),
        words=record.get("words", 0),
        opening=replace_unprintable(_extract_opening(record)),
        observations=observations,
        links=_count_links(record, seen),
        visibility=state.visibility if state else "public",
        root=_clean(read["id"] or next((post["id"] for post in read["posts"]), None)) or "",
        sketch=compute_sketch(_iter_texts(read)) if sketch is None else sketch,
        seen_posts=_list_seen_posts(read, seen),
        gone=tuple(_iter_gone(record, seen))[:MOST_GONE],
    )


def _clean(text: str | None) -> str | None:
    """A text as thread.json holds it: a record that is at hand may have characters that no file can."""
    return replace_unprintable(text) if text is not None else None


def _iter_texts(record: Record) -> Iterator[str]:
    """The texts of the posts as :func:`unroller.archive.twins.list_texts` gives them."""
    for post in record["posts"]:
        yield "".join(run["text"] if run.get("kind") != "url" else " " for run in post["runs"])


def _list_seen_posts(record: Record, seen: Iterable[Observation]) -> str:
    """The posts whose words stand in a thread, by network and id; those that were looked up among them."""
    platform = record["platform"]
    found = [hash_post(platform, post["id"]) for post in (*record["posts"], *record["others"]) if post["id"]]
    for post in (*record["posts"], *record["others"]):
        addresses = (parse_post_url(quote["url"]) for quote in post["quotes"] if quote["url"] and quote["text"])
        found += [hash_post(address.platform, address.id) for address in addresses if address]
    looked_up = (parse_post_url(one.url) for one in seen if one.description and one.description.quote)
    found += [hash_post(address.platform, address.id) for address in looked_up if address]
    return "".join(dict.fromkeys(found[:MOST_SEEN]))


def _count_links(record: Record, seen: Iterable[Observation]) -> tuple[tuple[str, int], ...]:
    """How many of the sources with an address are in each state, ``unseen`` where nobody looked."""
    from unroller.article.sources import index_observations  # brings how posts are stitched; a list does without

    known = index_observations(seen)
    states = Counter(
        look.state if (look := known.of(source["url"])) else "unseen" for source in record["sources"] if source["url"]
    )
    return tuple(sorted(states.items()))


def _iter_gone(record: Record, seen: Iterable[Observation]) -> Iterator[GoneLink]:
    """The sources that are gone, in order."""
    from unroller.article.sources import index_observations  # see above

    known = index_observations(seen)
    for source in record["sources"]:
        look = known.of(source["url"])
        if look and look.state == "gone" and source["url"]:
            title = (look.description.title if look.description else None) or ""
            copy = look.memento
            texts = source["url"], source["kind"], look.at, look.note, title, *((copy.url, copy.at) if copy else ())
            yield GoneLink(*map(replace_unprintable, texts))


def _find_sites(record: Record) -> tuple[str, ...]:
    """The hosts of the pages among the sources, each once."""
    hosts = (get_host(source["url"]) for source in record["sources"] if source["url"] and source["kind"] == "page")
    names = dict.fromkeys(replace_unprintable(name.removeprefix("www.")) for name in hosts if name)
    return tuple(names)[:MOST_SITES]


def _extract_opening(record: Record) -> str:
    """The first words that the title does not say, cut between words."""
    title = " ".join(str(record["title"]).split())
    texts: list[str] = []
    for block in record["blocks"]:
        parts = [*block.get("parts", ()), *(part for item in block.get("items", ()) for part in item["parts"])]
        text = " ".join(" ".join(part["text"].split()) for part in parts)
        if text and not (not texts and text == title):
            texts.append(text)
        if sum(map(len, texts)) > MOST_OPENING:
            break
    whole, begun = " ".join(texts), title.rstrip("…. ")
    if begun and whole.startswith(begun):
        rest = whole[len(begun) :].lstrip(".,:;!?…–—- ")
        whole = f"…{rest}" if title.endswith("…") and rest else rest
    if len(whole) <= MOST_OPENING:
        return whole
    return whole[:MOST_OPENING].rpartition(" ")[0].rstrip(".,;:–—-… ") + "…"


def rebuild_row(root: Path, held: LedgerEntryState) -> CatalogRow:
    """The row of a held thread, from its folder; the title of a damaged thread is its folder's name."""
    folders = paths.find_thread_folders(root, held.id)
    parsed = paths.parse_thread_name(folders[0].name) if folders else None
    slug = parsed[0] if parsed else "thread"
    bag, digest = held.latest.bag, held.state
    try:
        data = read_payload(folders[0] / paths.format_version_name(held.latest.number), "thread.json", bag)
        state, _ = read_state(folders[0])
        seen = read_observations(folders[0]) if held.observations else ()
        return build_row(
            upgrade_record(loads(data)), held_as=(held.id, slug), bag=bag, state=state, digest=digest, seen=seen,
            observations=held.observations,
        )  # fmt: skip
    except (UnrollerError, OSError, IndexError, KeyError, TypeError, AttributeError):
        return CatalogRow(
            held.id, bag, digest, slug, slug.replace("-", " "), observations=held.observations,
            visibility=_read_visibility(folders[0], held) if folders else "private", unreadable=True,
        )  # fmt: skip


def _read_visibility(folder: Path, held: LedgerEntryState) -> str:
    """Who may see a damaged thread: its keeper alone, where that is not known."""
    try:
        return read_state(folder)[0].visibility if held.state else "public"
    except (UnrollerError, OSError):
        return "private"
