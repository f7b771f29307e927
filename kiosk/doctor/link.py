"""Whether the code on a card leads somewhere: the name in school.toml, and the certificate for it."""

import contextlib
import datetime as dt
import socket
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from cryptography import x509

from kiosk.doctor.finding import Finding, errors, good, must, should
from kiosk.faults import BadInput
from kiosk.files import read_bytes
from kiosk.page.listening import read_certificate

_ABOUT, _CERTIFICATE = "link", "certificate"
_MADE_UP = (".example", ".test", ".invalid", "example.com", "example.org", "example.net", "your-school.org")
_PATIENCE = 3.0
"""Seconds to wait for the name to be found."""
_SOON = dt.timedelta(days=21)


def link(address: str) -> Finding:
    """The name on the cards: there, not made up, by HTTPS, and known here."""
    name = urlsplit(address).hostname or ""
    if not name:
        do = 'write where phones reach the page, link = "https://…" under [cards], before cards are printed'
        return should(_ABOUT, "school.toml names no link, so cards cannot lead to the page.", do)
    if name.endswith(_MADE_UP):
        do = "write the real name in school.toml, [cards] link, and print the cards anew"
        return must(_ABOUT, f"{name} is a made-up name: no phone finds it.", do)
    if urlsplit(address).scheme.lower() != "https":
        return must(_ABOUT, f"{address} is not HTTPS: a PIN could be read on its way.", "write https://")
    if not _is_known(name):
        do = "have it entered in the DNS, or correct [cards] link"
        return should(_ABOUT, f"This computer does not find {name} on the network.", do)
    return good(_ABOUT, f"{name} is found on the network.")


def certificate(file: Path, key: Path | None, address: str, now: dt.datetime) -> list[Finding]:
    """The certificate for `kiosk serve`: readable with its key, of this name, and not ending."""
    try:
        read_certificate(file, key)
        found = x509.load_pem_x509_certificates(read_bytes(file))[0]
    except BadInput as error:
        return errors(_CERTIFICATE, error)
    return [_dates(found, now), _name(found, urlsplit(address).hostname or "")]


def _dates(found: x509.Certificate, now: dt.datetime) -> Finding:
    ends = found.not_valid_after_utc
    if now < found.not_valid_before_utc:
        return must(
            _CERTIFICATE, "The certificate is not valid yet.", "see that this computer's clock is right"
        )
    if now >= ends:
        return must(
            _CERTIFICATE, f"The certificate ended on {ends:%Y-%m-%d}.", "renew it, and start serve anew"
        )
    if ends - now < _SOON:
        return should(_CERTIFICATE, f"The certificate ends on {ends:%Y-%m-%d}.", "renew it before that")
    return good(_CERTIFICATE, f"The certificate is valid until {ends:%Y-%m-%d}.")


def _name(found: x509.Certificate, name: str) -> Finding:
    try:
        names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        known = names.get_values_for_type(x509.DNSName)
    except x509.ExtensionNotFound:
        known = []
    if any(_fits(each.lower(), name.lower()) for each in known):
        return good(_CERTIFICATE, f"The certificate is for {name}.")
    do = f"have one made for {name or 'the name on the cards'}, or correct [cards] link"
    return must(_CERTIFICATE, f"The certificate is for {', '.join(known) or 'no name'}.", do)


def _fits(pattern: str, name: str) -> bool:
    """Whether a name is that of a certificate; a star stands for one label (RFC 6125, 6.4.3)."""
    return pattern == name or (pattern.startswith("*.") and name.partition(".")[2] == pattern[2:])


def _is_known(name: str) -> bool:
    """Whether the network knows a name; a silent one is not waited for."""
    found: list[object] = []
    asking = Thread(target=_ask, args=(name, found), name="kiosk-name", daemon=True)
    asking.start()
    asking.join(_PATIENCE)
    return bool(found)


def _ask(name: str, found: list[object]) -> None:
    with contextlib.suppress(OSError, UnicodeError):  # it is not known: nothing is found
        found.extend(socket.getaddrinfo(name, 443))
