"""An invented identity card on which the NIK is ringed: where to look, for who does not read much."""

from __future__ import annotations

from bot.drawing.svg import Style, box, circle, document, text

_WIDTH, _HEIGHT = 720, 460
_GROUND, _HEAD, _DARK, _GREY, _RED = "#bfe0f2", "#0f2f4f", "#14212e", "#5f7486", "#d62828"
_LINES = (  # what a card says; nobody has this one
    ("Nama", "MARKUS LUNSA"),
    ("Tempat/Tgl Lahir", "HULU, 17-08-1980"),
    ("Jenis Kelamin", "LAKI-LAKI"),
    ("Alamat", "DUSUN HILIR"),
    ("Kecamatan", "HULU"),
    ("Pekerjaan", "PETANI/PEKEBUN"),
)


def id_card_svg(nik: str) -> str:
    """Return the card as an SVG document, with this NIK."""
    shapes = [
        box((0, 0, _WIDTH, _HEIGHT), "#ffffff"),
        box((8, 8, _WIDTH - 16, _HEIGHT - 16), _GROUND, radius=24),
        text(222, 52, "REPUBLIK INDONESIA", Style(26, _HEAD, bold=True)),
        text(206, 84, "KARTU TANDA PENDUDUK", Style(26, _HEAD, bold=True)),
        text(40, 146, "NIK", Style(36, _DARK, bold=True)),
        text(128, 146, nik, Style(42, _DARK, bold=True)),
        *_person(),
        _ring(),
    ]
    for row, (label, value) in enumerate(_LINES):
        y = 204 + 38 * row
        shapes += [text(40, y, label, Style(21, _GREY)), text(226, y, value, Style(21, _DARK, bold=True))]
    return document(_WIDTH, _HEIGHT, shapes)


def _person() -> list[str]:
    """Return the photo: a shape, and nobody."""
    return [
        box((548, 180, 136, 176), "#8fb6cf", radius=6),
        circle(616, 238, 32, "#5d87a3"),
        '<path d="M566 356q6-72 50-72t50 72z" fill="#5d87a3"/>',
    ]


def _ring() -> str:
    return f'<ellipse cx="318" cy="132" rx="300" ry="42" fill="none" stroke="{_RED}" stroke-width="9"/>'
