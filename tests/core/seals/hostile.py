"""PDFs that somebody might hand in, each with one thing that is refused, by the code of the refusal."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from .conftest import plain


def changed(change: Callable[[pikepdf.Pdf], None], **saved: object) -> bytes:
    """A plain document, with one change."""
    output = BytesIO()
    with pikepdf.open(BytesIO(plain())) as opened:
        change(opened)
        opened.save(output, **saved)  # type: ignore[arg-type]
    return output.getvalue()


def opening(action: Dictionary) -> Callable[[pikepdf.Pdf], None]:
    def change(opened: pikepdf.Pdf) -> None:
        opened.Root.OpenAction = action

    return change


def hidden_script(opened: pikepdf.Pdf) -> None:
    """Where no reader looks today, in a list inside a dictionary."""
    inside = Array([Dictionary(B=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))])
    opened.Root.PieceInfo = opened.make_indirect(Dictionary(A=inside))


def annotation(subtype: str, **entries: object) -> Callable[[pikepdf.Pdf], None]:
    def change(opened: pikepdf.Pdf) -> None:
        entry = Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), Rect=Array([0, 0, 9, 9]), **entries)
        opened.pages[0].Annots = Array([opened.make_indirect(entry)])

    return change


def form(opened: pikepdf.Pdf) -> None:
    opened.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Stream(opened, b"<xdp/>"))


def attached(name: str, content: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(opened: pikepdf.Pdf) -> None:
        opened.attachments[name] = pikepdf.AttachedFileSpec(opened, content, filename=name)

    return change


def pages(count: int) -> Callable[[pikepdf.Pdf], None]:
    def change(opened: pikepdf.Pdf) -> None:
        for _ in range(count):
            opened.add_blank_page()

    return change


SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
compressed = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
REFUSED = {
    "nothing": (b"", "not_pdf"),
    "text": (b"hello", "not_pdf"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "not_pdf"),
    "a head alone": (b"%PDF-1.7\n", "damaged"),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged"),
    "a script at opening": (changed(opening(SCRIPT)), "script"),
    "a script in a compressed object": (changed(opening(SCRIPT), **compressed), "script"),
    "a script where nobody looks": (changed(hidden_script), "script"),
    "a program started": (changed(opening(Dictionary(S=Name.Launch, F=String("cmd.exe")))), "launch"),
    "another file opened": (changed(opening(Dictionary(S=Name.GoToR, F=String("//host/share")))), "launch"),
    "a form that sends": (changed(opening(Dictionary(S=Name.SubmitForm, F=String("http://x")))), "sends"),
    "a film": (changed(annotation("Movie")), "media"),
    "a link with a script": (changed(annotation("Link", A=SCRIPT)), "script"),
    "a form of XFA": (changed(form), "form"),
    "a program attached": (changed(attached("invoice.exe", b"MZ\x90")), "active_attachment"),
    "a program under another name": (changed(attached("invoice.txt", b"MZ\x90\0")), "active_attachment"),
    "a page of HTML under another name": (changed(attached("a.txt", b" <script>1</script>")), "active_attachment"),
    "encrypted": (changed(lambda _: None, encryption=pikepdf.Encryption(owner="o", user="u")), "encrypted"),
    "encrypted, open to all": (changed(lambda _: None, encryption=pikepdf.Encryption(owner="o", user="")), "encrypted"),
    "five hundred pages and one": (changed(pages(500)), "too_many_pages"),
    "twenty megabytes": (b"%PDF-1.7\n" + b"\0" * (20 * 2**20), "too_large"),
}
