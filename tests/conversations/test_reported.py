"""What users of this and of other bots reported: small inputs, each with what is right.

`at` says where a text is typed: "form:<step>", "chat" after /start, "ask" on the command line.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.dialogue.form import SUMMARY
from tests.conversation import NIK

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town

CASES = [
    json.loads(line)
    for line in Path(__file__).with_name("reported.jsonl").read_text(encoding="utf-8").splitlines()
]
NEVER = "(?!)"


def of(place: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{case['input']['at']}-{case['input'].get('text', 'update')}")
        for case in CASES
        if case["input"]["at"].startswith(place)
    ]


@pytest.mark.parametrize("case", of("ask"))
def test_what_was_asked_is_answered_as_it_should_be(town: Town, case: dict[str, Any]) -> None:
    document, expected = json.loads(town.payung("ask", "--json", case["input"]["text"])), case["expected"]
    answered = document["label"] if document["outcome"] == "answer" and not document["danger"] else ""
    assert answered not in expected.get("not_answered_as", ())
    assert document["outcome"] != expected.get("outcome_not")
    assert re.search(expected.get("answer_has", ""), document["answer"])
    assert not re.search(expected.get("answer_lacks", NEVER), document["answer"])
    if "label_in_3" in expected:
        assert set(expected["label_in_3"]) & {document["label"], *document["choices"]}


@pytest.mark.parametrize("case", of("chat"))
def test_what_was_said_outside_of_forms_is_taken_as_it_should_be(
    siti: Conversation, case: dict[str, Any]
) -> None:
    given, expected = case["input"], case["expected"]
    siti.starts()
    before = len(siti.chat)
    said = siti.says(given.get("text", "halo")).sent
    if "edit_to" in given:
        siti.edits(said, given["edit_to"])
    replies = "\n".join(f"{one.text} {one.buttons}" for one in siti.chat[before:] if one["from"]["is_bot"])
    assert re.search(expected.get("reply_has", ""), replies), replies
    if "deleted" in expected:
        gone = said["message_id"] not in [one["message_id"] for one in siti.chat]
        assert gone is expected["deleted"]


@pytest.mark.parametrize("case", of("form:"))
def test_what_was_typed_at_a_step_is_taken_as_it_should_be(siti: Conversation, case: dict[str, Any]) -> None:
    given, expected = case["input"], case["expected"]
    step = given["at"].partition(":")[2]
    if step == "birth_date":  # asked only where the card says another than the NIK
        siti.at("nik").says(NIK).taps("tanggal lahir di KTP lain")
    else:
        siti.at(step)
    before, due = len(siti.chat), siti.due
    if "message" in given:
        siti.receives(given["message"])
    else:
        siti.says(given["text"])
    shown = [one for one in siti.chat[before:] if one["from"]["is_bot"]]
    replies = "\n".join(f"{one.text} {one.buttons}" for one in shown)
    offered = [label for one in shown for label in one.buttons]
    taken = siti.due not in {due, SUMMARY}
    if "taken" in expected:
        assert taken is expected["taken"], replies
    if "silence" in expected:
        assert not shown, replies
    assert re.search(expected.get("reply_has", ""), replies), replies
    assert not re.search(expected.get("reply_lacks", NEVER), "\n".join(one.text for one in shown)), replies
    if "taken_or_buttons" in expected:
        assert taken or 0 < len(offered) <= 5 + 3, replies
    if "taken_or_offered" in expected:
        assert taken or expected["taken_or_offered"] in replies, replies
    if "taken_or_offered_amount" in expected:
        assert taken or re.search(expected["taken_or_offered_amount"], (offered or [""])[0]), replies
    if "taken_or_read_back" in expected:
        assert taken or "benar?" in replies.casefold(), replies
