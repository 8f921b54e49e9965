"""Counters, limits, kept answers, photos: each refuses what would break its promise."""

from io import BytesIO

import pytest
from PIL import Image

from fullcircle.foundation import counters, files, idempotency, limits

pytestmark = pytest.mark.django_db


def test_numbers_follow_each_other_without_a_gap() -> None:
    assert [counters.next_number("invoice") for _ in range(4)] == [1, 2, 3, 4]
    counters.skip_to("invoice", 8000)
    assert counters.next_number("invoice") == 8001


def test_two_series_do_not_know_each_other() -> None:
    counters.next_number("invoice")
    assert counters.next_number("charge_back") == 1


def test_the_eleventh_try_is_refused() -> None:
    for _ in range(10):
        limits.take("sign-in mary", most=10, minutes=15)
    with pytest.raises(limits.TooMany):
        limits.take("sign-in mary", most=10, minutes=15)
    limits.take("sign-in joe", most=10, minutes=15)


def test_the_same_key_gives_the_same_answer_and_one_effect() -> None:
    effects: list[int] = []

    def effect() -> dict[str, int]:
        effects.append(1)
        return {"number": len(effects)}

    first = idempotency.answer_once(key="k", principal="person:1", request={"a": 1}, effect=effect)
    again = idempotency.answer_once(key="k", principal="person:1", request={"a": 1}, effect=effect)
    assert (first, again, effects) == (({"number": 1}, False), ({"number": 1}, True), [1])


def test_the_same_key_with_another_request_is_refused() -> None:
    idempotency.answer_once(key="k", principal="person:1", request={"a": 1}, effect=dict)
    with pytest.raises(idempotency.KeyUsedForSomethingElse):
        idempotency.answer_once(key="k", principal="person:1", request={"a": 2}, effect=dict)


def test_two_people_may_use_the_same_key() -> None:
    for person in ("person:1", "person:2"):
        _, repeated = idempotency.answer_once(
            key="k", principal=person, request={"a": 1}, effect=dict
        )
        assert not repeated


def a_photo(size: tuple[int, int] = (3000, 1500), kind: str = "JPEG") -> bytes:
    out = BytesIO()
    image = Image.new("RGB", size, "navy")
    exif = image.getexif()
    exif[0x010E] = "taken at home"
    image.save(out, kind, exif=exif)
    return out.getvalue()


def test_a_photo_is_made_smaller_and_loses_what_the_camera_wrote() -> None:
    stored = files.keep_photo(a_photo(), by="person:1")
    kept = files.path_of(stored).read_bytes()
    assert (stored.width, stored.height) == (2000, 1000)
    assert b"taken at home" not in kept
    assert files.path_of(stored).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "content",
    [
        b"", b"hello", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"GIF89a" + b"\0" * 40, a_photo()[:200], b"\xff\xd8" * 100,
    ],
    ids=["empty", "text", "svg", "gif", "cut short", "garbage"],
)  # fmt: skip
def test_what_is_no_photo_is_refused_and_nothing_is_kept(content: bytes) -> None:
    with pytest.raises(files.PhotoNotReadable):
        files.keep_photo(content, by="person:1")


def test_a_file_beyond_the_limit_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(files.PhotoNotReadable, match="MB"):
        files.keep_photo(b"\xff\xd8" + b"0" * files.MOST_BYTES, by="person:1")
