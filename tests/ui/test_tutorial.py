"""A new researcher follows docs/tutorial.md, block by block, as it stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.support import require
from tests.ui.support import ROOT

_BLOCK = re.compile(r"^```(python|bash)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_tutorial_leads_from_the_readme_to_a_figure(tmp_path: Path) -> None:
    require(find_spec("vl_convert"), "vl-convert-python")
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    home = tmp_path / "home"
    environment = {key: value for key, value in os.environ.items() if not key.startswith("RXVERDICT_")}
    environment |= {
        "RXVERDICT_HOME": str(home),
        "PATH": f"{Path(sys.executable).parent}:{environment['PATH']}",
        "PYTHONPATH": str(ROOT),
    }
    script = tmp_path / "follow.py"
    script.write_text(_as_one_script((ROOT / "docs" / "tutorial.md").read_text("utf-8")))
    ran = subprocess.run(
        [sys.executable, script], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=500
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    assert (tmp_path / "signs.png").read_bytes().startswith(b"\x89PNG")
    for figure in ("figures/beside-published.svg", "figures/signs.svg", "calibration.svg"):
        assert "<svg" in (tmp_path / figure).read_text()
    table = (tmp_path / "prevalence.md").read_text()
    assert "Lagan et al. 2014" in table
    assert "84.0% of 50" in table


def _as_one_script(tutorial: str) -> str:
    """Python blocks share their names, as in one session; shell blocks run between them and must succeed."""
    blocks = _BLOCK.findall(tutorial)
    assert len(blocks) > 6
    shell = "import subprocess\nsubprocess.run({!r}, shell=True, check=True, executable='/bin/bash')\n"
    return "\n".join(words if kind == "python" else shell.format("set -e\n" + words) for kind, words in blocks)
