"""The seal of an archive, chunk by chunk."""

import io

import pytest

from portage.core.backup import cipher
from portage.core.backup.cipher import Opening, Sealing, WrongKey


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(cipher, "CHUNK", 100)
    monkeypatch.setattr(cipher, "COST", 2**10)


def sealed(content: bytes, pieces: int = 1) -> bytes:
    raw = io.BytesIO()
    out = Sealing(raw, "key")
    for start in range(0, len(content), max(1, len(content) // pieces)):
        out.write(content[start : start + max(1, len(content) // pieces)])
    out.close()
    return raw.getvalue()


HEADER = len(cipher.MAGIC) + cipher.SALT + cipher.PREFIX


@pytest.mark.parametrize("size", [0, 1, 99, 100, 101, 200, 1000])
def test_what_is_sealed_opens(size):
    content = bytes(range(256)) * 4
    assert Opening(io.BytesIO(sealed(content[:size], 7)), "key").read() == content[:size]


@pytest.mark.parametrize(
    "change",
    [
        lambda whole: whole[:-1],
        lambda whole: whole[: HEADER + 116],
        lambda whole: whole[: HEADER + 116] + whole[HEADER + 232 :],
        lambda whole: (
            whole[:HEADER] + whole[HEADER + 116 : HEADER + 232] + whole[HEADER : HEADER + 116] + whole[HEADER + 232 :]
        ),
        lambda whole: whole + b"x",
        lambda whole: whole[: HEADER - 1] + b"x" + whole[HEADER:],
        lambda whole: b"PORTAGE-BACKUP-2\n" + whole[17:],
    ],
    ids=["cut", "cut between chunks", "a chunk gone", "chunks swapped", "longer", "another prefix", "another format"],
)
def test_what_was_changed_does_not(change):
    with pytest.raises(WrongKey):
        Opening(io.BytesIO(change(sealed(b"a" * 450))), "key").read()


def test_the_same_content_never_looks_the_same():
    assert sealed(b"a") != sealed(b"a")
