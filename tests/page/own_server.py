"""The page served in this process, and what comes back over its line."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kiosk.page.app import Page
from kiosk.page.asking import Door
from kiosk.page.listening import listen
from kiosk.page.serving import Place, make_server
from tests.page.pretend import PAGES, PretendDoor


@asynccontextmanager
async def served(door: Door | None = None, certificate: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """The port of a page that is served in this process."""
    page = Page(door or PretendDoor(), PAGES, print)
    with listen("127.0.0.1", 0, is_safe=False) as listener:
        server = make_server(page, Place(listener, certificate), print)
        serving = asyncio.create_task(server.serve([listener]))
        while not server.started:
            await asyncio.sleep(0.01)
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            await serving
            page.close()


async def ask(port: int, sent: bytes) -> bytes:
    """Send this, and read until the other side ends."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    try:
        return await rest_of(reader)
    finally:
        writer.close()


async def rest_of(reader: asyncio.StreamReader) -> bytes:
    """What comes until the other side ends, in good order or by cutting it off."""
    try:
        return await reader.read()
    except ConnectionError:
        return b""
