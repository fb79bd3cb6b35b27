"""Whole-or-absent writes, locks, hashes and the user's folders."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.errors import Busy, CannotWrite, GeoError, MissingInput
from geo.text import one_line

__all__ = [
    "cache_folder", "data_folder", "hold", "read_text", "read_toml", "same_file", "sha256",
    "write_whole",
]  # fmt: skip

_LARGEST = 2_000_000


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


def read_text(path: Path, wrong: type[GeoError]) -> str:
    """Read a small file that a person wrote.

    Parameters
    ----------
    path : pathlib.Path
        UTF-8, with a byte order mark or without, of 2 MB at most.
    wrong : type of GeoError
        What is raised where its content cannot be used.

    Returns
    -------
    str
        Its content.

    Raises
    ------
    MissingInput
        Where there is no such file.
    GeoError
        The `wrong` one, where it is too large or not UTF-8.
    """
    shown = one_line(str(path))
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
        if len(data) <= _LARGEST:
            return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise wrong(f"{shown} is not UTF-8: {error}") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise MissingInput(f"cannot read {shown}: {why}") from error
    raise wrong(f"{shown} is larger than {_LARGEST // 1_000_000} MB")


def read_toml(text: str, shown: str, wrong: type[GeoError]) -> dict[str, Any]:
    """Parse TOML that a person wrote.

    Parameters
    ----------
    text : str
        Its content.
    shown : str
        Its name, for the message.
    wrong : type of GeoError
        What is raised where it is not TOML.

    Returns
    -------
    dict
        The table.

    Raises
    ------
    GeoError
        The `wrong` one; also for numbers of thousands of digits and nesting of thousands of levels.
    """
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:
        raise wrong(f"{one_line(shown)} is not TOML: {one_line(str(error))}") from error


def same_file(one: Path, other: Path) -> bool:
    """Say whether two paths lead to one file.

    Parameters
    ----------
    one, other : pathlib.Path
        Any two paths.

    Returns
    -------
    bool
        False also where one of them does not exist.
    """
    try:
        return one.is_file() and one.samefile(other)
    except (OSError, ValueError):
        return False


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is whole or absent, and the old one survives a failure.

    Parameters
    ----------
    path : pathlib.Path
        Where the file is to stand; its folder must exist. A link is followed, and to a device or
        a pipe the data is written as it is.
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
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            path.write_bytes(data)
            return
        path = Path(os.path.realpath(path))
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        part = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.part")
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
