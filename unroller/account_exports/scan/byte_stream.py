"""The bytes of a member on their way: what is read and not used yet."""

from __future__ import annotations

from collections.abc import Iterator

from unroller.account_exports.containers.base import DamagedMemberError


class ByteStream:
    """What is read and not used yet."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self.data = b""
        self.ended = False
        self.failure: DamagedMemberError | None = None

    def fill(self, size: int) -> None:
        """Read until `size` bytes wait, or the file ends."""
        if len(self.data) >= size or self.ended:
            return
        parts, have = [self.data], len(self.data)
        while have < size:
            try:
                chunk = next(self._chunks, None)
            except DamagedMemberError as error:  # what was read before is used first
                self.failure, chunk = error, None
            if chunk is None:
                self.ended = True
                break
            parts.append(chunk)
            have += len(chunk)
        self.data = b"".join(parts)

    def drop(self, count: int) -> None:
        """Let go of the first `count` bytes."""
        self.data = self.data[count:]
