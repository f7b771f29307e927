"""`kiosk serve`: where it serves, whom it believes, how it ends."""

import signal
import socket
import ssl
from pathlib import Path

import httpx
import pytest
import trustme

from tests.commands.terminal import Terminal
from tests.page.cards import day_pass, printed_link
from tests.page.pretend import TOKEN
from tests.page.served import Served, serve

GATE = f"/C/{TOKEN}"


@pytest.fixture
def authority() -> trustme.CA:
    """An authority that signs certificates for tests."""
    return trustme.CA()


@pytest.fixture
def pem(authority: trustme.CA, tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for this computer, and its key."""
    return _written(authority, tmp_path, "own")


def _written(authority: trustme.CA, folder: Path, name: str) -> tuple[Path, Path]:
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    made = authority.issue_cert("127.0.0.1")
    certificate.write_bytes(b"".join(each.bytes() for each in made.cert_chain_pems))
    made.private_key_pem.write_to_path(str(key))
    return certificate, key


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_page_is_open_until_it_is_told_to_end(maple_now: Terminal, how: signal.Signals) -> None:
    with serve(maple_now.folder) as page:
        assert page.url.startswith("http://127.0.0.1:")
        with httpx.Client() as client:
            assert client.get(f"{page.url}/health").json() == {"status": "ok"}
            assert "Staff only" in client.get(page.url + GATE).text
            assert page.end(how) == (0, "The page is closed.\n", "")


def test_nothing_that_was_asked_for_is_written_down(maple_now: Terminal) -> None:
    with serve(maple_now.folder) as page, httpx.Client(base_url=page.url) as client:
        client.get(GATE)
        client.post(GATE, data={"code": "7K3M-Q9RT"})
        client.get("/plan", headers={"cookie": "kiosk=" + "k" * 43, "upgrade": "websocket"})
        client.get("/nowhere")
        with socket.create_connection(("127.0.0.1", page.port)) as line:
            line.sendall(b"GET /C/%s\r\n\0\r\n\r\n" % TOKEN.encode())
            assert line.recv(100).startswith(b"HTTP/1.1 400 Bad Request\r\n")
        assert page.end() == (0, "The page is closed.\n", "")


def test_over_tls_the_session_is_kept_for_this_host_alone(
    maple_now: Terminal, authority: trustme.CA, pem: tuple[Path, Path]
) -> None:
    code, token = day_pass(maple_now), printed_link(maple_now).rsplit("/", 1)[1]
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    with (
        serve(maple_now.folder, "--certificate", pem[0], "--key", pem[1]) as page,
        httpx.Client(base_url=page.url, verify=trusted) as client,
    ):
        assert page.url.startswith("https://127.0.0.1:")
        opened = client.post(f"/C/{token}", data={"code": code})
        cookie = opened.headers["set-cookie"]
        assert cookie.startswith("__Host-kiosk=")
        assert cookie.endswith("; HttpOnly; Path=/; SameSite=strict; Secure")
        assert opened.headers["strict-transport-security"] == "max-age=31536000"
        assert "Blake Bennett" in client.get("/plan").text


def _is_believed_to_be_safe(page: Served, **headers: str) -> bool:
    answer = httpx.get(page.url + GATE, headers={"x-forwarded-proto": "https", **headers})
    return answer.status_code == 200 and "strict-transport-security" in answer.headers


def test_a_forwarded_header_is_believed_of_the_proxy_that_was_named_alone(maple_now: Terminal) -> None:
    with serve(maple_now.folder) as page:
        assert not _is_believed_to_be_safe(page)
    with serve(maple_now.folder, "--behind-proxy", "10.0.0.9") as page:
        assert not _is_believed_to_be_safe(page)
    with serve(maple_now.folder, "--behind-proxy", "127.0.0.1") as page:
        assert _is_believed_to_be_safe(page, **{"x-forwarded-for": "10.0.0.7"})
        plain = httpx.get(page.url + GATE, headers={"x-forwarded-for": "10.0.0.7"})
        assert (plain.status_code, "HTTPS" in plain.text) == (403, True)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_without_a_certificate_only_this_computer_is_served(maple_now: Terminal, host: str) -> None:
    said = maple_now("serve", "--host", host)
    assert said.status == 2
    assert f"Without a certificate the page is served to this computer alone, not on {host}." in said.err
    assert "--certificate FILE --key FILE" in said.err


def test_a_port_that_is_taken_is_named(maple_now: Terminal) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        said = maple_now("serve", "--port", port)
    assert (said.status, said.out) == (2, "")
    assert (
        said.err == f"Port {port} is taken by another program; end that one, or choose another with --port.\n"
    )


def test_a_certificate_that_does_not_fit_is_told_in_a_sentence(
    maple_now: Terminal, pem: tuple[Path, Path], authority: trustme.CA, tmp_path: Path
) -> None:
    certificate, key = pem
    _, foreign = _written(authority, tmp_path, "foreign")
    text = maple_now.write("text.pem", "no certificate")
    locked = maple_now.write("locked.key", _locked(key))
    for options, sentence in (
        ((tmp_path / "gone.pem", key), "gone.pem: cannot be read: No such file or directory"),
        ((text, key), "text.pem: does not hold a certificate in PEM, or "),
        ((certificate, foreign), "foreign.key: is not the key of this certificate"),
        ((certificate, locked), "locked.key: is locked with a password; give a key file without one"),
    ):
        said = maple_now("serve", "--certificate", options[0], "--key", options[1])
        assert said.status == 2
        assert sentence in said.err
    assert "name the key's file with --key" in maple_now("serve", "--certificate", certificate).err
    assert maple_now("serve", "--key", key).err == "--key goes with --certificate FILE, which is missing.\n"


def _locked(key: Path) -> bytes:
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415

    private = serialization.load_pem_private_key(key.read_bytes(), None)
    kind, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return private.private_bytes(kind, form, serialization.BestAvailableEncryption(b"secret"))


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--behind-proxy", "caddy"], '--behind-proxy: "caddy" is not an address such as 127.0.0.1'),
        (["--host", "no such host"], '--host: this computer knows no address "no such host"'),
        (["--port", "99999"], "99999 is not in the range"),
        (
            ["--at", "2026-11-23T11:58"],
            "A pretended clock (--at) is for looking only; the page uses the real one.",
        ),
    ],
)
def test_what_cannot_be_served_is_told_in_a_sentence(
    maple_now: Terminal, options: list[str], sentence: str
) -> None:
    said = maple_now("serve", *options)
    assert (said.status, said.out) == (2, "")
    assert sentence in said.err
