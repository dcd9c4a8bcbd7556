"""What the build of the wheel runs: the bill of materials goes in with it (PEP 770)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BillHook(BuildHookInterface[Any]):
    """Makes the bill anew for each wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add it, but for an editable installation, which is of a tree that changes."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from release import sbom  # noqa: PLC0415 - the tree is not on the path before
        finally:
            sys.path.remove(self.root)
        target = Path(self.root, ".build", sbom.NAME)
        sbom.write(Path(self.root), target)
        build_data["sbom_files"].append(str(target.relative_to(self.root)))
