"""The script of docs/dask.md, word for word, on a cluster of two processes."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.lab.town import names
from tests.support import require
from tests.ui.support import PARISH, ROOT, SHOP, page, run

_CLUSTER = """
import subprocess, sys
from dask.distributed import LocalCluster
if __name__ == "__main__":
    settings = dict(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1")
    with LocalCluster(**settings) as cluster:
        command = [sys.executable, sys.argv[1], cluster.scheduler_address, *sys.argv[2:]]
        sys.exit(subprocess.run(command, timeout=120).returncode)
"""


@pytest.mark.xdist_group("machines")
def test_the_documented_script_gives_the_bytes_of_score(tmp_path: Path) -> None:
    require(find_spec("distributed"), "dask and distributed")
    folder = tmp_path / "archive"
    folder.mkdir()
    for number, name in enumerate(names(12)):
        html = PARISH if number % 4 == 3 else SHOP.replace("from us", f"from us, phone +44 20 7946 0{number % 5:03d}")
        (folder / f"{number:02d}.jsonl").write_text(page(f"https://{name}.example/", html), "utf-8")
    (folder / "99.jsonl").write_text("\n".join(page(f"https://{n}-z.example/", SHOP) for n in names(3)), "utf-8")
    script, cluster = tmp_path / "judge.py", tmp_path / "cluster.py"
    script.write_text((ROOT / "docs/dask.md").read_text("utf-8").split("```python\n")[1].split("```")[0], "utf-8")
    cluster.write_text(_CLUSTER, "utf-8")
    done = subprocess.run(
        [sys.executable, cluster, script, folder, "GB"], capture_output=True, text=True, timeout=180, cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    here = run("score", folder, "--buyer-country", "GB", home=tmp_path / "home")
    assert done.stdout == here.stdout
    assert len(here.stdout.splitlines()) == 15
