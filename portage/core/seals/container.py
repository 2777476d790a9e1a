"""The room of a signature in a file: the one part that no signature covers, its own included.

A signature covers everything but the room where it lies itself, and what lies there has parts that it does not cover either:
the zeros after it, a certificate beside it, the way it is spelled. A later signature covers the room of an earlier one; the
last has nobody behind it. So we compare it, byte by byte, with the one way in which we would have written it.
"""

from collections.abc import Sequence
from typing import Any

from asn1crypto import algos, cms

HEX = b"0123456789ABCDEF"


def room(pdf: bytes, byte_range: Any) -> bytes | None:
    """The hexadecimal text between the two covered parts; None unless these begin the file and leave out `<…>` alone."""
    try:
        start, before, again, after = (int(number) for number in byte_range)
    except (TypeError, ValueError):
        return None
    if start != 0 or not 0 < before < again <= again + after <= len(pdf):
        return None
    text = pdf[before:again]
    if text[:1] != b"<" or text[-1:] != b">" or text[1:-1].translate(None, HEX):
        return None
    return text[1:-1] if len(text) % 2 == 0 else None


def as_written(text: bytes | None, one: Any, ours: Sequence[bytes]) -> bool:
    """Whether a signature of ours lies in its room exactly as it was written: one spelling, then zeros."""
    if text is None:
        return False
    expected = respelled(one.signed_data, one.signer_info, one.signer_cert, ours).hex().upper().encode()
    return text[: len(expected)] == expected and not text[len(expected) :].strip(b"0")


def respelled(data: cms.SignedData, signer: cms.SignerInfo, certificate: Any, ours: Sequence[bytes]) -> bytes:
    """The container written anew from what is proved of it: the signed attributes, the signature, the signer's certificate
    (which the attributes name by its hash), and the certificates of our authorities that it carried."""
    digest = algos.DigestAlgorithm({"algorithm": "sha256"})
    carried = [row.chosen for row in data["certificates"] if row.chosen.dump() in ours]
    rewritten = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                {
                    "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                        {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
                    )
                }
            ),
            "digest_algorithm": digest,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            "signed_attrs": cms.CMSAttributes.load(signer["signed_attrs"].untag().dump()),
            "signature": signer["signature"].native,
        }
    )
    content = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": cms.DigestAlgorithms((digest,)),
            "encap_content_info": {"content_type": "data"},
            "certificates": [certificate, *carried],
            "signer_infos": [rewritten],
        }
    )
    return cms.ContentInfo({"content_type": "signed_data", "content": content}).dump()
