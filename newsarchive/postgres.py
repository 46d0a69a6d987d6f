"""Connections to PostgreSQL for those who won't wait."""

import select
from typing import Any, ClassVar, TypeVar

import psycopg
from psycopg.abc import PQGen, Query

_Result = TypeVar("_Result")


class ImpatientConnection(psycopg.Connection[tuple[object, ...]]):
    """Breaks off after `patience` seconds without an answer.

    The server's own timeout ends a long query, but not the wait for a server that
    hangs, or for one beyond a network that lost it without a word.
    """

    patience: ClassVar[float] = 4.5

    def wait(
        self, gen: PQGen[_Result], interval: float = 0.1, timeout: float | None = None
    ) -> _Result:
        """Do as psycopg does, for `patience` seconds at most; may raise."""
        try:
            return super().wait(gen, interval, timeout or self.patience)
        except psycopg.OperationalError as error:
            if error.sqlstate is None:
                # An answer that comes yet would be taken for the next one's.
                self.pgconn.finish()
            raise

    def execute(
        self, query: Query, *args: Any, **kwargs: Any
    ) -> psycopg.Cursor[tuple[object, ...]]:
        """Ask; but not whether the server is there, unless it has said something.

        Before the pool lends a connection it asks nothing, to see whether an answer
        comes. That is a second wait for each page, and a server that ends a
        connection, or dies, leaves something to be read.
        """
        if query == "" and not self._has_news():
            return self.cursor()
        return super().execute(query, *args, **kwargs)

    def _has_news(self) -> bool:
        socket = select.poll()
        socket.register(self.fileno(), select.POLLIN)
        return bool(socket.poll(0))
