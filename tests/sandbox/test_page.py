"""The chat page in a real browser: what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from .answering import BROWSER, DESKTOP, PHONE, sideways, write

if TYPE_CHECKING:
    from .client import Bot

pytestmark = BROWSER


@pytest.mark.usefixtures("answering")
async def test_a_first_visit_on_a_phone_shows_what_the_bot_does_and_starts_it(visit: Any) -> None:
    page = await visit(PHONE)
    await expect(page.locator(".empty")).to_contain_text("Bot ini hanya contoh.")
    await expect(page.locator("#line")).to_be_hidden()
    await page.click("#big")
    greeting = page.locator(".message.in")
    await expect(greeting.locator("strong")).to_have_text("Siti")
    await expect(greeting.locator("a").first).to_have_attribute("href", "https://example.com/")
    await expect(greeting.locator("pre")).to_have_text("1 < 2")
    await expect(page.locator("#big")).to_be_hidden()
    await greeting.locator("text=/daftar").click()
    await expect(page.locator(".message.out").last).to_contain_text("/daftar")


@pytest.mark.usefixtures("answering")
async def test_on_a_desktop_the_column_tells_what_others_have_not_read(visit: Any, bot: Bot) -> None:
    page = await visit(DESKTOP)
    await bot.sandbox.person(1002).starts()
    john = page.locator(".person", has_text="John Lidin")
    await expect(john.locator(".badge")).to_have_text("1")
    await expect(john.locator(".last-words")).to_contain_text("Halo Siti")
    await john.click()
    await expect(page.locator(".message.in")).to_have_count(1)
    await expect(john.locator(".badge")).to_have_count(0)
    assert await sideways(page) <= 0


@pytest.mark.usefixtures("answering")
async def test_on_a_phone_another_person_is_chosen_from_a_list(visit: Any) -> None:
    page = await visit(PHONE)
    await expect(page.locator("#people-panel")).to_be_hidden()
    await page.click("#back")
    await page.click(".person >> text=John Lidin")
    await expect(page.locator("#who")).to_have_attribute("aria-label", "Anda John Lidin. Ganti orang")
    await expect(page.locator("#people-panel")).to_be_hidden()


@pytest.mark.usefixtures("answering")
async def test_a_start_link_brings_its_payload_for_the_person_it_names(visit: Any) -> None:
    page = await visit(PHONE, "?start=kartu-7&as=1002")
    await page.click("#big")
    await expect(page.locator(".message.out")).to_contain_text("/start kartu-7")
    await page.click(".key >> text=Undangan")
    await page.click("#big")
    await expect(page.locator(".message.out").last).to_contain_text("/start teman")
    await write(page, "t.me/payung_contoh_bot?start=diketik")
    await page.click("#big")
    await expect(page.locator(".message.out").last).to_contain_text("/start diketik")


async def test_a_message_is_never_taken_for_markup_of_the_page(visit: Any, bot: Bot) -> None:
    evil = "<img src=x onerror=document.title='x'>"
    person = bot.sandbox.person(1001)
    await person.starts()
    await bot.says(1001, evil, reply_markup={"inline_keyboard": [[{"text": evil, "callback_data": "x"}]]})
    await bot(
        "sendMessage",
        chat_id=1001,
        text="klik",
        entities=[
            {"type": "text_link", "offset": 0, "length": 4, "url": "javascript:alert(1)"},
        ],
    )
    page = await visit(PHONE)
    await expect(page.locator(".message.in .text").first).to_have_text(evil)
    await expect(page.locator(".key")).to_have_text(evil)
    assert await page.locator(".log img").count() == 0
    assert await page.locator(".text a").count() == 0


async def test_the_page_comes_back_by_itself_after_the_sandbox_was_away(visit: Any, bot: Bot) -> None:
    page = await visit(PHONE)
    await bot.sandbox.stop()
    await expect(page.locator("#bot-status")).to_have_text("menghubungkan…")
    await bot.sandbox.start()
    await expect(page.locator("#bot-status")).to_have_text("bot", timeout=10000)
    await bot.sandbox.person(1001).starts()
    await expect(page.locator(".message.out")).to_have_count(1)


async def test_nothing_sticks_out_on_the_smallest_phone(visit: Any, bot: Bot) -> None:
    await bot.sandbox.person(1001).starts()
    long = "Pertanggungjawaban" * 30
    rows = [
        [
            {"text": long[:60], "callback_data": "a"},
            {"text": "Tidak, terima kasih banyak", "callback_data": "b"},
        ]
    ]
    await bot.says(1001, f"{long} https://example.com/{long}", reply_markup={"inline_keyboard": rows})
    await bot.says(
        1001, f"<pre>{long}</pre>", parse_mode="HTML", reply_markup={"keyboard": [[long[:70], "Ya", "Tidak"]]}
    )
    page = await visit({"width": 320, "height": 568}, dark=True)
    await expect(page.locator(".message.in")).to_have_count(2)
    assert await sideways(page) <= 0
    assert (
        await page.evaluate(
            "document.getElementById('log').scrollWidth - document.getElementById('log').clientWidth"
        )
        <= 0
    )
    assert await page.evaluate(
        "document.getElementById('composer').getBoundingClientRect().bottom <= innerHeight"
    )


async def test_who_reads_above_is_told_of_news_below_and_not_torn_away(visit: Any, bot: Bot) -> None:
    await bot.sandbox.person(1001).starts()
    for number in range(40):
        await bot.says(1001, f"pesan {number}")
    page = await visit(PHONE)
    await expect(page.locator(".message >> text=pesan 39")).to_be_in_viewport()
    await page.evaluate("document.getElementById('log').scrollTo(0, 0)")
    await expect(page.locator("#down")).to_be_visible()
    await bot.says(1001, "kabar baru")
    await expect(page.locator("#down .badge")).to_have_text("1")
    await expect(page.locator(".message >> text=pesan 0")).to_be_in_viewport()
    await page.click("#down")
    await expect(page.locator(".message >> text=kabar baru")).to_be_in_viewport()


async def test_commands_set_later_show_at_once(visit: Any, bot: Bot) -> None:
    page = await visit(PHONE)
    await bot.sandbox.person(1001).starts()
    await expect(page.locator("#menu")).to_be_hidden()
    await bot("setMyCommands", commands=[{"command": "baru", "description": "Perintah baru"}])
    await page.click("#menu")
    await expect(page.locator("#commands")).to_contain_text("/baru")


@pytest.mark.usefixtures("answering")
async def test_the_page_speaks_the_language_of_the_browser_or_the_one_that_was_chosen(visit: Any) -> None:
    page = await visit(PHONE, locale="en-US")
    await expect(page.locator("#big")).to_have_text("START")
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await page.click("#back")
    await expect(page.locator(".people-head")).to_contain_text("Choose who holds the phone")
    await page.click("#language")
    await expect(page.locator("#big")).to_have_text("MULAI")
    await page.reload()
    await expect(page.locator("#big")).to_have_text("MULAI")
    await page.goto(f"{page.url}?lang=en")
    await expect(page.locator("#draft")).to_have_attribute("placeholder", "Message")


async def test_the_page_says_that_it_loads_until_it_knows_what_to_show(visit: Any, bot: Bot) -> None:
    page = await visit(PHONE)
    await expect(page.locator("#loading")).to_have_count(0)
    await page.route("**/control/events", lambda route: route.abort())
    await page.goto(bot.sandbox.url)
    await expect(page.locator("#loading")).to_contain_text("Sedang memuat")
    await expect(page.locator("#bot-status")).to_contain_text("menghubungkan…")


async def test_bubbles_show_the_time_of_the_office(visit: Any, bot: Bot) -> None:
    bot.sandbox.world.clock, bot.sandbox.world.zone = (lambda: 1_796_000_000.0), "Asia/Pontianak"
    await bot.sandbox.person(1001).starts()
    page = await visit(PHONE, zone="America/New_York")
    await expect(page.locator(".message time")).to_have_text("07.53")
    await expect(page.locator(".day")).to_have_text("Hari ini")


@pytest.mark.usefixtures("siti")
async def test_words_on_buttons_are_not_broken_on_the_smallest_phone(visit: Any, bot: Bot) -> None:
    row = [{"text": one, "callback_data": one} for one in ("Kembali", "Nanti", "Batal")]
    await bot.says(1001, "Apa?", reply_markup={"inline_keyboard": [row]})
    page = await visit({"width": 320, "height": 568})
    heights = await page.evaluate(
        "[...document.querySelectorAll('.key span')].map((one) => one.offsetHeight / "
        "parseFloat(getComputedStyle(one).lineHeight))"
    )
    assert all(one < 1.5 for one in heights)


@pytest.mark.usefixtures("siti")
@pytest.mark.parametrize(
    "link",
    [
        "https://t.me/payung_contoh_bot?start=kartu-7",
        "https://telegram.me/payung_contoh_bot?start=kartu-7&utm=x",
        "tg://resolve?domain=Payung_Contoh_Bot&start=kartu-7",
    ],
)
async def test_links_to_the_bot_itself_stay_on_the_page(visit: Any, bot: Bot, link: str) -> None:
    entity = {"type": "text_link", "offset": 0, "length": 5, "url": link}
    await bot("sendMessage", chat_id=1001, text="Bukti", entities=[entity])
    page = await visit(PHONE)
    await expect(page.locator(".text a")).to_have_attribute("href", "/?as=1001&start=kartu-7")
    await page.click(".text a")
    await page.click("#big")
    await expect(page.locator(".message.out").last).to_contain_text("/start kartu-7")


@pytest.mark.usefixtures("siti")
async def test_links_to_others_do_not(visit: Any, bot: Bot) -> None:
    for url in ("https://t.me/share/url?url=x", "https://t.me/lain_bot?start=x", "https://contoh.example/"):
        entity = {"type": "text_link", "offset": 0, "length": 4, "url": url}
        await bot("sendMessage", chat_id=1001, text="Buka", entities=[entity])
    page = await visit(PHONE)
    hrefs = await page.evaluate("[...document.querySelectorAll('.text a')].map((one) => one.href)")
    assert [one.split("/")[2] for one in hrefs] == ["t.me", "t.me", "contoh.example"]
