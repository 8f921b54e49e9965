from pathlib import Path

import pytest

from fullcircle.engines.eventlog.bytes_reader import LogBytes, head_of
from fullcircle.engines.eventlog.refusals import LogNotReadable
from tests.rules.eventlog.readers.logs import packed, saved


def test_a_file_that_may_not_be_read_is_told_with_its_name(tmp_path, monkeypatch):
    path = saved(tmp_path, "case,activity\n")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(LogNotReadable) as refused:
        head_of(path)
    assert "may not be read" in refused.value.what
    assert refused.value.place == str(path)
    assert "right to read" in refused.value.remedy


def test_a_disk_that_fails_is_no_crash(tmp_path, monkeypatch):
    with LogBytes(saved(tmp_path, "case,activity\n")) as log:

        class Failing:
            def read(self, size: int) -> bytes:
                raise OSError(5, "Input/output error")

        monkeypatch.setattr(log, "_from", Failing())
        with pytest.raises(LogNotReadable, match="cannot be read: Input/output error"):
            log.read()
        monkeypatch.undo()


@pytest.mark.parametrize("is_packed", [False, True])
def test_it_knows_how_much_is_read(tmp_path, is_packed):
    data = bytes(range(256)) * 4_000
    with LogBytes(saved(tmp_path, packed(data) if is_packed else data)) as log:
        assert log.packed == is_packed
        assert b"".join(log.pieces()) == data
        assert log.done == log.size
        assert log.unpacked == len(data)
