from __future__ import annotations

import asyncio
import base64
import json
import socket
import sys
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox import PersonDriver, Sandbox
from bot.sandbox.__main__ import main

if TYPE_CHECKING:
    import aiohttp

    from .client import Bot


async def events(response: aiohttp.ClientResponse) -> Any:
    async with asyncio.timeout(60):
        while not (line := await response.content.readline()).startswith(b"data: "):
            pass
    return json.loads(line.removeprefix(b"data: "))


async def test_the_state_shows_everybody_and_their_chat(bot: Bot, siti: PersonDriver) -> None:
    await bot("setMyDescription", description="Halo")
    state = await bot.control("GET", "state")
    assert [person["name"] for person in state["people"]] == ["Siti Aminah", "John Lidin", "Rina (kantor)"]
    first = state["people"][0]
    assert (first["id"], first["description"], first["chat"]["started"]) == (siti.id, "Halo", True)
    assert len(first["chat"]["messages"]) == 1


async def test_people_are_added_and_act_from_another_process(bot: Bot) -> None:
    await bot.control("POST", "people", {"id": 2001, "first_name": "Ani"})
    await bot.control("POST", "people", [{"id": 2002, "first_name": "Adi"}])
    assert len(await bot.control("GET", "people")) == 5
    deeds = [
        {"as": 2001, "do": "start", "payload": "x"},
        {"as": 2001, "do": "file", "kind": "voice", "content": base64.b64encode(b"Ogg").decode()},
        {"as": 2001, "do": "tap", "message_id": 1, "data": "y"},
        {"as": 2001, "do": "block"},
    ]
    await bot.control("POST", "act", deeds)
    await bot.control("POST", "act", {"as": 2002, "do": "say", "text": "halo"})
    kinds = [next(iter(update.keys() - {"update_id"})) for update in await bot.updates()]
    assert kinds == ["message", "message", "callback_query", "my_chat_member", "message"]


@pytest.mark.parametrize(
    "deed",
    [
        {"as": 1001, "do": "fly"},
        {"as": 999, "do": "say", "text": "x"},
        {"as": 1001, "do": "say", "text": ""},
        {"as": 1001, "do": "say", "words": "x"},
        {"as": 1001, "do": "press", "label": "x"},
    ],
)
async def test_deeds_nobody_can_do_are_refused(bot: Bot, deed: dict[str, Any]) -> None:
    assert "error" in await bot.control("POST", "act", deed)


async def test_everything_that_happens_is_streamed(bot: Bot, siti: PersonDriver) -> None:
    async with bot.session.get(f"{bot.sandbox.url}/control/events") as response:
        assert (await events(response))["type"] == "state"
        sent = await bot.says(1001, "halo", reply_markup={"keyboard": [["Ya"]]})
        assert (await events(response))["message"]["text"] == "halo"
        assert (await events(response))["keyboard"]["keyboard"] == [[{"text": "Ya"}]]
        await bot("editMessageText", chat_id=1001, message_id=sent["message_id"], text="dua")
        assert (await events(response))["type"] == "edit"
        await bot("sendChatAction", chat_id=1001, action="typing")
        assert (await events(response))["action"] == "typing"
        query = await siti.taps_data("x")
        await bot("answerCallbackQuery", callback_query_id=query["id"], text="Oke", show_alert=True)
        answer = await events(response)
        assert (answer["query_id"], answer["text"], answer["show_alert"]) == (query["id"], "Oke", True)
        await siti.deletes(sent["message_id"])
        assert (await events(response))["type"] == "delete"
    async with asyncio.timeout(60):
        while bot.sandbox.world.listeners:
            await siti.says("x")
            await asyncio.sleep(0.01)


async def test_pages_are_let_go_when_the_sandbox_stops(bot: Bot) -> None:
    async with bot.session.get(f"{bot.sandbox.url}/control/events") as response:
        await events(response)
        async with asyncio.timeout(60):
            await bot.sandbox.stop()
            assert await response.content.read() is not None


async def test_files_are_served_so_that_no_browser_runs_them(bot: Bot, siti: PersonDriver) -> None:
    paper = await siti.sends_document(b"<script>", "jahat.html", "text/html")
    photo = await siti.sends_photo()
    root = f"{bot.sandbox.url}/control/files"
    async with bot.session.get(f"{root}/{paper['document']['file_id']}") as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    async with bot.session.get(f"{root}/{photo['photo'][-1]['file_id']}") as response:
        assert response.content_type == "image/png"
    async with bot.session.get(f"{root}/nothing") as response:
        assert response.status == 400


