"""The chat page in a real browser: what can be done there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from bot.sandbox.samples import tiny_png

from .answering import BROWSER, DESKTOP, PHONE, Answering, write

if TYPE_CHECKING:
    from .client import Bot

pytestmark = BROWSER


async def test_a_tapped_button_waits_for_its_answer(visit: Any, answering: Answering) -> None:
    page = await visit(PHONE)
    await page.click("#big")
    answering.may_answer.clear()
    await page.click(".key >> text=Setuju")
    await expect(page.locator(".key[aria-busy]")).to_have_count(1)
    answering.may_answer.set()
    await expect(page.locator("#toast")).to_have_text("Tersimpan")
    await expect(page.locator(".message.in")).to_contain_text("Anda setuju.")
    await expect(page.locator(".message.in .meta")).to_contain_text("diedit")
    await expect(page.locator(".key")).to_have_count(0)


@pytest.mark.usefixtures("answering")
async def test_an_alert_is_a_dialog_that_escape_closes(visit: Any) -> None:
    page = await visit(PHONE)
    await page.click("#big")
    await page.click(".key >> text=Tanya")
    await expect(page.locator("dialog")).to_contain_text("Tersimpan")
    await page.keyboard.press("Escape")
    await expect(page.locator("dialog")).to_have_count(0)


@pytest.mark.usefixtures("answering")
async def test_a_reply_keyboard_asks_before_it_shares_a_number(visit: Any) -> None:
    page = await visit(PHONE)
    await page.click("#big")
    await write(page, "/daftar")
    await expect(page.locator("#draft")).to_have_attribute("placeholder", "Pilih di bawah")
    await page.click(".reply-key >> text=Bagikan nomor saya")
    await page.click("dialog >> text=Batal")
    await expect(page.locator(".message.out")).to_have_count(2)
    await page.click(".reply-key >> text=Bagikan nomor saya")
    await page.click("dialog >> text=Bagikan >> nth=-1")
    await expect(page.locator(".message.out").last).to_contain_text("+6281200009001")
    await expect(page.locator("#keys")).to_be_hidden()
    await expect(page.locator("#draft")).to_have_attribute("placeholder", "Pesan")


@pytest.mark.usefixtures("answering")
async def test_everything_on_the_way_can_be_done_by_keyboard_alone(visit: Any) -> None:
    page = await visit(DESKTOP)
    await page.keyboard.press("Tab")
    await expect(page.locator(".skip")).to_be_focused()
    await page.locator("#more").focus()
    await page.keyboard.press("Tab")
    await expect(page.locator("#big")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("#draft")).to_be_focused()
    await page.keyboard.type("/")
    await expect(page.locator("#commands li[aria-selected=true]")).to_contain_text("/daftar")
    await page.keyboard.press("ArrowDown")
    await expect(page.locator("#commands li[aria-selected=true]")).to_contain_text("/iuran")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.in").last).to_contain_text("Diterima: /iuran")
    await page.keyboard.press("ArrowUp")
    await expect(page.locator("#strip")).to_contain_text("Edit pesan")
    await page.keyboard.type(" saya")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.out").last).to_contain_text("/iuran saya")
    await page.keyboard.press("Shift+Tab")
    await expect(page.locator("#menu")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Escape")
    await expect(page.locator("#menu")).to_be_focused()
    await page.keyboard.press("Shift+Tab")
    await expect(page.locator(".message .command").last).to_be_focused()
    await page.keyboard.press("Shift+Tab")
    await expect(page.locator(".message").last).to_be_focused()
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")
    await page.keyboard.press("End")
    await expect(page.locator("[role=menuitem]").last).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("dialog")).to_contain_text("Hapus pesan?")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.out")).to_have_count(1)
    await expect(page.locator("#draft")).to_be_focused()


@pytest.mark.usefixtures("answering")
async def test_inline_buttons_are_reached_and_pressed_by_keyboard(visit: Any) -> None:
    page = await visit(DESKTOP)
    await page.locator("#big").focus()
    await page.keyboard.press("Enter")
    await page.locator(".key >> text=Setuju").wait_for()
    await expect(page.locator("#draft")).to_be_focused()
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Shift+Tab")
    await expect(page.locator("a.key")).to_be_focused()
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Shift+Tab")
    await expect(page.locator(".key >> nth=0")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.in")).to_contain_text("Anda setuju.")


@pytest.mark.usefixtures("answering")
async def test_photos_files_and_the_rest_are_attached(visit: Any) -> None:
    page = await visit(PHONE)
    await page.click("#big")
    await page.set_input_files(
        "#pick-photo", {"name": "a.png", "mimeType": "image/png", "buffer": tiny_png(300, 200)}
    )
    await page.click("#send")
    await expect(page.locator(".picture img")).to_have_js_property("naturalWidth", 300)
    await page.set_input_files(
        "#pick-file", {"name": "ktp.pdf", "mimeType": "application/pdf", "buffer": bytes(2048)}
    )
    await page.click("#send")
    await expect(page.locator("a.paper")).to_contain_text("2,0 KB")
    for label, shown in (("Lokasi", ".map"), ("Pesan suara", ".voice")):
        await page.click("#attach")
        await page.click(f"[role=menuitem] >> text={label}")
        await expect(page.locator(f".message.out {shown}")).to_have_count(1)
    await page.click("#attach")
    await page.click("[role=menuitem] >> text=Stiker")
    await page.click("dialog .option >> nth=1")
    await expect(page.locator("img.sticker")).to_have_count(1)
    await page.click("#attach")
    await page.click("[role=menuitem] >> text=Kontak")
    await page.click("dialog >> text=John Lidin")
    await expect(page.locator(".message.out").last).to_contain_text("+6281200009002")
    await expect(page.locator(".message.in").last).to_contain_text("Diterima: contact")


@pytest.mark.usefixtures("answering")
async def test_a_reply_quotes_and_a_menu_opens_with_the_right_button(visit: Any) -> None:
    page = await visit(PHONE)
    await page.click("#big")
    await page.locator(".message.in .text").click(button="right", position={"x": 5, "y": 5})
    await page.click("[role=menuitem] >> text=Balas")
    await write(page, "oke")
    await expect(page.locator(".message.out").last.locator(".quote")).to_contain_text("Halo Siti")


@pytest.mark.usefixtures("answering")
async def test_the_bot_is_blocked_and_let_in_again(visit: Any, bot: Bot) -> None:
    page = await visit(PHONE)
    await page.click("#big")
    await page.click("#more")
    await page.click("[role=menuitem] >> text=Blokir bot")
    await page.click("dialog .strong")
    await expect(page.locator("#big")).to_have_text("BUKA BLOKIR DAN MULAI LAGI")
    assert (await bot("sendMessage", chat_id=1001, text="x")).status == 403
    await page.click("#big")
    await expect(page.locator(".message.in")).to_have_count(2)
    await expect(page.locator("#line")).to_be_visible()


async def test_faults_are_switched_by_hand(visit: Any, bot: Bot) -> None:
    page = await visit(DESKTOP)
    await page.click(".people-head button")
    await page.click("dialog >> text=Terus")
    await page.click(".switch >> text=Galat server")
    await expect(page.locator(".people-head .dot")).to_be_visible()
    async with bot.session.post(f"{bot.root}/getMe") as response:
        assert response.status == 500
    await page.click(".switch >> text=Galat server")
    await expect(page.locator(".people-head .dot")).to_be_hidden()
    assert (await bot("getMe")).status == 200
    await page.click("dialog >> text=Sekali")
    await page.click(".switch >> text=Galat server")
    await expect(page.locator(".people-head .dot")).to_be_visible()
    async with bot.session.post(f"{bot.root}/getMe") as response:
        assert response.status == 500
    await expect(page.locator(".people-head .dot")).to_be_hidden()


PICTURE = {"name": "a.png", "mimeType": "image/png", "buffer": tiny_png(300, 200)}


@pytest.mark.usefixtures("answering")
async def test_a_photo_waits_for_its_caption_and_goes_out_with_it(visit: Any) -> None:
    page = await visit(PHONE)
    await page.click("#big")
    await page.set_input_files("#pick-photo", PICTURE)
    await expect(page.locator("#strip img")).to_have_attribute("alt", "Foto yang akan dikirim")
    await expect(page.locator("#draft")).to_be_focused()
    await expect(page.locator(".message.out")).to_have_count(1)
    await page.keyboard.type("Kartu saya")
    await page.keyboard.press("Enter")
    sent = page.locator(".message.out").last
    await expect(sent.locator(".text")).to_have_text("Kartu saya")
    await expect(sent.locator(".picture img")).to_have_attribute("alt", "Foto: Kartu saya")
    await expect(page.locator("#strip")).to_be_hidden()
    await expect(page.locator(".message.in").last).to_contain_text("Diterima: photo")


@pytest.mark.usefixtures("answering")
async def test_a_photo_that_waits_can_be_left_or_be_a_reply(visit: Any) -> None:
    page = await visit(PHONE)
    await page.click("#big")
    await page.set_input_files("#pick-photo", PICTURE)
    await page.click("#strip [aria-label=Batal]")
    await expect(page.locator("#strip")).to_be_hidden()
    await expect(page.locator("#send")).to_be_hidden()
    await page.locator(".message.in .text").click(button="right", position={"x": 5, "y": 5})
    await page.click("[role=menuitem] >> text=Balas")
    await page.set_input_files("#pick-photo", PICTURE)
    await page.click("#send")
    sent = page.locator(".message.out").last
    await expect(sent.locator(".quote")).to_contain_text("Halo Siti")
    await expect(sent.locator(".picture img")).to_have_attribute("alt", "Foto yang Anda kirim")


@pytest.mark.usefixtures("answering")
async def test_what_was_typed_without_a_connection_stays_and_is_sent_again(visit: Any) -> None:
    page = await visit(PHONE)
    await page.click("#big")
    await expect(page.locator(".message.in")).to_have_count(1)
    await page.context.set_offline(True)
    await write(page, "kaki saya kena parang")
    await expect(page.locator("#unsent")).to_contain_text("Belum terkirim: tidak ada sambungan.")
    await expect(page.locator("#draft")).to_have_value("kaki saya kena parang")
    await page.set_input_files("#pick-photo", PICTURE)
    await page.click("#retry")
    await expect(page.locator("#unsent")).to_be_visible()
    await expect(page.locator("#strip img")).to_be_visible()
    await page.click(".key >> text=Setuju")
    await expect(page.locator("#toast")).to_have_text("Tidak ada sambungan. Coba lagi.")
    await page.context.set_offline(False)
    await page.click("#retry")
    await expect(page.locator(".message.out .text").last).to_have_text("kaki saya kena parang")
    await expect(page.locator("#unsent")).to_be_hidden()
    await expect(page.locator("#draft")).to_have_value("")


@pytest.mark.usefixtures("answering")
async def test_on_a_phone_keys_stay_within_the_list_of_people(visit: Any) -> None:
    page = await visit(PHONE)
    await page.click("#back")
    await expect(page.locator(".person[aria-current]")).to_be_focused()
    for _ in range(8):
        await page.keyboard.press("Tab")
        assert await page.evaluate("!document.activeElement.closest('#phone, #skip')")
    assert await page.evaluate("document.getElementById('phone').inert")
    await page.locator(".person").first.focus()
    await page.keyboard.press("Escape")
    await expect(page.locator("#who")).to_be_focused()
    assert not await page.evaluate("document.getElementById('phone').inert")
    assert await page.evaluate("document.getElementById('people-panel').inert")
    await page.set_viewport_size(DESKTOP)
    await page.wait_for_function("!document.getElementById('people-panel').inert")


@pytest.mark.usefixtures("answering")
async def test_a_voice_note_is_played(visit: Any) -> None:
    page = await visit(PHONE)
    await page.click("#big")
    await page.click("#voice")
    await page.click("[aria-label='Putar pesan suara, 0:01']")
    await expect(page.locator("#toast")).to_have_text("Suara ini tidak dapat diputar")  # it holds nothing
