"""A rendering process: reads requests on its standard input, writes PDFs on its standard output, under limits.

Started by `pool`, never by hand. It holds no secret (its environment is emptied), opens no file for writing, reads no URL.
A frame is a length on four bytes, then that many bytes; a request is JSON, an answer is one status byte and its content.
"""

import base64
import json
import os
import resource
import signal
import struct
import sys
from datetime import datetime
from typing import IO

#: First byte of an answer: the PDF, a refusal of the document, out of memory, ready for work.
PDF, REFUSED, MEMORY, READY = b"P", b"R", b"M", b"G"
_LENGTH = struct.Struct(">I")


def write_frame(stream: IO[bytes], content: bytes) -> None:
    """Send one frame."""
    stream.write(_LENGTH.pack(len(content)) + content)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """The next frame, or None when the other end is gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content = stream.read(length)
    return content if len(content) == length else None


def limit(memory: int) -> None:
    """Bound what this process may take: private memory in bytes, no file written, no core dump."""
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def warm() -> None:
    """Load fonts and style sheet, so that the first real document does not pay for them."""
    from . import pdf

    body = "<h1>1</h1><p>a <b>é</b></p><table><tr><th>b</th><td lang=en>c</td></tr></table>"
    pdf.write(
        f"<!doctype html><title>w</title>{body}",
        created=datetime.fromisoformat("2000-01-01T00:00:00+00:00"),
        language="fr",
    )


def answer(request: bytes, seconds: float) -> bytes:
    """One document. A timer of `seconds` of processor ends this process, in C code as in Python; the pool starts another."""
    from . import fonts, pdf
    from .attached import Attached

    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        wanted = json.loads(request)
        files = [Attached(**{**item, "content": base64.b64decode(item["content"])}) for item in wanted["attachments"]]
        created = datetime.fromisoformat(wanted["created"])
        more = {name: wanted[name] for name in ("language", "level", "xmp")}
        return PDF + pdf.write(wanted["html"], created=created, attachments=files, **more)
    except (fonts.MissingGlyphs, fonts.FontsMissing, pdf.RefusedDocument) as error:
        return REFUSED + str(error).encode()
    except MemoryError:
        return MEMORY
    except Exception as error:  # a document must not end the process: its kind of error is the answer
        return REFUSED + f"{type(error).__name__}: {error}"[:500].encode()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def main(memory: int, seconds: float) -> None:
    """Serve until the pool closes our input. Out of memory ends the process: the pool starts a clean one."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit(memory)
    warm()
    write_frame(answers, READY)
    while (request := read_frame(requests)) is not None:
        reply = answer(request, seconds)
        write_frame(answers, reply)
        if reply == MEMORY:
            return


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
