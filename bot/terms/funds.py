"""Kinds of money that pay contributions, by the words of staff, and what happens in a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cover.entries import EntryKind
from bot.cover.pricing import MonthState
from bot.cover.shares import Leaving
from bot.dialogue.options import Options
from bot.scheme.funding import FundKind
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Mapping

FUND_WORDS: Mapping[FundKind, str] = {
    FundKind.APBD_REGENCY: key("words.fund_regency"),
    FundKind.APBD_PROVINCE: key("words.fund_province"),
    FundKind.APBN: key("words.fund_state"),
    FundKind.VILLAGE: key("words.fund_village"),
    FundKind.DBH_SAWIT: key("words.fund_palm"),
    FundKind.COMPANY: key("words.fund_company"),
    FundKind.SERTAKAN: key("words.fund_donor"),
    FundKind.SELF: key("words.fund_self"),
}
FUNDS = Options(
    {
        FundKind.APBD_REGENCY: key("fund.apbd_regency"),
        FundKind.APBD_PROVINCE: key("fund.apbd_province"),
        FundKind.APBN: key("fund.apbn"),
        FundKind.VILLAGE: key("fund.village"),
        FundKind.DBH_SAWIT: key("fund.dbh_sawit"),
        FundKind.COMPANY: key("fund.company"),
        FundKind.SERTAKAN: key("fund.sertakan"),
        FundKind.SELF: key("fund.self"),
    },
    {kind.value: words for kind, words in FUND_WORDS.items()},
)
FUND_TOLD: Mapping[str, str] = {  # to a worker: who pays, in the middle of a sentence
    FundKind.APBD_REGENCY: key("fund_told.apbd_regency"),
    FundKind.APBD_PROVINCE: key("fund_told.apbd_province"),
    FundKind.APBN: key("fund_told.apbn"),
    FundKind.VILLAGE: key("fund_told.village"),
    FundKind.DBH_SAWIT: key("fund_told.dbh_sawit"),
    FundKind.COMPANY: key("fund_told.company"),
    FundKind.SERTAKAN: key("fund_told.sertakan"),
    FundKind.SELF: key("fund_told.self"),
}
LEAVINGS = Options(
    {
        Leaving.DIED: key("leaving.died"),
        Leaving.MOVED: key("leaving.moved"),
        Leaving.OTHER: key("leaving.other"),
    },
    {
        Leaving.DIED: key("words.died"),
        Leaving.MOVED: key("words.moved"),
    },
)
ENTRY_NAMES: Mapping[EntryKind, str] = {
    EntryKind.PROMISED: key("entry.promised"),
    EntryKind.LEFT: key("entry.left"),
    EntryKind.PAID: key("entry.paid"),
    EntryKind.AGREED: key("entry.agreed"),
    EntryKind.CORRECTED: key("entry.corrected"),
}
STATE_NAMES: Mapping[MonthState, str] = {
    MonthState.PAID: key("month_state.paid"),
    MonthState.PROMISED: key("month_state.promised"),
    MonthState.PART_PAID: key("month_state.part_paid"),
    MonthState.OWN: key("month_state.own"),
    MonthState.OPEN: key("month_state.open"),
}
