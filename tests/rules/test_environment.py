"""Settings from the environment: safe without any, and never misunderstood in silence."""

import stat
from pathlib import Path

import pytest

from fullcircle.config import environment
from fullcircle.config.environment import SettingNotUnderstood


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "DATA_DIR", "PORT", "KEEP"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("given", "understood"),
    [("", False), ("1", True), ("yes", True), ("ON", True), ("0", False), (" false ", False)],
)
def test_a_flag_takes_the_usual_words(
    monkeypatch: pytest.MonkeyPatch, given: str, understood: bool
) -> None:
    monkeypatch.setenv("KEEP", given)
    assert environment.flag("KEEP") is understood


def test_a_flag_refuses_other_words_and_names_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEEP", "maybe")
    with pytest.raises(SettingNotUnderstood, match="KEEP='maybe'"):
        environment.flag("KEEP")


def test_a_number_refuses_words(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.whole_number("PORT", 8000) == 8000
    monkeypatch.setenv("PORT", "eighty")
    with pytest.raises(SettingNotUnderstood, match="whole number"):
        environment.whole_number("PORT", 8000)


def test_without_an_address_the_database_is_a_file_with_its_guards(tmp_path: Path) -> None:
    entry = environment.database(tmp_path)
    assert entry["NAME"] == str(tmp_path / "fullcircle.sqlite3")
    assert entry["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    for guard in ("WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
        assert guard in entry["OPTIONS"]["init_command"]


def test_an_address_with_spaces_names_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///srv/our%20company/data.sqlite3")
    assert environment.database(tmp_path)["NAME"] == "/srv/our company/data.sqlite3"


def test_an_address_of_postgresql_is_read_whole(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://us%40er:p%2Fw@db:6543/our?sslmode=require")
    entry = environment.database(tmp_path)
    assert (entry["USER"], entry["PASSWORD"]) == ("us@er", "p/w")
    assert (entry["HOST"], entry["PORT"], entry["NAME"]) == ("db", "6543", "our")
    assert entry["OPTIONS"]["sslmode"] == "require"


def test_standing_queries_are_prepared_unless_a_pooler_forbids_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def options(address: str) -> dict[str, object]:
        monkeypatch.setenv("DATABASE_URL", address)
        found: dict[str, object] = environment.database(tmp_path)["OPTIONS"]
        return found

    assert options("postgresql://us@db/our")["prepare_threshold"] == 0
    assert options("postgresql://us@db/our?prepare_threshold=none")["prepare_threshold"] is None
    with pytest.raises(SettingNotUnderstood, match="prepare_threshold"):
        options("postgresql://us@db/our?prepare_threshold=often")


def test_a_socket_folder_can_be_the_host(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://us@/our?host=%2Frun%2Fpostgresql")
    entry = environment.database(tmp_path)
    assert entry["HOST"] == "/run/postgresql"
    assert "host" not in entry["OPTIONS"]


def test_another_kind_of_database_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://us@db/our")
    with pytest.raises(SettingNotUnderstood, match="postgresql://"):
        environment.database(tmp_path)


def test_a_key_is_made_once_private_and_kept(tmp_path: Path) -> None:
    first = environment.kept_secret(tmp_path, "secret.key")
    assert len(first) >= 60
    assert environment.kept_secret(tmp_path, "secret.key") == first
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_an_empty_key_is_not_replaced_in_silence(tmp_path: Path) -> None:
    (tmp_path / "secret.key").touch()
    with pytest.raises(SettingNotUnderstood, match="put the key back"):
        environment.kept_secret(tmp_path, "secret.key")


def test_the_data_directory_is_made_private(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "our data"))
    directory = environment.data_directory()
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700


def test_the_public_address_gives_its_host_or_says_what_it_takes() -> None:
    assert environment.host_of("") == []
    assert environment.host_of("https://service.example.org:8443") == ["service.example.org"]
    with pytest.raises(SettingNotUnderstood, match="https://host"):
        environment.host_of("service.example.org")
