"""Who may do what: forms only from our own pages, headers on every answer, and hostile text that stays text."""

from __future__ import annotations

import contextlib
import io
import os
import re
import select
import signal
import stat
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.site import THREAD, Html, Site, is_harmless
from unroller.errors import MisuseError, TooLargeError
from unroller.web import security
from unroller.web.preview.batch import decode, encode
from unroller.web.security import HEADERS, KEY_BYTES, PAGE_HEADERS, load_signing_key
from unroller.web.server import list_host_names

#: Every route: its methods, and whether it changes something and so wants a token. A new route fails until it is here.
ROUTES = {
    "/": ({"GET"}, False),
    "/ POST": ({"POST"}, True),
    "/keep": ({"POST"}, True),
    "/look": ({"POST"}, True),
    "/share": ({"POST"}, False),  # fills the box, reads and stores nothing
    "/manifest.webmanifest": ({"GET"}, False),
    "/t/<key:key>": ({"GET"}, False),
    "/t/<key:key>.<any(md, txt, html, json):suffix>": ({"GET"}, False),
    "/t/<key:key>/source": ({"GET"}, False),
    '/t/<key:key>.<any(bib, ris, "csl.json"):suffix>': ({"GET"}, False),
    '/t/<key:key>/p<int(max=99999999):number>.<any(bib, ris, "csl.json"):suffix>': ({"GET"}, False),
    '/t/<key:key>/sources.<any(bib, ris, "csl.json"):suffix>': ({"GET"}, False),
    "/t/<key:key>/sources": ({"GET"}, False),
    "/t/<key:key>/sources POST": ({"POST"}, True),
    "/t/<key:key>/sources/progress": ({"GET"}, False),
    "/sources": ({"GET"}, False),
    "/t/<key:key>/remove": ({"GET"}, False),
    "/t/<key:key>/remove POST": ({"POST"}, True),
    "/search": ({"GET"}, False),
    "/search.csv": ({"GET"}, False),
    "/search.atom": ({"GET"}, False),
    "/t/<key:key>/edit": ({"GET"}, False),
    "/t/<key:key>/edit POST": ({"POST"}, True),
    "/mend": ({"POST"}, True),
    "/threads": ({"GET"}, False),
    "/threads POST": ({"POST"}, True),
    "/authors": ({"GET"}, False),
    "/tags": ({"GET"}, False),
    "/year/<year>": ({"GET"}, False),
    "/by/<handle>": ({"GET"}, False),
    "/tag/<tag>": ({"GET"}, False),
    "/help": ({"GET"}, False),
    "/health": ({"GET"}, False),
    "/api/v1/threads": ({"GET"}, False),
    "/api/v1/threads/<key:key>": ({"GET"}, False),
    "/api/v1/suggest": ({"GET"}, False),
    "/api/v1/search": ({"GET"}, False),
    "/static/<path:filename>": ({"GET"}, False),
    "/t/<key:key>/changes": ({"GET"}, False),
    "/t/<key:key>/join": ({"POST"}, True),
    "/t/<key:key>/media/<sha256>.<ext>": ({"GET"}, False),
    "/imports": ({"GET"}, False),
    "/imports POST": ({"POST"}, True),
    "/imports/<name>": ({"GET"}, False),
    "/imports/<name> POST": ({"POST"}, True),
    "/imports/<name>.json": ({"GET"}, False),
    "/imports/<name>/receipt": ({"GET"}, False),
    "/receipts/<name>": ({"GET"}, False),
}
#: Posts without a token: they change nothing, which the row above says.
OPEN = {"/share"}
ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "[a](javascript:alert(3))",
    "javascript:alert(4)",
    "</textarea><script>alert(5)</script>",
    "' onmouseover='alert(6)",
    "</title><svg onload=alert(7)>",
    "{{ 7 * 7 }} {% raw %}",
    'https://example.org/"onfocus=alert(8)//',
    "data:text/html,<b>x",
    "\u202egpj.exe",
    "<!-- <style>*{display:none}",
    "&lt;script&gt;alert(9)&lt;/script&gt;",
)
#: What pages are made of; anything else came from somebody's text.
ELEMENTS = {
    "html", "head", "meta", "title", "link", "script", "body", "a", "header", "div", "img", "form", "label", "input",
    "nav", "main", "footer", "p", "section", "h1", "h2", "h3", "textarea", "span", "button", "ol", "ul", "li", "strong",
    "article", "bdi", "time", "details", "summary", "q", "blockquote", "figure", "figcaption", "sup", "br", "mark", "b",
    "datalist", "option", "svg", "rect", "table", "thead", "tbody", "tr", "th", "td",
    "dialog", "fieldset", "legend", "kbd", "select", "aside",
}  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def rules(site: Site) -> dict[str, tuple[set[str], bool]]:
    found = {}
    for rule in site.app.url_map.iter_rules():
        methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
        twice = [other for other in site.app.url_map.iter_rules() if other.rule == rule.rule]
        name = f"{rule.rule} POST" if len(twice) > 1 and "POST" in methods else rule.rule
        found[name] = (methods, "POST" in methods and rule.rule not in OPEN)
    return found


