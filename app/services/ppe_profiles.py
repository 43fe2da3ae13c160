"""Profiles of protective equipment and the articles they name: HSE's word, for the whole utility."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from app.access import Subject, Verb
from app.errors import InvalidError, NotFoundError, StaleError
from app.schema.ppe import PpeItemType, PpeProfile
from app.services import ppe_catalogue, ppe_reservations
from app.services.events import About, record
from app.services.work import CHANGED_MEANWHILE, Work, again
from app.storage import ppe as rows
from compliance.ppe import ItemType, Profile, ProfileItem, against_profile
from compliance.text import Text


@dataclass(frozen=True)
class NewVersion:
    """A version of a profile to be published, and the one that it is based on (0 for a new profile)."""

    code: str
    name: Text
    items: tuple[ProfileItem, ...]
    based_on: int
    hse_must_confirm: bool = False


@dataclass(frozen=True)
class Published:
    """A version that was published, and how many jobs reserved anew by it."""

    row: PpeProfile
    jobs: int = field(default=0)


def list_items(work: Work, subject: Subject) -> Sequence[PpeItemType]:
    """All kinds of article, by code."""
    subject.scope(Verb.PPE_READ)
    with work.look() as tx:
        return rows.list_items(tx.session)


@again
def put_item(work: Work, subject: Subject, item: ItemType, *, active: bool = True) -> PpeItemType:
    """Add a kind of article, or say anew what it is. Sizes that stock is kept in stay known."""
    subject.scope(Verb.PPE_PROFILES)
    with work.begin() as tx:
        rows.put_item(tx.session, ppe_catalogue.item_row(item) | {"active": active}, keep=False)
        told = asdict(item) | {"active": active}
        record(tx, subject, "ppe.item_set", About("ppe_catalogue", rows.id_of(item.code)), payload=told)
        return tx.session.get_one(PpeItemType, item.code, populate_existing=True)


def list_profiles(work: Work, subject: Subject) -> Sequence[PpeProfile]:
    """The newest version of each profile, by code."""
    subject.scope(Verb.PPE_READ)
    with work.look() as tx:
        return rows.list_newest_profiles(tx.session)


def list_versions(work: Work, subject: Subject, code: str) -> Sequence[PpeProfile]:
    """All versions of a profile, the newest first.

    Raises:
        NotFoundError: there is no such profile.
    """
    subject.scope(Verb.PPE_READ)
    with work.look() as tx:
        found = rows.list_profile_versions(tx.session, code)
        if not found:
            raise NotFoundError("there is no such profile")
        return found


@again
def publish(work: Work, subject: Subject, new: NewVersion) -> Published:
    """Publish a version of a profile. It counts at once: the gate asks for it, jobs not at their place reserve by it.

    Raises:
        InvalidError: an article is unknown, stands there twice, or has no sizes although its size should matter.
        StaleError: the newest version is not the one that this is based on.
    """
    subject.scope(Verb.PPE_PROFILES)
    with work.begin() as tx:
        rows.lock_profile(tx.session, new.code)
        wrong = next(against_profile(new.items, ppe_catalogue.items_by_code(tx)), None)
        if wrong is not None:
            raise InvalidError.of(*wrong, *_WRONG[wrong[1]])
        newest = rows.list_newest_profiles(tx.session, [new.code])
        if (newest[0].version_no if newest else 0) != new.based_on:
            raise StaleError(CHANGED_MEANWHILE)
        profile = Profile(new.code, new.based_on + 1, new.name, new.items, new.hse_must_confirm)
        row = PpeProfile(**ppe_catalogue.profile_row(tx, profile), published_by=subject.user_id)
        tx.session.add(row)
        tx.session.flush()
        body = asdict(new.name) | {"items": row.items, "hse_must_confirm": row.hse_must_confirm}
        rows.put_name(tx.session, new.code, body)
        waiting = rows.list_waiting_for(tx.session, new.code)
        told = {"profile": new.code, "version": row.version_no, "jobs": len(waiting)}
        record(tx, subject, "ppe.profile_published", About("ppe_catalogue", row.id), payload=told)
        ppe_reservations.renew(tx, subject, waiting)
        return Published(row, len(waiting))


_WRONG = {
    "empty": ("a profile without articles protects nobody", "name at least one"),
    "unknown": ("there is no such article", "add it to the articles first"),
    "twice": ("this article stands there twice", "leave one of the two out"),
    "no_sizes": ("the article is kept in no sizes", "let its size not matter, or give it sizes"),
}
