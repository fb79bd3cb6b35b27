"""Spelling: a house style for names, put over the labels of a scene."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from geo.errors import CorrectionError
from geo.files import read_toml
from geo.maps.scene import Scene

__all__ = ["read_spelling", "respell"]


def read_spelling(text: str, where: str = "spelling") -> dict[str, str]:
    """Read a spelling file.

    Parameters
    ----------
    text : str
        Contents of the file, TOML: the story's or the gazetteer's spelling = the house's.
    where : str
        Its name, for messages.

    Returns
    -------
    dict
        Spelling found to spelling wanted.

    Raises
    ------
    CorrectionError
        Where it is not TOML, or a value is not a name.

    Examples
    --------
    >>> read_spelling('"Deir al-Zour" = "Deir ez-Zor"')
    {'Deir al-Zour': 'Deir ez-Zor'}
    """
    table = read_toml(text, where, CorrectionError)
    for key, value in table.items():
        if not isinstance(value, str) or not value.strip():
            raise CorrectionError(f"{where}: {key!r} must be a name in quotes")
    return table


def respell(scene: Scene, spelling: Mapping[str, str]) -> Scene:
    """Give the labels of a scene the house's spelling.

    Parameters
    ----------
    scene : Scene
        Any scene.
    spelling : Mapping
        As `read_spelling` gives it; keys are matched without regard to case.

    Returns
    -------
    Scene
        The same with other labels; what the story wrote is kept among the variants. Quotations of
        the story are left as they are.
    """
    house = {key.casefold(): value for key, value in spelling.items()}
    marks = []
    for mark in scene.marks:
        keys = (mark.label.casefold(), mark.name.casefold())
        wanted = next((house[k] for k in keys if k in house), mark.label)
        if wanted != mark.label:
            variants = (mark.label, *(v for v in mark.variants if v != mark.label))
            marks.append(replace(mark, label=wanted, variants=variants, written=mark.as_written))
        else:
            marks.append(mark)
    areas = tuple(replace(a, label=house.get(a.label.casefold(), a.label)) for a in scene.areas)
    return replace(scene, marks=tuple(marks), areas=areas)
