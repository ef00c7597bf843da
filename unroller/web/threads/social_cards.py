"""What a page says of itself to other programs: a share card, and the article as linked data. Pure."""

from __future__ import annotations

from unroller.model import Article, Thread
from unroller.networks import NETWORK_NAMES
from unroller.text import replace_unprintable
from unroller.urls import safe_url
from unroller.web.threads.viewmodels import PageMetadata
from unroller.writers.citations.organisations import is_organisation
from unroller.writers.citations.reference import get_publication_day, parse_account
from unroller.writers.organisation_list import NOBODY, Organisations

#: A share card shows about so many characters; a title in linked data may have so many (Google's own limit).
CARD, HEADLINE = 200, 110
#: Linked data names no more sources than this.
CITED = 100


def summarize(article: Article) -> str:
    """The beginning of the article below its title, cut at a word."""
    words: list[str] = []
    for block in article.blocks:
        parts = [*block.parts, *(part for item in block.items for part in item.parts)]
        words += " ".join(part.text for part in parts).split()
        if sum(map(len, words)) > CARD + len(article.title):
            break
    text = replace_unprintable(" ".join(words))
    if text.startswith(article.title) and len(text) > len(article.title):
        text = text.removeprefix(article.title).lstrip()
    if len(text) <= CARD:
        return text
    cut = text[:CARD]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:–—-") + "…"


def build_json_ld(thread: Thread, article: Article, listed: Organisations = NOBODY) -> dict[str, object]:
    """The article in schema.org's terms; only what is certain. `listed` are known to be organisations."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": article.title[:HEADLINE],
        "wordCount": article.words,
    }
    if lang := article.lang or thread.lang:
        data["inLanguage"] = lang
    if thread.author:
        url = safe_url(thread.author.url) if thread.author.url else None
        name = thread.author.name or thread.author.handle
        known = listed.has(name, thread.author.handle) or is_organisation(thread.author.name or "")
        author = {"name": name, "alternateName": f"@{thread.author.handle}", **({"url": url} if url else {})}
        data["author"] = {"@type": "Organization" if known else "Person", **author}
    if thread.published.value and thread.published.how != "captured":
        data["datePublished"] = thread.published.value
    if original := safe_url(thread.url) if thread.url else None:
        data["isBasedOn"] = original
    cited = [url for source in article.sources[:CITED] if source.url and (url := safe_url(source.url))]
    if cited:
        data["citation"] = cited
    return data


def build_dublin_core(thread: Thread, article: Article, listed: Organisations = NOBODY) -> tuple[tuple[str, str], ...]:
    """The article as Dublin Core, for programs that keep references: names and values, only what is certain.

    `listed` are known to be organisations. It is not in the terms of journals (``citation_*``): those programs
    would take a thread for a paper.
    """
    issued = get_publication_day(thread.published)
    rows = [
        ("DC.title", article.title),
        *(("DC.creator", name.sorted) for name in parse_account(thread.author, listed)),
        ("DC.date", "-".join(f"{part:02d}" for part in issued)),
        ("DC.language", article.lang or thread.lang or ""),
        ("DC.publisher", NETWORK_NAMES[thread.platform] if thread.platform else ""),
        ("DC.identifier", (safe_url(thread.url) or "") if thread.url else ""),
    ]
    return tuple((name, replace_unprintable(value)) for name, value in rows if value)


def build_metadata(
    thread: Thread, article: Article, address: str, organisations: Organisations = NOBODY
) -> PageMetadata:
    """All of it for the page of a thread at `address`."""
    return PageMetadata(
        address,
        summarize(article),
        build_json_ld(thread, article, organisations),
        build_dublin_core(thread, article, organisations),
    )
