"""The queue that any number of machines work on: jobs in the archive's PostgreSQL, kept by procrastinate.

Two kinds of job: some sites of a run, all different; a shard of saved files to look at. Either may be begun again at
any time by anybody, and does what is left of it: sites that are done are done in the archive, a shard that was looked
at is a file in the store. So jobs are cheap to lose and cheap to repeat, and no lock of theirs matters for the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from data.archive import Archive
from data.kept import RunSiteRow
from data.store import Store
from ui.shards import Shard

if TYPE_CHECKING:
    from procrastinate import App
    from procrastinate.jobs import Job
    from procrastinate.retry import RetryDecision
    from procrastinate.types import JSONValue

VISIT, LOOK = "rxverdict.visit_sites", "rxverdict.look_at_shard"
LOOKS = "looks"  # folder of first looks in the store
SITES = 10  # of one job: at a minute each a job takes ten, and that much is done again at most when its worker dies
_MOST_TRIES = 50  # of one job, waits for other workers included: with the waits below about a day
_LONGEST_WAIT = 1800  # seconds between two tries
_SCHEMA_LOCK = 0x7278716A  # "rxqj": the key of our advisory lock on PostgreSQL


class NoQueue(Exception):
    """There is no queue to work on. The message says what to do."""


class Later(Exception):
    """A job that is not done and not broken: to be taken up again after so many seconds."""

    def __init__(self, why: str, seconds: int) -> None:
        super().__init__(why)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Patience:
    """Times of a worker, in seconds. Tests shorten them.

    `lease` outlives every visit: 120 s, 30 s until a silent crawler is ended, and the time to judge. So even a worker
    that lost the database, or the crawler of one that was killed, has left a site before another is let in.
    """

    heartbeat: float = 10.0
    silence: float = 30.0  # without a heartbeat a worker is dead: three missed
    sweep: float = 15.0  # between two looks for jobs of dead workers
    lease: float = 180.0
    again: int = 60  # until a site that somebody else holds is asked for again

    @property
    def leased(self) -> timedelta:
        return timedelta(seconds=self.lease)


def dsn(database_url: str) -> str:
    """The address of the queue, from that of the archive. Raises NoQueue when the archive is no PostgreSQL."""
    scheme, colon, rest = database_url.partition("://")
    if not colon or scheme.partition("+")[0] not in ("postgresql", "postgres"):
        raise NoQueue("work on several machines needs PostgreSQL: set RXVERDICT_DATABASE_URL to postgresql://…")
    return f"postgresql://{rest}"


def prepare(address: str) -> None:
    """Make the tables of the queue where there are none; safe while others do the same. Raises NoQueue."""
    try:
        import psycopg
        from procrastinate.schema import SchemaManager
    except ImportError:
        raise NoQueue("work on several machines needs rxverdict[distributed]") from None
    try:
        with psycopg.connect(address) as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s)", [_SCHEMA_LOCK])
            found = connection.execute("SELECT to_regclass('procrastinate_jobs')").fetchone()
            if found == (None,):
                connection.execute(SchemaManager.get_schema())
    except psycopg.Error as error:
        raise NoQueue(f"the queue cannot be used: {str(error).strip().splitlines()[0]}") from error


@contextmanager
def queue(address: str) -> Iterator[App]:
    """The queue, to put jobs into. Raises NoQueue."""
    prepare(address)
    from procrastinate import App, SyncPsycopgConnector

    app = App(connector=SyncPsycopgConnector(conninfo=address))
    with app.open():
        yield app


def put_run(app: App, archive: Archive, run: int, size: int = SITES) -> int:
    """A job for every few sites of a run that are still to do; how many jobs are new."""
    return sum(
        _put(app, VISIT, f"run {run} from {first} to {last}", run=run, first=first, last=last)
        for first, last in _cuts(archive, run, size)
    )


def put_shards(app: App, shards: Iterable[Shard], buyer_country: str) -> int:
    """A job for every shard; how many jobs are new. Their files are names in the store. Broken ones are tried again."""
    shards = tuple(shards)
    for job in _given_up(app, shards):
        if job.id is not None:
            app.job_manager.retry_job_by_id(job.id, retry_at=datetime.now(UTC))
    return sum(
        _put(app, LOOK, shard.file, file=shard.file, names=list(shard.names), buyer_country=buyer_country)
        for shard in shards
    )


def broken(app: App, shards: Iterable[Shard]) -> int:
    """How many shards have a job that was given up."""
    return len(_given_up(app, shards))


def _given_up(app: App, shards: Iterable[Shard]) -> list[Job]:
    wanted = {shard.file for shard in shards}
    return [job for job in app.job_manager.list_jobs(task=LOOK, status="failed") if job.queueing_lock in wanted]


def missing(store: Store, shards: Iterable[Shard]) -> tuple[Shard, ...]:
    """The shards that nobody has looked at yet. Raises StoreError."""
    there = set(store.names(LOOKS))
    return tuple(shard for shard in shards if f"{LOOKS}/{shard.file}" not in there)


def _cuts(archive: Archive, run: int, size: int) -> Iterator[tuple[int, int]]:
    """(first, last) positions of each job."""
    rows: list[RunSiteRow] = []
    after = -1
    while page := archive.runs.unfinished(run, after):
        after = page[-1].position
        rows += page
        while len(rows) >= size:
            yield rows[0].position, rows[size - 1].position
            rows = rows[size:]
    if rows:
        yield rows[0].position, rows[-1].position


def _put(app: App, task: str, once: str, **told: JSONValue) -> int:
    """`once`: no second job of this name waits in the queue."""
    from procrastinate.exceptions import AlreadyEnqueued

    try:
        app.configure_task(task, queueing_lock=once).defer(**told)
    except AlreadyEnqueued:
        return 0
    return 1


def decide(error: BaseException, job: Job) -> RetryDecision | None:
    """When a job that ended in an error is tried again; None: never."""
    from procrastinate.retry import RetryDecision

    if isinstance(error, Later):
        return RetryDecision(retry_in={"seconds": error.seconds})
    if job.attempts >= _MOST_TRIES:
        return None
    return RetryDecision(retry_in={"seconds": min(5 * 2 ** min(job.attempts, 10), _LONGEST_WAIT)})
