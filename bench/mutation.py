"""How many small changes of the code the tests notice: `python -m bench.mutation`, after `mutmut run`."""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import TYPE_CHECKING

from bench.running import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_SURVIVED, _NOT_REACHED = 0, 33  # what mutmut notes; None: not tried; any other code: a test failed
_SHOWN = 15


def outcomes(folder: Path) -> dict[str, int | None]:
    """Return what became of each change, by its name."""
    found: dict[str, int | None] = {}
    for file in sorted(folder.rglob("*.meta")):
        found |= json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def report(found: Mapping[str, int | None]) -> Iterator[str]:
    """Return the score of what was tried, by package too, and where most changes went unnoticed."""
    missed = {name: code in {_SURVIVED, _NOT_REACHED} for name, code in found.items() if code is not None}
    for package in ("", *sorted({".".join(name.split(".")[:2]) for name in missed})):
        inside = [is_missed for name, is_missed in missed.items() if name.startswith(package)]
        noticed = len(inside) - sum(inside)
        yield f"{package or 'all':<14}{noticed:>6} of {len(inside):>6} noticed, {noticed / len(inside):.1%}"
    yield "most went unnoticed in (look with `mutmut results` and `mutmut show NAME`):"
    places = Counter(name.partition("__mutmut_")[0] for name, is_missed in missed.items() if is_missed)
    yield from (f"{count:>6}  {place}" for place, count in places.most_common(_SHOWN))


def main() -> int:
    """Print the report; 1 where nothing was tried."""
    found = outcomes(ROOT / "mutants")
    if all(code is None for code in found.values()):
        print("no change was tried: run mutmut first", file=sys.stderr)
        return 1
    print("\n".join(report(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
