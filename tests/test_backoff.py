"""Pauses between tries."""

from __future__ import annotations

from bot.backoff import BackOff


def test_pauses_grow_up_to_the_longest_and_begin_again_after_a_success() -> None:
    backoff = BackOff(0.5, 3.0)
    assert [backoff.grown() for _ in range(5)] == [0.5, 1.0, 2.0, 3.0, 3.0]
    backoff.reset()
    assert backoff.grown() == 0.5


def test_pauses_may_grow_faster() -> None:
    backoff = BackOff(0.5, 5.0, factor=4)
    assert [backoff.grown() for _ in range(3)] == [0.5, 2.0, 5.0]
