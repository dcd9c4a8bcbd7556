"""Whole conversations: what the bot says unasked, once, and only while it is true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town


@pytest.fixture
def surroundings() -> dict[str, str]:
    return {"PAYUNG_NOW": "2026-12-01T09:00:00+07:00"}


def deliveries(town: Town) -> list[tuple[Any, ...]]:
    query = "SELECT announcement_id, state, reason FROM recipients ORDER BY announcement_id"
    return town.rows(query)


def test_an_unfinished_enrolment_is_reminded_of_once_after_a_day(siti: Conversation, town: Town) -> None:
    siti.at("name")
    town.comes_back("2026-12-02T08:30:00+07:00")
    siti.sees_nothing()
    town.comes_back("2026-12-02T09:30:00+07:00")
    siti.sees("belum selesai", "11 pertanyaan")
    town.comes_back("2026-12-05T09:30:00+07:00")
    siti.sees_nothing()
    siti.taps("Lanjutkan").sees("Siapa nama")


def test_nobody_is_reminded_who_muted_it(siti: Conversation, town: Town) -> None:
    siti.at("nik")
    siti.says("/berhenti").sees("Kabar yang Anda terima").sees("sampai di: NIK")
    siti.taps("Pengingat pendaftaran")
    town.comes_back("2026-12-03T09:30:00+07:00")
    siti.sees_nothing()
    assert deliveries(town) == [(-2, "skipped", "muted")]


class TestWithQuietHours:
    @pytest.fixture
    def surroundings(self, surroundings: dict[str, str]) -> dict[str, str]:
        return surroundings | {"PAYUNG_QUIET_HOURS": "20:00-07:00"}

    def test_reminders_wait_for_the_end_of_quiet_hours(self, siti: Conversation, town: Town) -> None:
        siti.at("name")
        town.comes_back("2026-12-03T22:00:00+07:00")
        siti.sees_nothing()
        assert deliveries(town) == [(-2, "pending", "")]
        town.comes_back("2026-12-04T06:59:58+07:00")
        siti.sees_nothing()
        town.comes_back("2026-12-04T07:00:00+07:00")
        siti.sees("belum selesai")


def test_news_of_a_stage_come_once_and_only_of_the_newest(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    siti.sees("Bukti pendaftaran")
    for stage in ("in_review", "registered"):
        town.payung("stage", number, stage)
    town.speaks_unasked()
    siti.sees("Kabar pendaftaran Anda").sees_nothing()
    assert sorted(deliveries(town)) == [(-1, "sent", ""), (-1, "skipped", "outdated")]


def test_whoever_asked_is_told_once_before_the_discount_ends_with_both_amounts(
    siti: Conversation, town: Town
) -> None:
    siti.registers()
    siti.sees("Bukti pendaftaran")
    siti.says("/status").sees("menunggu kantor")
    siti.taps("Atur kabar").sees("Kabar yang Anda terima")
    siti.taps("Ingatkan saya")
    town.comes_back("2026-12-05T09:00:00+07:00")
    siti.sees_nothing()
    town.comes_back("2026-12-20T09:00:00+07:00")
    siti.sees("Potongan iuran Anda", "31 Desember 2026", "Rp11.400", "Rp22.800")
    town.comes_back("2026-12-28T09:00:00+07:00")
    siti.sees_nothing()


def test_nobody_is_warned_who_did_not_ask(siti: Conversation, town: Town) -> None:
    siti.registers()
    siti.sees("Bukti pendaftaran")
    town.comes_back("2026-12-20T09:00:00+07:00")
    siti.sees_nothing()
    assert deliveries(town) == []
