"""Seats of government: cities whose name a story may use for the government itself."""

from __future__ import annotations

from geo.text import normalise

__all__ = ["is_capital"]

_SEATS = """
AF Kabul|AL Tirana|DZ Algiers|AO Luanda|AR Buenos Aires|AM Yerevan|AU Canberra|AT Vienna|AZ Baku|
BH Manama|BD Dhaka|BY Minsk|BE Brussels|BO La Paz|BA Sarajevo|BR Brasilia|BG Sofia|KH Phnom Penh|
CM Yaounde|CA Ottawa|TD N'Djamena|CL Santiago|CN Beijing|CO Bogota|CD Kinshasa|HR Zagreb|CU Havana|
CY Nicosia|CZ Prague|DK Copenhagen|EC Quito|EG Cairo|ER Asmara|EE Tallinn|ET Addis Ababa|
FI Helsinki|FR Paris|GE Tbilisi|DE Berlin|GH Accra|GR Athens|GB London|HU Budapest|
IN New Delhi|IN Delhi|ID Jakarta|IR Tehran|IR Teheran|IQ Baghdad|IE Dublin|IL Jerusalem|IL Tel Aviv|
IT Rome|JP Tokyo|
JO Amman|KZ Astana|KE Nairobi|KP Pyongyang|KR Seoul|KW Kuwait City|KG Bishkek|LV Riga|LB Beirut|
LY Tripoli|LT Vilnius|MK Skopje|MY Kuala Lumpur|ML Bamako|MX Mexico City|MD Chisinau|MN Ulan Bator|
MA Rabat|MM Naypyidaw|NP Kathmandu|NL The Hague|NZ Wellington|NE Niamey|NG Abuja|NO Oslo|OM Muscat|
PK Islamabad|PS Ramallah|PE Lima|PH Manila|PL Warsaw|PT Lisbon|QA Doha|RO Bucharest|RU Moscow|
RW Kigali|SA Riyadh|SN Dakar|RS Belgrade|SG Singapore|SK Bratislava|SI Ljubljana|SO Mogadishu|
ZA Pretoria|SS Juba|ES Madrid|LK Colombo|SD Khartoum|SE Stockholm|CH Bern|SY Damascus|TW Taipei|
TJ Dushanbe|TH Bangkok|TN Tunis|TR Ankara|TM Ashgabat|UG Kampala|UA Kyiv|UA Kiev|AE Abu Dhabi|
US Washington|UZ Tashkent|VE Caracas|VN Hanoi|YE Sanaa|ZM Lusaka|ZW Harare
"""
_KEYS = frozenset((entry.strip()[:2], normalise(entry.strip()[3:])) for entry in _SEATS.split("|"))


def is_capital(name: str, country: str) -> bool:
    """Say whether a city is the seat of its country's government.

    Parameters
    ----------
    name : str
        The name as the story writes it.
    country : str
        ISO 3166-1 alpha-2 code.

    Returns
    -------
    bool
        True for the seats that stories speak of as governments.

    Examples
    --------
    >>> is_capital("Ankara", "TR"), is_capital("Istanbul", "TR")
    (True, False)
    """
    return (country, normalise(name)) in _KEYS