def test_every_route_is_listed_with_its_methods(site: Site) -> None:
    assert rules(site) == ROUTES


def test_what_changes_something_refuses_a_form_without_a_token(site: Site) -> None:
    path = site.keep(THREAD)
    before = site.files()
    posts = [name.removesuffix(" POST") for name, (methods, token) in ROUTES.items() if "POST" in methods and token]
    for rule in posts:
        address = rule.replace("/t/<key:key>", path)
        for token in ({}, {"token": ""}, {"token": "a.b.c"}, {"token": "x" * 5000}):
            data = {"text": THREAD, "data": encode(THREAD.encode()), "other": path[-20:]}
            answer = site.client.post(address, data=token | data)
            assert answer.status_code == 403, address
    assert site.files() == before


def test_reading_changes_nothing(site: Site) -> None:
    path = site.keep(THREAD)
    site.get("/search?q=water")
    before = site.files()
    for rule in ROUTES:
        address = rule.replace("/t/<key:key>", path).replace("<any(md, txt, html, json):suffix>", "md")
        address = address.replace("<key:key>", path[3:]).replace("<handle>", "ebb_and_flow").replace("<tag>", "silt")
        if " " not in address:
            site.get(address.replace("<path:filename>", "unroller.css"))
    assert site.files() == before


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "null"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://localhost.evil.example"}, 403),
        ({"User-Agent": "another program"}, 403),
    ],
)
def test_a_form_counts_only_from_our_own_page(site: Site, headers: dict[str, str], status: int) -> None:
    answer = site.client.post("/", data={"token": site.token(), "text": THREAD}, headers=headers)
    assert answer.status_code == status


def test_a_token_of_another_address_does_not_fit(site: Site) -> None:
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    assert (
        site.client.post("/", data={"token": site.token(), "text": THREAD}, environ_base=elsewhere).status_code == 403
    )


