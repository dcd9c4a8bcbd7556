"""Lists to practise with: invented people of one district, as real agencies write them, faults and all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from bot.lists.writing import csv_of, workbook_of
from bot.sandbox.samples import tiny_png

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CODE, _DISTRICT, _VILLAGE = "61.06.10", "Semitau", "Nanga Lemedak"
FARMING, SOCIAL = "Dinas Pertanian", "Dinas Sosial"
FARMING_LIST, SOCIAL_LIST = "e-RDKK November.xlsx", "DTSEN.csv"


@dataclass(frozen=True, slots=True)
class Villager:
    """An invented person: the serial of the NIK, name, sex (L or P), birth date, village, work."""

    serial: int
    name: str
    sex: str
    born: date
    village: str
    work: str

    @property
    def nik(self) -> str:
        """The NIK; serials from 9000 on belong to nobody."""
        day = self.born.day + 40 * (self.sex == "P")
        return f"{_CODE.replace('.', '')}{day:02}{self.born:%m%y}{self.serial}"

    @property
    def birthday(self) -> str:
        """The birth date as lists have it."""
        return f"{self.born:%d-%m-%Y}"


PEOPLE: Final = (
    Villager(9011, "MARKUS UNYANG", "L", date(1979, 4, 12), _VILLAGE, "Petani"),
    Villager(9012, "SITI AMINAH", "P", date(1985, 8, 17), _VILLAGE, "Petani"),
    Villager(9013, "YOHANES BARING", "L", date(1990, 1, 5), _VILLAGE, "Penoreh karet"),
    Villager(9014, "DEWI LESTARI", "P", date(1988, 11, 30), "Semitau Hilir", "Pedagang"),
    Villager(9015, "PETRUS LUNSA", "L", date(1972, 7, 1), "Semitau Hilir", "Nelayan"),
    Villager(9016, "LUSIA JAMPUNG", "P", date(1995, 3, 22), "Semitau Hilir", "Petani"),
    Villager(9017, "AHMAD NYANGAU", "L", date(1983, 6, 9), "Semitau Hulu", "Motoris perahu"),
    Villager(9018, "NURHAYATI", "P", date(1991, 2, 14), "Semitau Hulu", "Petani"),
    Villager(9019, "STEFANUS SABANG", "L", date(1968, 12, 31), "Semitau Hulu", "Petani"),
    Villager(9020, "VERONIKA LAWAI", "P", date(1980, 5, 18), _VILLAGE, "Pengrajin tenun"),
    Villager(9021, "TOMAS TEDONG", "L", date(1986, 9, 3), _VILLAGE, "Petani"),
    Villager(9022, "MARIA SANDAI", "P", date(1977, 10, 25), "Semitau Hilir", "Petani"),
)
_OTHER_NAMES: Final = {9011: "Markus Unjang", 9015: "Petrus Lunsa, S.Pd", 9018: "Nur Hayati"}
_NO_NIK, _SWAPPED, _MOVED_AWAY = 9016, 9013, 9021


def lists() -> dict[str, bytes]:
    """Return the files by name."""
    markus, siti, yohanes, _, *others = PEOPLE[:9]
    later = (markus, replace(siti, village="Semitau Hilir"), yohanes, *others, PEOPLE[10])
    return {
        FARMING_LIST: _farming(PEOPLE[:9], [[""], ["Jumlah", "9"]]),
        SOCIAL_LIST: _social(),
        "e-RDKK Desember.xlsx": _farming(later, _DAMAGED),
        "Buku induk Nanga Lemedak.xlsx": _register(),
        "P3KE Semitau.xlsx": _poverty(),
        "Peserta BPJS.xlsx": _participants(),
        "Foto daftar.xlsx": tiny_png(),
    }


_HERE: Final = ("IBU CONTOH", _DISTRICT, _VILLAGE, "Petani")
_DAMAGED: Final = (
    # The last digit was lost to a spreadsheet; the number of a family card stands for the NIK.
    ["", "Tani Maju", "AGUSTINUS AKIM", "6106101506810000", "15-06-1981", *_HERE],
    ["", "Tani Maju", "KATARINA RANYING", "6106100101159001", "20-07-1989", *_HERE],
)


def _farming(people: Iterable[Villager], foot: Iterable[Sequence[str]]) -> bytes:
    """Return an e-RDKK: the NIK is headed KTP, and somebody else's name stands first."""
    heading = [
        "Nama Penyuluh", "Nama Poktan", "Nama Petani", "KTP", "Tanggal Lahir", "Nama Ibu Kandung",
        "Kecamatan", "Nama Desa", "Subsektor",
    ]  # fmt: skip
    rows = [
        [
            "PENYULUH",
            "Tani Maju",
            one.name,
            one.nik,
            one.birthday,
            "IBU CONTOH",
            _DISTRICT,
            one.village,
            one.work,
        ]
        for one in people
    ]
    return workbook_of([["DAFTAR e-RDKK TAHUN 2026"], [""], heading, *rows, *foot])


