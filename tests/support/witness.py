"""A witness inside the database: every state that a row ever had, written down by triggers, apart from the service."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Engine, text

from app.services.work import Work

TABLES = {
    "tickets": "ticket", "assignments": "assignment", "entry_permits": "permit", "checklists": "checklist",
    "pushes": "push",
}  # fmt: skip
"""Tables whose rows have a state, and the kind by which events name them."""

_SETUP = """
CREATE TABLE witness (seq bigserial, kind text, id uuid, before text, after text);
GRANT SELECT ON witness TO PUBLIC;
CREATE FUNCTION witness() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO witness (kind, id, after) VALUES (TG_ARGV[0], NEW.id, NEW.state);
    ELSIF NEW.state <> OLD.state THEN
        INSERT INTO witness (kind, id, before, after) VALUES (TG_ARGV[0], NEW.id, OLD.state, NEW.state);
    END IF;
    RETURN NULL;
END $$;
"""


@dataclass(frozen=True)
class Change:
    """One change of a row's state; ``before`` is None when it was made."""

    kind: str
    id: UUID
    before: str | None
    after: str


def call_witness(owner: Engine) -> None:
    """Let the witness watch from now on."""
    with owner.begin() as connection:
        connection.execute(text(_SETUP))
        for table, kind in TABLES.items():
            connection.execute(
                text(
                    f"CREATE TRIGGER witness AFTER INSERT OR UPDATE ON {table} "
                    f"FOR EACH ROW EXECUTE FUNCTION witness('{kind}')"
                )
            )


def ask_witness(work: Work) -> list[Change]:
    """All that it saw, in order."""
    with work.look() as tx:
        rows = tx.session.execute(text("SELECT kind, id, before, after FROM witness ORDER BY seq"))
        return [Change(*row) for row in rows]
