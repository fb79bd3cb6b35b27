"""Byte streams of files that may be compressed, and lines of a bounded length out of them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["COMPRESSED", "Line", "Tally", "broken", "lines", "open_stream"]

COMPRESSED = {".gz": "gzip", ".zst": "zstd", ".zstd": "zstd"}
_MAGIC = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}
_BLOCK = 1 << 18
_WINDOW = 1 << 27
_FEED = 512  # compressed bytes at a time: even a bomb makes no more than 20 MB of them


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file.

    Attributes
    ----------
    number : int
        From 1.
    data : bytes
        Without its end; empty where it was too long.
    too_long : int
        Bytes that it has where it was too long, else 0.
    """

    number: int
    data: bytes
    too_long: int = 0


class Tally(io.RawIOBase):
    """A file that tells how many of its bytes were read.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    seen : callable
        Called with the number of bytes of each read.
    """

    def __init__(self, path: Path, seen: Callable[[int], None]) -> None:
        self._file = path.open("rb", buffering=0)
        self._seen = seen

    def readable(self) -> bool:
        """Say that it can be read.

        Returns
        -------
        bool
            True.
        """
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read into a buffer, and tell.

        Parameters
        ----------
        buffer : bytes-like object
            Where the bytes go.

        Returns
        -------
        int
            How many.
        """
        count = self._file.readinto(buffer) or 0
        self._seen(count)
        return count

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()


class _Unpacked(io.RawIOBase):
    """A stream of any number of compressed frames; one that is cut off raises EOFError."""

    def __init__(self, file: BinaryIO, kind: str) -> None:
        self._file = file
        self._make = _decompressor(kind)
        self._frame = self._make()
        self._begun = False
        self._input = b""
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        while not self._ready:
            if not self._input:
                self._input = self._file.read(_FEED)
                if not self._input:
                    if self._begun:
                        raise EOFError("the compressed stream is cut off")
                    return 0
            if not self._begun:
                self._input = self._input.lstrip(b"\0")  # tapes and gzip pad with zeros
                self._begun = bool(self._input)
            self._ready = memoryview(self._frame.decompress(self._input))
            self._input = b""
            if self._frame.eof:
                self._input = self._frame.unused_data
                self._frame, self._begun = self._make(), False
        room = memoryview(buffer)
        count = min(len(room), len(self._ready))
        room[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count


def _decompressor(kind: str) -> Callable[[], Any]:
    if kind == "gzip":
        return lambda: zlib.decompressobj(wbits=31)
    from zstandard import ZstdDecompressor

    return lambda: ZstdDecompressor(max_window_size=_WINDOW).decompressobj()


def open_stream(path: Path, seen: Callable[[int], None]) -> BinaryIO:
    """Open a file for reading, taking gzip and zstd off by what it begins with.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    seen : callable
        Told how many bytes of the file itself were read.

    Returns
    -------
    binary file
        Its bytes, uncompressed.

    Raises
    ------
    OSError
        Where it cannot be read; while reading, also EOFError and the errors of `broken`.
    """
    raw: Any = io.BufferedReader(Tally(path, seen), _BLOCK)
    head = raw.peek(4)
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            return io.BufferedReader(_Unpacked(raw, kind), 1 << 16)
    plain: BinaryIO = raw
    return plain


def broken() -> tuple[type[Exception], ...]:
    """Give the errors that a broken stream raises while it is read.

    Returns
    -------
    tuple of type
        For an ``except`` clause.
    """
    from zstandard import ZstdError

    return (OSError, EOFError, zlib.error, ZstdError)


def lines(stream: BinaryIO, limit: int) -> Iterator[Line]:
    r"""Yield the lines of a stream; of one that is too long, its length alone.

    Parameters
    ----------
    stream : binary file
        Where the lines come from.
    limit : int
        Greatest number of bytes of a line.

    Yields
    ------
    Line
        Lines in order; never more than one in memory.

    Examples
    --------
    >>> [line.data for line in lines(io.BytesIO(b"ab\nabcdef\nc"), 4)]
    [b'ab', b'', b'c']
    """
    number = 0
    while data := stream.readline(limit + 2):
        number += 1
        size = len(data)
        whole = data.endswith(b"\n")
        while not whole and size > limit and (more := stream.readline(_BLOCK)):
            size += len(more)
            whole = more.endswith(b"\n")
        data = data.rstrip(b"\r\n")
        if size > limit + 2 or len(data) > limit:
            yield Line(number, b"", size)
        else:
            yield Line(number, data)
