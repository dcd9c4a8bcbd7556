"""The page: conversations as bubbles, the languages side by side, the ids of the texts beside them."""

from __future__ import annotations

import base64
import html
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from bot.dialogue.screens import cut
from bot.preview.stories import shown_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from bot.preview.library import Answer
    from bot.preview.stories import Played, Story
    from bot.preview.walk import Moment, Shown
    from bot.texts import Catalogues

_TYPED = "words."  # what people may type: never shown
_LONGEST = 300  # of what somebody typed: what is longer is too long on purpose
_STYLE = Path(__file__).with_name("page.css")


def page(
    stories: Sequence[Story], played: Played, answers: Sequence[Answer], catalogues: Catalogues, today: date
) -> str:
    """Return the page as HTML that needs nothing else."""
    names = {one: catalogues[one].bare("language.name") for one in catalogues.languages}
    shown = shown_on(played, answers)
    parts = [
        "<!doctype html><html lang='en'><meta charset='utf-8'><title>Payung: all screens</title>",
        "<meta name='viewport' content='width=device-width'>",
        f"<style>{_STYLE.read_text(encoding='utf-8')}</style><body style='--languages: {len(names)}'>",
        _header(stories, len(shown), len(_all_ids(catalogues)), today),
        *(_story(one, [played[each][place] for each in names], names) for place, one in enumerate(stories)),
        _answers(answers, names),
        _not_shown(catalogues, shown),
        "</body></html>",
    ]
    return "\n".join(parts)


def shown_on(played: Played, answers: Sequence[Answer]) -> frozenset[str]:
    """Return the ids of all texts that the page shows."""
    return shown_in(played) | {message_id for one in answers for message_id in one.message_ids}


def not_shown(catalogues: Catalogues, shown: frozenset[str]) -> list[str]:
    """Return the ids of texts that no screen of the page shows, without those that people type."""
    return [one for one in _all_ids(catalogues) if one not in shown and not one.startswith(_TYPED)]


def _all_ids(catalogues: Catalogues) -> list[str]:
    return sorted(catalogues[catalogues.languages[0]].own)


def _header(stories: Sequence[Story], shown: int, all_ids: int, today: date) -> str:
    links = "".join(f"<a href='#{one.name}'>{html.escape(one.title)}</a>" for one in stories)
    about = (
        f"Real conversations of invented people with the bot, walked through on {today.isoformat()}, "
        "in every language side by side. Below each message, and on each button, stands the id of its text "
        "in the catalogues. The questions that an office may switch on are switched on. "
        f"{shown} of {all_ids} texts are shown; <a href='#not-shown'>the others are listed at the end</a>."
    )
    more = "<a href='#answers'>Answers to questions</a><a href='#not-shown'>Texts on no screen</a>"
    return f"<header><h1>☂️ Payung: all screens</h1><p>{about}</p><nav>{links}{more}</nav></header>"


def _story(story: Story, in_languages: Sequence[Sequence[Moment]], names: Mapping[str, str]) -> str:
    rows = "".join(
        _row([_moment(moment) if moment else "" for moment in moments])
        for moments in zip_longest(*in_languages)
        if any(moment and (moment.did or moment.shown) for moment in moments)
    )
    return f"<section id='{story.name}'><h2>{html.escape(story.title)}</h2>{_head(names)}{rows}</section>"


def _head(names: Mapping[str, str]) -> str:
    return _row([html.escape(name) for name in names.values()], "row head")


def _row(cells: Sequence[str], kind: str = "row") -> str:
    return f"<div class='{kind}'>{''.join(f'<div>{cell}</div>' for cell in cells)}</div>"


def _moment(moment: Moment) -> str:
    did = ""
    if moment.did:
        kind = "did tap" if moment.is_tap else "did"
        said = cut(moment.did, _LONGEST)
        who = html.escape(moment.who)
        did = f"<div class='{kind}'><small>{who}</small><span>{html.escape(said)}</span></div>"
    return did + "".join(_shown(one, moment.who) for one in moment.shown)


def _shown(shown: Shown, who: str) -> str:
    notes = [f"→ {html.escape(shown.whose)}"] if shown.whose != who else []
    notes += ["in the place of the message before"] if shown.is_edit else []
    notes += ["a note over the chat"] if shown.is_toast else []
    note = f"<small>{', '.join(notes)}</small>" if notes else ""
    return (
        f"<div class='shown{' toast' if shown.is_toast else ''}'>{note}"
        f"<div class='bubble'>{_picture(shown)}{shown.text}{_file(shown)}</div>{''.join(_keys(shown))}"
        f"{_ids(shown.message_ids)}</div>"
    )


def _ids(message_ids: Sequence[str]) -> str:
    return f"<div class='ids'>{''.join(f'<code>{one}</code>' for one in message_ids)}</div>"


def _picture(shown: Shown) -> str:
    if not shown.picture:
        return ""
    return f"<img alt='' src='data:image/png;base64,{base64.b64encode(shown.picture).decode()}'>"


def _file(shown: Shown) -> str:
    if not shown.content:
        return ""
    return f"\n📄 {html.escape(shown.file)}<pre>{html.escape(shown.content)}</pre>"


def _keys(shown: Shown) -> Iterator[str]:
    for row in shown.keys:
        labels = (
            f"<div class='key'>{html.escape(key.label)}<small>{key.message_id}</small></div>" for key in row
        )
        yield f"<div class='keys'>{''.join(labels)}</div>"


def _answers(answers: Sequence[Answer], names: Mapping[str, str]) -> str:
    parts = []
    for one in answers:
        when = f" · when {' and '.join(one.when)}" if one.when else ""
        heading = (
            f"<h3><code>config/answers/*/{one.label}.toml</code> · {one.number + 1}{html.escape(when)}</h3>"
        )
        cells = [
            f"<div class='shown'><small>{html.escape(one.asked[each])}</small>"
            f"<div class='bubble'>{one.words[each]}</div>{_ids(one.message_ids)}</div>"
            if each in one.words
            else "<small>not written yet: given in the default language</small>"
            for each in names
        ]
        parts.append(heading + _row(cells))
    return f"<section id='answers'><h2>Answers to questions</h2>{_head(names)}{''.join(parts)}</section>"


def _not_shown(catalogues: Catalogues, shown: frozenset[str]) -> str:
    listed = "".join(f"<li>{one}</li>" for one in not_shown(catalogues, shown))
    typed = "".join(f"<li>{one}</li>" for one in _all_ids(catalogues) if one.startswith(_TYPED))
    about = (
        "Nobody has seen these here: what leads to them takes time, a failure, or a law that has changed. "
        "Names of questions that no summary shows are among them."
    )
    return (
        f"<section id='not-shown'><h2>Texts on no screen above</h2><p>{about}</p>"
        f"<ul class='list'>{listed}</ul>"
        "<h3>Words that people type, which the bot understands and never says</h3>"
        f"<ul class='list'>{typed}</ul></section>"
    )
