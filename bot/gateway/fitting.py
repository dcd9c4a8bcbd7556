"""A text that is too long for a message, cut where a line ends: less is seen than nothing."""

from __future__ import annotations

import html
import re
from typing import Final

from bot.texts import bare, units

_MORE: Final = "\n…"
_PART: Final = re.compile(r"<[^>]*>|&#?\w+;|.", re.DOTALL)
_NAME: Final = re.compile(r"<([a-z-]+)")


def fitted(text: str, most: int) -> str:
    """Return a text in Telegram's HTML as it is; or its first lines, and a sign that there is more.

    `most`: UTF-16 units that may be seen of it.
    """
    if units(text) <= most or units(bare(text)) <= most:
        return text
    kept, open_marks, seen = "", list[str](), units(_MORE)
    line_end, open_there = 0, list[str]()
    for part in _PART.findall(text):
        if part.startswith("</"):
            open_marks.pop()
        elif name := _NAME.match(part):
            open_marks.append(name[1])
        else:
            seen += units(html.unescape(part))
            if seen > most:
                break
            if part == "\n":
                line_end, open_there = len(kept), list(open_marks)
        kept += part
    if line_end:
        kept, open_marks = kept[:line_end], open_there
    return kept + _MORE + "".join(f"</{name}>" for name in reversed(open_marks))
