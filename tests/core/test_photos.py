"""Photos are kept small and upright, without a word that the camera wrote; what is no photo is refused before it is decoded."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageFile

from portage.core.files.photos import LARGEST, LONGEST, BadPhoto, photo


def picture(size=(300, 200), kind="JPEG", mode="RGB", colour="navy", **more) -> bytes:
    kept = BytesIO()
    Image.new(mode, size, colour).save(kept, kind, **more)
    return kept.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(photo(content)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_large_photo_is_kept_small(kind):
    found = opened(picture((4000, 1000), kind))
    assert (found.format, found.size) == ("JPEG", (LONGEST, 500))


def test_where_and_with_what_it_was_taken_is_gone_and_it_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Camera of Tomek"
    exif.get_ifd(0x8825)[2] = (31.0, 57.0, 0.0)
    content = picture((300, 200), exif=exif, comment=b"at the customer's")
    assert b"Tomek" in content
    kept = photo(content)
    found = Image.open(BytesIO(kept))
    assert found.size == (200, 300)
    assert not found.getexif()
    assert b"Tomek" not in kept
    assert b"customer" not in kept


def test_what_hides_behind_a_picture_does_not_survive():
    assert b"<script>" not in photo(picture() + b"<script>alert(1)</script>")


def test_what_was_transparent_is_white():
    assert opened(picture(kind="PNG", mode="RGBA", colour=(0, 0, 0, 0))).getpixel((5, 5)) == (255, 255, 255)


def claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims a wall of pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


BAD = {
    "empty": lambda: b"",
    "too_large": lambda: b"\xff\xd8\xff" + b"0" * LARGEST,
    "wrong_type": lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "too_many_pixels": lambda: claims(40_000, 40_000),
    "damaged": lambda: picture((900, 900), "PNG")[:200],
}


@pytest.mark.parametrize("code", BAD)
def test_what_is_no_photo_is_refused(code):
    with pytest.raises(BadPhoto, match=code):
        photo(BAD[code]())


def test_what_is_cut_short_is_refused_also_beside_the_printer(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint has it, for the whole process
    for kind in ("JPEG", "PNG", "WEBP"):
        whole = picture((900, 900), kind)
        with pytest.raises(BadPhoto, match="damaged"):
            photo(whole[: len(whole) * 2 // 3])


def test_an_animation_or_another_format_is_refused_even_under_a_good_name():
    with pytest.raises(BadPhoto, match="wrong_type"):
        photo(picture(kind="GIF", mode="P", colour=1))
