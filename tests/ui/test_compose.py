"""The compose file, as far as it can be proved without containers: it parses, and names what is there."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from data.settings import Settings
from tests.support import require
from tests.ui.support import ROOT, run


def compose() -> dict[str, Any]:
    require(find_spec("yaml"), "PyYAML")
    import yaml

    read: dict[str, Any] = yaml.safe_load((ROOT / "docs/compose.yaml").read_text("utf-8"))
    return read


def test_every_role_has_the_queue_the_store_and_a_command_of_ours() -> None:
    services = compose()["services"]
    known = {f"RXVERDICT_{name.upper()}" for name in Settings.model_fields}
    for role in ("worker", "crawl"):
        assert {"RXVERDICT_DATABASE_URL", "RXVERDICT_STORE"} <= set(services[role]["environment"]) <= known
        assert services[role]["depends_on"]["database"]["condition"] == "service_healthy"
    command = services["worker"]["command"]
    told = run(*command, "--help").stdout
    assert "--at-once" in told
    assert "--distribute" in run("crawl", "--help").stdout


def test_what_is_mounted_and_copied_is_there() -> None:
    read = compose()
    mounted = [v.split(":")[0] for s in read["services"].values() for v in s.get("volumes", [])]
    assert {name for name in mounted if not name.startswith(".")} == set(read["volumes"])
    copied = [line.split()[1:-1] for line in (ROOT / "docs/Dockerfile").read_text().splitlines() if line[:4] == "COPY"]
    assert all((ROOT / name).exists() for names in copied for name in names)
