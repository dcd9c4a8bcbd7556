"""What a question tells beside its topic: sums, spans of time, ages, work, who pays, which month."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict, replace

from bot.people._months import find_month
from bot.people.money import IncomeError, earned_by_days, read_income
from bot.scheme.contributions import Payer, Program, Sector
from bot.terms.occupations import WORDS, sector_of
from bot.texts import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.texts import Catalogues

_MONTHS_A_YEAR = 12
_MOST_MONTHS = 600
_OLDEST, _YOUNGEST = 110, 5  # ages that anybody would ask about
_LEAST_AGE = 13  # "17 tahun" without another word is an age, "5 tahun" is none
_BESIDE = 3  # words on either side that say what a number is about
_FEW_DAYS = timedelta(days=7)
_TWO = (Program.JKK, Program.JKM)
_NUMERALS = {
    "se": 1, "satu": 1, "one": 1, "dua": 2, "two": 2, "tiga": 3, "three": 3, "empat": 4, "lima": 5, "enam": 6,
    "six": 6,
}  # fmt: skip

# -- sums

_AMOUNT = re.compile(
    r"(?:rp\.?\s*)?\d[\d.,]*\s*(?:jutaan|juta|jt|jta|ribuan|ribu|rbu|rb|million|thousand)\b(?:\s*setengah)?"
    r"|(?:rp\.?\s*)?\d{1,3}(?:[.,]\d{3})+|(?:rp\.?\s*)?\d{6,9}\b"
    r"|\b(?:sejuta|(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh)\s+(?:juta|jt))(?:\s+setengah)?"
)
_SAYS_INCOME = re.compile(
    r"\b(?:penghasilan\w*|pendapatan\w*|gaji\w*|upah\w*|omset|omzet|hasil\w*|income|earn\w*)\b"
)
# After one of these a sum is no income; and what comes by the day or the harvest is none of a month.
_OTHER_SUM = re.compile(
    r"\b(?:iuran\w*|bayar|diminta|disuruh|harga|hutang|utang|santunan|saldo|biaya|transfer|pinjam\w*|pay)\s*$"
)
_NOT_A_MONTH = re.compile(
    r"^\s*(?:(?:per|se|/|a|each)\s*)?(?:hari|harian|minggu|mingguan|tahun|panen|trip|day|week|year)"
)
_DAILY = re.compile(
    r"\b(?:sehari|seminggu|setahun|per\s?hari|harian|mingguan|a day|a week|a year)(?:\s+\S+){1,4}\s*$"
)

# -- spans of time

_UNITS = r"(?:bulan|bln|bl|tahun|thn|th|taun|months?|years?)"
_SPAN = re.compile(rf"\b(\d{{1,3}}|{'|'.join(_NUMERALS)})\s*({_UNITS})\b")
_DENIED = r"(?:tidak|tdk|gak|ga|gk|nggak|ngga|ndak|kada|belum|blm|not)"
_UNPAID = re.compile(
    r"\b(?:nunggak|menunggak|tunggakan|telat|terlambat|kosong|nonaktif|bolong|macet|late|unpaid|missed|arrears"
    rf"|{_DENIED} (?:pernah )?(?:bayar|byr|setor|membayar|paid))\b"
)
_PAID = re.compile(r"\b(?:baru|br|sudah|udah|udh|sdh|ikut|peserta|jadi|daftar|paid|member|joined)\b")
_AHEAD = re.compile(r"\b(?:sekaligus|langsung|muka|dimuka|penuh|at once|advance)\b")
_NOT_MEANT = re.compile(r"\b(?:lalu|sakit|stroke|jantung|hamil|kontrak|masa|kerja|ago|ill)\b")

# -- ages

_AGE = re.compile(
    r"\b(?:usia|umur|umurnya|usianya|aged?)\D{0,25}(\d{1,3})\b|\b(\d{1,3})\s*(?:years old|thn|tahun|th)\b"
)
_SAYS_AGE = re.compile(r"\b(?:usia|umur|umurnya|usianya|aged?|old)\b")
_OF_PEOPLE = re.compile(
    r"\b(?:daftar|ikut|anak|saya|sy|aku|bapak|ibu|suami|istri|masih|i am|my|register|join)\b"
)
_NO_AGE_BEFORE = re.compile(r"\b(?:masa|kerja|peserta|jadi|sudah|udah|sakit|lalu|iuran|bayar)\b")

# -- people

_PEOPLE = re.compile(
    r"\b(\d{1,4})\s*(?:orang|org|warga|anggota|jiwa|kk|petani|nelayan|pekerja|people|persons?|workers)\b"
)
_MOST_PEOPLE = 5000
_EMPLOYS = re.compile(
    r"\b(?:karyawan|karyawannya|pegawai|pekerja|anak buah|pembantu|buruh|art)\s+(?:saya|sy|aku|kami|ku)\b"
    r"|\b(?:punya|ada|menggaji|gaji|mempekerjakan)\s+(?:\d+\s+)?"
    r"(?:karyawan|pegawai|pekerja|anak buah|pembantu)\b"
    r"|\b(?:yg|yang)\s+(?:saya|sy|aku|kami)\s+gaji\b|\bmy\s+(?:employees?|workers?|staff)\b"
)

# -- work, payer, programmes, month

# Things that tell somebody's work only where work is spoken of: not in "dekat pasar", "beli kue".
_THINGS = frozenset({
    "pasar", "kue", "ikan", "ayam", "babi", "sapi", "karet", "perahu", "kopi", "toko", "truk", "travel",
    "sayur", "padi", "kios", "kantin", "sembako", "gorengan", "bakso", "warung", "jagung", "lada", "kebun",
    "sawah", "ladang", "jala", "speed", "sampan", "hutan",
})  # fmt: skip
# Things that tell it only beside a word for moving them: not in "paket 3 bulan", "naik kapal".
_CARRIED = frozenset({
    "mobil", "paket", "rental", "angkot", "transportasi", "ekspedisi", "kapal", "feri", "ferry",
    "penyeberangan", "truk", "travel", "perahu", "speed", "sampan", "speedboat", "longboat", "pickup",
    "pick up", "asisten", "nyuci", "setrika", "jaga rumah", "jaga orang tua", "juragan", "taksi", "barang",
    "antar barang", "angkut barang",
})  # fmt: skip
_CARRIES = re.compile(
    r"\b(?:bawa|membawa|sopir|supir|nyopir|driver|narik|kernet|kenek|motoris|antar|ngantar|kerja\w*|bekerja"
    r"|tukang|profesi\w*|pekerjaan\w*|awak|abk|nahkoda|art|pembantu|rumah tangga|drive|work)\b"
)
_OF_WORK = re.compile(
    r"\b(?:saya|sy|aku|kami|kamek|kerja\w*|bekerja|jual\w*|usaha\w*|ternak|punya|tukang|petani|pedagang|sopir"
    r"|supir|buruh|noreh|penoreh|nyadap|i|my|work|sell)\b"
)
_PAYS = r"(?:bayar\w*|membayar\w*|nanggung|menanggung|pays?|paid)"
_WHO_PAYS = {
    Payer.APBN: r"(?:apbn|pemerintah pusat|pusat|negara|state)",
    Payer.APBD: r"(?:pemda|pemkab|pemerintah|apbd|kabupaten|bupati|dinas|regency|government)",
    Payer.VILLAGE: r"(?:desa|kades|dana desa|village)",
    Payer.COMPANY: r"(?:perusahaan|pt|csr|company)",
}
_PAYERS = {
    payer: re.compile(
        rf"\b(?:dibayar\w*|ditanggung|dibiayai|paid by)\s+(?:(?:oleh|dari|sama|the)\s+)?{who}\b"
        rf"|\b{who}\s+(?:(?:yang|yg)\s+)?{_PAYS}\b(?! sendiri)"
        rf"|\b(?:yang|yg)\s+{_PAYS}\s+(?:iuran\s+)?{who}\b|\bgratis dari {who}\b"
    )
    for payer, who in _WHO_PAYS.items()
}
# Whether somebody pays is then what is asked, not what is told.
_ASKS_WHO_PAYS = re.compile(
    r"^ (?:apakah|apa|bisakah|bisa|boleh|is it|does|do|can|will)\b|\b(?:atau sendiri|siapa|kah|who)\b"
    r"|\b(?:dibayar\w*|ditanggung) \w+ (?:ga|gak|gk|tidak|tdk|ndak) $"
)
_PROGRAM_COUNT = re.compile(r"\b(2|dua|two|3|tiga|three)\s*(?:program\w*|jaminan|prog)\b")
_YEAR = re.compile(r"\b(20[2-4]\d)\b")
_OF_MONTH = re.compile(r"\b(?:bulan|bln|iuran|month|of|for|since|mulai|sampai)$")
_NEXT_MONTH = ("bulan depan", "bln depan", "next month")
_NEXT_YEAR = ("tahun depan", "thn depan", "th depan", "next year")
_SHORTEST_MONTH = 5  # letters of a month that is one even without "bulan" before it: "may", "agus" are not


class Details(Struct, frozen=True, omit_defaults=True):
    """What is known of the case that is asked about; None: not known.

    Sums are in rupiah, spans in months: `months` to pay for, `unpaid` left out, `paid` so far. `month` is the
    first day of the month asked about, `amount` a sum that was named, `income` one named as income; `people`
    is for how many the question is.
    """

    amount: int | None = None
    income: int | None = None
    months: int | None = None
    unpaid: int | None = None
    paid: int | None = None
    age: int | None = None
    sector: Sector | None = None
    payer: Payer | None = None
    programs: tuple[Program, ...] | None = None
    month: date | None = None
    people: int | None = None

    def over(self, other: Details) -> Details:
        """Return what is known here, and of the rest what `other` knows; a sum here replaces one there."""
        known = {name: value for name, value in asdict(self).items() if value is not None}
        if self.amount is not None:
            known["income"] = self.income
        return replace(other, **known)

    def going_on(self) -> Details:
        """Return what a text tells that only adds to the topic: a bare span is the one that was spoken of."""
        if self.months is None:
            return self
        return replace(self, unpaid=self.unpaid or self.months, paid=self.paid or self.months)


def read_details(text: str, catalogues: Catalogues, today: date) -> Details:
    """Return what a question tells, in Indonesian or English."""
    folded = text.casefold()
    words = f" {plain(text)} "
    amount, age = _amount(folded), _age(words)
    earned = amount if _SAYS_INCOME.search(folded) or (amount and earned_by_days(folded)) else None
    spans = {} if age is not None or _SAYS_AGE.search(words) else _spans(words)
    return Details(
        amount=amount,
        income=earned,
        months=spans.get("months"),
        unpaid=spans.get("unpaid"),
        paid=spans.get("paid"),
        age=age,
        sector=_sector(words, catalogues),
        payer=_payer(words),
        programs=_programs(words),
        month=_month(words, today),
        people=_people(words),
    )


def _amount(folded: str) -> int | None:
    if worked := earned_by_days(folded):
        return worked
    for match in _AMOUNT.finditer(folded):
        before, after = folded[: match.start()], folded[match.end() :]
        if _OTHER_SUM.search(before) or _NOT_A_MONTH.match(after) or _DAILY.search(before + match[0]):
            continue
        with suppress(IncomeError):
            return read_income(match[0].replace("jutaan", "juta").replace("ribuan", "ribu"))
    return None


def _people(words: str) -> int | None:
    """Return for how many people a question is, where it is more than one and none of a sum or an age."""
    found = {int(match[1]) for match in _PEOPLE.finditer(words)}
    return found.pop() if len(found) == 1 and found <= set(range(2, _MOST_PEOPLE + 1)) else None


def _spans(words: str) -> dict[str, int]:
    """Return the spans by what they are about, in months; none where several are about the same."""
    found: dict[str, list[int]] = {}
    for match in _SPAN.finditer(words):
        number = _NUMERALS.get(match[1]) or int(match[1])
        months = number * (_MONTHS_A_YEAR if match[2][0] in "ty" else 1)
        if kind := _about(*_beside(words, match), bare=match[1] == "se"):
            found.setdefault(kind, []).append(months)
    single = {kind: spans[0] for kind, spans in found.items() if len(spans) == 1}
    return {kind: months for kind, months in single.items() if 0 < months <= _MOST_MONTHS}


def _beside(words: str, match: re.Match[str]) -> tuple[str, str]:
    before, after = words[: match.start()].split(), words[match.end() :].split()
    return " ".join(before[-_BESIDE:]), " ".join(after[:_BESIDE])


def _about(before: str, after: str, *, bare: bool) -> str:
    """Return what a span is about, "" where nothing. A `bare` one, as "sebulan", needs a word for it."""
    if _UNPAID.search(before) or _UNPAID.match(after):
        return "unpaid"
    if _NOT_MEANT.search(before) or _NOT_MEANT.match(after):
        return ""
    if _AHEAD.search(before) or _AHEAD.match(after):  # paid at once: a member no longer for that
        return "months"
    if _PAID.search(before) or _PAID.match(after):
        return "paid"
    return "months" if not bare or _AHEAD.search(f"{before} {after}") else ""


def _age(words: str) -> int | None:
    said = bool(_SAYS_AGE.search(words))
    for match in _AGE.finditer(words):
        age = int(match[1] or match[2])
        if not _YOUNGEST <= age <= _OLDEST:
            continue
        before, after = _beside(words, match)
        other = _NO_AGE_BEFORE.search(before) or _UNPAID.search(f"{before} {after}")
        if said or (age >= _LEAST_AGE and not other and _OF_PEOPLE.search(words)):
            return age
    return None


def _programs(words: str) -> tuple[Program, ...] | None:
    if count := _PROGRAM_COUNT.search(words):
        return _TWO if count[1] in {"2", "dua", "two"} else tuple(Program)
    named = {program for program in Program if f" {program} " in words}
    if named in (set(_TWO), set(Program)):
        return tuple(program for program in Program if program in named)
    return None


def _month(words: str, today: date) -> date | None:
    if any(f" {said} " in words for said in _NEXT_MONTH):
        return (today.replace(day=28) + _FEW_DAYS).replace(day=1)
    if any(f" {said} " in words for said in _NEXT_YEAR):
        return date(today.year + 1, 1, 1)
    number, year = next(_months_named(words), None), _YEAR.search(words)
    if number is None:
        return None
    return date(int(year[1]) if year else today.year + (number < today.month), number, 1)


def _months_named(words: str) -> Iterator[int]:
    parts = words.split()
    for place, word in enumerate(parts):
        number = None if word.isdigit() else find_month(word, typos=False)
        if number is None:
            continue
        sure = len(word) >= _SHORTEST_MONTH or _OF_MONTH.search(" ".join(parts[:place]))
        if sure or (place + 1 < len(parts) and _YEAR.fullmatch(parts[place + 1])):
            yield number


def _sector(words: str, catalogues: Catalogues) -> Sector | None:
    """Return the kind of work that is named; None where two are that contributions differ by."""
    if _EMPLOYS.search(words):
        return Sector.EMPLOYER
    works, carries = bool(_OF_WORK.search(words)), bool(_CARRIES.search(words))
    phrases = _phrases(catalogues)
    named = [
        (phrase, sector_of(one))
        for word in set(words.split())
        for phrase, one in phrases.get(word, ())
        if f" {phrase} " in words and (works or phrase not in _THINGS) and (carries or phrase not in _CARRIED)
    ]
    longest = [
        (phrase, sector)
        for phrase, sector in named
        if not any(phrase != other and f" {phrase} " in f" {other} " for other, _ in named)
    ]
    sectors = {sector for _, sector in longest}
    if Sector.RIVER in sectors:  # an "ojek sungai" is no ojek
        return Sector.RIVER
    if len(sectors) > 1 and Sector.TRANSPORT in sectors:
        return None
    return max(longest, key=lambda one: len(one[0]))[1] if longest else None


@cache
def _phrases(catalogues: Catalogues) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return the words for each occupation, but not for "other", by their first word."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one, entry in WORDS.items():
        if one != "other":
            for phrase in sorted(catalogues.said(entry)):
                found.setdefault(phrase.split()[0], []).append((phrase, one))
    return found


def _payer(words: str) -> Payer | None:
    if _ASKS_WHO_PAYS.search(words):
        return None
    return next((payer for payer, pattern in _PAYERS.items() if pattern.search(words)), None)
