"""Telephone numbers of a text: the state or province that their area code stands for."""

from __future__ import annotations

import re
from functools import cache

from geo.gazetteer import candidates
from geo.geoparse.blocks import Block, make_block
from geo.geoparse.options import Option

__all__ = ["CODES", "dialled"]

CODES = {
    ("Alabama", "US"): "205 251 256 334 659 938",
    ("Alaska", "US"): "907",
    ("Alberta", "CA"): "368 403 587 780 825",
    ("Arizona", "US"): "480 520 602 623 928",
    ("Arkansas", "US"): "327 479 501 870",
    ("British Columbia", "CA"): "236 250 257 604 672 778",
    ("California", "US"): "209 213 279 310 323 341 350 369 408 415 424 442 510 530 559 562 619 626 "
    "628 650 657 661 669 707 714 738 747 760 805 818 820 831 840 858 909 916 925 949 951",
    ("Colorado", "US"): "303 719 720 748 970 983",
    ("Connecticut", "US"): "203 475 860 959",
    ("Delaware", "US"): "302",
    ("District of Columbia", "US"): "202 771",
    ("Florida", "US"): "239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 "
    "850 863 904 941 954",
    ("Georgia", "US"): "229 404 470 478 678 706 762 770 912 943",
    ("Hawaii", "US"): "808",
    ("Idaho", "US"): "208 986",
    ("Illinois", "US"): "217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 872",
    ("Indiana", "US"): "219 260 317 463 574 765 812 930",
    ("Iowa", "US"): "319 515 563 641 712",
    ("Kansas", "US"): "316 620 785 913",
    ("Kentucky", "US"): "270 364 502 606 859",
    ("Louisiana", "US"): "225 318 337 504 985",
    ("Maine", "US"): "207",
    ("Manitoba", "CA"): "204 431 584",
    ("Maryland", "US"): "227 240 301 410 443 667",
    ("Massachusetts", "US"): "339 351 413 508 617 774 781 857 978",
    ("Michigan", "US"): "231 248 269 313 517 586 616 734 810 906 947 989",
    ("Minnesota", "US"): "218 320 507 612 651 763 924 952",
    ("Mississippi", "US"): "228 601 662 769",
    ("Missouri", "US"): "235 314 417 557 573 636 660 816 975",
    ("Montana", "US"): "406",
    ("Nebraska", "US"): "308 402 531",
    ("Nevada", "US"): "702 725 775",
    ("New Brunswick", "CA"): "428 506",
    ("New Hampshire", "US"): "603",
    ("New Jersey", "US"): "201 551 609 640 732 848 856 862 908 973",
    ("New Mexico", "US"): "505 575",
    ("New York", "US"): "212 315 329 332 347 363 516 518 585 607 624 631 646 680 716 718 838 845 "
    "914 917 929 934",
    ("Newfoundland and Labrador", "CA"): "709 879",
    ("North Carolina", "US"): "252 336 472 704 743 828 910 919 980 984",
    ("North Dakota", "US"): "701",
    ("Nova Scotia", "CA"): "782 902",
    ("Ohio", "US"): "216 220 234 283 326 330 380 419 436 440 513 567 614 740 937",
    ("Oklahoma", "US"): "405 539 572 580 918",
    ("Ontario", "CA"): "226 249 289 343 365 382 416 437 519 548 613 647 683 705 742 753 807 905 "
    "942",
    ("Oregon", "US"): "458 503 541 971",
    ("Pennsylvania", "US"): "215 223 267 272 412 445 484 570 582 610 717 724 814 835 878",
    ("Quebec", "CA"): "263 354 367 418 438 450 468 514 579 581 819 873",
    ("Rhode Island", "US"): "401",
    ("Saskatchewan", "CA"): "306 474 639",
    ("South Carolina", "US"): "803 821 839 843 854 864",
    ("South Dakota", "US"): "605",
    ("Tennessee", "US"): "423 615 629 731 865 901 931",
    ("Texas", "US"): "210 214 254 281 325 346 361 409 430 432 469 512 682 713 726 737 806 817 830 "
    "832 903 915 936 940 945 956 972 979",
    ("Utah", "US"): "385 435 801",
    ("Vermont", "US"): "802",
    ("Virginia", "US"): "276 434 540 571 686 703 757 804 826 948",
    ("Washington", "US"): "206 253 360 425 509 564",
    ("West Virginia", "US"): "304 681",
    ("Wisconsin", "US"): "262 274 353 414 534 608 715 920",
    ("Wyoming", "US"): "307",
}
"""Area codes of the North American Numbering Plan (NANPA, 2025) by state or province."""

_AREA = {code: area for area, codes in CODES.items() for code in codes.split()}
_NUMBER = re.compile(
    r"(?<![\d.-])(?:\+?1[ .-]?)?\(?([2-9]\d\d)\)?[ .-]{1,2}[2-9]\d\d[ .-]\d{4}(?![\d-])"
)


def dialled(text: str) -> list[Block]:
    """Give the areas whose telephone numbers a text prints.

    Parameters
    ----------
    text : str
        A clean text.

    Returns
    -------
    list of Block
        One a state or province, each with that as its only option.

    Examples
    --------
    >>> [b.options[0].feature.name for b in dialled("Call (614) 889-2000 or 614-889-2001.")]
    ['Ohio']
    """
    areas = {_AREA.get(code): None for code in _NUMBER.findall(text)}
    return [_area(*area) for area in areas if area]


@cache
def _area(name: str, country: str) -> Block:
    found = next(
        named.feature
        for named in candidates(name)
        if named.feature.kind == "admin1" and named.feature.country == country
    )
    return make_block((Option(found, "name", 1.0, 0),), name)
