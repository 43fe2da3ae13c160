"""The number of a document that is kept on paper stands on the electrical document alone.

Revision ID: 0028
Revises: 0027
"""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Where no document says the number, it goes on with the reason of the method.

    The release before still reads the column, so that it stays; the next one may drop it.
    """
    op.execute(
        """
        UPDATE assignments a SET method_reason = concat_ws(' ', a.method_reason, '[' || a.work_permit_ref || ']')
        WHERE a.work_permit_ref IS NOT NULL AND NOT EXISTS (
            SELECT FROM work_permits w WHERE w.assignment_id = a.id AND w.content ->> 'paper_ref' = a.work_permit_ref)
        """
    )


def downgrade() -> None:
    """The number of the newest document of each job."""
    op.execute(
        """
        UPDATE assignments a SET work_permit_ref = w.ref
        FROM (SELECT DISTINCT ON (assignment_id) assignment_id, content ->> 'paper_ref' AS ref
              FROM work_permits ORDER BY assignment_id, id DESC) w
        WHERE w.assignment_id = a.id AND w.ref IS NOT NULL
        """
    )
