"""Connections to a database, set so that nobody waits for ever for a computer that has gone."""

from typing import Any

import sqlalchemy as sa

from workbook.core.errors import JournalError
from workbook.core.language import _
from workbook.journal.address import Address

SCHEMA = "customer_service_workbook"  # of our tables, so that they meet no other program's `events`

#: libpq's own options; what the address says of them counts more.
_OPTIONS = {
    "application_name": "customer-service-workbook",
    "connect_timeout": 5,  # seconds
    "keepalives_idle": 10,  # seconds
    "tcp_user_timeout": 5000,  # ms in which the server's computer says that it got something
}
_SETTINGS = {
    "lock_timeout": "60s",  # a writer waits as long for the others as it does for a file
    "idle_in_transaction_session_timeout": "20s",  # one that fell asleep while it wrote lets the others on
}


def connected(address: Address) -> sa.Engine:
    """Connects when it is first used. JournalError where the driver isn't installed."""
    url = sa.make_url(address.url).set(drivername="postgresql+psycopg")
    options = {name: value for name, value in _OPTIONS.items() if name not in url.query}
    try:
        engine = sa.create_engine(
            url,
            connect_args=options,
            pool_pre_ping=True,  # after a restart the first word would be lost on an old connection
            execution_options={"schema_translate_map": {None: SCHEMA}},
        )
    except ImportError as error:
        raise JournalError(
            _(
                "A journal in a database needs psycopg, which isn't installed. Install it with: "
                "pip install 'customer-service-workbook[postgresql]'"
            )
        ) from error
    sa.event.listen(engine, "connect", _settle)
    return engine


def _settle(connection: Any, record: Any) -> None:
    """What is acknowledged is on disk, also where the server would be content with less."""
    connection.autocommit = True
    for name, value in _SETTINGS.items():
        connection.execute("SELECT set_config(%s, %s, false)", (name, value))
    connection.execute(
        "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
    )
    connection.autocommit = False
