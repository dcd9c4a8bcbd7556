from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.sandbox.files import FileShelf, Upload, picture_size
from bot.sandbox.samples import tiny_png

if TYPE_CHECKING:
    from bot.sandbox import PersonDriver

    from .client import Bot

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0000b080064012c01011100ffd9")


async def download(bot: Bot, file_id: str) -> bytes:
    path = (await bot("getFile", file_id=file_id)).result["file_path"]
    async with bot.session.get(f"{bot.sandbox.url}/file/bot{bot.sandbox.token}/{path}") as response:
        assert response.status == 200
        return await response.read()


async def test_what_a_person_sends_can_be_downloaded(bot: Bot, siti: PersonDriver) -> None:
    await siti.sends_document(b"isi berkas", "ktp.pdf", "application/pdf", caption="KTP saya")
    (update,) = await bot.updates()
    document = update["message"]["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == (
        "ktp.pdf",
        "application/pdf",
        10,
    )
    assert update["message"]["caption"] == "KTP saya"
    assert await download(bot, document["file_id"]) == b"isi berkas"


async def test_a_photo_has_several_sizes_smallest_first(bot: Bot, siti: PersonDriver) -> None:
    picture = tiny_png(1600, 800)
    await siti.sends_photo(picture)
    (update,) = await bot.updates()
    sizes = update["message"]["photo"]
    assert [(size["width"], size["height"]) for size in sizes] == [
        (90, 45),
        (320, 160),
        (800, 400),
        (1280, 640),
    ]
    assert len({size["file_id"] for size in sizes}) == 4
    assert await download(bot, sizes[-1]["file_id"]) == picture


async def test_voice_video_sticker_and_place_have_their_fields(bot: Bot, siti: PersonDriver) -> None:
    await siti.sends_voice()
    await siti.sends_video()
    await siti.sends_sticker()
    await siti.shares_location()
    voice, video, sticker, place = [update["message"] for update in await bot.updates()]
    assert (voice["voice"]["duration"], voice["voice"]["mime_type"]) == (1, "audio/ogg")
    assert video["video"]["width"] == 320
    assert sticker["sticker"]["type"] == "regular"
    assert place["location"] == {"latitude": -6.2, "longitude": 106.8}


async def test_the_bot_uploads_a_file_and_sends_it_again_by_its_id(bot: Bot, siti: PersonDriver) -> None:
    sent = (await bot.upload("sendDocument", {"document": ("kartu.pdf", b"%PDF")}, chat_id=1001)).result
    file_id = sent["document"]["file_id"]
    again = (
        await bot("sendDocument", chat_id=1001, document=file_id, caption="<b>lagi</b>", parse_mode="HTML")
    ).result
    assert again["document"] == sent["document"]
    assert again["caption_entities"] == [{"offset": 0, "length": 4, "type": "bold"}]
    assert await download(bot, file_id) == b"%PDF"
    assert (await siti.hears())["document"]["file_name"] == "kartu.pdf"


@pytest.mark.usefixtures("siti")
async def test_an_upload_may_be_attached_under_another_name(bot: Bot) -> None:
    files = {"lampiran": ("k.jpg", JPEG), "kecil": ("t.jpg", JPEG)}
    sent = await bot.upload("sendPhoto", files, chat_id=1001, photo="attach://lampiran")
    assert sent.words == 'Bad Request: unknown parameter "kecil"'
    files.pop("kecil")
    sent = await bot.upload("sendPhoto", files, chat_id=1001, photo="attach://lampiran")
    assert sent.result["photo"][-1]["width"] == 300


@pytest.mark.usefixtures("siti")
@pytest.mark.parametrize("kind", ["document", "video", "audio", "voice", "animation", "sticker"])
async def test_every_kind_of_file_can_be_sent(bot: Bot, kind: str) -> None:
    sent = (await bot.upload(f"send{kind.title()}", {kind: ("a.bin", b"x")}, chat_id=1001)).result
    assert sent[kind]["file_size"] == 1


