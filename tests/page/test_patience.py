"""Connections that are slow, half open or garbled shut nobody out."""

import asyncio
import ssl
import threading
from pathlib import Path

import pytest
import trustme

from kiosk.page import patience, threads
from kiosk.page.listening import read_certificate
from tests.page.own_server import ask, rest_of, served
from tests.page.pretend import CODE, KEY, TOKEN, PretendDoor, visit

HEALTH = b"GET /health HTTP/1.1\r\nhost: x\r\n\r\n"
POST = (
    b"POST /C/%s HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\n" % TOKEN.encode()
)


async def is_well(port: int) -> bool:
    """Whether the page answers."""
    answer = await ask(port, HEALTH.replace(b"host", b"connection: close\r\nhost"))
    return answer.endswith(b'{"status": "ok"}')


@pytest.mark.parametrize(
    "begun",
    [
        b"", b"GET /C/", HEALTH[:-2], POST + b"content-length: 14\r\n\r\ncode=7K3",
        POST + b"transfer-encoding: chunked\r\n\r\n2\r\n",
        HEALTH + b"GET /hea",
    ],
)  # fmt: skip
async def test_whoever_stands_still_is_let_go(begun: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "LONGEST", 0.2)
    async with served() as port:
        answer = await asyncio.wait_for(ask(port, begun), 15)
        assert await is_well(port)
    assert answer.count(b"HTTP/1.1") == begun.count(b"x\r\n\r\nGET")


async def test_whoever_sends_a_byte_at_a_time_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "LONGEST", 0.3)
    async with served() as port, asyncio.timeout(30):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        rest = asyncio.create_task(rest_of(reader))
        writer.write(b"GET /health HTTP/1.1\r\nx: ")
        while not rest.done():
            writer.write(b"y")
            await asyncio.sleep(0.02)
        writer.close()
        assert await rest == b""


async def test_half_open_connections_make_room_for_whoever_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "MOST", 8)
    async with served() as port:
        slow = [await asyncio.open_connection("127.0.0.1", port) for _ in range(30)]
        for _, writer in slow:
            writer.write(b"GET /C/x HTTP/1.1\r\n")
        assert await is_well(port)
        assert await is_well(port)
        ended = [await asyncio.wait_for(reader.read(), 10) for reader, _ in slow[:20]]
        for _, writer in slow:
            writer.close()
    assert ended == [b""] * 20


@pytest.mark.parametrize(
    "garbage",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", b"BLAH\r\n\r\n", b"GET /C/\xff\xff HTTP/1.1\r\n\r\n",
        b"GET /health HTTP/1.1\r\nhost: x\r\nx: " + b"y" * 20_000, b"GET /" + b"y" * 20_000,
        POST + b"content-length: 3\r\ncontent-length: 4\r\n\r\n", POST + b"content-length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n", b"\r\n" * 20_000,
    ],
)  # fmt: skip
async def test_what_is_not_http_gets_a_plain_no_with_the_usual_headers(garbage: bytes) -> None:
    async with served() as port:
        answer = await ask(port, garbage)
        assert await is_well(port)
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert b"cache-control: no-store" in head
    assert b"server:" not in head.lower()
    assert b"Scan the code on the card again" in body


async def test_garbage_behind_a_request_ends_the_connection_and_breaks_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with served() as port:
        for behind in (b"\0\0\0\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n"):
            answer = await ask(port, HEALTH + behind)
            assert b'{"status": "ok"}' in answer
        chunked = POST + b"transfer-encoding: chunked\r\n\r\nZZ\r\n"
        assert (await ask(port, chunked)).startswith(b"HTTP/1.1 400")
        assert await is_well(port)
    said = capsys.readouterr()
    assert said.out + said.err == ""


async def test_a_form_far_too_large_is_answered_by_the_gate() -> None:
    door = PretendDoor()
    async with served(door) as port:
        body = b"code=%s&x=%s" % (CODE.encode(), b"y" * 1_000_000)
        answer = await ask(port, POST + b"connection: close\r\ncontent-length: %d\r\n\r\n" % len(body) + body)
        assert await is_well(port)
    assert b"Staff only" in answer or answer == b""
    assert door.tried == []


def test_a_handshake_that_stands_still_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "HANDSHAKE", 0.2)

    async def stand_still() -> bytes:
        async with served(certificate=_with_tls(tmp_path)) as port:
            return await asyncio.wait_for(ask(port, b"\x16\x03\x01"), 30)

    with asyncio.Runner(loop_factory=patience.PatientLoop) as runner:
        assert runner.run(stand_still()) == b""


def _with_tls(folder: Path) -> ssl.SSLContext:
    pem = folder / "own.pem"
    trustme.CA().issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(pem))
    return read_certificate(pem, None)


def test_half_open_handshakes_make_room_for_whoever_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They count from their first moment, or a thousand of them would shut everybody else out."""
    monkeypatch.setattr(patience, "MOST", 8)
    context = _with_tls(tmp_path)
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE

    async def stand_still() -> list[bytes]:
        async with served(certificate=context) as port:
            slow = [await asyncio.open_connection("127.0.0.1", port) for _ in range(30)]
            for _, writer in slow:
                writer.write(b"\x16\x03\x01")
            for _ in range(2):
                reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=trusting)
                writer.write(HEALTH.replace(b"host", b"connection: close\r\nhost"))
                assert (await rest_of(reader)).endswith(b'{"status": "ok"}')
                writer.close()
            ended = [await asyncio.wait_for(rest_of(reader), 10) for reader, _ in slow[:20]]
            for _, writer in slow:
                writer.close()
            return ended

    with asyncio.Runner(loop_factory=patience.PatientLoop) as runner:
        assert runner.run(stand_still()) == [b""] * 20


def test_a_handshake_that_stands_still_does_not_keep_the_server_from_ending(tmp_path: Path) -> None:
    async def end() -> bytes:
        async with served(certificate=_with_tls(tmp_path)) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"\x16\x03\x01")
            await asyncio.sleep(0.05)
        rest = await asyncio.wait_for(rest_of(reader), 5)
        writer.close()
        return rest

    with asyncio.Runner(loop_factory=patience.PatientLoop) as runner:
        assert runner.run(asyncio.wait_for(end(), 5)) == b""


async def test_whoever_waits_too_long_for_the_records_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "PATIENCE", 0.1)
    go_on = threading.Event()
    async with visit(PretendDoor(open_keys={KEY}, before=lambda: go_on.wait(20))) as at:
        answer = await at.phone.get("/plan", headers={"cookie": f"kiosk={KEY}"})
        go_on.set()
    assert answer.status_code == 503
    assert "This student may have accommodations" in answer.text
