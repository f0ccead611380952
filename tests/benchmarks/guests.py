"""Many people on the live page at once, each as a page speaks, without a browser for each."""

import asyncio
import json
from contextlib import AsyncExitStack
from typing import Self
from urllib.request import urlopen

from websockets.asyncio.client import ClientConnection, connect

PLACES = ("keep", "extend", "soften", "drop")


class Guests:
    """Those who have come in by the participants' link, and stay."""

    def __init__(self, link: str) -> None:
        self._address, __, self._code = link.partition("#j=")
        self._pages: list[ClientConnection] = []
        self._open = AsyncExitStack()

    async def fill(self, people: int, items: list[str]) -> None:
        """Lets people in until there are so many; each answers everything."""
        for n in range(len(self._pages), people):
            page = await self._connected(await self._join(f"Guest {n}"))
            for k, item in enumerate(items):
                move = {
                    "do": "place",
                    "item": item,
                    "to": PLACES[(n + k * k) % 4],
                    "on": "policies/answer",
                    "id": f"{n}-{k}",
                }
                await page.send(json.dumps(move))
                await heard(page, "kept")
            self._pages.append(page)

    async def reveal(self, link: str) -> None:
        """The facilitator shows everyone, and everyone sees it."""
        lead = await self._connected(link.partition("#t=")[2])
        await lead.send('{"do":"show","on":"policies/compare","id":"r"}')
        for page in self._pages:
            await heard(page, "snapshot")

    async def _join(self, name: str) -> str:
        body = json.dumps({"name": name, "code": self._code, "language": "en"}).encode()
        with await asyncio.to_thread(urlopen, f"{self._address}join", body) as answer:
            return str(json.loads(answer.read())["token"])

    async def _connected(self, token: str) -> ClientConnection:
        """A page's connection that has got its board."""
        there = self._address.replace("http", "ws") + "talk"
        ours = {"subprotocols": ["workbook", token], "origin": self._address.rstrip("/"), "max_size": None}
        page = await self._open.enter_async_context(connect(there, **ours))
        await page.send('{"do":"hello"}')
        await heard(page, "snapshot")
        return page

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._open.aclose()


async def heard(page: ClientConnection, kind: str) -> None:
    """Passes over what comes before the next message of a kind."""
    while json.loads(await page.recv())["type"] != kind:
        pass
