"""The app on the lab: the same screens, with the lab's worker and a home folder of the test's own.

`python -m streamlit run tests/lab/app.py -- --port P --home FOLDER`
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ui.app import run
from ui.desk import Desk, open_desk


def desk() -> Desk:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", required=True)
    parser.add_argument("--home", type=Path, required=True)
    told = parser.parse_args()
    return open_desk(told.home, (sys.executable, "-m", "tests.lab.worker", "--port", told.port))


if __name__ == "__main__":
    run(desk)
