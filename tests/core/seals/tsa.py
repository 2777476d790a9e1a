"""A timestamp authority on this machine, which answers well or badly as it is told."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1, translate_pyca_cryptography_key_to_asn1
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

KEY = rsa.generate_private_key(65537, 2048)
NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Time of the test")])
CERTIFICATE = (
    x509.CertificateBuilder()
    .subject_name(NAME)
    .issuer_name(NAME)
    .public_key(KEY.public_key())
    .serial_number(7)
    .not_valid_before(datetime.now(UTC) - timedelta(days=1))
    .not_valid_after(datetime.now(UTC) + timedelta(days=900))
    .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    .sign(KEY, hashes.SHA256())
)
PEM = CERTIFICATE.public_bytes(Encoding.PEM)


def answer(request: bytes, *, stated: datetime | None = None) -> bytes:
    """The RFC 3161 answer to a request, stating now or another time."""
    stamper = DummyTimeStamper(
        tsa_cert=translate_pyca_cryptography_cert_to_asn1(CERTIFICATE),
        tsa_key=translate_pyca_cryptography_key_to_asn1(KEY),
        fixed_dt=stated,
    )
    made = asyncio.run(stamper.async_request_tsa_response(tsp.TimeStampReq.load(request)))
    content: bytes = made.dump()
    return content


def refusal() -> bytes:
    """Status "rejection", and no token."""
    return bytes.fromhex("30053003020102")


def other(request: bytes) -> bytes:
    """A well-made timestamp of something else."""
    asked = tsp.TimeStampReq.load(request)
    asked["message_imprint"]["hashed_message"] = b"\0" * 32
    return answer(asked.dump(force=True))


@contextmanager
def serving(mode: str) -> Iterator[str]:
    """The address of an authority that answers in this mode."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = self.rfile.read(int(self.headers["Content-Length"]))
            if mode == "silent":
                time.sleep(2)
                return
            made = {
                "ok": lambda: answer(request),
                "garbage": lambda: b"<html>at your service</html>",
                "empty": lambda: b"",
                "refuses": refusal,
                "other": lambda: other(request),
                "old": lambda: answer(request, stated=datetime(2001, 1, 1, tzinfo=UTC)),
                "endless": lambda: b"\0" * 200_000,
                "error": lambda: b"",
                "moved": lambda: b"",
            }[mode]()
            self.send_response({"error": 500, "moved": 302}.get(mode, 200))
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Location", "http://127.0.0.1:9/")
            self.send_header("Content-Length", str(len(made)))
            self.end_headers()
            self.wfile.write(made)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
