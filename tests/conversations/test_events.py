"""/acara: events with their links and posters, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.announcements.store import Announcements
from bot.events.event import PREFIX
from bot.events.store import Events

if TYPE_CHECKING:
    from pathlib import Path

    from bot.events.event import Event
    from tests.conversation import Conversation, Town

_WHAT = "Penyerahan santunan"


def entered(town: Town, *, agreed: str = "Ya, sudah setuju", role: str = "admin") -> Conversation:
    """Enter an event as a member of staff."""
    rina = town.staff(role)
    rina.says("/acara").sees("Belum ada acara").taps("Acara baru").sees("Acara apa?").says(_WHAT)
    rina.sees("kecamatan mana").says("Semitau").sees("desa mana").says("Semitau Hulu")
    rina.sees("tempat mana").says("balai desa").sees("Hari apa?").says("besok")
    rina.sees("boleh disebut").says("Ibu Lusia").sees("sudah setuju").taps(agreed)
    return rina.sees("Acara ini sudah benar?").taps("Kirim").sees("dicatat").sees(_WHAT)


def event(town: Town) -> Event:
    with town.unit() as tx:
        return Events(tx).newest(1)[0]


def test_an_event_is_entered_and_shown_with_its_link(town: Town) -> None:
    rina = entered(town)
    rina.shows(f"start={PREFIX}{event(town).code}")
    rina.shows("Balai desa, Semitau Hulu, Semitau").shows("Boleh disebut: Ibu Lusia")
    rina.says("/acara").sees("Tekan satu").taps(_WHAT).shows("Membuka tautan: 0")


def test_nobody_is_named_who_did_not_agree(town: Town) -> None:
    entered(town, agreed="Belum").shows("Tidak ada nama yang boleh disebut")
    assert event(town).named is None
    assert town.rows("SELECT named FROM events") == [(None,)]


def test_names_stand_sealed_in_the_store_and_can_be_forgotten(town: Town) -> None:
    rina = entered(town)
    [(named, told)] = town.rows("SELECT named, told FROM events")
    assert b"Lusia" not in named
    assert "Lusia" not in told
    rina.taps("Hapus nama").sees("Nama sudah dihapus").sees("Tidak ada nama")
    assert event(town).named is None


def test_whoever_follows_the_link_is_welcomed_and_counted_once(town: Town, siti: Conversation) -> None:
    rina = entered(town)
    payload = event(town).payload
    siti.starts(payload).sees(f"Selamat datang dari acara {_WHAT}").sees("perlindungan")
    siti.starts(payload).sees("Selamat datang")
    rina.says("/acara").sees().taps(_WHAT).shows("Membuka tautan: 1")
    assert town.columns("link_counts") == {"link", "day", "opened"}


def test_who_enrols_by_a_link_is_counted_with_event_village_and_agent(town: Town, siti: Conversation) -> None:
    rina = entered(town)
    rina.taps("Tautan untuk pembagi").sees("Siapa yang membagikan").says("Pak Markus").sees(
        "Tautan untuk Pak Markus"
    )
    with town.unit() as tx:
        held = Events(tx).newest(1)[0]
        [agent] = Events(tx).agents(held)
    siti.starts(held.payload_of(agent)).sees().registers()
    rina.says("/acara").sees().taps(_WHAT).shows("Mengirim pendaftaran: 1")
    rina.taps("Menurut desa").shows("Sibau Hulu: 1 / 0")
    rina.taps("Kembali").taps("Menurut pembagi").shows("Pak Markus: 1 / 1 / 0")


def test_a_link_that_was_made_up_leads_to_the_first_screen(town: Town, siti: Conversation) -> None:
    entered(town)
    siti.starts(f"{PREFIX}zzzzzz").sees("perlindungan").sees_no("Selamat datang dari")
    siti.starts(f"{event(town).payload}_zzz").sees("Selamat datang dari")
    assert town.rows("SELECT link FROM link_counts") == [(event(town).payload,)]


def test_the_announcement_of_an_event_is_prepared_for_its_district(town: Town) -> None:
    rina = entered(town)
    rina.taps("Tulis kabar").sees("Draf kabar", _WHAT, "Kecamatan: Semitau", "Tombol: Tanya atau daftar")
    with town.unit() as tx:
        draft = Announcements(tx).draft_of(1003)
    assert draft
    assert "Akan hadir: Ibu Lusia." in draft.message.content("id").bare
    assert draft.message.links[0].url.endswith(event(town).payload)


def test_whoever_may_not_announce_gets_no_button_for_it(town: Town) -> None:
    assert "✍️ Tulis kabar" not in entered(town, role="officer").buttons


@pytest.mark.parametrize(("button", "name"), [("Poster (gambar)", ".png"), ("Poster (PDF)", ".pdf")])
def test_the_poster_comes_as_a_file(town: Town, button: str, name: str) -> None:
    rina = entered(town)
    rina.taps(button).sees("Poster A4")
    assert rina.chat[-1]["document"]["file_name"].endswith(name)


def test_the_command_writes_posters_of_an_event_and_of_the_bot(town: Town, tmp_path: Path) -> None:
    entered(town)
    town.payung("poster", event(town).code, "--out", tmp_path / "a.pdf")
    town.payung("poster", "--out", tmp_path / "b.png")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "b.png").read_bytes().startswith(b"\x89PNG")


def test_names_are_forgotten_some_time_after_the_event(town: Town) -> None:
    entered(town).taps("Tautan untuk pembagi").sees().says("Pak Markus").sees()
    town.is_now("2030-01-01T08:00:00+07:00")
    town.grows_old()
    assert town.rows("SELECT named FROM events") == [(None,)]
    assert town.rows("SELECT name FROM agents") == [(None,)]


def test_an_event_that_is_over_is_listed_no_longer(town: Town, siti: Conversation) -> None:
    rina = entered(town)
    payload = event(town).payload
    rina.taps("Acara selesai").shows("Belum ada acara")
    siti.starts(payload).sees("Selamat datang dari")


def test_workers_know_nothing_of_events(siti: Conversation) -> None:
    siti.says("/acara").sees("Perintah itu belum saya kenal")
