"""Thousands of requests that no browser sends, at a page with a real card behind it.

python -m tests.page.fuzzing [REQUESTS] [SEED]

Forged, oversized and non-UTF-8 tokens, cookies, forms and headers. No answer may be the server's failure or
hold a byte about a student, and the gate is the same bytes whatever it was asked for.
"""

import asyncio
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import field, frozen

from kiosk.page import app, patience
from kiosk.records.opening import open_records
from tests.access.visiting import CARD, House, furnished
from tests.made_school import maple
from tests.page.own_server import ask, served
from tests.page.pretend import tells_nothing

LINES = 8
"""Connections at once."""
SOON = 0.5
"""Seconds after which the server lets go whoever promised more than she sent."""
_PATIENCE = 60
_GATE = re.compile(rb"GET /[Cc]/[^/?# ]{1,4000} HTTP/1\.1\r\n")
_OWN = re.compile(rb"^(date|connection|content-length): [^\r]*\r\n", re.MULTILINE)
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
_FORM = b"application/x-www-form-urlencoded"


@frozen
class Fuzzed:
    """How many answers had which status, none at all as 0; and every request that went wrong, with why."""

    statuses: Counter[int] = field(factory=Counter)
    wrong: list[tuple[str, bytes]] = field(factory=list)


async def fuzz(house: House, count: int, seed: int) -> Fuzzed:
    """Send so many requests, several at a time."""
    found, rng = Fuzzed(), random.Random(seed)
    requests = [request(rng) for _ in range(count)]
    async with served(house.door) as port:
        gate = _bare(await ask(port, _plain(b"GET /C/" + CARD.encode())))
        assert b"Staff only" in gate
        for start in range(0, count, LINES):
            some = requests[start : start + LINES]
            answers = await asyncio.gather(*(asyncio.wait_for(ask(port, each), _PATIENCE) for each in some))
            for sent, answer in zip(some, answers, strict=True):
                judge(found, sent, answer, gate)
        last = await ask(port, _plain(b"GET /health"))
    if not last.endswith(b'{"status": "ok"}'):
        found.wrong.append(("the page does not answer any more", b""))
    return found


def judge(found: Fuzzed, sent: bytes, answer: bytes, gate: bytes) -> None:
    """Count an answer, and keep what is wrong with it."""
    answer = answer.removeprefix(_CONTINUE)
    said = re.match(rb"HTTP/1\.1 (\d{3}) ", answer)
    status = int(said[1]) if said else 0
    found.statuses[status] += 1
    if status >= 500:
        found.wrong.append((f"status {status}", sent))
    if not tells_nothing(answer):
        found.wrong.append(("a word about a student", sent))
    if status == 200 and _GATE.match(sent) and _bare(answer) != gate:
        found.wrong.append(("another gate", sent))


def request(rng: random.Random) -> bytes:
    """A request, as bytes; now and then one that is no HTTP."""
    path, body = _path(rng), _body(rng)
    method = rng.choice(
        [b"GET", b"GET", b"POST", b"POST", b"POST", b"HEAD", b"PUT", b"OPTIONS", b"TRACE", b"BREW"]
    )
    headers = [_header(rng) for _ in range(rng.randrange(5))]
    if rng.random() < 0.9:
        headers.append((b"host", rng.choice([b"127.0.0.1", b"plans.maple.example", b"evil.example", b""])))
    headers.append((b"connection", b"close"))
    if method == b"POST":
        headers += [
            (b"content-type", rng.choice([_FORM, _FORM, _FORM, b"multipart/form-data", _bytes(rng, 30)]))
        ]
    if body or method == b"POST":
        said = len(body) if rng.random() < 0.95 else rng.choice([-1, len(body) + 5, 10**18])
        headers.append((b"content-length", str(said).encode()))
    rng.shuffle(headers)
    head = b"".join(b"%s: %s\r\n" % each for each in headers)
    return b"%s %s HTTP/1.1\r\n%s\r\n%s" % (method, path, head, body)


