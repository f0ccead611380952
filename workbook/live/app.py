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
from workbook.core.errors import JournalAway, JournalError, WorkbookError
from workbook.live import page
from workbook.live.room import Room, Visit
from workbook.screens import assets

LONGEST = 20_000  # bytes of a message from a page
CLOSING = 1.0  # seconds that a page may take to hear that it is cut off
_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"
_HEADERS = {"Content-Security-Policy": _POLICY, "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}
_REFUSED = 4401  # close code of a websocket without a token that counts; the page then asks for a name


def make_app(room: Room) -> Starlette:
    """The application of one workshop."""

    async def index(request: Request) -> Response:
        return _file(page.html(room.workshop.language, room.workshop.id), "text/html")

    async def module(request: Request) -> Response:
        return _file(assets.module(), "text/javascript")

    async def host(request: Request) -> Response:
        return _file(page.host(), "text/javascript")

    async def style(request: Request) -> Response:
        return _file(assets.style() + page.style(), "text/css")

    async def join(request: Request) -> Response:
        return await _join(room, request)

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


async def _join(room: Room, request: Request) -> Response:
    """A token for a name; only with the code that a participants' link carries."""
    try:
        asked = json.loads(await request.body())
        spoken = str(asked.get("language"))
        tongue = spoken if spoken in language.LANGUAGES else room.workshop.language
        invited = await room.work(room.tokens.invites, str(asked.get("code")).strip().lower())
        if not invited:
            return JSONResponse({"why": page.words(tongue)["uninvited"]}, status_code=403)
        token = await room.work(room.admit, str(asked.get("name", "")), tongue, str(asked.get("ticket", "")))
    except JournalAway:  # where the database is, is nobody's business here
        return JSONResponse({"why": page.words(tongue)["away"]}, status_code=503)
    except WorkbookError as error:
        return JSONResponse({"why": str(error)}, status_code=400)
    except (ValueError, AttributeError):
        return Response(status_code=400)
    room.stir()
    return JSONResponse({"token": token})


async def _talk(room: Room, socket: WebSocket) -> None:
    """A page's conversation. The token comes as a subprotocol, which no log of addresses holds."""
    offered = socket.scope.get("subprotocols", [])
    token = offered[1] if len(offered) == 2 and _from_here(socket) else ""
    try:
        visit = await room.work(room.visit, token, asyncio.get_running_loop())
    except JournalError:
        await socket.close()  # the page tries again
        return
    await socket.accept(subprotocol="workbook" if offered else None)
    if visit is None:
        await socket.close(_REFUSED)
        return
    room.visits.add(visit)
    try:
        await _converse(room, visit, socket)
    finally:
        room.visits.discard(visit)
        with contextlib.suppress(RuntimeError, WebSocketDisconnect, TimeoutError):  # the page was quicker, or is stuck
            await asyncio.wait_for(socket.close(), CLOSING)


async def _converse(room: Room, visit: Visit, socket: WebSocket) -> None:
    """Until the page is gone and all that came from it is done, or until it is so far behind that it is cut off."""
    last = [asyncio.create_task(_answer(room, visit)), asyncio.create_task(visit.cut.wait())]
    jobs = [asyncio.create_task(_listen(visit, socket)), asyncio.create_task(_speak(visit, socket)), *last]
    try:
        await asyncio.wait(last, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for job in jobs:
            job.cancel()


def _from_here(socket: WebSocket) -> bool:
    """True when the page that opened the websocket is our own: a browser always says where it is from."""
    origin = socket.headers.get("origin", "")
    return origin.partition("://")[2] == socket.headers.get("host", "?")


async def _listen(visit: Visit, socket: WebSocket) -> None:
    """Takes in what the page says. A ping is answered at once, whatever else is still to be done."""
    with contextlib.suppress(WebSocketDisconnect, KeyError):  # KeyError: bytes, which no page of ours sends
        async for text in socket.iter_text():
            message = _message(text)
            if message is None:
                break
            if message.get("do") == "ping":
                visit.put('{"type":"pong"}')
            else:
                await visit.heard.put(message)
    await visit.heard.put(None)


async def _answer(room: Room, visit: Visit) -> None:
    while (message := await visit.heard.get()) is not None:
        await room.work(visit.hear, message)
        room.stir()


async def _speak(visit: Visit, socket: WebSocket) -> None:
    with contextlib.suppress(WebSocketDisconnect):
        while True:
            await socket.send_text(await visit.messages.get())


def _message(text: str) -> dict[str, Any] | None:
    """The message, or None for what no page of ours sends: the connection then ends."""
    if len(text) > LONGEST:
        return None
    with contextlib.suppress(ValueError, RecursionError):
        message = json.loads(_whole(text))
        return message if isinstance(message, dict) else None
    return None


def _whole(text: str) -> str:
    """The same without halves of characters, such as of an emoji that was cut: no journal could hold them."""
    if "\\ud" not in text.lower():
        return text
    unescaped = json.dumps(json.loads(text), ensure_ascii=False)
    return unescaped.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
