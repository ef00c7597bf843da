"""Selection among a page's statements: the surest first, and none rather than a wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote, urljoin, urlsplit

from unroller.linkcheck.metadata import clean, jsonld
from unroller.linkcheck.metadata.fields import parse_authors, read_date
from unroller.linkcheck.metadata.html import Statements, Thing
from unroller.linkcheck.metadata.posts import describe_post
from unroller.model import UNKNOWN_DATE, Date, Description, SourceForm
from unroller.regex import compile_re
from unroller.urls import get_host, has_host, safe_url

_DOI = compile_re(r"10\.\d{4,9}(?:\.\d{1,6}){0,4}/[^\s\"<>{}|\\^`]{1,300}")
_DOI_PATH = compile_re(r"/doi/(?:abs/|full/|pdf/|epdf/|epub/|pdfdirect/|book/)?(10\.\d{4,9}/[^?#\s]{1,200})")
_DOI_HOSTS = ("doi.org", "dx.doi.org")
_CODE_HOSTS = ("github.com", "gitlab.com", "codeberg.org", "bitbucket.org", "git.sr.ht")
_CODE_SOFTWARE = compile_re(r"(?:forgejo|gitea|gitlab|gogs)\b", re.IGNORECASE)
_NOT_OWNERS = frozenset(
    ["about", "features", "explore", "topics", "login", "orgs", "search", "marketplace", "settings"]
)
_WATCH = compile_re(r"/watch\b|/shorts/|/live/|youtu\.be/[\w-]{6,}|vimeo\.com/(?:.{0,60}/)?\d{4,}|/video/")
_VIDEO_HOSTS = ("youtube.com", "youtu.be", "vimeo.com", "dailymotion.com")
_LANG = compile_re(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?:[-_.].{0,20})?", re.IGNORECASE)
_SHORT = dict(
    pair.split("=")
    for pair in (
        "eng=en fra=fr fre=fr deu=de ger=de spa=es ita=it por=pt nld=nl dut=nl ara=ar zho=zh chi=zh jpn=ja kor=ko "
        "rus=ru pol=pl swe=sv nor=no dan=da fin=fi ell=el gre=el tur=tr heb=he ukr=uk ces=cs cze=cs hun=hu "
        "cat=ca fas=fa per=fa hin=hi nob=nb nno=nn ron=ro rum=ro"
    ).split()
)
_NO_LANG = frozenset(["und", "zxx", "mul", "mis", "xx", "null", "default", "none"])

_TITLES_PAPER = ("citation_title", "bepress_citation_title", "eprints.title", "wkhealth_title")
_TITLES_DC = ("dcterms.title", "dc.title")
_AUTHORS_PAPER = ("citation_author", "citation_authors", "bepress_citation_author", "eprints.creators_name")
_AUTHORS_DC = ("dc.creator", "dcterms.creator", "dc.contributor.author", "dc.creator.personalname")
_AUTHORS_PAGE = ("article.author", "author", "parsely-author", "sailthru.author", "byl", "dc.author",
                 "article.author_name")  # fmt: skip
_DATES_PAPER = (
    "citation_publication_date", "citation_date", "bepress_citation_date", "citation_online_date",
    "citation_cover_date", "prism.publicationdate", "eprints.date", "citation_year",
)  # fmt: skip
_DATES_DC = ("dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date")
_DATES_PAGE = (
    "article.published_time", "article.published", "og.article.published_time", "og.published_time", "parsely-pub-date",
    "sailthru.date", "publish-date", "pubdate", "publication_date", "date.issued", "datepublished",
    "itemprop.datepublished", "cxenseparse.recs.publishtime", "video.release_date", "og.video.release_date",
    "ptime", "date",
)  # fmt: skip
_JOURNALS = ("citation_journal_title", "prism.publicationname", "citation_conference_title",
             "bepress_citation_journal_title", "citation_inbook_title", "eprints.publication",
             "dc.source.title")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Page:
    """A page: its statements (`meta`), the thing it is about (linked data first), where and when it was seen."""

    meta: Statements
    url: str
    thing: Thing | None
    things: tuple[Thing, ...]
    latest: str | None

    @property
    def is_paper(self) -> bool:
        return any(self.meta.first(*names) for names in (_TITLES_PAPER, _AUTHORS_PAPER[:3]))


def describe_page(meta: Statements, url: str, latest: str | None) -> Description:
    """The description of a page, from what it states."""
    heads = [meta.title, meta.first("og.title"), meta.first("twitter.title")]
    if any(clean.is_placeholder(text) for text in heads if text):
        return Description()
    named = meta.first("og.url")
    canonical = _canonical(meta, url)
    linked_things = tuple(jsonld.parse_things(meta.scripts))
    about = [url, canonical or "", named]
    thing = jsonld.find_main_entity(linked_things, about) or jsonld.find_main_entity(meta.items, about)
    page = _Page(meta, url, thing, (*linked_things, *meta.items), latest)
    if post := describe_post(meta, canonical or url, url):
        return replace(post, published=_read_published(page, "post"), lang=_lang(page, "post"), canonical=canonical)
    site = _site(page)
    doi = _doi(page)
    form = _form(page, doi)
    sites = [site or "", *_site_names(page)]
    return Description(
        form=form,
        title=_title(page, sites),
        site=site,
        authors=_authors(page, sites),
        published=_read_published(page, form),
        lang=_lang(page, form),
        canonical=canonical,
        doi=doi,
    )


def _form(page: _Page, doi: str | None) -> SourceForm:
    kinds, kind = jsonld.read_types(page.thing), page.meta.first("og.type").lower()
    dc = " ".join(page.meta.all("dc.type", "dcterms.type")).casefold()
    if kinds & jsonld.DATASETS or (dc == "dataset" and not kinds):
        return "dataset"
    if kinds & jsonld.PAPERS or page.is_paper or (doi and ("article" in dc or not kinds)):
        return "dataset" if "dataset" in dc else "paper"
    if kinds & jsonld.REPOSITORIES or _is_repository(page):
        return "repository"
    if (
        kinds & jsonld.VIDEOS
        or kind.startswith("video")
        or (has_host(page.url, *_VIDEO_HOSTS) and _WATCH.search(page.url))
    ):
        return "video"
    return "post" if kinds & jsonld.POSTS else "paper" if doi else "page"


def _is_repository(page: _Page) -> bool:
    parts = [part for part in urlsplit(page.url).path.split("/") if part]
    if len(parts) != 2 or parts[0] in _NOT_OWNERS:
        return False
    named = ("generator", "og.site_name", "application-name", "keywords")
    software = " ".join(page.meta.first(name) for name in named)
    own = page.meta.first("og.type").lower() == "object" and _CODE_SOFTWARE.search(software[:500])
    return has_host(page.url, *_CODE_HOSTS) or bool(own)


# -- titles and sites --


def _title(page: _Page, sites: Iterable[str]) -> str | None:
    meta, names = page.meta, [name for name in sites if name]
    stated = [
        *(value for name in _TITLES_PAPER for value in meta.all(name)[:1]),
        *([jsonld.read_first_text(page.thing, "headline", "name", "title")] if page.thing else []),
        *(meta.all("og.title")[:1] if not meta.first(*_TITLES_PAPER) else []),
        *(value for name in _TITLES_DC for value in meta.all(name)[:1]),
        *meta.all("twitter.title")[:1],
        meta.title,
    ]
    titles = [title for text in stated if text and (title := clean.clean_title(text))]
    for place, title in enumerate(titles):
        titles[place] = _strip_site_names(title, names, meta.heading)
    if not titles:
        return clean.clean_title(meta.heading) if meta.heading else None
    return _choose_fuller(titles[0], [*titles[1:], clean.clean_text(meta.heading)])


def _strip_site_names(title: str, names: list[str], heading: str) -> str:
    """A title without the name of its site, where that is certain: it is stated, or the heading is the rest."""
    for name in names:
        rest = clean.strip_site_name(title, name)
        title = rest if clean.clean_title(rest) else name
    whole = clean.clean_text(heading)
    rest = title[len(whole) :]
    return whole if len(whole) > 8 and title.startswith(whole) and re.match(r" [|–—·»-] |[|»·]", rest) else title


def _choose_fuller(title: str, others: Iterable[str]) -> str:
    """The same title where it is whole, or not in capitals only."""
    cut = title.rstrip(" .…")
    for other in others:
        if title.endswith(("…", "...")) and len(other) > len(cut) > 10 and other.startswith(cut):
            return other
        if title.isupper() and not other.isupper() and other.casefold() == title.casefold():
            return other
    return title


def _site_names(page: _Page) -> Iterator[str]:
    meta = page.meta
    for thing in page.things:
        kinds = jsonld.read_types(thing)
        if kinds & {"WebSite", "Organization", "NewsMediaOrganization", "Corporation"} and "Person" not in kinds:
            yield from (
                name for name in jsonld.read_texts(thing.get("name")) + jsonld.read_texts(thing.get("alternateName"))
            )
    for key in ("publisher", "isPartOf", "sourceOrganization"):
        yield from jsonld.read_texts(_no_person((page.thing or {}).get(key)))
    yield from (meta.all("og.site_name") + meta.all("application-name") + meta.all("apple-mobile-web-app-title"))
    yield from meta.all("citation_publisher") + meta.all("dc.publisher")


def _no_person(value: object) -> object:
    """A publisher, unless it is somebody: people who write alone publish themselves, and are no site."""
    return None if isinstance(value, dict) and "Person" in jsonld.read_types(value) else value


def _site(page: _Page) -> str | None:
    meta, thing = page.meta, page.thing or {}
    kinds = jsonld.read_types(page.thing)
    sites = (
        name
        for one in page.things
        if "WebSite" in jsonld.read_types(one)
        for name in jsonld.read_texts(one.get("name"))
    )
    part = thing.get("isPartOf")
    journal = _journal(part) if page.is_paper or kinds & jsonld.PAPERS else ""
    stated = (
        meta.first(*_JOURNALS),
        journal,
        meta.first("og.site_name"),
        jsonld.read_first_text(thing, "includedInDataCatalog") if kinds & jsonld.DATASETS else "",
        next(sites, ""),
        next(iter(jsonld.read_texts(_no_person(thing.get("publisher")))), ""),
        meta.first("citation_publisher", "citation_dissertation_institution", "citation_technical_report_institution"),
        meta.first("application-name", "apple-mobile-web-app-title"),
        meta.first("dc.publisher", "dcterms.publisher"),
    )
    return next((name for text in stated if text and (name := clean.clean_site_name(text))), None)


def _journal(part: object, depth: int = 0) -> str:
    """The name of the journal that an issue or volume is part of."""
    if isinstance(part, list):
        return next((name for one in part[:20] if (name := _journal(one, depth))), "")
    if not isinstance(part, dict) or depth > 4:
        return ""
    return _journal(part.get("isPartOf"), depth + 1) or (jsonld.read_texts(part.get("name")) or [""])[0]


# -- authors, dates, languages --


def _authors(page: _Page, sites: Iterable[str]) -> tuple[str, ...]:
    meta, names = page.meta, list(sites)
    lang = meta.lang[:2].lower()
    for name in _AUTHORS_PAPER:
        if authors := parse_authors(meta.all(name), lang=lang, sites=names):
            return authors
    thing = page.thing or {}
    stated = ((thing.get("author") or thing.get("creator")), meta.all(*_AUTHORS_DC))
    for value in stated:
        if authors := parse_authors(jsonld.read_texts(value), lang=lang, sites=names, several=True):
            return authors
    for name in _AUTHORS_PAGE:
        if authors := parse_authors(meta.all(name), lang=lang, sites=names, several=True):
            return authors
    return parse_authors(meta.bylines, lang=lang, sites=names, several=True) if len(set(meta.bylines)) <= 3 else ()


def _read_published(page: _Page, form: SourceForm) -> Date:
    meta, thing = page.meta, page.thing or {}
    is_web = form in ("page", "post", "video", "repository")
    keys = (
        ("uploadDate", "datePublished", "dateCreated")
        if form == "video"
        else ("datePublished", "dateCreated", "uploadDate")
    )
    rows = [meta.all(name) for name in _DATES_PAPER]
    rows += [jsonld.read_texts(thing.get(key)) for key in keys[: 2 if form != "repository" else 1]]
    rows += [meta.all(name) for name in (_DATES_PAGE if is_web else _DATES_DC)]
    rows += [meta.all(name) for name in (_DATES_DC if is_web else _DATES_PAGE[:-1])]
    rows += [meta.times[:1]] if len(set(meta.times)) == 1 else []
    for values in rows:
        dates = {date for text in values if (date := read_date(text, latest=page.latest, web=is_web))}
        days = {date[:10] for date in dates}
        if len(days) == 1:
            return Date(value=max(dates, key=len), how="stated")
    return UNKNOWN_DATE


def _lang(page: _Page, form: SourceForm) -> str | None:
    meta = page.meta
    own = [
        meta.first("citation_language"),
        meta.first("dc.language", "dcterms.language", "dc.language.iso"),
    ]
    rest = [
        jsonld.read_first_text(page.thing, "inLanguage"),
        meta.lang,
        meta.first("content-language"),
        meta.first("og.locale"),
    ]
    for text in (*own, *rest) if form in ("paper", "dataset", "pdf") else (*rest, *own):
        if lang := parse_language(text):
            return lang
    return None


def parse_language(text: str) -> str | None:
    """A BCP 47 tag of what a page states as its language, or None."""
    match = _LANG.fullmatch(text.strip())
    if not match or match[1].lower() in _NO_LANG:
        return None
    tongue = _SHORT.get(match[1].lower(), match[1].lower())
    return "-".join([tongue, *([match[2].title()] if match[2] else []), *([match[3].upper()] if match[3] else [])])


# -- addresses --


def _canonical(meta: Statements, url: str) -> str | None:
    base = urljoin(url, meta.base) if meta.base else url
    stated = {href for rel, href in meta.links if rel == "canonical"}
    rows = [
        *(stated if len(stated) == 1 else ()),
        *meta.all("og.url")[:1],
        *meta.all("citation_abstract_html_url")[:1],
    ]
    return next((address for text in rows if (address := _address(text, base, url))), None)


def _address(text: str, base: str, url: str) -> str | None:
    """An absolute address that this page can have; the front page is not one of another."""
    if re.search(r"[{}\[\]<>]|undefined|null\b|%7B", text):
        return None
    try:
        address = safe_url(urljoin(base, text))
        path = urlsplit(address).path if address else ""
    except ValueError:
        return None
    if not address or not address.startswith(("http://", "https://")) or not _is_public(get_host(address) or ""):
        return None
    own = urlsplit(url)
    away = path.strip("/") == "" and not urlsplit(address).query and (own.path.strip("/") or own.query)
    return None if away else address.partition("#")[0]


def _is_public(name: str) -> bool:
    """Whether a host can be one that everybody reaches: those that sites are built on are not."""
    labels = name.split(".")
    return len(labels) > 1 and labels[-1] not in ("local", "localhost", "internal", "lan", "test", "invalid") and not (
        labels[-1].isdigit() or name.startswith("[") or {"staging", "dev", "preprod"} & set(labels[:-2])
    )  # fmt: skip


def _doi(page: _Page) -> str | None:
    meta, thing = page.meta, page.thing or {}
    named = ("citation_doi", "bepress_citation_doi", "prism.doi", "doi", "dc.identifier.doi", "dcterms.identifier.doi")
    stated = [
        *(value for name in named for value in meta.all(name)),
        *meta.all("dc.identifier", "dcterms.identifier"),
    ]
    for key in ("doi", "identifier", "@id", "sameAs", "url") if jsonld.read_types(page.thing) - {"WebPage"} else ():
        stated += [text for text in jsonld.read_texts(thing.get(key)) if key != "sameAs" or "doi.org/" in text]
    if has_host(page.url, *_DOI_HOSTS):
        stated.append(unquote(urlsplit(page.url).path))
    elif match := _DOI_PATH.search(unquote(page.url)):
        stated.append(match[1])
    return next((doi for text in stated if (doi := extract_doi(text))), None)


def extract_doi(text: str) -> str | None:
    """The DOI in a statement (``doi:10.…``, an address at doi.org, bare), or None where there is none."""
    match = _DOI.search(unquote(text[:400]))
    if not match or (text[: match.start()].strip() and not re.search(r"doi", text[: match.start()], re.IGNORECASE)):
        return None
    return match[0].rstrip(".,;:)]'") or None
