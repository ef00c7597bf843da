"""The interface in the reader's language: from ``?lang=`` of the address, else from what the browser asks for.

No cookie keeps the choice. While an address names a language, every link and form of the page does too
(:func:`add_language_to_links`), so that it holds without script; `device.js` remembers it on the device.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path
from urllib.parse import urlencode

import flask_babel
from babel import Locale
from babel.numbers import format_decimal
from flask import Flask, Response, g, has_app_context, request
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from unroller.direction import Direction, find_direction
from unroller.regex import compile_re

#: Code → the language's name in itself.
LANGUAGES = {"en": "English", "es": "Español", "fr": "Français", "de": "Deutsch", "ar": "العربية"}
_UNTRANSLATED = NullTranslations()
FOLDER = Path(__file__).resolve().parent.parent / "translations"
#: Addresses of ours in a page; what was submitted cannot look like this, because its quotes are escaped.
_OWN_URL = compile_re(r'( (?:href|action|formaction)="/(?!static/|api/|manifest)[^"#?]*)(\?[^"#]*)?(#[^"]*)?"')


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language to choose; `url` is the same page in it."""

    code: str
    name: str
    url: str
    current: bool


class _LocalizedNumber(int):
    """A count that is written as the interface's language writes numbers."""

    def __str__(self) -> str:
        return format_number(int(self))


def quote_text(text: str) -> str:
    """`text` in the quotation marks of the interface's language."""
    return gettext("“%(words)s”", words=isolate(text))


def N_(text: str) -> str:  # noqa: N802 - the short name of gettext_noop, as the gettext manual has it
    """Mark a text for translation where it is written; it is translated where it is shown."""
    return text


def mark_plural(one: str, many: str) -> tuple[str, str]:
    """Mark a text in its forms for one and for many; where it is shown, the form that fits is chosen."""
    return one, many


def _get_translations() -> NullTranslations:
    """The catalogue of the interface's language. A page asks for a hundred texts: it is looked up once a request."""
    if not has_app_context():
        return _UNTRANSLATED
    if "translations" not in g:
        g.translations = flask_babel.get_translations()
    translations: NullTranslations = g.translations
    return translations


def gettext(text: str, **values: object) -> str:
    """`text` in the interface's language, ``%(name)s`` in it filled from `values`; English outside of a request."""
    translated = _get_translations().gettext(text)
    return translated % values if values else translated


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a text that fits `count`, ``%(num)s`` in it filled."""
    return _get_translations().ngettext(one, many, count) % {"num": _LocalizedNumber(count)}


def format_posts(count: int) -> str:
    """``12 posts``."""
    return ngettext("%(num)s post", "%(num)s posts", count)


def format_threads(count: int) -> str:
    """``3 threads``."""
    return ngettext("%(num)s thread", "%(num)s threads", count)


def list_counts(*counts: tuple[int, tuple[str, str]]) -> tuple[str, ...]:
    """How many there are of several things, without those of which there are none; each with the forms of its text."""
    return tuple(ngettext(*forms, count) for count, forms in counts if count)


def isolate(text: str) -> str:
    """Words of a text, a name or a path in a sentence: where one of the two is written from right to left, the words
    keep their own order and leave the sentence its own."""
    locale = get_locale()
    mirrored = locale is not None and locale.text_direction == "rtl"
    apart = mirrored or any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)
    return f"\u2068{text}\u2069" if apart else text


def get_locale() -> Locale | None:
    """The interface's language; None outside of a request."""
    if not has_app_context():
        return None
    if "locale" not in g:
        g.locale = flask_babel.get_locale()
    locale: Locale | None = g.locale
    return locale


def format_number(value: int) -> str:
    """A number as it is written in the interface's language."""
    return format_decimal(value, locale=get_locale() or "en")


def get_requested_language() -> str | None:
    """The language that the address names, when we have it."""
    code = request.args.get("lang", "")
    return code if code in LANGUAGES else None


def select_language() -> str:
    """The language of this request."""
    return get_requested_language() or request.accept_languages.best_match(list(LANGUAGES), "en") or "en"


def get_language() -> str:
    """The code of the interface's language; English outside of a request."""
    locale = get_locale()
    return str(locale.language) if locale else "en"


def add_language_to_links(page: str) -> str:
    """`page` with the language of its address in all addresses of ours."""
    code = get_requested_language()
    if not code:
        return page

    def add_language(match: re.Match[str]) -> str:
        path, query, fragment = match[1], match[2] or "", match[3] or ""
        if re.search(r"[?;&]lang=", query):
            return match[0]
        return f'{path}{query}{"&amp;" if query else "?"}lang={code}{fragment}"'

    return _OWN_URL.sub(add_language, page)


def list_languages() -> tuple[LanguageLink, ...]:
    """Every language, with this page in it; of an answer to a form, the front page."""
    path = request.path if request.method == "GET" else "/"
    kept = MultiDict((key, value) for key, value in request.args.items(multi=True) if key != "lang")
    return tuple(
        LanguageLink(
            code, name, f"{path}?{urlencode([*kept.items(multi=True), ('lang', code)])}", code == get_language()
        )
        for code, name in LANGUAGES.items()
    )


def render_language_field() -> Markup:
    """The language for a form that asks with GET, whose address keeps no query."""
    code = get_requested_language()
    return Markup('<input type="hidden" name="lang" value="{}">').format(code) if code else Markup("")


def detect_direction(text: str, base: Direction | None = None) -> Direction:
    """The direction that a text of a page runs in, tags aside; `base` is that of its language, where it is known."""
    return find_direction(text.striptags() if isinstance(text, Markup) else text, base)


class _FixedParts:
    """What stands on every page of a language and is the same on all of them: the sheets, and the words for scripts."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._by_language: dict[str, Markup] = {}

    def render(self) -> Markup:
        """Them in the interface's language, made once."""
        code = get_language()
        if code not in self._by_language:
            rendered = self._app.jinja_env.get_template("fixed_parts.html").render()
            self._by_language[code] = Markup(rendered)  # noqa: S704 - a template of ours, into which nothing is put
        return self._by_language[code]


def install(app: Flask) -> None:
    """Give `app` its languages."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(FOLDER)
    flask_babel.Babel(app, locale_selector=select_language)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: _get_translations().gettext(text),
        lambda one, many, count: _get_translations().ngettext(one, many, count),
        newstyle=True,
    )
    app.add_template_global(_FixedParts(app).render, "fixed_parts")
    app.add_template_global(list_languages, "languages")
    app.add_template_global(render_language_field, "language_field")
    app.add_template_global(format_number, "number")
    app.add_template_filter(detect_direction, "direction")

    @app.context_processor
    def provide_language() -> dict[str, object]:
        code = get_language()
        return {"language": code, "interface_dir": Locale.parse(code).text_direction}

    @app.after_request
    def pass_language_on(response: Response) -> Response:
        code, target = get_requested_language(), response.headers.get("Location", "")
        if code and target.startswith("/") and "lang=" not in target:
            path, mark, rest = target.partition("#")
            response.headers["Location"] = f"{path}{'&' if '?' in path else '?'}lang={code}{mark}{rest}"
        if response.mimetype == "text/html":
            response.vary.add("Accept-Language")
        return response
