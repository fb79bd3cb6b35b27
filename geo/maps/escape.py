"""The one way in which text of the world enters a page."""

from __future__ import annotations

import html
import json
from typing import Any

__all__ = ["escape", "inert_json"]

# folium parses what it renders a second time as a Jinja template and puts some of it between
# backticks of JavaScript, so that braces, backticks, dollars and backslashes count as markup too.
_MARKUP = {ord(c): f"&#{ord(c)};" for c in "{}`$\\"}
# Control characters and those that reorder text for the eye have no place in a headline.
_CONTROL = {
    **dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), "�"),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
}


def escape(text: object) -> str:
    """Write any text so that HTML, Jinja and JavaScript templates show it and nothing runs.

    Parameters
    ----------
    text : object
        Text from an article, a file or a gazetteer.

    Returns
    -------
    str
        The same characters as HTML character references where they could be markup.

    Examples
    --------
    >>> escape("<b>{{ 7*191 }}</b>")
    '&lt;b&gt;&#123;&#123; 7*191 &#125;&#125;&lt;/b&gt;'
    >>> escape("50{% off `${x}`")
    '50&#123;% off &#96;&#36;&#123;x&#125;&#96;'
    """
    plain = str(text).translate(_CONTROL)
    return html.escape(plain, quote=True).translate(_MARKUP)


def _plain(value: Any) -> Any:
    """Give a value with the control characters taken out of every text in it."""
    if isinstance(value, str):
        return value.translate(_CONTROL)
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value


def inert_json(value: Any) -> str:
    r"""Write data as JSON that can stand inside a ``script`` element and cannot end it.

    Parameters
    ----------
    value : Any
        Dictionaries, lists, strings and finite numbers.

    Returns
    -------
    str
        JSON without ``<``, ``>``, ``&`` or braces that a template would read, without blanks.

    Raises
    ------
    ValueError
        Where a number is not finite.

    Examples
    --------
    >>> inert_json({"a": "</script>{{ x }}"})
    '{"a":"\\u003c/script\\u003e\\u007b\\u007b x \\u007d\\u007d"}'
    """
    text = json.dumps(
        _plain(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=False
    )
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return _brace_strings(text)


def _brace_strings(text: str) -> str:
    """Escape braces and percent signs inside the strings of a JSON text."""
    if "{{" not in text and "{%" not in text and "{#" not in text:
        return text
    out: list[str] = []
    inside = escaped = False
    for char in text:
        if inside:
            if char in "{}":
                out.append(f"\\u{ord(char):04x}")
                escaped = False
                continue
            if escaped:
                escaped = False
            elif char == "\\":
                escaped = True
            elif char == '"':
                inside = False
        elif char == '"':
            inside = True
        out.append(char)
    return "".join(out)
