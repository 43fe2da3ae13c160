"""Build hook: a wheel carries the built web pages as ``app/web_dist``; an editable installation reads ``web/dist``."""

import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WebPagesHook(BuildHookInterface[Any]):
    """Builds the pages before a wheel is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds ``web/dist`` to the wheel; ``version`` is ``editable`` for a development installation."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        subprocess.run(["sh", "setup/prepare.sh", "web"], cwd=root, check=True)  # noqa: S607 the system's shell
        build_data["force_include"][str(root / "web" / "dist")] = "app/web_dist"
