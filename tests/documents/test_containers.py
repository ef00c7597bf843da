"""Pages out of MHTML and web archives."""

from __future__ import annotations

import plistlib
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unroller.documents.mhtml import unwrap
from unroller.errors import InputError

PAGE = "<html><body><p>Ebbe und Flut, übermäßig</p></body></html>"


def mhtml(page: str = PAGE, charset: str = "utf-8") -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://ebb.example/thread/1"
    message["MIME-Version"] = "1.0"
    message.make_related()
    message.add_related(page, subtype="html", charset=charset, cte="quoted-printable")
    message.add_related(b"\x89PNG", maintype="image", subtype="png")
    return message.as_bytes()


def webarchive(fmt: plistlib.PlistFormat = plistlib.FMT_BINARY) -> bytes:
    resource = {
        "WebResourceData": PAGE.encode("utf-16"),
        "WebResourceTextEncodingName": "UTF-16",
        "WebResourceURL": "https://ebb.example/thread/1",
    }
    return plistlib.dumps({"WebMainResource": resource, "WebSubresources": []}, fmt=fmt)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_mhtml(charset: str) -> None:
    found = unwrap(mhtml(charset=charset))
    assert found is not None
    assert found.data.decode(found.charset or "").strip() == PAGE
    assert (found.url, found.container) == ("https://ebb.example/thread/1", "MHTML")


@pytest.mark.parametrize("fmt", list(plistlib.PlistFormat))
def test_webarchive(fmt: plistlib.PlistFormat) -> None:
    found = unwrap(webarchive(fmt))
    assert found is not None
    assert found.data.decode(found.charset or "") == PAGE
    assert (found.url, found.container) == ("https://ebb.example/thread/1", "web archive")


@pytest.mark.parametrize("data", [b"", b"plain text", PAGE.encode(), b"MIME-Version is a word in my thread"])
def test_other_things_are_no_containers(data: bytes) -> None:
    assert unwrap(data) is None


@pytest.mark.parametrize(
    "data",
    [
        b"bplist00",
        b"bplist00" + b"\xff" * 64,
        webarchive()[:-40],
        plistlib.dumps({"WebMainResource": {"WebResourceData": "text"}}),
        plistlib.dumps({"other": 1}, fmt=plistlib.FMT_BINARY),
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\nno page\n--x--\n",
    ],
)
def test_damaged_containers_say_so(data: bytes) -> None:
    with pytest.raises(InputError, match="save the page again"):
        unwrap(data)


@given(st.binary(max_size=200), st.integers(0, 400))
def test_noise_never_crashes(noise: bytes, at: int) -> None:
    for whole in (mhtml(), webarchive()):
        try:
            unwrap(whole[:at] + noise + whole[at:])
        except InputError:
            continue
