"""What a signature costs, and its verification: a contract of five pages, processor time of this process, medians."""

from datetime import UTC, datetime
from statistics import median

from portage.core import seals
from tests.bench.documents import Row, from_data, processor_ms, row

NOW = datetime.now(UTC)
SIGNER = seals.Signer("Jan Kowalski", "Orvane Polska sp. z o.o.", "PL")


def rows(n: int = 15) -> list[Row]:
    """Seal, second signature, verification of both."""
    plain = from_data("fr")
    sealed = seals.seal(plain, fields=["principal", "agent"], at=NOW)
    once = seals.sign(sealed, field="principal", signer=SIGNER, reason="Signature", at=NOW).pdf
    twice = seals.sign(once, field="agent", signer=SIGNER, reason="Signature", at=NOW).pdf
    seal = [processor_ms(lambda: seals.seal(plain, fields=["principal", "agent"], at=NOW)) for _ in range(n)]
    sign = [
        processor_ms(lambda: seals.sign(once, field="agent", signer=SIGNER, reason="Signature", at=NOW))
        for _ in range(n)
    ]
    check = [processor_ms(lambda: seals.examine(twice, at=NOW)) for _ in range(n)]
    return [
        row("seal of the platform", median(seal), "ms", 100, n),
        row("second signature of a contract", median(sign), "ms", 100, n),
        row("verification of a contract signed by both", median(check), "ms", 250, n),
        row("bytes that seal and two signatures add", (len(twice) - len(plain)) / 1024, "KB", None, 1),
    ]


if __name__ == "__main__":
    import json

    for measured in rows():
        print(json.dumps(measured, ensure_ascii=False))