async def test_a_foreign_page_cannot_control_the_sandbox(bot: Bot) -> None:
    address = f"{bot.sandbox.url}/control/act"
    async with bot.session.post(
        address, data=b'{"as":1001,"do":"start"}', headers={"Content-Type": "text/plain"}
    ) as form:
        assert form.status == 400
    async with bot.session.get(f"{bot.sandbox.url}/control/state", headers={"Host": "evil.test"}) as rebound:
        assert rebound.status == 403


async def test_the_control_side_may_be_opened_on_purpose(session: aiohttp.ClientSession) -> None:
    async with (
        Sandbox(control_from_anywhere=True) as sandbox,
        session.get(f"{sandbox.url}/control/state", headers={"Host": "demo.test"}) as response,
    ):
        assert response.status == 200


async def test_the_calls_of_the_bot_can_be_read(bot: Bot) -> None:
    await bot("getMe")
    ((method, chat_id, _, outcome),) = await bot.control("GET", "calls")
    assert (method, chat_id, outcome) == ("getMe", None, "ok")


async def test_the_page_is_served_with_a_policy_or_not_at_all(session: aiohttp.ClientSession) -> None:
    async with Sandbox() as sandbox, session.get(f"{sandbox.url}/") as response:
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert "<!doctype html>" in await response.text()
        names = ("app.js", "style.css", "en.json", "nothing.js", "dom.js", "..%2Fserver.py")
        for name, status in zip(names, (200, 200, 200, 404, 404, 404), strict=True):
            async with session.get(f"{sandbox.url}/page/{name}") as part:
                assert part.status == status
    async with Sandbox(page=False) as sandbox, session.get(f"{sandbox.url}/") as response:
        assert response.status == 404


async def test_the_page_is_sent_compressed_and_not_again_while_it_is_the_same(
    session: aiohttp.ClientSession,
) -> None:
    async with Sandbox() as sandbox:
        address = f"{sandbox.url}/page/app.js"
        async with session.get(address, headers={"Accept-Encoding": "identity"}) as plain:
            whole = await plain.read()
        async with session.get(address) as packed:
            assert packed.headers["Content-Encoding"] == "gzip"
            assert int(packed.headers["Content-Length"]) < len(whole) / 2
            assert await packed.read() == whole
            tag = packed.headers["ETag"]
        async with session.get(address, headers={"If-None-Match": tag}) as again:
            assert (again.status, await again.read()) == (304, b"")


async def test_a_voice_note_is_served_to_be_heard(bot: Bot, siti: PersonDriver) -> None:
    note = await siti.sends_voice()
    address = f"{bot.sandbox.url}/control/files/{note['voice']['file_id']}"
    async with bot.session.get(address) as response:
        assert response.content_type == "audio/ogg"
        assert "Content-Disposition" not in response.headers


async def test_the_page_is_told_the_time_and_the_zone_of_the_office(session: aiohttp.ClientSession) -> None:
    async with (
        Sandbox(clock=lambda: 1_796_000_000.5, zone="Asia/Pontianak") as sandbox,
        session.get(f"{sandbox.url}/control/state") as response,
    ):
        state = await response.json()
        assert (state["now"], state["zone"]) == (1_796_000_000.5, "Asia/Pontianak")
        assert (await sandbox.person(1001).starts())["date"] == 1_796_000_000


def test_the_command_line_says_when_a_port_is_taken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        monkeypatch.setattr("sys.argv", ["sandbox", "--port", port, "--latency", "0.05-0.15", "--limits"])
        assert main() == 1
    assert "cannot listen on" in capsys.readouterr().err


def test_the_command_line_refuses_what_is_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["sandbox", "--token", "nonsense"])
    with pytest.raises(SystemExit):
        main()


async def test_the_sandbox_runs_alone(session: aiohttp.ClientSession) -> None:
    command = ("-m", "bot.sandbox", "--port", "0", "--token", "7:abc")
    process = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        await process.stdout.readline()
        address = (await process.stdout.readline()).decode().split()[-1]
        async with session.get(address) as response:
            assert (await response.json())["result"]["id"] == 7
    finally:
        process.terminate()
        await process.wait()