@pytest.mark.usefixtures("siti")
async def test_a_medium_can_be_exchanged(bot: Bot) -> None:
    sent = (await bot.upload("sendPhoto", {"photo": ("a.png", tiny_png())}, chat_id=1001)).result
    media = {"type": "document", "media": "attach://baru", "caption": "kartu"}
    files = {"baru": ("b.pdf", b"%PDF")}
    edited = await bot.upload(
        "editMessageMedia", files, chat_id=1001, message_id=sent["message_id"], media=media
    )
    assert edited.result["document"]["file_name"] == "b.pdf"
    assert "photo" not in edited.result


@pytest.mark.usefixtures("siti")
@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendPhoto", {"photo": "nonsense"}, "wrong file identifier/HTTP URL specified"),
        ("sendPhoto", {"photo": "https://example.com/a.jpg"}, "failed to get HTTP URL content"),
        ("sendPhoto", {"photo": 5}, "wrong remote file identifier specified: Wrong string length"),
    ],
)
async def test_files_that_cannot_be_found_are_refused(
    bot: Bot, method: str, params: dict[str, str], words: str
) -> None:
    assert (await bot(method, chat_id=1001, **params)).words == f"Bad Request: {words}"


async def test_a_round_video_goes_both_ways(bot: Bot, siti: PersonDriver) -> None:
    await siti.sends_video_note()
    await siti.sends_audio()
    note, audio = [update["message"] for update in await bot.updates()]
    assert (note["video_note"]["length"], audio["audio"]["file_name"]) == (240, "rekaman.mp3")
    sent = (await bot("sendVideoNote", chat_id=1001, video_note=note["video_note"]["file_id"])).result
    assert sent["video_note"] == note["video_note"]


@pytest.mark.usefixtures("siti")
async def test_files_of_the_wrong_kind_are_refused(bot: Bot) -> None:
    sent = (await bot.upload("sendDocument", {"document": ("a.txt", b"x")}, chat_id=1001)).result
    answer = await bot("sendPhoto", chat_id=1001, photo=sent["document"]["file_id"])
    assert answer.words == "Bad Request: can't use file of type Document as Photo"
    answer = await bot.upload("sendPhoto", {"photo": ("a.jpg", b"no picture")}, chat_id=1001)
    assert answer.words == "Bad Request: IMAGE_PROCESS_FAILED"
    answer = await bot.upload("sendDocument", {"document": ("a.txt", b"")}, chat_id=1001)
    assert answer.words == "Bad Request: file must be non-empty"


async def test_a_file_that_is_gone_or_too_big_is_not_served(bot: Bot, siti: PersonDriver) -> None:
    assert (await bot("getFile", file_id="x")).words == "Bad Request: invalid file_id"
    sent = await siti.sends_document(bytes(20 * 1024 * 1024 + 1), "besar.bin")
    answer = await bot("getFile", file_id=sent["document"]["file_id"])
    assert answer.words == "Bad Request: file is too big"
    async with bot.session.get(f"{bot.sandbox.url}/file/bot{bot.sandbox.token}/documents/x") as response:
        assert response.status == 404
    async with bot.session.get(f"{bot.sandbox.url}/file/bot1:x/documents/x") as response:
        assert response.status == 401


def test_the_size_of_pictures_is_read_from_their_headers() -> None:
    assert picture_size(tiny_png(30, 20)) == (30, 20)
    assert picture_size(JPEG) == (300, 100)
    assert picture_size(b"GIF89a") is None
    assert picture_size(b"\xff\xd8\xff") is None


def test_the_oldest_files_are_thrown_away() -> None:
    shelf = FileShelf(keep=2)
    kept = [shelf.add("document", Upload(b"x")) for _ in range(3)]
    assert shelf.at(kept[0].path) is None
    assert shelf.at(kept[2].path) is kept[2]
