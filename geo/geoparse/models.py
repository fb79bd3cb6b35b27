"""Where the weights are, and that they are whole."""

from __future__ import annotations

from pathlib import Path

from geo.gazetteer.tables import folder, table

__all__ = ["model"]


def model(name: str) -> Path:
    """Give the path of a model file after its hash was checked.

    Parameters
    ----------
    name : str
        File name under ``data/models``.

    Returns
    -------
    Path
        The verified file.

    Raises
    ------
    DataError
        Where the file is missing or damaged.

    Examples
    --------
    >>> model("recogniser.npz").name
    'recogniser.npz'
    """
    return table(name, folder() / "models")
