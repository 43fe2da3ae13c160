"""The import contracts hold for the real tree, and each of them catches a break that is planted in a copy of it."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
LINT = Path(sys.executable).with_name("lint-imports")

BREAKS = {
    "floors": ("app/storage/units.py", "from app.services import units as _upstairs"),
    "pure": ("geo/places.py", "import sqlalchemy as _io"),
    "no-http-below": ("app/services/units.py", "from app.adapters import firebase as _outside"),
    "cluster-alone": ("app/cluster/leases.py", "import pydantic as _heavy"),
}
"""What nobody may write, by the id of the contract that must catch it."""


def settings() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        found: dict[str, Any] = tomllib.load(file)["tool"]["importlinter"]
    return found


def lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [LINT, "--no-cache", "--no-logo", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The source as it is, where a break hurts nobody."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in settings()["root_packages"]:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "web_dist"))
    return tmp_path


def test_every_contract_has_a_break_to_catch() -> None:
    assert {contract["id"] for contract in settings()["contracts"]} == set(BREAKS)


def test_the_tree_keeps_all_contracts() -> None:
    told = lint(ROOT)
    assert told.returncode == 0, told.stdout
    assert f"Contracts: {len(BREAKS)} kept, 0 broken." in told.stdout


@pytest.mark.parametrize("contract", BREAKS)
def test_a_planted_break_is_caught(copy: Path, contract: str) -> None:
    assert lint(copy, "--contract", contract).returncode == 0
    name, planted = BREAKS[contract]
    file = copy / name
    file.write_text(f"{file.read_text()}\n{planted}\n")
    told = lint(copy, "--contract", contract)
    assert told.returncode == 1, told.stdout
    assert "Contracts: 0 kept, 1 broken." in told.stdout
    assert name.removesuffix(".py").replace("/", ".") in told.stdout