def _path(rng: random.Random) -> bytes:
    kind = rng.random()
    if kind < 0.65:
        return rng.choice([b"/C/", b"/c/"]) + _token(rng)
    if kind < 0.9:
        return rng.choice([b"/plan", b"/leave", b"/health", b"/plan/", b"//plan", b"/plan?id=10042"])
    return b"/" + _escaped(rng, 60) + rng.choice([b"", b"/", b"/../plan", b"%00", b"%2e%2e/C/x"])


def _token(rng: random.Random) -> bytes:
    return rng.choice([
        CARD.encode(),
        CARD.lower().encode(),
        bytes(rng.choices(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", k=26)),
        _escaped(rng, 40),
        b"A" * rng.choice([1, 25, 27, 300, 3000, 9000]),
        CARD.encode() + rng.choice([b"%00", b"%0a", b"%20", b"?x=1", b";x", b"%2fplan", b"\xff"]),
    ])  # fmt: skip


def _header(rng: random.Random) -> tuple[bytes, bytes]:
    name = rng.choice([
        b"cookie", b"cookie", b"origin", b"sec-fetch-site", b"x-forwarded-for", b"x-forwarded-proto",
        b"forwarded", b"expect", b"range", b"accept", b"authorization", b"upgrade", b"te", b"if-none-match",
        _bytes(rng, 12), b"x" * rng.choice([1, 200, 9000]),
    ])  # fmt: skip
    value = rng.choice([
        b"kiosk=" + bytes(rng.choices(b"abcdefghijklmnop-_0123456789", k=43)),
        b"__Host-kiosk=" + _bytes(rng, 60),
        b"kiosk=" + b"k" * rng.choice([1, 128, 129, 7000, 20_000]),
        b"null", b"same-origin", b"cross-site", b"127.0.0.1, ::1", b"https", b"100-continue", b"websocket",
        b"bytes=0-4", _bytes(rng, 80),
    ])  # fmt: skip
    return name, value


def _body(rng: random.Random) -> bytes:
    staff = b"staff=%s&pin=%s" % (_escaped(rng, 20), _escaped(rng, 20))
    return rng.choice([
        b"", b"code=7K3M-Q9RT", b"code=" + _escaped(rng, 20), staff, staff + b"&" + staff,
        b"code=%ff%fe", b"code=\xff\xfe", b"code=" + b"A" * rng.choice([40, 5000, 200_000]), b"&" * 3000,
        b"code=1&code=2", b"code[]=1", b"code=%00", _bytes(rng, 300), b"\0" * 5000,
    ])  # fmt: skip


def _bytes(rng: random.Random, most: int) -> bytes:
    return rng.randbytes(rng.randrange(most))


def _escaped(rng: random.Random, most: int) -> bytes:
    """Bytes as they stand in a path or a form: escaped, or now and then as they are."""
    raw = _bytes(rng, most)
    return raw if rng.random() < 0.1 else b"".join(b"%%%02x" % each for each in raw)


def _plain(line: bytes) -> bytes:
    return line + b" HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n"


def _bare(answer: bytes) -> bytes:
    """An answer without what belongs to the moment and the line."""
    head, _, body = answer.partition(b"\r\n\r\n")
    return _OWN.sub(b"", head + b"\r\n") + body


def main(arguments: Sequence[str]) -> int:
    """Fuzz, and print what came back."""
    count = int(arguments[0]) if arguments else 10_000
    seed = int(arguments[1]) if len(arguments) > 1 else int(time.time())
    app.STEP, patience.LONGEST = 0.001, SOON
    with TemporaryDirectory() as folder:
        os.environ["KIOSK_KEY_FILE"] = f"{folder}/fuzzing.key"
        with open_records(Path(folder) / "maple", maple(), create=True) as records:
            begin = time.perf_counter()
            found = asyncio.run(fuzz(furnished(records), count, seed))
    print(f"{count:,} requests, seed {seed}, {time.perf_counter() - begin:.0f} s")
    for status, answers in sorted(found.statuses.items()):
        print(f"  {status or 'cut off'}: {answers:,}")
    for why, sent in found.wrong:
        print(f"  WRONG, {why}: {sent[:300]!r}")
    print("nothing wrong" if not found.wrong else f"{len(found.wrong)} wrong")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
