"""The command ask: what it prints and how it ends."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from bot.answers.store import Gaps
from bot.cli import main
from bot.commands.ask import grouped
from bot.settings import Environment
from bot.store.audit import AuditTrail
from bot.store.opening import transaction
from bot.tickets.store import Question, Tickets

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.resources import Resources
    from bot.store.transaction import Transaction


@pytest.fixture(autouse=True)
def _in_december(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_NOW", "2026-12-15T08:00:00+07:00")


def documents(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[Any]:
    assert main(["ask", "--json", *arguments]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_answer_is_plain_text_without_markup(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "penghasilan 2,5 juta petani iurannya berapa"]) == 0
    shown = capsys.readouterr().out
    assert "• 🏥🕊 celaka + kematian: Rp16.400" in shown
    assert shown.endswith("Berlaku 15 Desember 2026.\n")
    assert "<" not in shown


def test_what_may_be_meant_is_listed_in_the_words_of_the_asker(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "ade potongan ke"]) == 0
    head, *choices = capsys.readouterr().out.splitlines()
    assert head.endswith("Maksudnya yang mana ya?")
    assert len(choices) == 3
    assert all(choice.startswith("- ") for choice in choices)


def test_json_holds_all_that_is_known_of_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    question = "santunan kematian berapa"
    (found,) = documents(capsys, question)
    assert list(found) == [
        "question", "outcome", "label", "score", "choices", "danger", "answer", "sources",
    ]  # fmt: skip
    assert (found["question"], found["outcome"], found["label"]) == (question, "answer", "manfaat_jkm")
    assert 0.75 <= found["score"] <= 1
    assert found["choices"][0] == "manfaat_jkm"
    assert len(found["choices"]) == 3
    assert "Rp42.000.000" in found["answer"]
    assert "PP 82/2019 art. 34" in found["sources"]


@pytest.mark.parametrize(
    ("question", "outcome", "label"),
    [
        ("ade potongan ke", "choose", "diskon_2026"),
        ("resep rendang", "refuse", "out_of_scope"),
        ("halo", "refuse", "out_of_scope"),
    ],
)
def test_json_tells_every_outcome(
    capsys: pytest.CaptureFixture[str], question: str, outcome: str, label: str
) -> None:
    (found,) = documents(capsys, question)
    assert (found["outcome"], found["label"]) == (outcome, label)
    assert found["answer"]


@pytest.mark.parametrize(
    ("question", "danger"),
    [
        ("suami saya barusan jatuh dari pohon", "accident"),
        ("ada yang minta kode otp katanya dari bpjs", "fraud"),
        ("kalau suami jatuh dari pohon dapat apa", None),
    ],
)
def test_json_names_the_danger_and_leaves_the_kind_of_question_as_it_is(
    capsys: pytest.CaptureFixture[str], question: str, danger: str | None
) -> None:
    (found,) = documents(capsys, question)
    assert found["danger"] == danger
    assert found["outcome"] == "answer" or not danger
    assert len(found["choices"]) == 3


def test_without_questions_lines_are_read_and_empty_ones_passed_over(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("cek saldo jht\n\n   \nresep rendang\r\nberapa iuran"))
    found = documents(capsys)
    assert [one["question"] for one in found] == ["cek saldo jht", "resep rendang", "berapa iuran"]


def test_every_argument_is_a_question_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    found = documents(capsys, "penghasilan 2 juta iurannya berapa", "berapa iuran paling murah")
    assert [one["label"] for one in found] == ["iuran_hitung", "iuran_minimum"]
    assert "Rp2.000.000" not in found[1]["answer"]


def test_the_answer_is_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = documents(capsys, "--lang", "en", "santunan kematian berapa")
    assert "The family gets Rp42,000,000" in found["answer"]


@pytest.mark.parametrize(
    ("options", "said", "unsaid"),
    [
        ("", "sampai iuran Desember 2026 (ojek, sopir, kurir: Maret 2027)", "Untuk penghasilan"),
        ("--sector farmer", "sesudah itu Rp16.800 atau Rp36.800", "ojek"),
        ("--sector transport", "sampai iuran Maret 2027", "ojek"),
        ("--paid-by apbd", "Pemerintah yang membayar,", "Rp8.400"),
        ("--paid-by village --sector farmer", "Atau Rp8.400 dan Rp28.400, kalau kantor", "sesudah itu"),
        ("--income 2500000 --sector farmer", "🏥🕊 celaka + kematian: Rp16.400", "Rp8.400"),
        ("--income 3000000 --sector transport", "🏥🕊 celaka + kematian: Rp18.150", "Rp8.400"),
    ],
)
def test_what_is_known_of_the_asker_is_told_by_options(
    capsys: pytest.CaptureFixture[str], options: str, said: str, unsaid: str
) -> None:
    (found,) = documents(capsys, *options.split(), "berapa iuran paling murah")
    assert said in found["answer"]
    assert unsaid not in found["answer"]


def test_a_number_as_long_as_a_nik_is_not_matched_on(capsys: pytest.CaptureFixture[str]) -> None:
    with_number, without = documents(capsys, "cek saldo 6106011708809001", "cek saldo")
    assert with_number["label"] == without["label"] == "cek_saldo"
    assert "6106011708809001" not in with_number["answer"]


@pytest.mark.parametrize(
    "options",
    [
        "--sector miner", "--sector", "--paid-by king", "--income -1", "--income 2.5", "--income x",
        "--income 1234567890123", "--lang fr", "--language id", "--gaps=yes",
    ],
)  # fmt: skip
def test_wrong_use_ends_with_2(options: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["ask", "berapa iuran", *options.split()])
    assert ended.value.code == 2
    assert "usage: payung" in capsys.readouterr().err


def test_an_empty_question_is_wrong_use_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", " "]) == 2
    assert capsys.readouterr().err == "payung: question: is empty\n"


def test_gaps_without_a_store_are_one_clear_line_and_1(
    command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("ask", "--gaps") == 1
    captured = capsys.readouterr()
    assert captured.err.startswith("payung: there is no store at ")
    assert captured.out == ""


def test_gaps_without_settings_are_one_clear_line_and_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--gaps"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("payung: PAYUNG_")


@pytest.fixture
def fill(environment: dict[str, str], command: Any) -> Callable[..., None]:
    """Write to the store that the commands read."""
    del command  # makes the environment of the bot that of the commands

    def run(*works: Callable[[Transaction], object]) -> None:
        settings = Environment(environment)
        with transaction(settings.database(), settings.keys(), settings.clock()) as tx:
            for work in works:
                work(tx)

    return run


def ask_and_answer(text: str, answer: str, *, reusable: bool) -> Callable[[Transaction], None]:
    def work(tx: Transaction) -> None:
        tickets = Tickets(tx)
        ticket_id = tickets.open(7, Question(text))
        ticket = tickets.get(ticket_id)
        if ticket and reusable:
            tickets.keep_reply(ticket, answer)

    return work


def test_gaps_are_grouped_masked_and_come_with_the_nearest_kinds(
    command: Any, fill: Any, resources: Resources, capsys: pytest.CaptureFixture[str]
) -> None:
    rice, boat = "harga beras hari ini", "cara sewa perahu"
    number, address = "hubungi 0812-3456-7890 soal perahu", "perahu sewa cara siti@contoh.id"
    fill(*[lambda tx, text=text: Gaps(tx).keep(7, text) for text in (rice, boat, number, address, boat)])
    assert command("ask", "--gaps") == 0
    nearest = {text: ", ".join(resources.matcher.judge(text).choices) for text in (boat, rice)}
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        f"# 3 times, nearest: {nearest[boat]}",
        f'    "{boat}",',  # what was asked twice stands there once
        '    "perahu sewa cara •••",',
    ]
    assert lines[3:5] == [f"# 1 times, nearest: {nearest[rice]}", f'    "{rice}",']
    assert lines[6:] == ['    "hubungi ••• soal perahu",']
    assert all(len(choices.split(", ")) == 3 for choices in nearest.values())


def test_answers_of_staff_that_may_be_used_again_are_listed_with_the_gaps(
    command: Any, fill: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(
        ask_and_answer("kartu basah, NIK 6106011708809001", "Bisa diganti.\nBawa KTP.", reusable=True),
        ask_and_answer("kapan buka", "Senin", reusable=False),
        lambda tx: Tickets(tx).open(7, Question("belum dijawab")),
    )
    assert command("ask", "--gaps") == 0
    head, nearest, *rest = capsys.readouterr().out.splitlines()
    assert head == "# answered by staff, may be used again:"
    assert nearest.startswith("# 1 times, nearest: ")
    assert rest == ['    "kartu basah, NIK •••",', "#   Bisa diganti.", "#   Bawa KTP."]


def test_whoever_reads_gaps_is_in_the_audit_trail(
    command: Any, fill: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(lambda tx: tx)
    assert command("ask", "--gaps") == 0
    assert capsys.readouterr().out == ""
    entries: list[tuple[str, str, str]] = []
    fill(lambda tx: entries.extend((one.actor, one.action, one.subject) for one in AuditTrail(tx).entries()))
    assert entries == [("cli", "read gaps", "")]


def test_questions_that_are_alike_are_one_gap_and_the_largest_comes_first() -> None:
    rice, boat, boats = "harga beras hari ini", "cara sewa perahu", "gimana cara sewa perahu"
    assert grouped([rice, boat, "perahu sewa cara", boats]) == [[boat, "perahu sewa cara", boats], [rice]]
    assert grouped([]) == []


def test_no_question_is_lost_in_groups() -> None:
    texts = ["a b", "c d", "a b", "e f", "b a"]
    assert sorted(text for group in grouped(texts) for text in group) == sorted(texts)
