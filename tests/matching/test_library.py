"""The answers as files: what is read, which faults are named, and what the project ships."""

from __future__ import annotations

import shutil
import tomllib
from typing import TYPE_CHECKING

import pytest

from bot.errors import ConfigurationError
from bot.folders import ROOT
from bot.matching.library import FOLDER, OUT_OF_SCOPE, Library, Variant, load_vocabulary
from bot.matching.matcher import Decision

if TYPE_CHECKING:
    from pathlib import Path

    from bot.resources import Resources

LABELS = [
    "apa_itu_bpjstk", "program_bpu", "siapa_bpu", "beda_bpjs_kesehatan", "wajib_atau_tidak", "kenapa_ikut",
    "keamanan_penipuan", "layanan_syariah", "cara_daftar", "syarat_daftar", "batas_usia",
    "daftarkan_orang_lain", "perisai_wadah", "mulai_berlaku", "dobel_kepesertaan", "pindah_pu_bpu",
    "iuran_minimum", "iuran_hitung", "ubah_penghasilan", "jatuh_tempo", "telat_bayar", "aktif_lagi",
    "cara_bayar", "bayar_dimuka", "bayar_bermasalah", "diskon_2026", "siapa_menanggung_iuran",
    "pekerja_rentan", "uang_kembali", "cek_status", "manfaat_jkk", "cakupan_jkk", "klaim_jkk",
    "rumah_sakit_plkk", "stmb_cacat", "jkk_jasa_raharja", "klaim_saat_menunggak", "manfaat_jkm",
    "syarat_jkm", "klaim_jkm_dokumen", "ahli_waris", "beasiswa", "batas_waktu_klaim", "manfaat_jht",
    "cairkan_jht", "dokumen_jht", "jht_sebagian", "cek_saldo", "lama_cair", "pajak_jht", "gabung_saldo",
    "rekening_pencairan", "ganti_data", "lupa_nomor_kartu", "kartu_peserta", "jmo_lupa_akun", "jmo_error",
    "pengkinian_biometrik", "berhenti", "kantor_cabang", "kontak_pengaduan", "pensiun_jkp_bpu",
    "perumahan_mlt",
]  # fmt: skip
WORDS = """
fillers = "ya pak"
[spelling]
brp = "berapa"
[meanings]
pay = "bayar setor"
price = "harga"
"""
PRICE = """
ask = "Berapa?"
next = ["other"]
rests_on = ["rule_a"]
amount_is_income = true
wordings = ["berapa bayarnya", "harga"]

[[answer]]
when = ["income", "sector"]
ask_for = "age"
rests_on = ["rule_b"]
text = "  Satu {price}. "

[[answer]]
text = "Dua."
"""
ENGLISH = """ask = "How much?"
wordings = ["what is the price"]
[[answer]]
when = ["income"]
text = "One."
[[answer]]
text = "Two."
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A folder like config/ with one kind of question."""
    for language, content in (("id", PRICE), ("en", ENGLISH)):
        (tmp_path / FOLDER / language).mkdir(parents=True)
        (tmp_path / FOLDER / language / "price.toml").write_text(content)
    (tmp_path / FOLDER / "id" / f"{OUT_OF_SCOPE}.toml").write_text('wordings = ["resep"]')
    (tmp_path / FOLDER / "words.toml").write_text(WORDS)
    return tmp_path


def fault_of(config: Path) -> ConfigurationError:
    with pytest.raises(ConfigurationError) as raised:
        Library.load(config)
    return raised.value


def test_a_file_says_everything_about_a_kind_of_question(config: Path) -> None:
    library = Library.load(config)
    (entry,) = library.entries.values()
    assert entry.label == "price"
    assert entry.ask == {"id": "Berapa?", "en": "How much?"}
    assert (entry.next, entry.rests_on, entry.amount_is_income) == (("other",), ("rule_a",), True)
    assert entry.variants["id"] == (
        Variant("Satu {price}.", ("income", "sector"), "age", ("rule_b",)),
        Variant("Dua."),
    )
    assert entry.variants["en"] == (Variant("One.", ("income",)), Variant("Two."))


