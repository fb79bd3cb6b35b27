"""What the words of a text tell of the country that it is written in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geo.geoparse.words import Word

__all__ = ["COUNTRIES", "STYLE", "Style", "country_class", "read_style", "vocabulary"]

Floats = NDArray[np.float32]

COUNTRIES = ("US", "GB", "CA", "")
"""Countries that a text may be written in; the last stands for all others."""

STYLE = tuple(f"written in {code or 'another country'}" for code in COUNTRIES)
_CLASS = {code: i for i, code in enumerate(COUNTRIES)}
_SIGNS = frozenset("$£€%")
_SPELT = frozenset(
    "colour colours coloured colourful favour favours favoured favourite favourites honour honours "
    "honoured labour labourer neighbour neighbours neighbourhood neighbourhoods neighbouring "
    "behaviour harbour harbours humour rumour rumours flavour flavours endeavour armour vapour "
    "centre centres theatre theatres metre metres kilometre kilometres litre litres fibre calibre "
    "organise organised organises organiser organisers organising organisation organisations "
    "recognise recognised realise realised emphasise criticise criticised apologise apologised "
    "specialise specialised authorised authorise utilise minimise maximise prioritise programme "
    "programmes cheque cheques tyre tyres kerb grey defence licence offence offences travelled "
    "travelling traveller travellers cancelled cancelling labelled modelling jewellery enrol "
    "enrolment fulfil skilful manoeuvre catalogue analyse analysed".split()
)
_CUES = {
    "word of Britain": "whilst amongst councillor councillors lorry lorries motorway motorways "
    "pensioner pensioners quid pub pubs petrol holidaymakers borough roadworks fundraiser "
    "crematorium constituency constable solicitor solicitors flat flats bungalow postcode football",
    "title without a stop": "Mr Mrs Ms",
    "title with a stop": "Mr. Mrs. Ms.",
    "body of Britain": "NHS MP MPs BBC OBE MBE GCSE GCSEs Tory Tories PCSO",
    "body of Canada": "RCMP OPP MPP MPPs NDP CBC Const Insp Ont. Alta. Que. Sask.",
    "body of the United States": "FBI GOP Rep. Sen. DUI Democrat Democrats Republican Republicans "
    "Congressman sheriff",
}
_TELLING = {name: frozenset(words.split()) for name, words in _CUES.items()}


@dataclass(frozen=True, slots=True)
class Style:
    """Weights of words for the country that a text is written in.

    Attributes
    ----------
    rows : dict of str to int
        Row of each word in `weights`.
    weights : ndarray of float32, shape (words, len(COUNTRIES))
        What a word speaks for, where the text has it.
    base : ndarray of float32, shape (len(COUNTRIES),)
        What all texts start from.
    """

    rows: dict[str, int]
    weights: Floats
    base: Floats

    def chances(self, words: Sequence[Word]) -> Floats:
        """Estimate the country that a text is written in.

        Parameters
        ----------
        words : sequence of Word
            The words of the text.

        Returns
        -------
        ndarray of float32, shape (len(COUNTRIES),)
            Probabilities.
        """
        rows = sorted({self.rows[name] for name in vocabulary(words) if name in self.rows})
        score = self.base + self.weights[rows].sum(axis=0)
        e = np.exp(score - score.max())
        made: Floats = (e / e.sum()).astype(np.float32)
        return made


def vocabulary(words: Sequence[Word]) -> set[str]:
    """Give what tells of the style of a text: common words, money signs, spelling, institutions.

    Parameters
    ----------
    words : sequence of Word
        The words of the text.

    Returns
    -------
    set of str
        Words in lower case, no name among them, and names of cues, which hold a space.
    """
    made = {w.lower for w in words if (w.common and not w.capital) or w.raw in _SIGNS}
    whole = {w.raw for w in words}
    made.update(name for name, telling in _TELLING.items() if not telling.isdisjoint(whole))
    spelt = len(_SPELT & {w.lower for w in words})
    if spelt:
        made.add("spelling of Britain")
    if spelt > 1:
        made.add("spelling of Britain, twice")
    if {"per", "cent"} <= made:
        made.add("per cent")
    return made


def country_class(code: str) -> int:
    """Give the place of a country in `COUNTRIES`.

    Parameters
    ----------
    code : str
        ISO 3166-1 alpha-2 code.

    Returns
    -------
    int
        That of "another" for most.

    Examples
    --------
    >>> country_class("GB"), country_class("FR")
    (1, 3)
    """
    return _CLASS.get(code, len(COUNTRIES) - 1)


def read_style(path: Path) -> Style:
    """Read a model file.

    Parameters
    ----------
    path : Path
        File that the training wrote.

    Returns
    -------
    Style
        The model.
    """
    with np.load(path, allow_pickle=False) as held:
        names = bytes(held["words"]).decode("utf-8").split("\x00")
        weights, base = held["weights"].astype(np.float32), held["base"]
    return Style({name: i for i, name in enumerate(names)}, weights, base)
