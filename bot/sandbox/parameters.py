"""Reading a call: JSON, form, multipart or query string, as the Bot API takes them all."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from bot.sandbox.files import Upload
from bot.sandbox.refusals import bad_request

FORM = "application/x-www-form-urlencoded"
NO_UPLOADS: dict[str, Upload] = {}


async def read_call(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Read the raw parameters of a call and the files that came with it."""
    raw: dict[str, Any] = dict(request.query) if request.query_string else {}
    if request.method != "POST" or not request.can_read_body:
        return raw, NO_UPLOADS
    kind = request.content_type
    if kind.startswith("multipart/"):
        return await _multipart(request, raw)
    body = await request.read()
    raw.update(_form(body) if kind == FORM else _json(body))
    return raw, NO_UPLOADS


def _form(body: bytes) -> dict[str, str]:
    return dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))


def _json(body: bytes) -> dict[str, Any]:
    if not body:
        return {}
    try:
        decoded = json.loads(body)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(decoded, dict):
        raise bad_request("JSON object expected")
    return decoded


async def _multipart(request: web.Request, raw: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Upload]]:
    uploads: dict[str, Upload] = {}
    for name, value in (await request.post()).items():
        if not isinstance(value, web.FileField):
            raw[name] = value
            continue
        with value.file as content:
            uploads[name] = Upload(content.read(), value.filename, value.content_type)
        raw.setdefault(name, uploads[name])
    return raw, uploads