def test_wordings_of_all_languages_are_learnt_and_what_is_not_ours_has_no_answer(config: Path) -> None:
    library = Library.load(config)
    assert sorted(library.wordings) == [
        ("Berapa?", "price"), ("How much?", "price"), ("berapa bayarnya", "price"), ("harga", "price"),
        ("resep", OUT_OF_SCOPE), ("what is the price", "price"),
    ]  # fmt: skip
    assert OUT_OF_SCOPE not in library.entries


def test_words_that_mean_the_same_are_read_from_one_line(config: Path) -> None:
    vocabulary = load_vocabulary(config / FOLDER / "words.toml")
    assert vocabulary.words("brp ya setornya pak") == ["berapa", "setornya"]
    assert [*map(vocabulary.meaning_of, ["setornya", "harga", "lain"])] == ["pay", "price", "lain"]


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ("amount_is_income = true", "amount = true", "amount", "is not known"),
        ('ask = "Berapa?"', "", "ask", "must be a text"),
        ('ask = "Berapa?"', 'ask = " "', "ask", "must be a text"),
        ('ask = "Berapa?"', "ask = 3", "ask", "must be a text"),
        ('next = ["other"]', 'next = "other"', "next", "must be a list of texts"),
        ('next = ["other"]', "next = [1]", "next", "must be a list of texts"),
        ('["rule_a"]', '["rule_a", ""]', "rests_on", "must be a list of texts"),
        ('["berapa bayarnya", "harga"]', '["berapa", " "]', "wordings", "must be a list of texts"),
        ('when = ["income", "sector"]', "", "answer", "must be without when"),
        ('text = "Dua."', 'text = "Dua."\nwhen = ["age"]', "answer", "must be without when"),
        ('text = "Dua."', 'text = "Dua."\nif = "age"', "answer", "if is not known"),
        ('text = "Dua."', 'ask_for = "age"', "answer", "text must be a text"),
        ("ask = ", "ask == ", "syntax", "line 2"),
        ("amount_is_income = true", 'amount_is_income = "no"', "amount_is_income", "must be true or false"),
        ('when = ["income", "sector"]', "when = 3", "answer", "must be a list of texts"),
        ('when = ["income", "sector"]', 'when = "income"', "answer", "must be a list of texts"),
        ('when = ["income", "sector"]', "when = [3]", "answer", "must be a list of texts"),
        ('rests_on = ["rule_b"]', "rests_on = 3", "answer", "must be a list of texts"),
        ('ask_for = "age"', "ask_for = 3", "answer", "ask_for must be a text"),
        ('text = "Dua."', "text = 3", "answer", "text must be a text"),
    ],
)
def test_every_fault_of_a_file_names_the_file_and_the_key(
    config: Path, old: str, new: str, key: str, reason: str
) -> None:
    path = config / FOLDER / "id" / "price.toml"
    assert old in PRICE
    path.write_text(PRICE.replace(old, new, 1))
    fault = fault_of(config)
    assert (fault.key, fault.place) == (key, str(path))
    assert reason in fault.reason


@pytest.mark.parametrize(
    "answer", ["", "answer = []", 'answer = "Dua."', '[answer]\ntext = "Dua."', 'answer = ["a"]']
)
def test_a_kind_of_question_without_an_answer_is_a_fault(config: Path, answer: str) -> None:
    path = config / FOLDER / "en" / "price.toml"
    path.write_text(f'ask = "How much?"\n{answer}')
    assert (fault_of(config).key, fault_of(config).place) == ("answer", str(path))


def test_a_kind_of_question_without_a_file_in_a_language_is_answered_in_indonesian(config: Path) -> None:
    (config / FOLDER / "en" / "price.toml").unlink()
    (entry,) = Library.load(config).entries.values()
    assert (entry.language_for("id"), entry.language_for("en"), entry.language_for("iba")) == ("id",) * 3
    assert (entry.asked_in("en"), entry.asked_in("iba")) == ("Berapa?", "Berapa?")
    assert "en" not in entry.variants


def test_a_language_needs_no_folder_of_answers(config: Path) -> None:
    shutil.rmtree(config / FOLDER / "en")
    library = Library.load(config)
    assert sorted(library.wordings) == [
        ("Berapa?", "price"), ("berapa bayarnya", "price"), ("harga", "price"), ("resep", OUT_OF_SCOPE),
    ]  # fmt: skip


