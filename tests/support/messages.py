"""The texts of the interface, as templates and code hold them, and the catalogues that translate them.

python -m tests.support.messages    brings the catalogues up to date: new texts empty, gone ones out, .mo compiled
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from unroller.config import find_template_folder
from unroller.web.i18n import FOLDER, LANGUAGES

#: What marks a text: in the interface, and in the library that it speaks for (:mod:`unroller.messages`).
KEYWORDS = {
    "_": None, "gettext": None, "N_": None, "ngettext": (1, 2), "mark_plural": (1, 2),
    "Message": None, "msgid": None, "counted": (1, 2),
}  # fmt: skip
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
OPTIONS = {"**.html": {"trimmed": "true", "silent": "false"}}
TRANSLATED = tuple(code for code in LANGUAGES if code != "en")


def template() -> Catalog:
    """All texts, without translations."""
    found = Catalog(project="Unroller", charset="utf-8", fuzzy=False)
    for folder in (FOLDER.parent.parent, find_template_folder()):
        for name, _line, message, _comments, context in extract_from_dir(folder, METHODS, OPTIONS, KEYWORDS):
            found.add(message, None, [(Path(name).name, 0)], context=context)
    return found


def catalogue(code: str) -> Path:
    """The catalogue of a language."""
    return FOLDER / code / "LC_MESSAGES" / "messages.po"


def load(code: str) -> Catalog:
    """A language's catalogue as it is committed."""
    with catalogue(code).open("rb") as file:
        return read_po(file, locale=code)


def main() -> None:
    """Bring all catalogues up to date."""
    texts = template()
    for code in TRANSLATED:
        path = catalogue(code)
        path.parent.mkdir(parents=True, exist_ok=True)
        held = load(code) if path.exists() else Catalog(locale=code, project="Unroller", fuzzy=False)
        held.update(texts, no_fuzzy_matching=True)
        held.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, held, width=120, omit_header=False, sort_output=True, ignore_obsolete=True, no_location=True)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, held)


if __name__ == "__main__":
    main()
