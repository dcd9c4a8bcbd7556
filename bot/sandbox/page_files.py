"""The files of the chat page as they are served: few and small, since lines here are slow.

Modules and style sheets become one file each, pictures go into the style sheet, and all is compressed once.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

PAGE = Path(__file__).parent / "page"
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json"}
_FIRST_MODULE = "app"
_STYLES = ("style", "people", "bubbles", "attachments", "composer", "dialogs")
_IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "\./(\w+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|const|class)) (\w+)", re.MULTILINE)
_COMMENT = re.compile(r"^\s*//.*\n|^\s*/\*.*\*/\n", re.MULTILINE)
_PICTURE = re.compile(r'url\("/page/(\w+\.svg)"\)')


@dataclass(frozen=True)
class PageFile:
    """One file: its content, plain and compressed, and the tag by which a browser asks whether it changed."""

    kind: str
    content: bytes
    packed: bytes = field(init=False)
    tag: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "packed", gzip.compress(self.content, mtime=0))
        object.__setattr__(self, "tag", f'"{sha256(self.content).hexdigest()[:16]}"')


def page_files(folder: Path = PAGE) -> dict[str, PageFile]:
    """Return every file that a browser may ask for, by the name in its address."""
    texts = {
        "index.html": (folder / "index.html").read_text(encoding="utf-8"),
        "style.css": _style_sheet(folder),
        "app.js": _script(folder),
        "en.json": (folder / "en.json").read_text(encoding="utf-8"),
    }
    return {name: PageFile(KINDS[Path(name).suffix], text.encode()) for name, text in texts.items()}


def _style_sheet(folder: Path) -> str:
    text = "".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in _STYLES)
    return _PICTURE.sub(lambda found: f'url("{_address(folder / found[1])}")', _COMMENT.sub("", text))


def _address(picture: Path) -> str:
    """Return a picture as an address that holds it."""
    return f"data:image/svg+xml,{quote(picture.read_text(encoding='utf-8').strip())}"


def _script(folder: Path) -> str:
    """Return all modules in one, each in a function of its own, after those that it needs."""
    done: dict[str, str] = {}

    def add(name: str) -> None:
        text = (folder / f"{name}.js").read_text(encoding="utf-8")
        for needed in _IMPORT.finditer(text):
            if needed[2] not in done:
                add(needed[2])
        done[name] = _module(name, text)

    add(_FIRST_MODULE)
    return "".join(done.values())


def _module(name: str, text: str) -> str:
    given = ", ".join(found[2] for found in _EXPORT.finditer(text))
    body = _IMPORT.sub(r"const { \1 } = $\2;", _EXPORT.sub(r"\1 \2", _COMMENT.sub("", text)))
    return f"const ${name} = (() => {{\n{body}return {{ {given} }};\n}})();\n"