def test_an_english_file_without_an_indonesian_one_is_a_fault(config: Path) -> None:
    (config / FOLDER / "en" / "boat.toml").write_text(ENGLISH)
    fault = fault_of(config)
    assert (fault.key, fault.reason) == ("boat", "has no file for id")
    assert fault.place == str(config / FOLDER)


def test_a_file_that_is_no_text_is_a_fault(config: Path) -> None:
    path = config / FOLDER / "id" / "price.toml"
    path.write_bytes(b'ask = "\xff"')
    assert (fault_of(config).key, fault_of(config).place) == ("syntax", str(path))


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("[spelling]", "meanings"),
        ("[meanings]", "spelling"),
        ('spelling = "a"\n[meanings]', "spelling"),
        ("[spelling]\na = 3\n[meanings]", "spelling.a"),
        ("[spelling]\n[meanings]\na = 3", "meanings.a"),
        ("[spelling\n", "syntax"),
    ],
)
def test_words_without_their_tables_are_a_fault(config: Path, content: str, key: str) -> None:
    path = config / FOLDER / "words.toml"
    path.write_text(content)
    assert (fault_of(config).key, fault_of(config).place) == (key, str(path))
    path.unlink()
    assert (fault_of(config).key, fault_of(config).place) == ("file", str(path))


# -- what the project ships


def shipped(language: str, label: str) -> list[str]:
    path = ROOT / "config" / FOLDER / language / f"{label}.toml"
    wordings: list[str] = tomllib.loads(path.read_text(encoding="utf-8")).get("wordings", [])
    return wordings


def test_every_kind_of_question_has_an_answer_in_both_languages(resources: Resources) -> None:
    assert len(set(LABELS)) == 63
    assert sorted(resources.library.entries) == sorted(LABELS)
    for entry in resources.library.entries.values():
        for language in ("id", "en"):
            assert entry.ask[language]
            assert all(variant.text for variant in entry.variants[language])


@pytest.mark.parametrize("label", LABELS)
def test_every_kind_of_question_has_thirty_wordings_and_no_two_alike(label: str) -> None:
    wordings = shipped("id", label)
    assert len(wordings) >= 30
    assert len(set(wordings)) == len(wordings)


def test_twenty_kinds_of_question_have_ten_wordings_in_english() -> None:
    counts = {label: len(shipped("en", label)) for label in LABELS}
    assert sum(count >= 10 for count in counts.values()) >= 20
    assert len(shipped("id", OUT_OF_SCOPE)) >= 30


@pytest.mark.parametrize(
    "wording", ["gaji 2 juta iurannya brp", "umur 65 masih bisa daftar?", "iuran jht brp"]
)
def test_a_wording_of_the_library_is_answered(resources: Resources, wording: str) -> None:
    assert resources.matcher.judge(wording).decision is not Decision.REFUSE


def test_short_words_of_trade_are_understood(resources: Resources) -> None:
    assert resources.matcher.judge("iuran ojek online brp").decision is Decision.ANSWER


def test_every_wording_that_is_of_one_kind_only_is_answered_for_certain(resources: Resources) -> None:
    matcher = resources.matcher
    kinds: dict[str, set[str]] = {}
    for text, label in resources.library.wordings:
        kinds.setdefault(" ".join(matcher.vocabulary.words(text)), set()).add(label)
    for text, label in resources.library.wordings[::50]:
        if label != OUT_OF_SCOPE and len(kinds[" ".join(matcher.vocabulary.words(text))]) == 1:
            match = matcher.judge(text)
            assert (match.decision, match.label, match.score) == (Decision.ANSWER, label, 1.0), text


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_stands_on_a_button_is_answered_when_it_is_typed(resources: Resources, language: str) -> None:
    for entry in resources.library.entries.values():
        match = resources.matcher.judge(entry.ask[language])
        assert (match.decision, match.label) == (Decision.ANSWER, entry.label), entry.ask[language]


def test_the_library_is_learnt_once(resources: Resources) -> None:
    again = Library.load(ROOT / "config").matcher(resources.questions.thresholds)
    assert again is resources.matcher
