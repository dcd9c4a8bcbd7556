"""Why somebody did not get an announcement is said for each of them, and why it was halted, too."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from bot.chats.store import Chats
from bot.gateway.request import LateAnswerError, MaybeSentError, UnreadableError
from tests.conversation import Wireless
from tests.conversations.announcing import announces, confirms, tries_it, writes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conversation import Conversation, Town


@pytest.fixture
def rina(town: Town) -> Conversation:
    """Somebody who may announce."""
    return town.staff("announcer")


def answers(
    monkeypatch: pytest.MonkeyPatch, errors: Mapping[int, TelegramError], method: str, saying: str = ""
) -> None:
    """Let a call of a method for a chat end in an error; with `saying`, only a message of this text."""
    honest = Wireless.call

    async def call(self: Wireless, name: str, params: dict[str, Any], seconds: float | None = None) -> Any:
        if name == method and params.get("chat_id") in errors and saying in {"", params.get("text")}:
            raise errors[params["chat_id"]]
        return await honest(self, name, params, seconds)

    monkeypatch.setattr(Wireless, "call", call)


def chats(town: Town, count: int) -> list[int]:
    """Let there be so many more chats."""
    ids = list(range(2001, 2001 + count))
    with town.unit() as tx:
        for chat_id in ids:
            Chats(tx).add(chat_id, "id")
    return ids


SAID = (
    (Forbidden("Forbidden: bot was blocked by the user"), "Tidak bisa dikirimi", "memblokir bot"),
    (Forbidden("Forbidden: user is deactivated"), "Tidak bisa dikirimi", "akun Telegramnya sudah dihapus"),
    (BadRequest("Chat not found"), "Tidak bisa dikirimi", "percakapannya tidak ditemukan Telegram"),
    (
        Forbidden("Forbidden: bot can't initiate conversation with a user"),
        "Tidak bisa dikirimi",
        "belum pernah menekan MULAI",
    ),
    (BadRequest("Wrong file identifier"), "Gagal", "ditolak Telegram"),
    (LateAnswerError("x"), "Tidak pasti", "jawaban Telegram tidak datang pada waktunya"),
    (MaybeSentError("x"), "Tidak pasti", "sambungan putus sebelum Telegram menjawab"),
    (NetworkError("Internal Server Error (500)"), "Tidak pasti", "Telegram sedang bermasalah"),
    (UnreadableError("x"), "Tidak pasti", "jawaban Telegram tidak terbaca"),
)


def test_the_report_has_a_reason_in_each_row_and_telegrams_words_where_it_spoke(
    rina: Conversation, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = chats(town, len(SAID))
    answers(monkeypatch, {one: error for one, (error, _, _) in zip(ids, SAID, strict=True)}, "sendMessage")
    writes(rina, "Kabar.")
    tries_it(rina)
    confirms(rina, len(ids) + 1)
    rina.shows("Tidak bisa dikirimi: 4")
    rina.taps_data("m1|an_report|1").sees("Laporan kabar")
    listed = rina.sees("Yang tidak berhasil").seen
    rows = csv.reader(io.StringIO(town.file(listed).decode("utf-8-sig")), delimiter=";")
    found = {row[-1]: tuple(row[:3]) for row in rows}
    for chat_id, (error, state, reason) in zip(ids, SAID, strict=True):
        words = "" if state == "Tidak pasti" else error.message
        assert found[f"…{chat_id}"] == (state, reason, words)


def test_what_is_halted_says_what_telegram_said(
    siti: Conversation, rina: Conversation, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = chats(town, 3)
    writes(rina, "Kabar.")
    tries_it(rina)
    rina.taps("📣 Kirim").sees("ketik jumlah")
    rina.says("4").sees("disetujui")
    refusal = BadRequest("Can't parse entities: unsupported start tag")
    answers(monkeypatch, dict.fromkeys([rina.id, *ids], refusal), "sendMessage", saying="Kabar.")
    town.speaks_unasked()
    rina.sees("Kabar #1 tertahan", "Kata Telegram: Can't parse entities: unsupported start tag")
    rina.taps("🔎 Lihat").sees("Kata Telegram: Can't parse entities")


def test_a_recall_that_comes_too_late_says_why(
    siti: Conversation, rina: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    siti.starts().sees("perlindungan kerja")
    announces(rina, "Besok jam 8.", 2)
    rina.sees("selesai")
    answers(monkeypatch, {siti.id: BadRequest("Message can't be deleted for everyone")}, "deleteMessage")
    rina.taps("🔎 Lihat").sees("Ditulis: ")
    rina.taps("Tarik kembali").sees("Tarik kembali kabar #1")
    confirms(rina, 2, "🗑 Tarik kembali…")
    ended = rina.sees("Penarikan #2 selesai").text
    assert "Gagal: 1" in ended
    assert "terlalu lama menurut Telegram: 1" in ended


def test_recall_and_correction_say_how_many_may_keep_an_earlier_copy(
    siti: Conversation, rina: Conversation, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    siti.starts().sees("perlindungan kerja")
    with monkeypatch.context() as lost:
        answers(lost, {siti.id: LateAnswerError("x")}, "sendMessage")
        announces(rina, "Besok jam 8.", 2)
    rina.sees("selesai", "Tidak pasti: 1")
    rina.taps("🔎 Lihat").sees("Ditulis: ")
    rina.taps("Kirim lagi ke yang tidak pasti").sees("dua kali")
    rina.taps("Ya, kirim lagi")
    town.speaks_unasked()
    siti.sees("Besok jam 8.")
    rina.taps_data("m1|an_correct|1").shows("sampai 1 orang mungkin masih menyimpan salinan lama")
    rina.taps_data("m1|an_recall|1").shows("sampai 1 orang mungkin masih menyimpan salinan lama")
    confirms(rina, 2, "🗑 Tarik kembali…")
    rina.sees("Penarikan #3 selesai", "Terhapus: 2", "sampai 1 orang")
