"""Answers that say that there is no answer: "tidak tahu", "gak tentu", "belum ada"."""

import re
from typing import Final

DENIALS: Final = frozenset(
    """
    tidak tidaklah tdk tida tidk tak tk ga gak gk g nggak ngga nggk ngak enggak engga gag kagak kaga
    ndak ndk nda dak enda inda belum blm blum bukan bkn no not dont don't cannot tanpa kecuali selain
    """.split()  # noqa: SIM905 - a list of words reads better so
)

# Longest first, or "tidaklah" would end at "tidak"; written together as well: "gatau", "gktau".
DENIAL: Final = rf"\b(?:{'|'.join(sorted(DENIALS, key=len, reverse=True))})"
_UNKNOWN = re.compile(
    rf"(?:{DENIAL}|\bkurang|\bkrg)\s?(?:ada\s|yang\s|yg\s|bisa\s|begitu\s|terlalu\s|selalu\s|di){{0,2}}"
    r"(?:ke)?(?:tahu|tau|thu|ta?w|yakin|ingat|inget|hapal|hafal|sure|know|jelas)"
    r"|\b(?:lupa|entah|entahlah|ragu)\b"
)
_NOTHING = re.compile(
    rf"{DENIAL}\s?(?:ada|punya|py|pny|mempunyai|memiliki|berpenghasilan|bekerja|kerja|dapat|dpt|digaji|income)\b"
    r"|\b(?:tiada|nihil|kosong|nadai|none|nothing|nil|nol|zero|di?nganggur|(?:me|peng)?nganggur(?:an)?)\b"
)


def says_unknown(typed: str) -> bool:
    """Tell whether a lower-case text says that the person does not know or remember."""
    return bool(_UNKNOWN.search(typed))


def says_nothing(typed: str) -> bool:
    """Tell whether a lower-case text says that there is none: "tidak ada", "belum punya", "nihil"."""
    return bool(_NOTHING.search(typed))