def _social() -> bytes:
    """Return a DTSEN: deciles, other spellings, a NIK that is missing, a day that stands for the month."""
    heading = [
        "nomor_kartu_keluarga", "nik", "nama", "tanggal_lahir", "desil_nasional", "nama_kecamatan",
        "nama_desa_kelurahan",
    ]  # fmt: skip
    rows = [
        [
            f"610610010115{one.serial}",
            "" if one.serial == _NO_NIK else one.nik,
            _OTHER_NAMES.get(one.serial, one.name.title()),
            f"{one.born:%m-%d-%Y}" if one.serial == _SWAPPED else one.birthday,
            str(1 + at % 5),
            _DISTRICT,
            one.village,
        ]
        for at, one in enumerate(PEOPLE[:8])
    ]
    return csv_of([heading, *rows, *_UNSURE])


_UNSURE: Final = (  # without a NIK: a part of a name, a son of the same name, a year beside
    ["", "", "Lusia", "22-03-1995", "2", _DISTRICT, "Semitau Hilir"],
    ["", "", "Markus Unyang", "12-04-2003", "1", _DISTRICT, _VILLAGE],
    ["", "", "Akhmad Nyangau", "09-06-1984", "3", _DISTRICT, "Semitau Hulu"],
    ["", "", "Stefanus", "31-12-1968", "4", _DISTRICT, "Semitau Hulu"],
)


def _register() -> bytes:
    """Return a village's register: a heading of two rows and numbers, a line of each family above it."""
    first = ["No", "Nama Lengkap", "NIK", "Tempat dan Tanggal Lahir", "", "JK", "Pekerjaan", "Ket"]
    second = ["", "", "", "Tempat Lahir", "Tgl/Bln/Th", "", "", ""]
    rows: list[list[str]] = []
    for at, one in enumerate(one for one in PEOPLE if one.village == _VILLAGE):
        if at % 2 == 0:
            rows.append([f"No. KK : 610610010115{9100 + at} Alamat : Dusun Hilir RT 02"])
        remark = "Pindah" if one.serial == _MOVED_AWAY else ""
        day = f"{one.born:%d/%m/%Y}"
        rows.append([str(at + 1), one.name, one.nik, "Semitau", day, one.sex, one.work, remark])
    title = [["BUKU INDUK PENDUDUK"], ["DESA NANGA LEMEDAK"], [""]]
    numbers = [str(number) for number in range(1, 9)]
    return workbook_of([*title, first, second, numbers, *rows, ["Mengetahui, Kepala Desa"]])


def _poverty() -> bytes:
    """Return a P3KE: people from row 13 and column B on, the head of the family beside each."""
    heading = [
        "", "Desa", "Alamat", "ID Keluarga", "Nama Kepala Keluarga", "Desil", "Nama", "NIK", "Jenis Kelamin",
        "Hubungan Keluarga",
    ]  # fmt: skip
    rows = [
        [
            "", one.village, "Dusun Hulu", f"K{at // 2}", PEOPLE[at // 2 * 2].name, str(1 + at % 4),
            one.name, one.nik, one.sex, "Istri" if at % 2 else "Kepala Keluarga",
        ]
        for at, one in enumerate(PEOPLE[8:12])
    ]  # fmt: skip
    return workbook_of([["PENSASARAN"], *[[""]] * 10, heading, *rows])


def _participants() -> bytes:
    """Return what BPJS hands out: who is insured until when, two of them no longer."""
    heading = [
        "NIK",
        "KPJ",
        "NAMA",
        "TGL_LAHIR",
        "JENIS_PEKERJAAN",
        "TGL_KEPESERTAAN",
        "TGL_BERAKHIR",
        "MASA_GRACE",
    ]
    ends = (("31-DES-27", "31-MAR-28"), ("31-OKT-26", "31-JAN-27"))
    rows = [
        [
            one.nik,
            f"260123459{one.serial % 100}",
            one.name,
            one.birthday,
            one.work.upper(),
            "1-DES-25",
            *ends[at % 2],
        ]
        for at, one in enumerate(PEOPLE[:4])
    ]
    return workbook_of([heading, *rows])
