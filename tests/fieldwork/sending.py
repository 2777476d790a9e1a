"""What a device sends: a report as JSON, and a photo."""

from io import BytesIO
from uuid import UUID, uuid4

from django.test.client import encode_multipart
from PIL import Image

from contracts.models import Contract
from portage.network.models import Customer, Membership
from tests.fieldwork.visits import NEEDS
from tests.pages import browse, call

URL = "/api/v1/reports/"
DEVICE = "2024-04-10T14:00:00+02:00"


def section(contract: Contract | None, **over) -> dict:
    says = {
        "contract": str(contract.pk) if contract else None,
        "interest": 3,
        "needs": NEEDS,
        "competitors": [{"name": "Nord", "price": "14.20", "currency": "EUR", "unit": "kg"}],
        "actions": [{"text": "Send 2 kg", "side": "principal", "due_on": "2024-04-24"}],
    }
    return says | over


def report(customer: Customer, *sections: dict, key: UUID | None = None, head: dict | None = None, **over) -> dict:
    said = {
        "customer": str(customer.pk),
        "kind": "visit",
        "visited_on": "2024-04-10",
        "language": "fr",
        "place": "Toruń",
    }
    return {
        "key": str(key or uuid4()),
        "head": said | {"met": [{"name": "A. Kowalska"}]} | (head or {}),
        "sections": list(sections),
        "written_at": DEVICE,
        "device_now": DEVICE,
    } | over  # fmt: skip


def send(member: Membership | None, told: dict, **headers: str):
    return call(member, "post", URL, told, **headers)


def jpeg(side: int = 40) -> bytes:
    made = BytesIO()
    Image.effect_noise((side, side), 60).convert("RGB").save(made, "JPEG")
    return made.getvalue()


def put_file(member: Membership, url: str, content: bytes, name: str = "shelf.jpg", **more: str):
    from django.core.files.uploadedfile import SimpleUploadedFile

    body = encode_multipart("edge", {"file": SimpleUploadedFile(name, content), **more})
    return browse(member).put(url, body, content_type="multipart/form-data; boundary=edge")
