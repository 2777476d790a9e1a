"""`manage.py make_signing_key FILE`: the authority that this installation signs with, made once by its operator."""

from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portage.core import clock
from portage.core.seals import NoKey, keys


class Command(BaseCommand):
    help = (
        "Make the key and the certificate that documents are sealed and signed with: a PKCS#12 file (mode 0400, protected by "
        "SIGNING_KEY_PASSPHRASE), or inside a token (pkcs11:token=…;object=…?module-path=…). Nothing is overwritten."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("place", help="the file to write, or a pkcs11: URI")
        parser.add_argument("--name", default="", help="name of the authority (default: Portage and the host's name)")
        parser.add_argument(
            "--follows", type=Path, help="PKCS#12 file of the authority before: its signatures stay ours"
        )
        parser.add_argument("--roots", type=Path, help="where the public certificates go (default: FILE with .pem)")
        parser.add_argument("--no-passphrase", action="store_true", help="write the file unprotected")

    def handle(
        self,
        *,
        place: str,
        name: str,
        follows: Path | None,
        roots: Path | None,
        no_passphrase: bool,
        verbosity: int,
        **_: Any,
    ) -> None:
        secret = settings.SIGNING_KEY_PASSPHRASE
        if not secret and not no_passphrase:
            raise CommandError("SIGNING_KEY_PASSPHRASE is empty: set it, or say --no-passphrase")
        token = place.startswith("pkcs11:")
        roots = roots or (None if token else Path(place).with_suffix(".pem"))
        if roots is None:
            raise CommandError("a token needs --roots FILE: verifying needs the certificate outside of it")
        if roots.exists():
            raise CommandError(f"{roots} exists: nothing was made")
        try:
            kept = self._make(place, token, name or f"Portage, {settings.SITE_HOST}", follows, secret)
        except (NoKey, OSError) as error:
            raise CommandError(str(error)) from error
        certificates = (kept.certificate, *kept.others)
        roots.write_bytes(b"".join(row.public_bytes(Encoding.PEM) for row in certificates))
        if verbosity:
            self._tell(kept.certificate, place, roots)

    def _make(self, place: str, token: bool, name: str, follows: Path | None, secret: str) -> keys.Kept:
        before = keys.read(follows, secret) if follows else None
        others = (before.certificate, *before.others) if before else ()
        if token:
            from portage.core.seals import tokens

            made = tokens.make(place, secret, name=name, at=clock.now())
            return keys.Kept(made.key, made.certificate, others)
        kept = keys.make(name=name, at=clock.now(), others=others)
        if not keys.write(kept, Path(place), secret):
            raise CommandError(f"{place} exists: it was not touched")
        return kept

    def _tell(self, certificate: x509.Certificate, place: str, roots: Path) -> None:
        self.stdout.write(
            f"key         {place}\n"
            f"roots       {roots} (public: give it to the web processes as SIGNING_ROOTS)\n"
            f"authority   {certificate.subject.rfc4514_string()}\n"
            f"SHA-256     {certificate.fingerprint(SHA256()).hex()}\n"
            f"until       {certificate.not_valid_after_utc:%Y-%m-%d}\n"
            "Keep a copy of the key and of its passphrase apart: without them no document can be sealed any more."
        )
