"""Photos as they are kept: small, upright, and without what a camera writes beside the picture (where, when, which device).

A picture is decoded and written anew, so that nothing but its pixels is kept: what hides in a file does not survive.
"""

import warnings
from io import BytesIO

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

LONGEST = 2000  # pixels of the longer side: a price list on a shelf can still be read
LARGEST = 20 * 1024 * 1024  # bytes that are looked at
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP")
# A picture says its size before it is decoded: a few bytes can claim a wall of pixels. JPEG is decoded at a smaller size.
MOST_PIXELS = {"JPEG": 120_000_000, "PNG": 30_000_000, "WEBP": 30_000_000}


class BadPhoto(Exception):
    """This cannot be kept: `code` is empty, too_large, wrong_type, too_many_pixels or damaged."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def photo(content: bytes) -> bytes:
    """The picture as a JPEG of at most 2000 pixels a side, upright, on white where it was transparent. Raises BadPhoto."""
    if not content:
        raise BadPhoto("empty")
    if len(content) > LARGEST:
        raise BadPhoto("too_large")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we count pixels ourselves, below
            return _anew(content)
    except UnidentifiedImageError:
        raise BadPhoto("wrong_type") from None
    except Image.DecompressionBombError:
        raise BadPhoto("too_many_pixels") from None
    except (OSError, SyntaxError, ValueError, IndexError, OverflowError) as error:
        raise BadPhoto("damaged") from error


def _anew(content: bytes) -> bytes:
    # WeasyPrint, once imported, has the whole process fill up with grey what is cut short. What it prints of ours is whole.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with Image.open(BytesIO(content), formats=FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS[str(opened.format)]:
            raise BadPhoto("too_many_pixels")
        opened.draft("RGB", (LONGEST, LONGEST))
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((LONGEST, LONGEST))
        kept = BytesIO()
        _on_white(upright).save(kept, "JPEG", quality=QUALITY, optimize=True)
        return kept.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """The pixels alone, on white where they were transparent: a new picture has no comment, profile or place of its own."""
    plain = Image.new("RGB", picture.size, "white")
    if "A" in picture.getbands() or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        plain.paste(layered, mask=layered.getchannel("A"))
    else:
        plain.paste(picture.convert("RGB"))
    return plain
