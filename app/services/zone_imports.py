"""Zones in from a file: rows of any format through the importer, a CAP message as what it says."""

from dataclasses import dataclass

from app.access import Subject, Verb
from app.services.cap_alerts import CapAnswer, take_alert
from app.services.imports.aims import Options
from app.services.imports.report import Report
from app.services.imports.run import run_import
from app.services.work import Work
from app.services.zone_files import FileFormat, ZoneFiles


@dataclass(frozen=True)
class ZonesRead:
    """What became of a file: a report by rows, or what became of a message."""

    format: FileFormat
    report: Report | None = None
    message: CapAnswer | None = None


def import_zones(
    work: Work, subject: Subject, files: ZoneFiles, content: bytes, options: Options, layer: str | None = None
) -> ZonesRead:
    """Take a file of zones by somebody who keeps an authority, or by the operator.

    Args:
        work: what use cases work with.
        subject: who brings it; rows of authorities that they do not keep are refused.
        files: reads the formats.
        content: the whole file.
        options: source, authority and whether it is only tried.
        layer: which layer of a file that has several.

    Raises:
        ForbiddenError: the subject writes no zones.
        InvalidError: the file cannot be read, or may not be.
    """
    if not subject.task:
        subject.scope(Verb.ZONES_WRITE)
    read = files.read(content, layer)
    if read.alert is not None:
        message = take_alert(work, subject, read.alert, options.authority, dry_run=options.dry_run)
        return ZonesRead(read.format, message=message)
    return ZonesRead(read.format, report=run_import(work, subject, "zones", read.rows, options))
