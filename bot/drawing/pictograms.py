"""Small drawings for who does not read: each fills a square of 100 by 100, and is put where it is wanted."""

from __future__ import annotations

_MAN = (  # head, body and limbs of somebody, with the centre of the head at 0,0
    '<circle r="9" fill="{fill}"/><path d="M0 9V40M0 18L-16 30M0 18L16 28M0 40L-12 62M0 40L12 62" '
    'stroke="{fill}" stroke-width="7" stroke-linecap="round" fill="none"/>'
)
_DRAWINGS = {
    "fall": (
        '<path d="M24 98V52" stroke="#7a4b00" stroke-width="9"/>'
        '<circle cx="24" cy="34" r="23" fill="#3f8f5f"/>'
        '<circle cx="10" cy="48" r="13" fill="#3f8f5f"/>'
        '<g transform="translate(66 42) rotate(115) scale(.8)">' + _MAN + "</g>"
        '<path d="M50 12l6 12M84 14l-4 10M92 40l-10 2" stroke="{fill}" stroke-width="4" '
        'stroke-linecap="round"/>'
        '<path d="M8 97H96" stroke="{fill}" stroke-width="5"/>'
    ),
    "hospital": (
        '<rect x="12" y="30" width="76" height="64" rx="4" fill="{fill}"/>'
        '<path d="M6 32L50 6L94 32Z" fill="{fill}"/>'
        '<path d="M50 38V62M38 50H62" stroke="#ffffff" stroke-width="11"/>'
        '<rect x="40" y="70" width="20" height="24" fill="#ffffff"/>'
    ),
    "boat": (
        '<path d="M6 60H94L80 84H20Z" fill="{fill}"/>'
        '<rect x="34" y="34" width="34" height="24" fill="{fill}"/>'
        '<path d="M51 38V54M43 46H59" stroke="#ffffff" stroke-width="6"/>'
        '<path d="M4 94q12-8 23 0t23 0t23 0t23 0" stroke="#1d4e89" stroke-width="5" fill="none"/>'
    ),
    "money": (
        '<rect x="4" y="24" width="92" height="54" rx="6" fill="{fill}"/>'
        '<circle cx="50" cy="51" r="17" fill="#ffffff"/>'
        '<text x="50" y="59" font-size="22" font-weight="700" text-anchor="middle" fill="{fill}">Rp</text>'
        '<circle cx="16" cy="51" r="5" fill="#ffffff"/>'
        '<circle cx="84" cy="51" r="5" fill="#ffffff"/>'
    ),
    "family": (
        '<g transform="translate(26 22)">' + _MAN + '</g><g transform="translate(74 22)">' + _MAN + "</g>"
        '<g transform="translate(50 50) scale(.62)">' + _MAN + "</g>"
    ),
    "savings": (
        '<path d="M24 40h52l6 8v38a8 8 0 0 1-8 8H26a8 8 0 0 1-8-8V48z" fill="{fill}"/>'
        '<rect x="22" y="26" width="56" height="14" rx="4" fill="{fill}"/>'
        '<circle cx="50" cy="67" r="17" fill="#ffd166"/>'
        '<text x="50" y="75" font-size="20" font-weight="700" text-anchor="middle" fill="{fill}">Rp</text>'
        '<circle cx="50" cy="10" r="9" fill="#ffd166"/>'
    ),
    "school": (
        '<path d="M50 16L98 38L50 60L2 38Z" fill="{fill}"/>'
        '<path d="M22 50v22q28 18 56 0V50" fill="{fill}"/>'
        '<path d="M94 40v30" stroke="{fill}" stroke-width="5"/>'
    ),
    "house": (
        '<path d="M4 50L50 10L96 50H84V92H16V50Z" fill="{fill}"/>'
        '<rect x="41" y="60" width="18" height="32" fill="#ffffff"/>'
    ),
    "old": (
        '<g transform="translate(44 22) scale(1.05)">' + _MAN + "</g>"
        '<path d="M70 52q0-8-7-8M70 52V96" stroke="{fill}" stroke-width="6" fill="none" '
        'stroke-linecap="round"/>'
    ),
    "bed": (
        '<path d="M6 26V92M6 74H94M94 60V92" stroke="{fill}" stroke-width="8" stroke-linecap="round"/>'
        '<circle cx="24" cy="52" r="11" fill="{fill}"/>'
        '<path d="M38 64h56V52q0-8-10-8H46q-8 0-8 8z" fill="{fill}"/>'
    ),
    "no": (
        '<circle cx="50" cy="50" r="40" stroke="{fill}" stroke-width="12" fill="none"/>'
        '<path d="M22 22L78 78" stroke="{fill}" stroke-width="12"/>'
    ),
    "walk": '<g transform="translate(50 18) scale(1.15)">' + _MAN + "</g>",
    "time": (
        '<circle cx="50" cy="50" r="42" stroke="{fill}" stroke-width="10" fill="none"/>'
        '<path d="M50 24V52L68 66" stroke="{fill}" stroke-width="9" fill="none" stroke-linecap="round"/>'
    ),
}


def pictogram(name: str, place: tuple[int, int], side: int, fill: str) -> str:
    """Return a drawing with its corner at x, y. Raise KeyError where there is none of that name."""
    x, y = place
    drawn = _DRAWINGS[name].replace("{fill}", fill)
    return f'<g transform="translate({x} {y}) scale({side / 100:.2f})">{drawn}</g>'
