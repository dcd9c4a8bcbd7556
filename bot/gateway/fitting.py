"""A text that is too long for a message, cut where a line ends: less is seen than nothing."""

from __future__ import annotations

import html
import re
from typing import Final

MOST_TEXT, MOST_CAPTION = 4096, 1024  # UTF-16 units without the marks (Bot API, sendMessage and sendPhoto)
_MORE: Final = "\n…"
_MARK: Final = re.compile("<[^>]*>")
_PART: Final = re.compile(r"<[^>]*>|&#?\w+;|.", re.DOTALL)
_NAME: Final = re.compile(r"<([a-z-]+)")


def fitted(text: str, most: int) -> str:
    """Return a text in Telegram's HTML as it is; or its first lines, and a sign that there is more.

    `most`: UTF-16 units that may be seen of it.
    """
    if _units(text) <= most or _units(html.unescape(_MARK.sub("", text))) <= most:
        return text
    kept, open_marks, seen = "", list[str](), _units(_MORE)
    line_end, open_there = 0, list[str]()
    for part in _PART.findall(text):
        if part.startswith("</"):
            open_marks.pop()
        elif name := _NAME.match(part):
            open_marks.append(name[1])
        else:
            seen += _units(html.unescape(part))
            if seen > most:
                break
            if part == "\n":
                line_end, open_there = len(kept), list(open_marks)
        kept += part
    if line_end:
        kept, open_marks = kept[:line_end], open_there
    return kept + _MORE + "".join(f"</{name}>" for name in reversed(open_marks))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
