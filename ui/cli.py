"""The command line. Results on stdout, talk on stderr; heavy imports wait until a command needs them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ui import (
    EXIT_BAD,
    alerts,
    audit,
    curation,
    discovery,
    export,
    moving,
    networks,
    rdap_list,
    reporting,
    review,
    study,
    watch,
)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Check online pharmacies: visit a site, read it as an inspector would, say what speaks for and against it.",
    epilog="Example: rxverdict check https://pharmacy.example --buyer-country GB",
)

app.add_typer(curation.registers, name="registers")
curation.registers.command(
    epilog="Example: rxverdict registers rdap dns.json\n\n"
    "Exit codes: 0 kept; 2 the list cannot be had or read (the message says why).",
)(rdap_list.rdap)
app.add_typer(curation.prices, name="prices")
app.add_typer(watch.watch, name="watch")
app.add_typer(moving.archive, name="archive")
app.add_typer(audit.audit, name="audit")
app.command(epilog=review.REVIEW_EPILOG)(review.review)
app.command(epilog=review.APPEAL_EPILOG)(review.appeal)
app.command(epilog=reporting.REPORT_EPILOG)(reporting.report)
app.command(epilog=export.EXPORT_EPILOG)(export.export)
app.command(epilog=networks.EPILOG)(networks.networks)
app.command(epilog=alerts.EPILOG)(alerts.alerts)
app.add_typer(study.study, name="study")
app.add_typer(discovery.discover, name="discover")
app.command(
    epilog="Example: rxverdict candidates --least 60 --csv > shops.csv\n\n"
    "Exit codes: 0 told; 1 the archive cannot be read.",
)(discovery.candidates)
app.command(
    epilog="Example: rxverdict evaluate my-labels.jsonl --misses\n\n"
    "Exit codes: 0 measured; 1 a pinned floor is broken; 2 nothing could be used.",
)(curation.evaluate)

_COUNTRY = typer.Option(
    "--buyer-country",
    metavar="CC",
    help="Where the buyer lives, in two letters (ISO 3166: GB, US …). Without it no country's rules are applied.",
)
Country = Annotated[str, _COUNTRY]


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    app()


@app.callback(invoke_without_command=True)
def _top(
    version: Annotated[bool, typer.Option("--version", help="Say which version this is, and leave.")] = False,
) -> None:
    if version:
        from importlib.metadata import PackageNotFoundError
        from importlib.metadata import version as version_of

        try:
            typer.echo(f"rxverdict {version_of('rxverdict')}")
        except PackageNotFoundError:
            typer.echo("rxverdict, not installed as a package")
        raise typer.Exit


@app.command(
    epilog="Example: rxverdict check pharmacy.example --buyer-country DE --json\n\n"
    "Exit codes: 0 a verdict was reached, whatever it says; 1 the visit broke off, or the archive cannot be opened; "
    "2 the address is malformed or may not be visited.",
)
def check(
    url: Annotated[str, typer.Argument(metavar="URL", help="Address of a site or page, with or without https://.")],
    buyer_country: Country = "",
    json: Annotated[bool, typer.Option("--json", help="Print the verdict object as one line of JSON.")] = False,
) -> None:
    """Visit a site, judge it, keep the case, and tell the verdict.

    A visit reads at most a dozen pages, obeys robots.txt, submits nothing and buys nothing. It takes up to a minute.
    """
    from ui.commands import run_check

    raise typer.Exit(run_check(url, _country(buyer_country), json))


@app.command(
    epilog="Example: rxverdict score crawl.warc.gz pages.jsonl --buyer-country US --jobs 4 > verdicts.jsonl\n\n"
    "Exit codes: 0 everything was judged; 1 a line or record was malformed and skipped, the rest was judged; "
    "2 an input could not be used.",
)
def score(
    inputs: Annotated[
        list[Path], typer.Argument(metavar="INPUT", help="Folders, patterns, .warc, .warc.gz, .wacz or .jsonl files.")
    ],
    buyer_country: Country = "",
    jobs: Annotated[int, typer.Option("--jobs", metavar="N", min=1, help="Judge with N processes; same output.")] = 1,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Write there; run again after a kill, it does the rest."),
    ] = None,
    distribute: Annotated[
        bool, typer.Option("--distribute", help="INPUT: folders of the store; workers of the queue look at them.")
    ] = False,
    rulebook: Annotated[
        Path | None, typer.Option("--rulebook", metavar="FILE", help="TOML of other weights, strengths or prior.")
    ] = None,
) -> None:
    """Judge saved pages without a network: one verdict per site, as a line of JSON.

    A .jsonl file holds one page a line: {"url", "html"} or {"url", "text"}, and if known status, headers, fetched_at,
    buyer_country. --buyer-country wins over the file. Sites are grouped per input and compared across all. Any number
    of processes, and any number of kills on the way to --out, give the same bytes. --rulebook: docs/rulebook.md.
    """
    from ui.rejudging import run_score
    from ui.rulebooks import told_rules

    if distribute and out is None:
        typer.echo("score --distribute needs --out FILE", err=True)
        raise typer.Exit(EXIT_BAD)
    if distribute and rulebook is not None:
        typer.echo("score --rulebook cannot be used with --distribute: workers judge by the shipped rules", err=True)
        raise typer.Exit(EXIT_BAD)
    rules = told_rules(rulebook) if rulebook is not None else None
    raise typer.Exit(run_score(inputs, _country(buyer_country), jobs, out, distribute, rules))


@app.command(
    epilog="Example: rxverdict crawl shops.csv --buyer-country GB; after a break: rxverdict crawl --resume\n\n"
    "Exit codes: 0 every site is done; 1 some are left, or a line of the list was passed over; 2 nothing to do.",
)
def crawl(
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help="An address a line, or CSV with a column url; - reads from a pipe.")
    ] = "",
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the newest run that has not ended.")] = False,
    candidates: Annotated[
        int | None,
        typer.Option(
            "--candidates", metavar="SCORE", min=0, max=100, help="Visit candidates with at least this score."
        ),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=0, help="At most so many candidates; 0: all.")] = 0,
    buyer_country: Country = "",
    at_once: Annotated[
        int, typer.Option("--at-once", metavar="N", min=1, max=256, help="Sites visited at the same time.")
    ] = 16,
    delay: Annotated[
        float, typer.Option("--delay", metavar="SECONDS", min=0.01, help="Pause between two requests to one host.")
    ] = 1.0,
    full: Annotated[bool, typer.Option("--full", help="Read every site on, whatever its first page shows.")] = False,
    outside: Annotated[
        bool, typer.Option("--outside/--no-outside", help="Ask registries of names, DNS and the certificate as well.")
    ] = True,
    distribute: Annotated[
        bool, typer.Option("--distribute", help="Leave the visits to the workers of the queue (PostgreSQL), and watch.")
    ] = False,
) -> None:
    """Visit, judge and keep many sites: from a list, or the best candidates found by discover.

    One connection to a host at a time, robots.txt and Retry-After obeyed. Only sites whose first page shows something
    of prescription medicine are read on. Ctrl-C lets the visits in flight end; whatever happens, --resume does exactly
    the rest. A report is written to the folder runs of the home folder.
    """
    from ui.crawling import Wish, run_crawl

    if bool(file) + resume + (candidates is not None) != 1:
        typer.echo("crawl needs one of: FILE, --resume, --candidates SCORE", err=True)
        raise typer.Exit(EXIT_BAD)
    country = _country(buyer_country)
    wish = Wish(file or None, resume, country, at_once, delay, not full, outside, candidates or 0, limit, distribute)
    raise typer.Exit(run_crawl(wish))


@app.command(
    epilog="Example: RXVERDICT_DATABASE_URL=postgresql://keeper@db.example/rxverdict rxverdict worker\n\n"
    "Exit codes: 0 stopped by you; 1 the archive cannot be used; 2 there is no queue.",
)
def worker(
    at_once: Annotated[
        int, typer.Option("--at-once", metavar="N", min=1, max=256, help="Jobs, and sites visited, at the same time.")
    ] = 16,
) -> None:
    """Work on what `crawl --distribute` and `score --distribute` put into the queue, until stopped.

    Start one on each machine: all need the same RXVERDICT_DATABASE_URL (PostgreSQL) and RXVERDICT_STORE. No host is
    visited by two at once; what a dead worker had in hand goes to another. Ctrl-C or SIGTERM lets visits in flight end.
    """
    from ui.hand import run_worker

    raise typer.Exit(run_worker(at_once))


@app.command(
    epilog="Example: rxverdict ui --port 8600\n\nExit codes: 0 stopped by you; 2 the screens are not installed.",
)
def ui(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port to listen on.")] = 8501,
    address: Annotated[
        str, typer.Option("--address", help="Address to listen on. The default can be reached from this machine only.")
    ] = "127.0.0.1",
) -> None:
    """Open the screens in a browser on this machine. No usage figures are sent to anybody."""
    from ui.commands import run_ui

    raise typer.Exit(run_ui(port, address))


def _country(code: str) -> str:
    """A country code in upper case, or a usage error."""
    told = code.strip().upper()
    if told and not (len(told) == 2 and told.isascii() and told.isalpha()):
        typer.echo(f"--buyer-country: {code!r} is no two-letter country code such as GB, US or DE", err=True)
        raise typer.Exit(EXIT_BAD)
    return told


if __name__ == "__main__":
    main()
