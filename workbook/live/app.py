"""The page people join: four files and one websocket. No kernel, so nobody runs code here."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from workbook.core import language
from workbook.core.errors import WorkbookError
from workbook.live import page
from workbook.live.room import Room, Visit
from workbook.screens import assets

LONGEST = 20_000  # bytes of a message from a page
_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"
_HEADERS = {"Content-Security-Policy": _POLICY, "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}
_REFUSED = 4401  # close code of a websocket without a token that counts; the page then asks for a name


def make_app(room: Room, code: str) -> Starlette:
    """The application of one workshop. code: what a participants' link carries, so that only those invited join."""

    async def index(request: Request) -> Response:
        return _file(page.html(room.workshop.language), "text/html")

    async def module(request: Request) -> Response:
        return _file(assets.module(), "text/javascript")

    async def host(request: Request) -> Response:
        return _file(page.host(), "text/javascript")

    async def style(request: Request) -> Response:
        return _file(assets.style() + page.style(), "text/css")

    async def join(request: Request) -> Response:
        return await _join(room, code, request)

    async def talk(socket: WebSocket) -> None:
        await _talk(room, socket)

    @contextlib.asynccontextmanager
    async def running(app: Starlette) -> AsyncIterator[None]:
        following = asyncio.create_task(room.follow())
        yield
        following.cancel()

    routes = [
        Route("/", index),
        Route("/screens.js", module),
        Route("/host.js", host),
        Route("/style.css", style),
        Route("/join", join, methods=["POST"]),
        WebSocketRoute("/talk", talk),
    ]
    return Starlette(routes=routes, lifespan=running, middleware=[Middleware(GZipMiddleware)])


def _file(text: str, kind: str) -> Response:
    return Response(text, media_type=kind, headers={**_HEADERS, "Cache-Control": "no-cache"})


async def _join(room: Room, code: str, request: Request) -> Response:
    try:
        asked = json.loads(await request.body())
        invited = str(asked.get("code")) == code
        spoken = str(asked.get("language"))
        tongue = spoken if spoken in language.LANGUAGES else room.workshop.language
        if not invited:
            return JSONResponse({"why": page.words(tongue)["uninvited"]}, status_code=403)
        token = await room.work(room.admit, str(asked.get("name", "")), tongue)
    except WorkbookError as error:
        return JSONResponse({"why": str(error)}, status_code=400)
    except (ValueError, AttributeError):
        return Response(status_code=400)
    await room.tell()
    return JSONResponse({"token": token})


async def _talk(room: Room, socket: WebSocket) -> None:
    """A page's conversation. The token comes as a subprotocol, which no log of addresses holds."""
    offered = socket.scope.get("subprotocols", [])
    holder = await room.work(room.tokens.holder, offered[1]) if len(offered) == 2 else None
    if holder is None or not _from_here(socket):
        await socket.accept(subprotocol="workbook" if offered else None)
        await socket.close(_REFUSED)
        return
    await socket.accept(subprotocol="workbook")
    visit = Visit(room, holder, offered[1], asyncio.get_running_loop())
    room.visits.add(visit)
    jobs = [asyncio.create_task(job) for job in (_listen(room, visit, socket), _speak(visit, socket), visit.cut.wait())]
    try:
        await asyncio.wait(jobs, return_when=asyncio.FIRST_COMPLETED)
    finally:
        room.visits.discard(visit)
        for job in jobs:
            job.cancel()
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):  # the page was quicker
            await socket.close()


def _from_here(socket: WebSocket) -> bool:
    """True when the page that opened the websocket is our own: a browser always says where it is from."""
    origin = socket.headers.get("origin", "")
    return origin.partition("://")[2] == socket.headers.get("host", "?")


async def _listen(room: Room, visit: Visit, socket: WebSocket) -> None:
    with contextlib.suppress(WebSocketDisconnect):
        async for text in socket.iter_text():
            message = _message(text)
            if message is None:
                return
            if message.get("do") == "ping":
                visit.put({"type": "pong"})
            else:
                await room.work(visit.hear, message)
                await room.tell()


async def _speak(visit: Visit, socket: WebSocket) -> None:
    with contextlib.suppress(WebSocketDisconnect):
        while True:
            await socket.send_text(json.dumps(await visit.messages.get(), ensure_ascii=False, separators=(",", ":")))


def _message(text: str) -> dict[str, Any] | None:
    """The message, or None for what no page of ours sends: the connection then ends."""
    if len(text) > LONGEST:
        return None
    with contextlib.suppress(ValueError):
        message = json.loads(text)
        return message if isinstance(message, dict) else None
    return None
