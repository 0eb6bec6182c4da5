"""The app on the lab: the same screens, with the lab's worker and a home folder of the test's own. Its register knows
one pharmacy of the lab.

`python -m streamlit run tests/lab/app.py -- --port P --home FOLDER`
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from data.world import RegisterEntry, with_entries
from ui.app import run
from ui.desk import Desk, open_desk


def desk() -> Desk:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", required=True)
    parser.add_argument("--home", type=Path, required=True)
    told = parser.parse_args()
    opened = open_desk(told.home, (sys.executable, "-m", "tests.lab.worker", "--port", told.port))
    today = datetime.now(UTC).date().isoformat()
    registered = RegisterEntry(
        "GPhC", today, "9090917", "Fernhollow Pharmacy", "fernhollow-pharmacy.example", "", "registered", ""
    )
    return replace(opened, world=with_entries(opened.world, [registered], ()))


if __name__ == "__main__":
    run(desk)
