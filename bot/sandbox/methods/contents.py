"""What a message holds: texts, captions and files read from the arguments of a call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.files import MAX_UPLOAD, StoredFile, Upload, picture_size
from bot.sandbox.links import trimmed, with_detected
from bot.sandbox.markup import parse_html
from bot.sandbox.refusals import bad_request

if TYPE_CHECKING:
    from bot.sandbox.people import Json
    from bot.sandbox.world import World

MAX_TEXT = 4096
MAX_CAPTION = 1024


def formatted(text: str, parse_mode: str, entities: list[Json] | None) -> tuple[str, list[Json]]:
    """Return a text without its markup, and all of its entities."""
    found = entities or []
    if parse_mode:
        if parse_mode.lower() != "html":
            raise bad_request("unsupported parse_mode")
        text, found = parse_html(text)
    text, found = trimmed(text, found)
    return text, with_detected(text, found)


def text_content(args: Json) -> Json:
    """Return the `text` and `entities` of a message, 1 to 4,096 characters after parsing."""
    text, entities = formatted(args["text"], args.get("parse_mode", ""), args.get("entities"))
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > MAX_TEXT:
        raise bad_request("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def caption_content(args: Json) -> Json:
    """Return the `caption` of a picture or file, at most 1,024 characters after parsing."""
    caption = args.get("caption", "")
    if not caption:
        return {}
    text, entities = formatted(caption, args.get("parse_mode", ""), args.get("caption_entities"))
    if len(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    content: Json = {"caption": text} if text else {}
    if entities:
        content["caption_entities"] = entities
    return content


def media_content(world: World, kind: str, given: Any, details: Json) -> Json:
    """Return a file of this kind, new or known by its `file_id`, as the message shows it."""
    if isinstance(given, str):
        return _known_file(world, kind, given)
    if not isinstance(given, Upload):
        raise bad_request("wrong remote file identifier specified: Wrong string length")
    if not given.content:
        raise bad_request("file must be non-empty")
    if len(given.content) > MAX_UPLOAD:
        raise bad_request("file is too big")
    if kind == "photo" and picture_size(given.content) is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    return uploaded(world, kind, given, details)


def _known_file(world: World, kind: str, given: str) -> Json:
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    stored = world.files.get(given)
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {stored.kind.title()} as {kind.title()}")
    return shown(stored)


def shown(stored: StoredFile) -> Json:
    """Return a stored file as a field of a message."""
    return {stored.kind: [stored.card] if stored.kind == "photo" else stored.card}


def uploaded(world: World, kind: str, upload: Upload, details: Json) -> Json:
    """Make a new file as a field of a message; pictures come in several sizes."""
    if kind == "photo":
        return {"photo": world.files.photo_sizes(upload)}
    extra = {**details}
    if upload.name and kind in {"document", "audio", "video", "animation"}:
        extra["file_name"] = upload.name
    if upload.mime:
        extra["mime_type"] = upload.mime
    return shown(world.files.add(kind, upload, **extra))
