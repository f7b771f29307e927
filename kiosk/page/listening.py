"""Where the page is served: a socket, and a certificate where others than this computer reach it."""

import errno
import ipaddress
import socket
import ssl
from pathlib import Path

from kiosk.faults import BadInput, Fault
from kiosk.files import trouble

_WAITING = 2048
"""Connections that the system keeps until they are taken up."""
_HTTPS = (
    "Give it a certificate (--certificate FILE --key FILE), or leave out --host and put a web server with a "
    "certificate, such as Caddy, in front of it on this computer (--behind-proxy 127.0.0.1)."
)


def listen(host: str, port: int, *, is_safe: bool) -> socket.socket:
    """A socket that listens; without a certificate on this computer's own address alone.

    It names TCP: asyncio sends at once (TCP_NODELAY) only where the socket does, and answers wait 40 ms else.
    """
    family, address = _resolved(host, port)
    if not is_safe and not ipaddress.ip_address(address[0].split("%")[0]).is_loopback:
        raise BadInput(
            f"Without a certificate the page is served to this computer alone, not on {host}. {_HTTPS}"
        )
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(_WAITING)
    except OSError as error:
        listener.close()
        raise BadInput(_cannot_listen(error, host, port)) from None
    return listener


def _resolved(host: str, port: int) -> tuple[socket.AddressFamily, tuple[str, int]]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise BadInput(
            f'--host: this computer knows no address "{host[:80]}"; write one of its own, such as 127.0.0.1.'
        ) from None
    family, _, _, _, address = min(found, key=lambda each: each[0] != socket.AF_INET)
    return family, (str(address[0]), port)


def _cannot_listen(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program; end that one, or choose another with --port."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is not an address of this computer; write one that is with --host."
    if error.errno == errno.EACCES:
        return f"This account may not use port {port}; choose one above 1023 with --port."
    return f"The page cannot be served on {host}, port {port}: {trouble(error)}."


def read_certificate(certificate: Path, key: Path | None) -> ssl.SSLContext:
    """What a server needs to speak TLS; the certificate's file may hold the key too."""
    for path in filter(None, (certificate, key)):
        _expect_readable(path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(certificate, key, password=_no_password)
    except _Locked:
        raise _fault(key or certificate, "is locked with a password; give a key file without one") from None
    except ssl.SSLError as error:
        raise _fault(*_unfit(error, certificate, key)) from None
    return context


def _unfit(error: ssl.SSLError, certificate: Path, key: Path | None) -> tuple[Path, str]:
    if error.reason == "KEY_VALUES_MISMATCH":
        return key or certificate, "is not the key of this certificate"
    if key is None:
        return certificate, "does not hold a certificate and its key in PEM; name the key's file with --key"
    return certificate, f"does not hold a certificate in PEM, or {key} not its key"


def _expect_readable(path: Path) -> None:
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise _fault(path, f"cannot be read: {trouble(error)}") from None


def _fault(path: Path, what: str) -> BadInput:
    return BadInput.of([Fault(what, file=str(path))])


class _Locked(Exception):
    """A key file asks for a password."""


def _no_password() -> str:
    raise _Locked
