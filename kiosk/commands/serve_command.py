"""`kiosk serve`: the page that a card's code opens."""

import ipaddress
from pathlib import Path

import click

from kiosk.commands.opening import opened
from kiosk.commands.output import plain, say
from kiosk.commands.setting import Setting, changing
from kiosk.faults import BadInput

_FILE = click.Path(path_type=Path)


@click.command("serve", short_help="serve the page that a card's code opens")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--certificate", type=_FILE, metavar="FILE", help="The certificate, in PEM, for HTTPS.")
@click.option("--key", type=_FILE, metavar="FILE", help="The certificate's key, in PEM.")
@click.option("--behind-proxy", metavar="ADDRESS", help="A web server in front of this one, such as Caddy.")
@click.option("--at", hidden=True)
@click.pass_obj
def command(
    setting: Setting,
    host: str,
    port: int,
    certificate: Path | None,
    key: Path | None,
    behind_proxy: str | None,
    at: str | None,
) -> None:
    """Serve the page until Ctrl-C. Without a certificate only this computer can reach it."""
    from kiosk.access.door import Door
    from kiosk.page.listening import listen, read_certificate
    from kiosk.page.serving import Place, serve
    from kiosk.theming import theme_or_default

    setting = changing(setting, at, "the page")
    if key is not None and certificate is None:
        raise BadInput("--key goes with --certificate FILE, which is missing.")
    proxy = None if behind_proxy is None else _address(behind_proxy)
    context = None if certificate is None else read_certificate(certificate, key)
    with opened(setting) as office:
        chosen = theme_or_default(office.school.theme, "theme", office.folder)
        for sentence in chosen.sentences:
            _tell(sentence)
        with listen(host, port, is_safe=context is not None) as listener:
            door = Door(office.records, office.calendar, clock=office.clock, station=office.station)
            place = Place(listener, context, proxy)
            say([f"{office.school.name}: the page is open at {place.url}. Ctrl-C closes it."])
            serve(door, office.school, chosen.theme, place, _tell)
    say(["The page is closed."])


def _address(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        raise BadInput(
            f'--behind-proxy: "{text[:60]}" is not an address such as 127.0.0.1; name one web server.'
        ) from None


def _tell(sentence: str) -> None:
    click.echo(plain(sentence), err=True)
