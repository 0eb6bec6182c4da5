"""A process that keeps cases until it is done or killed: python -m tests.data.saver HOME FIRST COUNT [URL].

It prints the number of a case only after the archive said that the case is kept.
"""

from __future__ import annotations

import sys
from pathlib import Path

from data.archive import open_archive
from tests.data.cases import findings, verdict, visit


def main() -> None:
    home, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    url = sys.argv[4] if len(sys.argv) > 4 else ""
    with open_archive(url=url, home=home) as archive:
        for number in range(first, first + count):
            archive.save_case(visit(number), verdict(), findings())
            print(number, flush=True)


if __name__ == "__main__":
    main()
