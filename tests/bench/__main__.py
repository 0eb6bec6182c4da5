"""Speed of what people wait for, each against a named baseline in the same run: `make bench`.

Every module named here has `run() -> Iterable[Line]`. Benches of accuracy run by themselves and are told in docs/.
"""

from __future__ import annotations

from tests.bench import click, crawling, export, insert, names, queue, reading, rejudge, visit
from tests.bench.line import HEAD


def main() -> None:
    print(HEAD, flush=True)
    for bench in (visit, click, reading, crawling, names, insert, rejudge, export, queue):
        for line in bench.run():
            print(line, flush=True)


if __name__ == "__main__":
    main()
