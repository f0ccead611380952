"""The live page's server in this process, spoken to as a page does."""

import json
from typing import Any

from starlette.testclient import TestClient, WebSocketTestSession

from workbook.live.app import make_app
from workbook.live.room import Room

HOME = {"origin": "http://testserver", "host": "testserver"}


class Client(TestClient):
    """A browser on which a participants' link was opened."""

    def __init__(self, room: Room) -> None:
        super().__init__(make_app(room))
        self.code = room.tokens.invite()


def join(client: Client, name: str, **more: str) -> dict[str, Any]:
    """What the server answers to a name."""
    asked = {"name": name, "code": client.code, "language": "en", **more}
    return client.post("/join", content=json.dumps(asked)).json()


def talk(client: Client, *token: str, headers: dict[str, str] = HOME) -> WebSocketTestSession:
    """A page's conversation, under a token if there is one."""
    return client.websocket_connect("/talk", subprotocols=["workbook", *token], headers=dict(headers))


def until(page: WebSocketTestSession, kind: str) -> dict[str, Any]:
    """The next message of a kind; what comes before it is passed over."""
    while (message := page.receive_json())["type"] != kind:
        pass
    return message
