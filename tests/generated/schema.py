"""What the Bot API says an update looks like, as far as this bot is sent any: fields, types, which may lack.

Source: https://core.telegram.org/bots/api (Update, Message, Chat, User, CallbackQuery, ChatMemberUpdated).
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final

from hypothesis import strategies as st

Json = dict[str, Any]
Values = st.SearchStrategy[Any]

PEOPLE: Final = (1001, 1002, 1003)  # of the stand-in
GROUP: Final = -100_777_000_111

_ids = st.integers(1, 2**52)
_dates = st.integers(1_790_000_000, 1_810_000_000)
_words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60)
SAID: Final = (
    "ya",
    "tidak",
    "batal",
    "daftar",
    "saya sendiri",
    "Siti Aminah",
    "6106011708809001",
    "081200009001",
    "Semitau",
    "Nanga Lemedak",
    "petani",
    "1,5 juta",
    "17-08-1980",
    "brp iurannya min?",
    "setuju",
    "lupa",
    "/start",
    "/status",
    "/dataku",
    "/bantuan",
    "/iuran",
    "/kunci",
    "/berhenti",
    "/kantor",
    "/siarkan",
    "/antrean",
    "/cari 6106011708809001",
    "/program",
    "/anggaran",
    "/angka",
    "/acara",
    "/mesin",
    "/impor",
    "/ekspor",
    "/orang",
    "/start staf_x",
    "/start@payung_contoh_bot",
    "tolong suami saya jatuh",
    "terima kasih",
    "x" * 4096,
    "\u202e\u0000\ufeff",
    "😀" * 200,
    "1" * 400,
    "-",
    " ",
    "\n\n",
    "<b>&amp;</b>",
    "{nama} {0}",
)
texts = st.sampled_from(SAID) | _words
_names = _words.filter(str.strip) | st.sampled_from(("Siti", "A" * 64, "\u202e", "<i>"))


def fields(required: dict[str, Values], optional: dict[str, Values] | None = None) -> Values:
    """Return objects with all of the first and some of the others."""
    return st.fixed_dictionaries(required, optional=optional or {})


_anybody = st.sampled_from(PEOPLE)


def user(ids: Values = _anybody) -> Values:
    """Return a User."""
    return fields(
        {"id": ids, "is_bot": st.just(value=False), "first_name": _names},
        {
            "last_name": _names,
            "username": st.just("siti_contoh"),
            "language_code": st.sampled_from(("id", "en", "zz", "pt-br")),
        },
    )


def private(ids: Values = _anybody) -> Values:
    """Return a private Chat."""
    return fields({"id": ids, "type": st.just("private")}, {"first_name": _names})


_group = fields(
    {"id": st.just(GROUP), "type": st.sampled_from(("group", "supergroup")), "title": _names},
    {"is_forum": st.booleans()},
)
_channel = fields({"id": st.just(GROUP - 1), "type": st.just("channel"), "title": _names})
_entity = fields(
    {
        "type": st.sampled_from(("bold", "bot_command", "url", "text_link", "mention", "custom_emoji")),
        "offset": st.integers(0, 50),
        "length": st.integers(1, 50),
    },
    {"url": st.just("https://contoh.example/"), "custom_emoji_id": st.just("5")},
)
_file = {"file_id": st.sampled_from(("f1", "f" * 200)), "file_unique_id": st.just("u")}
_size = {"width": st.integers(1, 5000), "height": st.integers(1, 5000)}
_origin = st.one_of(
    fields({"type": st.just("user"), "date": _dates, "sender_user": user(_ids)}),
    fields({"type": st.just("hidden_user"), "date": _dates, "sender_user_name": _names}),
)
CONTENT: Final = {
    "text": texts,
    "photo": st.lists(
        fields({**_file, **_size}, {"file_size": st.integers(0, 2**31)}), min_size=1, max_size=4
    ),
    "document": fields(
        _file, {"file_name": _names, "mime_type": st.just("text/csv"), "file_size": st.integers(0, 2**31)}
    ),
    "voice": fields({**_file, "duration": st.integers(0, 4000)}),
    "video": fields({**_file, **_size, "duration": st.integers(0, 4000)}),
    "sticker": fields(
        {
            **_file,
            **_size,
            "type": st.just("regular"),
            "is_animated": st.booleans(),
            "is_video": st.booleans(),
        }
    ),
    "contact": fields(
        {"phone_number": st.sampled_from(("+6281200009001", "", "x", "0" * 40)), "first_name": _names},
        {"user_id": _ids, "vcard": _words},
    ),
    "location": fields({"latitude": st.floats(-90, 90), "longitude": st.floats(-180, 180)}),
    "dice": fields({"emoji": st.just("🎲"), "value": st.integers(1, 6)}),
    "poll": fields(
        {
            "id": st.just("1"),
            "question": _names,
            "total_voter_count": st.integers(0, 9),
            "is_closed": st.booleans(),
            "is_anonymous": st.booleans(),
            "type": st.just("regular"),
            "allows_multiple_answers": st.booleans(),
            "options": st.lists(
                fields({"text": _names, "voter_count": st.integers(0, 9), "persistent_id": st.just("1")}),
                min_size=1,
                max_size=3,
            ),
        }
    ),
    "new_chat_title": _names,
    "migrate_to_chat_id": st.just(-100_999_000_222),
    "delete_chat_photo": st.just(value=True),
}


@st.composite
def message(draw: Any, chat: Values | None = None) -> Json:
    """Return a Message with one kind of content."""
    kind = draw(st.sampled_from(sorted(CONTENT)) | st.just("text"))
    made: Json = draw(
        fields(
            {
                "message_id": st.integers(1, 2**31 - 1),
                "date": _dates,
                "chat": private() if chat is None else chat,
                kind: CONTENT[kind],
            },
            {
                "from": user(),
                "forward_origin": _origin,
                "media_group_id": st.just("7"),
                "has_protected_content": st.just(value=True),
                "entities": st.lists(_entity, max_size=3),
                "message_thread_id": st.integers(1, 99),
                "via_bot": user(_ids),
                "author_signature": _names,
            },
        )
    )
    if kind in {"photo", "document", "voice", "video"}:
        made |= draw(fields({}, {"caption": texts, "caption_entities": st.lists(_entity, max_size=2)}))
    if made["chat"]["type"] == "private":
        made["from"] = {**draw(user()), "id": made["chat"]["id"]}
    if draw(st.integers(0, 5)) == 0:
        made["reply_to_message"] = {
            "message_id": draw(st.integers(1, 500)),
            "date": 1_790_000_000,
            "chat": made["chat"],
            "text": "x",
        }
    return made


def _tap(data: Values) -> Values:
    return fields(
        {
            "id": st.text("0123456789", min_size=1, max_size=20),
            "from": user(),
            "chat_instance": st.just("1"),
            "data": data,
        },
        {"message": message(), "inline_message_id": st.just("i")},
    )


TAPPED: Final = st.one_of(
    st.sampled_from(
        (
            "f1|nik|_yes",
            "f1|consent|agree",
            "f1|for_whom|self",
            "f1|district|61.06.10",
            "f1|declaration|true",
            "m1|enrol",
            "m1|status",
            "m1|op_mine|1",
            "m1|erase_yes",
            "m1|ac_open|1",
            "m1|re_decide|1|same",
            "m1|",
            "f1||",
            "",
            "x" * 64,
            "f1|nik|" + "9" * 50,
            "m1|op_mine|999999999999999",
            "m2|enrol",
            "f9|nik|_yes",
        )
    ),
    _words,
)
_member = fields(
    {"status": st.sampled_from(("member", "kicked", "left", "administrator")), "user": user(st.just(4242))},
    {"until_date": _dates},
)
CONTENTS: Final = {
    "message": st.one_of(message(), message(), message(_group)),
    "edited_message": message().map(lambda one: {**one, "edit_date": one["date"] + 1}),
    "channel_post": message(_channel),
    "callback_query": _tap(TAPPED),
    "my_chat_member": fields(
        {
            "chat": st.one_of(private(), _group),
            "from": user(),
            "date": _dates,
            "old_chat_member": _member,
            "new_chat_member": _member,
        }
    ),
    "message_reaction": fields(
        {
            "chat": private(),
            "message_id": _ids,
            "date": _dates,
            "old_reaction": st.just([]),
            "new_reaction": st.just([]),
        }
    ),
    "poll_answer": fields({"poll_id": st.just("1"), "option_ids": st.just([0])}),
}


def valid() -> Values:
    """Return what an update holds beside its id: as the Bot API says."""
    return st.one_of(*(fields({kind: content}) for kind, content in CONTENTS.items()))


_EXTREMES: Final[tuple[Any, ...]] = (
    None,
    True,
    0,
    -1,
    2**63,
    -(2**70),
    1e308,
    float("nan"),
    "",
    "x" * 10_000,
    [],
    {},
    [[[[]]]],
    {"id": {}},
    "\ud800",
)


@st.composite
def broken(draw: Any) -> Json:
    """Return a valid one with something wrong at a place or several: gone, another kind, beyond bounds."""
    update: Json = deepcopy(draw(valid()))
    for _ in range(draw(st.integers(1, 3))):
        _break(draw, update)
    return update


def _break(draw: Any, update: Json) -> None:
    place: Any = update
    while True:
        keys = sorted(place) if isinstance(place, dict) else list(range(len(place)))
        if not keys:
            return
        key = draw(st.sampled_from(keys))
        value = place[key]
        if isinstance(value, dict | list) and value and draw(st.integers(0, 3)):
            place = value
            continue
        how = draw(st.sampled_from(("gone", "other", "nested", "doubled")))
        if how == "gone" and isinstance(place, dict):
            del place[key]
        elif how == "nested":
            place[key] = {"message": value, "chat": {"id": value}}
        elif how == "doubled":
            place[key] = [value, value]
        else:
            place[key] = deepcopy(draw(st.sampled_from(_EXTREMES)))
        return
