"""Whole-or-absent writes, locks, hashes and the user's folders."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

from geo.errors import Busy, CannotWrite
from geo.text import one_line

__all__ = ["cache_folder", "data_folder", "hold", "sha256", "write_whole"]


def sha256(data: bytes | Path) -> str:
    """Give the SHA-256 of bytes or of a file.

    Parameters
    ----------
    data : bytes or pathlib.Path
        The bytes, or the path of the file.

    Returns
    -------
    str
        64 hexadecimal digits.

    Examples
    --------
    >>> sha256(b"")[:16]
    'e3b0c44298fc1c14'
    """
    if isinstance(data, bytes):
        return hashlib.sha256(data).hexdigest()
    with data.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is whole or absent, and the old one survives a failure.

    Parameters
    ----------
    path : pathlib.Path
        Where the file is to stand; its folder must exist.
    data : bytes
        The whole content.

    Raises
    ------
    CannotWrite
        Where the disk is full, the folder missing, read-only or not ours. Nothing is left behind.

    Notes
    -----
    A temporary file beside it is written, synced and renamed over it, then the folder is synced.
    """
    part = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        try:
            with part.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CannotWrite(f"cannot write {one_line(str(path))}: {why}") from error
    except ValueError as error:
        raise CannotWrite(f"cannot write {one_line(str(path))}: {error}") from error


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, on systems where a folder can be synced."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold a lock file for the length of a ``with`` block; it is free when the process ends.

    Parameters
    ----------
    path : pathlib.Path
        The lock file; made where missing, and left in place.

    Yields
    ------
    None
        While the lock is held.

    Raises
    ------
    Busy
        Where another process holds it.
    CannotWrite
        Where the file cannot be made.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise CannotWrite(f"cannot write {one_line(str(path))}: {error.strerror}") from error
    try:
        try:
            _lock(handle)
        except OSError as error:
            raise Busy(f"another run holds {one_line(str(path.parent))}") from error
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _user_folder(variable: str, unix: str, mac: str) -> Path:
    chosen = os.environ.get(variable)
    if chosen:
        return Path(chosen) / "dateline"
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / "AppData" / "Local") / "dateline"
    return Path.home() / (mac if sys.platform == "darwin" else unix) / "dateline"


def cache_folder() -> Path:
    """Give the folder for what can be computed again: ``XDG_CACHE_HOME`` or the system's own.

    Returns
    -------
    pathlib.Path
        The folder; it need not exist.
    """
    return _user_folder("XDG_CACHE_HOME", ".cache", "Library/Caches")


def data_folder() -> Path:
    """Give the folder for data that the user imported: ``XDG_DATA_HOME`` or the system's own.

    Returns
    -------
    pathlib.Path
        The folder; it need not exist.
    """
    return _user_folder("XDG_DATA_HOME", ".local/share", "Library/Application Support")
