"""Signed contracts: any byte that changes is noticed, other readers say the same, the format stays what it was, a token signs too.

A contract of five pages is sealed and signed by both. The changes are single bytes anywhere, and more than chance would bring in the
room of the last signature, which no signature covers. Readers: poppler's pdfsig and qpdf (`system-packages.txt`, part pdf).
"""

import os
import random
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command

from contracts.documents import pdf, pdfa, render
from portage.core import seals
from portage.core.seals import examining
from tests.contracts.documents.sample import models, sample

Row = dict[str, Any]
NOW = datetime.now(UTC)
FULL, SHORT = 1000, 40
HEX = b"0123456789ABCDEF"
PRINCIPAL = seals.Signer("Anne Lefèvre", "Vannes du Forez SAS", "FR")
AGENT = seals.Signer("Jan Kowalski", "Orvane Polska sp. z o.o.", "PL")


@cache
def stages() -> tuple[bytes, bytes, bytes, bytes]:
    """The contract as made, sealed, signed by one, signed by both."""
    data = sample("fr")
    html = render.contract_html(data, models())
    plain = pdf.write(html, created=NOW, language="fr", attachments=[render.attachment(data)])
    sealed = seals.seal(plain, fields=["principal", "agent"], at=NOW)
    once = seals.sign(sealed, field="principal", signer=PRINCIPAL, reason="Signature", at=NOW).pdf
    return plain, sealed, once, seals.sign(once, field="agent", signer=AGENT, reason="Signature", at=NOW).pdf


def rows(fast: bool) -> Iterator[Row]:
    count = SHORT if fast else FULL
    yield changes(count)
    plain, sealed, once, twice = stages()
    report = seals.examine(twice, at=NOW)
    lost = sum(not row.bottom_line for row in report.signatures) + (report.state != "ours")
    yield {"name": "tampering: signatures lost by the second one", "value": lost, "unit": "signatures", "goal": 0}
    kept = (sealed.startswith(plain), once.startswith(sealed), twice.startswith(once))
    yield {
        "name": "tampering: stages that begin with the one before",
        "value": sum(kept),
        "unit": "of 3",
        "ok": all(kept),
    }
    answer = pdfa.examine(twice)
    yield {
        "name": f"tampering: PDF/A-3a of the signed contract ({answer.by})", "value": len(answer.failed), "unit": "failed checks",
        "goal": 0,
    }  # fmt: skip
    yield agreement(12 if fast else 100)
    yield token()


def control(fast: bool) -> Iterator[Row]:
    """Without our rule for the room of a signature, what lies there may change unseen."""
    examining.as_written = lambda *_: True  # type: ignore[assignment]
    yield changes(SHORT)


def changes(count: int) -> Row:
    """How many of so many changed files are still called ours."""
    signed, chance = stages()[3], random.Random(2026)
    places = [chance.randrange(len(signed)) for _ in range(count * 3 // 4)]
    start, end = last_room(signed)
    room = [chance.randrange(*chance.choice([(start, end), (end - 400, end)])) for _ in range(count - len(places))]
    missed = 0
    for place in (*places, *room):
        allowed = HEX if place in room else range(256)  # another digit there reads as a signature still
        value = chance.choice([byte for byte in allowed if byte != signed[place]])
        missed += seals.examine(signed[:place] + bytes([value]) + signed[place + 1 :], at=NOW).state == "ours"
    name = f"tampering: of {count} changed bytes, not noticed"
    return {"name": name, "value": missed, "unit": "changes", "goal": 0}


def last_room(signed: bytes) -> tuple[int, int]:
    """Where the last signature lies: between its angle brackets."""
    start = signed.rindex(b"/Contents <") + len(b"/Contents <")
    return start, signed.index(b">", start)


def agreement(count: int) -> Row:
    """Files on which pdfsig or qpdf and we disagree: the signed contract, and copies with one byte changed that a signature covers."""
    signed, chance = stages()[3], random.Random(7)
    rooms = last_room(signed)
    disagreed = not pdfsig(signed) + (
        subprocess.run(["qpdf", "--check", _kept(signed)], capture_output=True).returncode != 0
    )
    for _ in range(count):
        place = chance.choice(
            [chance.randrange(1000, rooms[0] - 100), chance.randrange(rooms[1] + 40, len(signed) - 40)]
        )
        changed = signed[:place] + bytes([signed[place] ^ 4]) + signed[place + 1 :]
        disagreed += pdfsig(changed) != (seals.examine(changed, at=NOW).state == "ours")
    name = f"tampering: of {count + 1} files, other readers disagree on"
    return {"name": name, "value": int(disagreed), "unit": "files", "goal": 0}


def pdfsig(content: bytes) -> bool:
    """Whether pdfsig finds three valid signatures and nothing behind the last one."""
    told = subprocess.run(
        ["pdfsig", "-nocert", _kept(content)], capture_output=True, text=True, errors="replace"
    ).stdout
    return told.count("Signature is Valid.") == 3 and told.count("  - Total document signed") == 1


def _kept(content: bytes) -> str:
    path = Path(tempfile.gettempdir()) / f"tampering-{os.getpid()}.pdf"
    path.write_bytes(content)
    return str(path)


def token() -> Row:
    """Failures of a key that lives in a token: made there, sealing and signing there, its file verified."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "tokens").mkdir()
        (Path(folder) / "conf").write_text(f"directories.tokendir = {folder}/tokens\n")
        os.environ["SOFTHSM2_CONF"] = f"{folder}/conf"
        making = ["softhsm2-util", "--init-token", "--free", "--label", "Proof", "--pin", "4711", "--so-pin", "0815"]
        subprocess.run(making, check=True, capture_output=True)
        module = next(str(path) for path in Path("/usr/lib").glob("**/libsofthsm2.so"))
        settings.SIGNING_KEY = f"pkcs11:token=Proof;object=authority?module-path={module}"
        settings.SIGNING_KEY_PASSPHRASE = "4711"
        call_command("make_signing_key", settings.SIGNING_KEY, roots=Path(folder) / "roots.pem", verbosity=0)
        sealed = seals.seal(stages()[0], fields=["principal"], at=NOW)
        signed = seals.sign(sealed, field="principal", signer=PRINCIPAL, reason="Signature", at=NOW).pdf
        stands = seals.examine(signed, at=NOW).complete
    return {
        "name": "tampering: a key in a token (PKCS#11) fails to sign",
        "value": int(not stands),
        "unit": "times",
        "goal": 0,
    }
