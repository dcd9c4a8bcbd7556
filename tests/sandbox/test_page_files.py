"""The files of the chat page: few, small, and in both languages."""

from __future__ import annotations

import json
import re

import pytest

from bot.sandbox.page_files import PAGE, page_files

FILES = page_files()
SOURCES = {path.name: path.read_text(encoding="utf-8") for path in PAGE.glob("*.js")}
SAID = re.compile(r'\bt\(\s*"((?:[^"\\]|\\.)*)"')
LISTED = re.compile(r'(?:label|about|typing|upload_photo|upload_document|other): "((?:[^"\\]|\\.)*)"')


def test_every_module_is_in_the_script_once_after_what_it_needs() -> None:
    script = FILES["app.js"].content.decode()
    made = re.findall(r"^const \$(\w+) = ", script, re.MULTILINE)
    assert sorted(f"{name}.js" for name in made) == sorted(SOURCES)
    assert made[-1] == "app"
    for module in re.split(r"^const \$", script, flags=re.MULTILINE)[1:]:
        name = module.split(" ", 1)[0]
        needed = re.findall(r"^const \{ [\w, ]+ \} = \$(\w+);$", module, re.MULTILINE)
        assert all(made.index(one) < made.index(name) for one in needed)
    assert "import " not in script
    assert "export " not in script


def test_what_a_browser_fetches_first_is_small() -> None:
    first = [FILES[name] for name in ("index.html", "style.css", "app.js")]
    assert sum(len(one.packed) for one in first) < 30_000
    assert b"/page/" not in FILES["style.css"].content
    addresses = re.findall(r'(?:src|href)="(/[^"]+)"', FILES["index.html"].content.decode())
    assert sorted(addresses) == ["/page/app.js", "/page/style.css"]


@pytest.mark.parametrize("name", ["style.css", "app.js", "en.json"])
def test_a_file_has_a_tag_of_its_own(name: str) -> None:
    assert len({one.tag for one in FILES.values()}) == len(FILES)
    assert re.fullmatch(r'"[0-9a-f]{16}"', FILES[name].tag)


def test_all_words_of_the_page_are_there_in_english() -> None:
    english = json.loads(FILES["en.json"].content)
    html = FILES["index.html"].content.decode().split("<body>")[1]
    shown = {one.strip() for one in re.findall(r">([^<>]+)<", html)} - {""}
    shown |= set(re.findall(r'(?:aria-label|placeholder|title)="([^"]+)"', html))
    said = {one for source in SOURCES.values() for one in SAID.findall(source) + LISTED.findall(source)}
    # Shown before words are there, or the same in both.
    alike = {"Sedang memuat…", "Loading…", "Halaman ini memerlukan JavaScript.", "OK"}
    assert (shown | said) - alike == set(english)
    for indonesian, words in english.items():
        assert sorted(re.findall(r"\{\w+\}", indonesian)) == sorted(re.findall(r"\{\w+\}", words))
