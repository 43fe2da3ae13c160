"""Subtrees of units and authorities, spelled out."""

from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ScalarSelect, Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from app.schema.authorities import Authority
from app.schema.people import RoleGrant
from app.schema.units import Unit
from app.storage.looking import once_a_look

Node = type[Unit] | type[Authority]


def granted(node: Node, user_id: UUID) -> CTE:
    """Rows (grant_id, id): every node below (and with) the node of each grant of one user."""
    held = RoleGrant.unit_id if node is Unit else RoleGrant.authority_id
    start = select(RoleGrant.id.label("grant_id"), held.label("id")).where(
        RoleGrant.user_id == user_id, held.isnot(None)
    )
    tree = start.cte(f"granted_{node.__tablename__}", recursive=True)
    below = aliased(node)
    return tree.union(select(tree.c.grant_id, below.id).join(below, below.parent_id == tree.c.id))


def ids_of(tree: CTE) -> ScalarSelect[Any]:
    """Array of the node ids of the grant in the enclosing query."""
    return select(func.array_agg(tree.c.id)).where(tree.c.grant_id == RoleGrant.id).scalar_subquery()


def _above(node: Node) -> Select[tuple[UUID]]:
    tree = select(node.id, node.parent_id).where(node.id == bindparam("start")).cte("above", recursive=True)
    up = aliased(node)
    tree = tree.union(select(up.id, up.parent_id).join(tree, up.id == tree.c.parent_id))
    return select(tree.c.id)


_ABOVE: dict[Node, Select[tuple[UUID]]] = {Unit: _above(Unit), Authority: _above(Authority)}


@once_a_look
def list_above(session: Session, node: Node, start: UUID) -> frozenset[UUID]:
    """Ids of a node and of all above it."""
    return frozenset(session.scalars(_ABOVE[node], {"start": start}))
