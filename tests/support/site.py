"""A site to test: the app on an archive of its own, and the small things a visitor does with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from unroller.config import Settings
from unroller.limits import DEFAULT, Limits
from unroller.web import create_app

THREAD = (
    "Why do harbours silt up in the first ten years? Everybody blames the river 🧵 1/4\n\n"
    "The culprit is the breakwater. It slows the water down, and slow water drops what it carries. #silt 2/4\n\n"
    "Our survey of nine ports is here: https://ports.example.org/survey and the ninth is the strange one. 3/4\n\n"
    "Three things to try:\n- dredge in spring\n- leave a gap in the wall\n- ask the fishermen 4/4\n\n"
    "You can follow @ebb_and_flow.\n"
)
OTHER = (
    "A second thread, about lanterns and the people who lit them. 1/2\n\nIt ends here, in the dark, by the river. 2/2\n"
)
#: A thread that is written from right to left.
ARABIC = (
    "كيف تعلّمت أن أعدّ الفراشات من شرفة واحدة طوال عام كامل؟ 1/2\n\n"
    "القاعدة الوحيدة للعام المقبل: اكتب الليالي الفارغة أيضًا. https://moths.example/nights 2/2\n"
)
VOID = {"meta", "link", "input", "img", "br", "hr"}


@dataclass
class Element:
    """A start tag with its attributes."""

    tag: str
    attributes: dict[str, str]


def is_harmless(script: Element) -> bool:
    """Whether a script is one of our files, or data that no browser runs."""
    kind = script.attributes.get("type", "")
    ours = script.attributes.get("src", "").startswith("/static/")
    return ours or kind in ("application/ld+json", "application/json")


@dataclass
class Html(HTMLParser):
    """All start tags of a page, in order, and its text."""

    page: str
    elements: list[Element] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[Element]:
        """The elements of one kind."""
        return [element for element in self.elements if element.tag == tag]

    def fields(self, action: str) -> dict[str, str]:
        """The hidden fields of the form with this action."""
        inside, found = False, {}
        for element in self.elements:
            if element.tag == "form":
                inside = element.attributes.get("action") == action
            elif inside and element.tag == "input" and element.attributes.get("type") == "hidden":
                found[element.attributes["name"]] = element.attributes.get("value", "")
        return found


class Site:
    """The app, and a visitor without a browser."""

    def __init__(self, folder: Path, limits: Limits = DEFAULT) -> None:
        self.settings = Settings(archive=folder / "archive", index=folder / "index", limits=limits)
        self.app: Flask = create_app(self.settings)
        self.client: FlaskClient = self.app.test_client()

    def get(self, path: str, **more: object) -> TestResponse:
        """Ask for a page or file, to the end."""
        return self.client.get(path, buffered=True, **more)  # type: ignore[arg-type]

    def token(self) -> str:
        """A token from the front page's form."""
        return Html(self.client.get("/").text).fields("/")["token"]

    def paste(self, text: str, **more: object) -> TestResponse:
        """Send the box."""
        return self.client.post("/", data={"token": self.token(), "text": text, **more})

    def keep(self, text: str, **more: object) -> str:
        """Paste, then keep; gives the path of the thread's page."""
        preview = self.paste(text, **more)
        assert preview.status_code == 200, preview.text
        answer = self.client.post("/keep", data=Html(preview.text).fields("/keep"))
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"].partition("?")[0]

    def files(self) -> dict[str, bytes]:
        """Every file of the archive, by path."""
        root = self.settings.archive
        return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def visible(page: str) -> str:
    """A page's text with its white space as one blank."""
    return re.sub(r"\s+", " ", Html(page).text)
