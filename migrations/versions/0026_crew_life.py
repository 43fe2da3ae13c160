"""A crew's shift: sign-on, breaks, hand-over, calls for help.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.dialects import postgresql

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_TABLES = ("hand_overs", "help_requests", "fitness_reports", "vehicle_defects", "vehicle_checks", "shift_breaks",
           "sign_ons")  # fmt: skip


def upgrade() -> None:
    op.add_column(
        "shifts",
        sa.Column("planned_breaks", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False),
    )
    op.add_column("shifts", sa.Column("unsigned_event_id", sa.Uuid(), nullable=True))
    op.add_column("assignments", sa.Column("end_code", sa.Text(), nullable=True))
    _sign_ons()
    _breaks()
    _checks()
    _defects()
    _fitness()
    _help()
    _hand_overs()
    connection = op.get_bind()
    role = connection.dialect.identifier_preparer.quote(context.config.attributes.get("service_role", "cordon_service"))
    for table in _TABLES:  # nothing of it is ever deleted
        may = "SELECT, INSERT" if table == "vehicle_checks" else "SELECT, INSERT, UPDATE"
        op.execute(f"GRANT {may} ON {table} TO {role}")


def downgrade() -> None:
    for table in _TABLES:
        op.drop_table(table)
    op.drop_column("assignments", "end_code")
    op.drop_column("shifts", "unsigned_event_id")
    op.drop_column("shifts", "planned_breaks")


def _table(name: str, *columns: sa.Column[object] | sa.Constraint, links: dict[str, str]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        *columns,
        *(
            sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{name}_{column}")
            for column, target in links.items()
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )


def _id(name: str, *, needed: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=not needed)


def _at(name: str, *, needed: bool = True) -> sa.Column[object]:
    return sa.Column(name, _TIME, nullable=not needed)


def _text(name: str, *, needed: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=not needed)


def _sign_ons() -> None:
    _table(
        "sign_ons",
        _id("unit_id"), _id("shift_id"), _id("crew_id"), _id("member_id"), _at("signed_on_at"),
        _at("signed_off_at", needed=False), _id("on_by", needed=False), _id("off_by", needed=False),
        sa.CheckConstraint("signed_off_at >= signed_on_at", name="ck_sign_ons_period"),
        sa.UniqueConstraint("shift_id", "member_id", name="uq_sign_ons_shift_id_member_id"),
        links={"unit_id": "units", "shift_id": "shifts", "crew_id": "crews", "member_id": "crew_members"},
    )  # fmt: skip
    op.create_index("ix_sign_ons_member", "sign_ons", ["member_id", "signed_on_at"])
    op.create_index("ix_sign_ons_crew", "sign_ons", ["crew_id", "signed_on_at"])


def _breaks() -> None:
    _table(
        "shift_breaks",
        _id("unit_id"), _id("shift_id"), _id("crew_id"), _at("begun_at"), _at("ended_at", needed=False),
        _id("begun_by", needed=False), _id("ended_by", needed=False),
        sa.CheckConstraint("ended_at >= begun_at", name="ck_shift_breaks_period"),
        links={"unit_id": "units", "shift_id": "shifts", "crew_id": "crews"},
    )  # fmt: skip
    op.create_index(
        "uq_shift_breaks_open", "shift_breaks", ["crew_id"], unique=True, postgresql_where=sa.text("ended_at IS NULL")
    )
    op.create_index("ix_shift_breaks_shift", "shift_breaks", ["shift_id", "begun_at"])


def _checks() -> None:
    _table(
        "vehicle_checks",
        _id("unit_id"), _id("vehicle_id"), _id("crew_id"), _id("shift_id"), _text("moment"),
        sa.Column("answers", postgresql.JSONB(), nullable=False), sa.Column("odometer_km", sa.Integer(), nullable=True),
        _at("checked_at"), _id("member_id"),
        sa.CheckConstraint("moment IN ('start', 'return')", name="ck_vehicle_checks_moment"),
        sa.CheckConstraint("odometer_km >= 0", name="ck_vehicle_checks_odometer_km"),
        links={"unit_id": "units", "vehicle_id": "vehicles", "crew_id": "crews", "shift_id": "shifts",
               "member_id": "crew_members"},
    )  # fmt: skip
    op.create_index("ix_vehicle_checks_shift", "vehicle_checks", ["shift_id", "vehicle_id"])
    op.create_index("ix_vehicle_checks_vehicle", "vehicle_checks", ["vehicle_id", "checked_at"])


def _defects() -> None:
    _table(
        "vehicle_defects",
        _id("unit_id"), _id("vehicle_id"), _id("check_id"), _text("item_code"), _text("why"),
        sa.Column("blocking", sa.Boolean(), nullable=False), sa.Column("for_keeper", sa.Boolean(), nullable=False),
        _at("noted_at"), _at("mended_at", needed=False), _id("mended_by", needed=False),
        _text("mended_note", needed=False),
        links={"unit_id": "units", "vehicle_id": "vehicles", "check_id": "vehicle_checks"},
    )  # fmt: skip
    op.create_index(
        "uq_vehicle_defects_open", "vehicle_defects", ["vehicle_id", "item_code"], unique=True,
        postgresql_where=sa.text("mended_at IS NULL"),
    )  # fmt: skip
    op.create_index("ix_vehicle_defects_unit", "vehicle_defects", ["unit_id", "id"])


def _fitness() -> None:
    _table(
        "fitness_reports",
        _id("unit_id"), _id("crew_id"), _id("member_id"), _id("shift_id"),
        sa.Column("sealed", sa.LargeBinary(), nullable=True), _at("said_at"), _text("decision", needed=False),
        _at("decided_at", needed=False), _id("decided_by", needed=False), _id("stand_down_id", needed=False),
        sa.CheckConstraint("decision IN ('fit', 'stand_down')", name="ck_fitness_reports_decision"),
        sa.CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name="ck_fitness_reports_decided"),
        links={"unit_id": "units", "crew_id": "crews", "member_id": "crew_members", "shift_id": "shifts",
               "stand_down_id": "stand_downs"},
    )  # fmt: skip
    op.create_index(
        "uq_fitness_reports_open", "fitness_reports", ["member_id"], unique=True,
        postgresql_where=sa.text("decision IS NULL"),
    )  # fmt: skip
    op.create_index("ix_fitness_reports_unit", "fitness_reports", ["unit_id", "said_at"])


def _help() -> None:
    _table(
        "help_requests",
        _id("unit_id"), _id("crew_id"), _id("assignment_id", needed=False), _id("ticket_id", needed=False),
        _text("kind"), _text("item_code", needed=False), sa.Column("pieces", sa.Integer(), nullable=True),
        _text("note", needed=False), _text("state"), _at("asked_at"), _at("asked_device_at", needed=False),
        _id("member_id"), _id("user_id", needed=False), _at("answered_at", needed=False),
        _id("answered_by", needed=False), _text("answer", needed=False), _at("expected_at", needed=False),
        _at("ended_at", needed=False), sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('medical', 'police', 'second_crew', 'supervisor', 'equipment', 'material')",
            name="ck_help_requests_kind",
        ),
        sa.CheckConstraint(
            "state IN ('accepted', 'asked', 'cancelled', 'done', 'refused')", name="ck_help_requests_state"
        ),
        sa.CheckConstraint("pieces BETWEEN 1 AND 10000", name="ck_help_requests_pieces"),
        sa.ForeignKeyConstraint(["item_code"], ["ppe_item_types.code"], name="fk_help_requests_item_code"),
        links={"unit_id": "units", "crew_id": "crews", "assignment_id": "assignments", "ticket_id": "tickets",
               "member_id": "crew_members", "user_id": "users"},
    )  # fmt: skip
    op.create_index(
        "ix_help_requests_open", "help_requests", ["unit_id", "asked_at"],
        postgresql_where=sa.text("state IN ('asked', 'accepted')"),
    )  # fmt: skip
    op.create_index("ix_help_requests_crew", "help_requests", ["crew_id", "asked_at"])


def _hand_overs() -> None:
    _table(
        "hand_overs",
        _id("unit_id"), _id("ticket_id"), _id("from_assignment_id"), _id("from_crew_id"),
        _id("to_assignment_id", needed=False), _text("state"), _text("cause"),
        sa.Column("meets", sa.Boolean(), nullable=False), _text("done"), _text("remaining"), _text("isolation"),
        _text("earthing"), _id("work_permit_id", needed=False), _text("work_permit_state", needed=False),
        sa.Column("open_items", postgresql.JSONB(), nullable=False),
        sa.Column("photos", postgresql.ARRAY(sa.Text()), nullable=False), _at("given_at"),
        _at("given_device_at", needed=False), _id("given_member_id"), _text("given_signature", needed=False),
        _at("taken_at", needed=False), _id("taken_member_id", needed=False), _text("taken_signature", needed=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'passed', 'taken', 'dropped')", name="ck_hand_overs_state"),
        sa.CheckConstraint(
            "cause IN ('shift_end', 'exhausted', 'equipment', 'other')", name="ck_hand_overs_cause"
        ),
        sa.CheckConstraint("(taken_at IS NULL) = (taken_member_id IS NULL)", name="ck_hand_overs_taken"),
        links={"unit_id": "units", "ticket_id": "tickets", "from_assignment_id": "assignments",
               "from_crew_id": "crews", "to_assignment_id": "assignments", "work_permit_id": "work_permits",
               "given_member_id": "crew_members", "taken_member_id": "crew_members"},
    )  # fmt: skip
    op.create_index(
        "uq_hand_overs_open", "hand_overs", ["from_assignment_id"], unique=True,
        postgresql_where=sa.text("state IN ('waiting', 'passed')"),
    )  # fmt: skip
    op.create_index("ix_hand_overs_ticket", "hand_overs", ["ticket_id", "given_at"])
    op.create_index(
        "ix_hand_overs_to", "hand_overs", ["to_assignment_id"],
        postgresql_where=sa.text("to_assignment_id IS NOT NULL"),
    )  # fmt: skip
    op.create_index("ix_hand_overs_unit", "hand_overs", ["unit_id", "given_at"])
