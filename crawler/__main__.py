"""`python -m crawler`: the worker process; see `crawler.worker`."""

from __future__ import annotations

import argparse

from crawler.engine import DEFAULT_CONTACT


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m crawler", description="Visits sites: jobs in, events out.")
    parser.add_argument("--contact", default=DEFAULT_CONTACT, help="in the user agent: whom site owners may write to")
    parser.add_argument("--sites", type=int, default=8, help="visited at once (default 8)")
    told = parser.parse_args()

    from crawler.worker import run
    from data.pauses import pauses_of
    from data.settings import Settings

    settings = Settings()
    run(contact=told.contact, sites=max(1, told.sites), pauses=pauses_of(settings.database_url, settings.home))


if __name__ == "__main__":
    main()