def test_an_old_form_is_shown_again_with_its_text(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = Html(site.paste(THREAD).text).fields("/keep")
    monkeypatch.setattr(security, "FORM_AGE", -1)
    front = site.client.post("/", data={"token": preview["token"], "text": THREAD})
    assert front.status_code == 403
    assert "slow water drops what it carries" in Html(front.text).text
    again = site.client.post("/keep", data=preview)
    assert again.status_code == 403
    assert Html(again.text).fields("/keep")["data"] == preview["data"]
    assert not site.settings.archive.exists()
    monkeypatch.undo()
    assert site.client.post("/keep", data=Html(again.text).fields("/keep")).status_code == 303


def test_an_old_question_about_removing_removes_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    path = site.keep(THREAD)
    fields = Html(site.get(f"{path}/remove").text).fields(f"{path}/remove")
    monkeypatch.setattr(security, "FORM_AGE", -1)
    assert site.client.post(f"{path}/remove", data=fields).status_code == 403
    assert site.get(path).status_code == 200


def test_headers_stand_on_every_answer_and_no_cookie_does(site: Site) -> None:
    path = site.keep(THREAD)
    site.app.config["PROPAGATE_EXCEPTIONS"] = False
    site.app.view_functions["search.show_help"] = lambda: 1 // 0
    answers = {
        200: site.get("/"),
        201: site.get(path),
        202: site.get(f"{path}.json"),
        203: site.get("/static/unroller.css"),
        204: site.get("/static/icon.svg"),
        205: site.get("/api/v1/threads"),
        206: site.paste(THREAD),
        308: site.get(f"/t/{path[-20:]}"),
        400: site.get("/", headers={"Host": "evil.example"}),
        403: site.client.post("/keep", data={"data": encode(THREAD.encode())}),
        404: site.get("/nothing"),
        405: site.get("/keep"),
        422: site.paste(""),
        500: site.get("/help"),
        501: site.get("/static/../app.py"),
    }
    for expected, answer in answers.items():
        if expected in (308, 400, 403, 404, 405, 422, 500):
            assert answer.status_code == expected
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        static = expected in (203, 204, 501)
        for header, value in (HEADERS if static else {**HEADERS, **PAGE_HEADERS}).items():
            assert answer.headers[header] == value, (expected, header)
        assert ("sandbox" in policy) == static or expected == 202
        assert "Set-Cookie" not in answer.headers
        assert "Cache-Control" in answer.headers
        assert "Traceback" not in answer.text
    assert "POST" in answers[405].headers["Allow"]


def test_only_known_hosts_are_answered(tmp_path: Path) -> None:
    site = Site(tmp_path)
    for host, status in (
        ("localhost", 200),
        ("127.0.0.1:8080", 200),
        ("[::1]:8080", 200),
        ("evil.example", 400),
        ("localhost.evil", 400),
    ):
        assert site.get("/", headers={"Host": host}).status_code == status, host
    assert list_host_names("192.0.2.7") == ("192.0.2.7",)
    assert list_host_names("2001:db8::1") == ("[2001:db8::1]",)
    assert list_host_names("0.0.0.0") == list_host_names("::") == ()
    assert list_host_names("archive.example") == ("archive.example",)


def test_static_files_are_kept_by_their_version(site: Site) -> None:
    page = Html(site.get("/").text)
    sheet = next(link.attributes["href"] for link in page.all("link") if link.attributes["rel"] == "stylesheet")
    assert "immutable" in site.get(sheet).headers["Cache-Control"]
    assert site.get("/static/unroller.css?v=old").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_stays_text_on_every_page(site: Site, attack: str) -> None:
    text = f"{attack} is how this begins 1/2\n\nAnd {attack} is how it ends, by @somebody #tag 2/2\n\n"
    text += f"You can follow @ebb_and_flow.\n{attack}"
    preview = site.paste(text)
    assert preview.status_code == 200
    answer = site.client.post(
        "/keep", data={**Html(preview.text).fields("/keep"), "name": attack, "media_type": attack}
    )
    assert answer.status_code == 303
    path = answer.headers["Location"]
    paths = (
        path,
        f"{path}?view=posts",
        f"{path}/remove",
        f"{path}/edit",
        "/",
        "/threads",
        "/tags",
        "/authors",
        f"/by/{attack}",
        f"/tag/{attack}",
    )
    pages = [preview, *(site.get(address) for address in (*paths, f"/t/{attack}"))]
    pages += [site.get(address, query_string={"q": attack}) for address in (path, "/search")]
    pages += [site.paste("", file=(io.BytesIO(b""), attack)), site.client.post("/", data={"text": text})]
    for page in pages:
        found = Html(page.text)
        assert {element.tag for element in found.elements} <= ELEMENTS
        for element in found.elements:
            assert not any(name.startswith("on") or name == "style" for name in element.attributes)
            assert not re.match(r"\s*(javascript|data|vbscript):", element.attributes.get("href", ""), re.I)
        assert all(is_harmless(script) for script in found.all("script"))
        assert {image.attributes["src"].partition("?")[0] for image in found.all("img")} == {"/static/icon.svg"}


@given(st.binary(max_size=5000))
def test_a_carried_capture_comes_back_exactly(data: bytes) -> None:
    assert decode(encode(data), 5000) == data


@given(st.text(max_size=200))
def test_no_field_makes_the_carrier_break(field: str) -> None:
    with contextlib.suppress(MisuseError, TooLargeError):
        decode(field, 100)


def test_a_packed_bomb_is_never_unpacked_whole() -> None:
    with pytest.raises(TooLargeError):
        decode(encode(b"\0" * 50_000_000), 1_000_000)


def test_the_signing_key_is_private_lasting_and_never_a_strangers(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "index"
    key = load_signing_key(folder)
    assert len(key) == KEY_BYTES
    assert load_signing_key(folder) == key
    path = folder / "form-key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    path.chmod(0o644)
    assert load_signing_key(folder) != key
    path.chmod(0o600)
    path.write_bytes(b"short")
    assert len(load_signing_key(folder)) == KEY_BYTES
    (tmp_path / "file").write_text("no folder")
    assert len(load_signing_key(tmp_path / "file")) == KEY_BYTES


def test_the_server_starts_answers_and_stops_when_asked(tmp_path: Path) -> None:
    environment = {**os.environ, "UNROLLER_ARCHIVE": str(tmp_path / "archive")}
    server = subprocess.Popen(
        [sys.executable, "-m", "unroller", "serve", "--port", "0"],
        stderr=subprocess.PIPE,
        env=environment,
        cwd=tmp_path,
    )
    try:
        assert server.stderr
        assert select.select([server.stderr], [], [], 60)[0]
        found = re.search(rb"http://127\.0\.0\.1:(\d+)/", server.stderr.readline())
        assert found
        with urllib.request.urlopen(f"http://127.0.0.1:{int(found[1])}/health", timeout=10) as answer:
            assert answer.status == 200
            assert "Server" not in answer.headers
        began = time.monotonic()
        server.send_signal(signal.SIGTERM)
        assert server.wait(10) == 0
        assert time.monotonic() - began < 20
    finally:
        server.kill()
        server.communicate()


def test_a_port_in_use_is_said_plainly(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "unroller", "serve", "--host", "192.0.2.1", "--port", "80"],
        capture_output=True, text=True, cwd=tmp_path, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "cannot be used" in done.stderr
    assert "Traceback" not in done.stderr
