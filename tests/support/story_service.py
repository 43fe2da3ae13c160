"""The web service around the demo's story: made once, asked many times, each time as if for the first time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy.orm import sessionmaker

from app.clock import ManualClock
from app.demo import story
from app.services import people
from app.services.work import Work
from app.settings import Settings
from tests.support.databases import Server, database, service_engine
from tests.support.web import web_service
from tests.support.works import make_work


@dataclass(frozen=True)
class StoryService:
    """The service and its users."""

    app: FastAPI
    client: TestClient
    work: Work
    undone: Callable[[], Any]
    """A block after which everything is as it was."""

    def headers(self, username: str) -> dict[str, str]:
        """Signs a user of the story in, without the password's cost."""
        return self.sign_in(people.get_by_username(self.work, username).id)

    def sign_in(self, user_id: UUID) -> dict[str, str]:
        """Likewise, by id."""
        return {"Authorization": f"Bearer {self.app.state.auth.tokens.issue(user_id, self.work.clock.now())}"}


@contextmanager
def story_service(server: Server, migrated: str, clock: ManualClock, home: Path) -> Iterator[StoryService]:
    """The service with the story in a database of its own.

    Each block that is undone is a transaction of its own: within one that lasts, thousands of blocks would fill the
    server's table of locks.
    """
    settings = Settings(home=home, secret_key="k" * 32, database_url=None)
    with database(server, migrated, migrated=True) as name:
        engine = service_engine(server, name)
        with engine.connect() as connection:
            sessions = sessionmaker(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
            work = make_work(sessions, clock, settings)
            story.load(work)

            @contextmanager
            def undone() -> Iterator[None]:
                outer = connection.begin()
                try:
                    yield
                finally:
                    outer.rollback()

            app = web_service(work)
            with TestClient(app, raise_server_exceptions=False) as client:
                yield StoryService(app, client, work, undone)
        engine.dispose()
