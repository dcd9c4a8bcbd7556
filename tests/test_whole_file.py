"""Files are written whole, for their owner only, or stay as they were."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from bot.whole_file import write_whole


def test_a_file_is_for_its_owner_only_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "file"
    for content in (b"first", b"second"):
        write_whole(file, content)
        assert (file.read_bytes(), file.stat().st_mode & 0o777) == (content, 0o600)
    assert list(tmp_path.iterdir()) == [file]


def test_what_cannot_be_written_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "file"
    write_whole(file, b"first")
    with (
        patch.object(Path, "replace", side_effect=OSError("the disk is full")),
        pytest.raises(OSError, match="full"),
    ):
        write_whole(file, b"second")
    assert file.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [file]
