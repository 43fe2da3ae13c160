"""Whether the keys at hand open what stands sealed in the database."""

from collections import Counter
from pathlib import Path

import psycopg2
from psycopg2.extensions import connection

from app.doctor.finding import Finding
from app.services.sealed import SEALED
from app.settings import Settings
from app.wiring import make_vault

_NAME = "sealed values"
_MARK = b"cv1"


def check_vault(db: connection, settings: Settings, home: Path) -> Finding:
    """Every value was sealed with a key at hand, and none with an old one."""
    vault = make_vault(settings.model_copy(update={"home": home}))
    try:
        counts = _count(db)
    except psycopg2.Error:
        db.rollback()
        return Finding(_NAME, "warn", "Sealed values cannot be counted yet.", "Run `cordon migrate`.")
    newest, *old = vault.names
    unknown = sum(number for name, number in counts.items() if name not in ("", newest, *old))
    if unknown:
        sentence = f"{unknown} values were sealed with a key that is not at hand."
        return Finding(
            _NAME, "fail", sentence, "Put the old key into CORDON_OLD_SEAL_KEYS, then `cordon vault rotate`."
        )
    if waiting := sum(counts.values()) - counts[newest]:
        sentence = f"{waiting} values are sealed with an old key, {counts[newest]} with the newest one."
        return Finding(_NAME, "warn", sentence, "Run `cordon vault rotate`; old keys can go when nothing is left.")
    return Finding(_NAME, "ok", f"{counts[newest]} values are sealed with the newest key.")


def _count(db: connection) -> Counter[str]:
    """How many values each key sealed, by its name; by no name those from before keys had one."""
    counts: Counter[str] = Counter()
    with db.cursor() as cursor:
        for each in SEALED:
            table, column = each.name.split(".")
            cursor.execute(
                f"SELECT CASE WHEN substr({column}, 1, 3) = %s THEN encode(substr({column}, 4, 4), 'hex') ELSE '' END,"  # noqa: S608 - names from our own list
                f" count(*) FROM {table} WHERE {column} IS NOT NULL GROUP BY 1",
                (_MARK,),
            )
            counts.update(dict(cursor.fetchall()))
    return counts
