"""Carries a capture through the preview and back without storing it: the page itself holds the bytes.

What stands in the form is the base64 of the zlib-compressed bytes: exact for any file, and safe from the line ends that
browsers rewrite in form fields.
"""

from __future__ import annotations

import base64
import binascii
import zlib

from unroller.errors import MisuseError, TooLargeError

#: File names and media types are for people; longer ones are cut.
NAME_CHARS = 200


def encode(data: bytes) -> str:
    """`data` as ASCII for a form field."""
    return base64.b64encode(zlib.compress(data, 6)).decode("ascii")


def decode(field: str, most: int) -> bytes:
    """The bytes that :func:`encode` was given.

    Raises:
        TooLargeError: they are more than `most` bytes; no more than that is ever unpacked.
        MisuseError: the field is not ours.
    """
    try:
        opened = zlib.decompressobj()
        data = opened.decompress(base64.b64decode(field, validate=True), most + 1)
    except (binascii.Error, zlib.error, ValueError):
        raise MisuseError("form: the text did not arrive whole: go back and read it again") from None
    if len(data) > most:
        raise TooLargeError(f"paste: more than {most:,} bytes: split it, and hand in one thread at a time")
    if not opened.eof:
        raise MisuseError("form: the text did not arrive whole: go back and read it again")
    return data


def clean_file_name(given: str | None) -> str:
    """A file's name as the browser gave it, without folders, for people to recognise."""
    last = (given or "").replace("\\", "/").rpartition("/")[2]
    return last.strip()[:NAME_CHARS] or "file"
