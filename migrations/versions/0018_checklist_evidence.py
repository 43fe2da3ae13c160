"""Checklists can be written on the safety desk, and what was photographed and signed can be proven."""

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_TEMPLATE_FACTS = (("published_by", sa.Text()), ("note", sa.Text()))
_ENTRY_FACTS = (
    ("sent_at", sa.DateTime(timezone=True)), ("age_ms", sa.BigInteger()), ("counted_ms", sa.BigInteger()),
    ("held_seconds", sa.Integer()), ("proof", sa.Text()), ("corrects", sa.Uuid()), ("evidence_sha256", sa.Text()),
)  # fmt: skip


def upgrade() -> None:
    for name, kind in _TEMPLATE_FACTS:
        op.add_column("checklist_templates", sa.Column(name, kind, nullable=True))
    for name, kind in _ENTRY_FACTS:
        op.add_column("checklist_entries", sa.Column(name, kind, nullable=True))
    op.create_foreign_key(
        "fk_checklist_entries_corrects", "checklist_entries", "checklist_entries", ["corrects"], ["id"]
    )
    op.create_unique_constraint("uq_checklist_entries_corrects", "checklist_entries", ["corrects"])
    op.create_index("ix_checklist_entries_evidence_sha256", "checklist_entries", ["evidence_sha256"])
    _drafts()
    _marks()
    _follow_ups()
    _evidence()
    connection = op.get_bind()
    role = connection.dialect.identifier_preparer.quote(context.config.attributes.get("service_role", "cordon_service"))
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON checklist_drafts TO {role}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON follow_ups TO {role}")
    op.execute(f"GRANT SELECT, INSERT, DELETE ON evidence TO {role}")
    op.execute(f"GRANT SELECT, INSERT ON checklist_template_marks TO {role}")  # a version itself is never touched


def _marks() -> None:
    op.create_table(
        "checklist_template_marks",
        sa.Column("template_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_user", sa.Uuid(), nullable=True),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('confirmed', 'retired')", name="ck_checklist_template_marks_kind"),
        sa.ForeignKeyConstraint(
            ["template_id"], ["checklist_templates.id"], name="fk_checklist_template_marks_template_id"
        ),
        sa.PrimaryKeyConstraint("template_id", "kind", name="pk_checklist_template_marks"),
    )


def _drafts() -> None:
    op.create_table(
        "checklist_drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'published', 'discarded')", name="ck_checklist_drafts_state"),
        sa.PrimaryKeyConstraint("id", name="pk_checklist_drafts"),
    )
    op.create_index(
        "uq_checklist_drafts_open", "checklist_drafts", ["code"], unique=True,
        postgresql_where=sa.text("state = 'open'"),
    )  # fmt: skip


def _follow_ups() -> None:
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("checklist_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolution", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by", sa.Uuid(), nullable=True),
        sa.Column("resolved_name", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'resolved')", name="ck_follow_ups_state"),
        sa.CheckConstraint("resolution IN ('repeated', 'aborted', 'accepted')", name="ck_follow_ups_resolution"),
        sa.CheckConstraint(
            "(state = 'resolved') = (resolution IS NOT NULL AND resolved_at IS NOT NULL AND note IS NOT NULL)",
            name="ck_follow_ups_resolved",
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_follow_ups_unit_id"),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignments.id"], name="fk_follow_ups_assignment_id"),
        sa.ForeignKeyConstraint(["checklist_id"], ["checklists.id"], name="fk_follow_ups_checklist_id"),
        sa.ForeignKeyConstraint(["entry_id"], ["checklist_entries.id"], name="fk_follow_ups_entry_id"),
        sa.PrimaryKeyConstraint("id", name="pk_follow_ups"),
        sa.UniqueConstraint("entry_id", name="uq_follow_ups_entry_id"),
    )
    op.create_index("ix_follow_ups_assignment_id", "follow_ups", ["assignment_id"])
    op.create_index("ix_follow_ups_checklist_id", "follow_ups", ["checklist_id"])
    op.create_index("ix_follow_ups_unit_id", "follow_ups", ["unit_id", "id"])


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("stored_sha256", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_from", sa.Uuid(), nullable=False),
        sa.CheckConstraint("sha256 ~ '^[0-9a-f]{64}$' AND stored_sha256 ~ '^[0-9a-f]{64}$'", name="ck_evidence_hashes"),
        sa.CheckConstraint("media_type IN ('image/jpeg', 'image/png', 'image/webp')", name="ck_evidence_media_type"),
        sa.PrimaryKeyConstraint("sha256", name="pk_evidence"),
    )


def downgrade() -> None:
    for table in ("evidence", "follow_ups", "checklist_template_marks", "checklist_drafts"):
        op.drop_table(table)
    for name, _ in reversed(_ENTRY_FACTS):
        op.drop_column("checklist_entries", name)
    for name, _ in reversed(_TEMPLATE_FACTS):
        op.drop_column("checklist_templates", name)
