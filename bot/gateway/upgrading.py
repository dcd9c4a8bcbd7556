"""Calls as the version before errands kept them. Turns are kept for some days, so this may go soon."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE, _SURVEY = "getFile", "survey"


def upgraded(call: tuple[str, dict[str, Any], bool, int, Mapping[str, Any]]) -> tuple[str, str]:
    """Return method and errand of a call that had a context beside it."""
    method, params, _, _, context = call
    if method == _FILE:
        kept = {name: context[name] for name in ("draft", "message_id")}
        return "", _packed("card_picture", {"file_id": params["file_id"], **kept})
    if method == _SURVEY:
        values = dict(context["values"])
        number = {"number": values.pop("id")} if "id" in values else {}
        return "", _packed(context["about"], number | values)
    if "receipt" in context:
        number, seal, language = context["receipt"].split("|")
        return method, _packed("test", {"number": int(number), "seal": seal, "language": language})
    return method, ""


def _packed(name: str, values: Mapping[str, Any]) -> str:
    return json.dumps({"errand": name, **values})
