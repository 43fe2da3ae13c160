"""``cordon routing``: roads from an extract of OpenStreetMap."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(name="routing", help="Road networks for travel times.", no_args_is_help=True)


class Vehicle(StrEnum):
    """Whose roads they are."""

    TRUCK = "truck"
    CAR = "car"
    MOTORBIKE = "motorbike"


@app.command()
def build(
    file: Annotated[Path, typer.Argument(help="Extract of OpenStreetMap: .osm.pbf, .osm.")],
    *,
    out: Annotated[Path | None, typer.Option(help="Road file to write; beside the extract if left out.")] = None,
    profile: Annotated[Vehicle, typer.Option(help="Vehicle.")] = Vehicle.TRUCK,
    ferries: Annotated[bool, typer.Option(help="Ferries that carry vehicles count as roads.")] = False,
) -> None:
    """Make a road file. Set CORDON_ROUTING=roads and CORDON_ROADS_FILE to it, then start the service anew."""
    from datetime import UTC, datetime

    from app.adapters.osm_roads import read_roads
    from app.adapters.road_files import describe, save
    from geo.roads.profiles import PROFILES

    target = out or file.with_name(f"{file.name.split('.')[0]}.{profile}.roads.npz")
    drawn = read_roads(file, PROFILES[profile], ferries=ferries, told=lambda what: typer.echo(f"{what} ...", err=True))
    about = describe(
        drawn.edges, source=file.name, profile=profile, built_at=datetime.now(UTC), ferries=ferries,
        restrictions={str(fate): count for fate, count in drawn.restrictions.items()},
    )  # fmt: skip
    save(target, drawn.edges, drawn.order, about)
    typer.echo(
        f"{target}: {about.roads} roads of {about.length_km} km between {about.junctions} junctions, for a {profile}, "
        f"{target.stat().st_size / 1e6:.1f} MB. {about.licence}"
    )
    typer.echo(f"restrictions of turns: {_counts(about.restrictions)}")


def _counts(restrictions: Mapping[str, int]) -> str:
    """Return what became of restrictions, in words: the applied ones first, then why others are left out."""
    words = {
        "applied": "applied", "other_vehicles": "for other vehicles", "no_road": "about roads that are not driven",
        "via_way": "over a whole road (not supported)", "conditional": "at certain hours only (not supported)",
        "unclear": "unclear",
    }  # fmt: skip
    return ", ".join(f"{restrictions[fate]} {text}" for fate, text in words.items() if restrictions.get(fate)) or "none"


@app.command()
def show(file: Annotated[Path, typer.Argument(help="Road file.")]) -> None:
    """Say what a road file holds."""
    from dataclasses import asdict

    from app.adapters.road_files import read_about

    for name, value in asdict(read_about(file)).items():
        typer.echo(f"{name}: {value}")
