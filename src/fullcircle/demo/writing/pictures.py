"""Photos of data plates, drawn here: a few for all the past, sharp or blurred."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from fullcircle.foundation import files
from fullcircle.foundation.models import StoredFile

SIZE = (960, 640)
MAKERS = ("NORTHWIND", "ALDERFLOW", "CRESTLINE", "MERIDIAN")
_STEEL, _INK, _PLATE = (92, 98, 102), (28, 30, 32), (206, 208, 204)


def keep_plates(by: str) -> list[StoredFile]:
    """One sharp plate per maker."""
    return [
        files.keep_photo(draw_plate(maker, f"{maker[:2]}-{4100 + place * 37}"), by=by)
        for place, maker in enumerate(MAKERS)
    ]


def draw_plate(maker: str, serial: str, *, blurred: bool = False) -> bytes:
    """A PNG of a unit's data plate. `blurred`: as a hurried hand takes it."""
    picture = Image.new("RGB", SIZE, _STEEL)
    pen = ImageDraw.Draw(picture)
    for line in range(0, SIZE[1], 6):
        pen.line(((0, line), (SIZE[0], line)), fill=(98, 104, 108))
    pen.rounded_rectangle((140, 90, 820, 550), radius=18, fill=_PLATE, outline=_INK, width=4)
    for corner in ((165, 115), (795, 115), (165, 525), (795, 525)):
        x, y = corner
        pen.ellipse((x - 9, y - 9, x + 9, y + 9), fill=_STEEL, outline=_INK)
    rows = ("MODEL  AC-36-14", f"SERIAL {serial}", "VOLTS  208/230  PH 1  HZ 60", "R-410A  6.5 LB")
    pen.text((210, 130), maker, fill=_INK, font=ImageFont.load_default(size=64))
    for place, row in enumerate(rows):
        pen.text((210, 240 + place * 70), row, fill=_INK, font=ImageFont.load_default(size=40))
    if blurred:
        picture = picture.filter(ImageFilter.GaussianBlur(9))
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
