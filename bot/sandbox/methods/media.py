"""Methods that send files, and `getFile`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.sandbox.methods.contents import caption_content, media_content
from bot.sandbox.methods.sending import TO_A_CHAT, deliver
from bot.sandbox.registry import FILE, FLAG, INTEGER, JSON, TEXT, Handler, Param, method

if TYPE_CHECKING:
    from bot.sandbox.people import Json
    from bot.sandbox.world import World

CAPTION: Final[dict[str, Param]] = {"caption": TEXT, "parse_mode": TEXT, "caption_entities": JSON}
LENGTHS: Final[dict[str, Param]] = {"duration": INTEGER, "width": INTEGER, "height": INTEGER}
THUMBNAIL: Final[dict[str, Param]] = {"thumbnail": FILE}
PICTURE: Final[dict[str, Param]] = {"has_spoiler": FLAG, "show_caption_above_media": FLAG}

MEDIA: Final[dict[str, dict[str, Param]]] = {
    "photo": {**CAPTION, **PICTURE},
    "document": {**CAPTION, **THUMBNAIL, "disable_content_type_detection": FLAG},
    "video": {
        **CAPTION,
        **LENGTHS,
        **THUMBNAIL,
        **PICTURE,
        "supports_streaming": FLAG,
        "cover": FILE,
        "start_timestamp": INTEGER,
    },
    "animation": {**CAPTION, **LENGTHS, **THUMBNAIL, **PICTURE},
    "audio": {**CAPTION, **THUMBNAIL, "duration": INTEGER, "performer": TEXT, "title": TEXT},
    "voice": {**CAPTION, "duration": INTEGER},
    "video_note": {**THUMBNAIL, "duration": INTEGER, "length": INTEGER},
    "sticker": {"emoji": TEXT},
}
SHOWN = ("duration", "length", "width", "height", "performer", "title", "emoji")
DEFAULTS: Final[dict[str, Json]] = {
    "video": {"duration": 0, "width": 0, "height": 0},
    "animation": {"duration": 0, "width": 0, "height": 0},
    "audio": {"duration": 0},
    "voice": {"duration": 0},
    "video_note": {"duration": 0, "length": 240},
    "sticker": {"width": 512, "height": 512, "type": "regular", "is_animated": False, "is_video": False},
}


def media_details(kind: str, args: Json) -> Json:
    """Return what a message says of a file besides its identifiers."""
    given = {name: args[name] for name in SHOWN if name in args}
    return {**DEFAULTS.get(kind, {}), **given}


def _named(kind: str) -> str:
    """Return the method that sends a kind of file, such as `sendVideoNote`."""
    return "send" + kind.title().replace("_", "")


def _sender(kind: str) -> Handler:
    def send(world: World, args: Json) -> Json:
        caption = caption_content(args)
        world.reachable(args["chat_id"])
        content = media_content(world, kind, args[kind], media_details(kind, args))
        return deliver(world, args, {**content, **caption})

    send.__doc__ = (
        f"`{_named(kind)}`: a file with a caption of up to 1,024 characters, where it may have one."
    )
    return send


for _kind, _params in MEDIA.items():
    _file = FILE.required(f"there is no {_kind} in the request")
    method(_named(_kind), **TO_A_CHAT, **_params, **{_kind: _file})(_sender(_kind))


@method("getFile", file_id=TEXT.required("invalid file_id"))
def get_file(world: World, args: Json) -> Json:
    """`getFile`: the path of a file of at most 20 MB, for download below `/file/bot<token>/`."""
    stored = world.files.downloadable(args["file_id"])
    card = {name: stored.card[name] for name in ("file_id", "file_unique_id", "file_size")}
    return {**card, "file_path": stored.path}
