"""`rxverdict discover …` and `rxverdict candidates`: sites that may sell medicine, from five kinds of sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from ui import EXIT_BAD, EXIT_PARTLY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crawler.sources.asking import Asker
    from crawler.sources.commoncrawl import Capture
    from crawler.sources.heard import Heard
    from data.archive import Archive
    from ui.discovering import Keeping

discover = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Find sites that may sell medicine. No candidate is visited here: see them with `rxverdict candidates`, visit "
    "them with `rxverdict crawl`.",
    epilog="Example: zcat new-domains.gz | rxverdict discover feed -\n\nExit codes of each source: 0 all of it was "
    "read; 1 some lines were skipped or it broke off, the rest is kept; 2 nothing could be used.",
)
_CODES = "\n\nExit codes: 0 all of it was read; 1 some was skipped, or it broke off; 2 nothing could be used."
Least = Annotated[int, typer.Option("--least", min=0, max=100, help="Keep candidates with at least this score.")]
Files = Annotated[list[str], typer.Argument(metavar="FILE", help="Files, plain or .gz; - is standard input.")]
Contact = Annotated[str, typer.Option("--contact", help="In the user agent: whom the service may write to.")]
Delay = Annotated[float, typer.Option("--delay", min=0.05, help="Seconds between two questions.")]
_NO_CONTACT = "see README"


@discover.command("list", epilog=f"Example: rxverdict discover list shops.csv{_CODES}")
def from_list(files: Files) -> None:
    """Sites that a person listed: a URL a line, or a CSV file with a column named url."""
    from crawler.sources.named import heard_in
    from ui.discovering import lines_of

    def work(file: str, keeping: Keeping) -> None:
        with lines_of(file) as lines:
            keeping.keep(heard_in(lines, f"list {_short(file)}", keeping.complain))

    _each(files, work)


@discover.command("feed", epilog=f"Example: rxverdict discover feed certificates.jsonl.gz new-domains.txt{_CODES}")
def from_feed(files: Files, least: Least = 40) -> None:
    """Names from certificate transparency, new domains or zone files: millions of lines, JSON or plain.

    Only the names are looked at, in some twenty languages; the words and their weights stand in data/name_words.toml.
    """
    from crawler.sources.feed import heard_in
    from ui.discovering import opened

    def work(file: str, keeping: Keeping) -> None:
        with opened(file) as stream:
            keeping.keep(heard_in(stream, f"feed {_short(file)}", keeping.complain, keeping.progress, least))

    _each(files, work)


@discover.command("archive", epilog=f"Example: rxverdict discover archive --least 60{_CODES}")
def from_archive(least: Least = 40) -> None:
    """Sites that kept visits lead to: links, forwards, shared certificates, phones, accounts and identifiers."""
    from ui.discovering import of_archive, run

    raise typer.Exit(run("archive", lambda keeping, archive: of_archive(keeping, archive, least)))


@discover.command(
    "commoncrawl",
    epilog="Example: rxverdict discover commoncrawl --index CC-MAIN-2026-40 --url '*.pharmacy' --save pages.warc.gz\n\n"
    f"Example: rxverdict discover commoncrawl --file cdx-00123.gz{_CODES}",
)
def from_commoncrawl(
    index: Annotated[str, typer.Option("--index", help="Which crawl to ask, such as CC-MAIN-2026-40.")] = "",
    url: Annotated[list[str] | None, typer.Option("--url", help="URL pattern to ask for; may be repeated.")] = None,
    matching: Annotated[str, typer.Option("--matching", help="Regular expression the server holds against URLs.")] = "",
    file: Annotated[
        list[str] | None, typer.Option("--file", help="A CDXJ file, plain or .gz; no index is asked.")
    ] = None,
    save: Annotated[Path | None, typer.Option("--save", help="Fetch the pages into this .warc.gz file.")] = None,
    pages: Annotated[int, typer.Option("--pages", min=1, help="Pages fetched of each site.")] = 5,
    most: Annotated[int, typer.Option("--most", min=1, help="Pages fetched altogether.")] = 1000,
    base: Annotated[str, typer.Option("--base", help="Where the index is asked.")] = "https://index.commoncrawl.org",
    data: Annotated[str, typer.Option("--data", help="Where pages are fetched.")] = "https://data.commoncrawl.org",
    delay: Delay = 1.0,
    contact: Contact = _NO_CONTACT,
    least: Least = 40,
) -> None:
    """Pages that Common Crawl has seen, by their addresses; --save fetches them for `rxverdict score`.

    The index is asked one question at a time; when it says that it is busy, its Retry-After is kept to.
    """
    from crawler.sources import commoncrawl
    from crawler.sources.asking import Asker
    from ui.commands import say
    from ui.discovering import opened, run

    if bool(file) == bool(index and url):
        _bad("Name an index and at least one --url, or at least one --file.")
    if save and (save.exists() or not save.name.endswith(".warc.gz")):
        _bad(f"--save: {save} exists already" if save.exists() else f"--save: {save} does not end in .warc.gz")
    wanted: list[Capture] = []

    def captures(asker: Asker, keeping: Keeping) -> Iterator[tuple[str, Iterator[Capture]]]:
        for name in file or ():
            with opened(name) as stream:
                yield f"commoncrawl {_short(name)}", commoncrawl.stored(stream, keeping.complain, keeping.progress)
        for pattern in (url or ()) if not file else ():
            rows = commoncrawl.asked(asker, index, pattern, matching, keeping.complain, keeping.progress, base)
            yield f"commoncrawl {index}", rows

    def work(keeping: Keeping, archive: Archive) -> None:
        with Asker(delay, contact) as asker:
            for source, rows in captures(asker, keeping):
                keeping.keep(_chosen(commoncrawl.heard_in(rows, source, least), wanted, pages, most))
            if save and wanted:
                got = commoncrawl.save(
                    asker, wanted, save, lambda one, why: keeping.complain(1, f"{one.url}: {why}"), data
                )
                say(f"{got} pages are in {save}; judge them with: rxverdict score {save}")

    raise typer.Exit(run("commoncrawl", work))


@discover.command(
    "search",
    epilog="Example: rxverdict discover search http://127.0.0.1:8888 --language de --language en --pages 2\n\n"
    f"The queries stand in data/search_queries.toml.{_CODES}",
)
def from_search(
    base: Annotated[str, typer.Argument(metavar="URL", help="Your SearxNG, with JSON answers allowed.")],
    language: Annotated[
        list[str] | None, typer.Option("--language", help="Only queries of this language (de).")
    ] = None,
    name: Annotated[
        list[str] | None, typer.Option("--drug", help="Ask for this name instead of the known ones.")
    ] = None,
    pages: Annotated[int, typer.Option("--pages", min=1, max=20, help="Pages of each answer.")] = 1,
    delay: Delay = 3.0,
    contact: Contact = _NO_CONTACT,
) -> None:
    """Sites that a search engine finds for what buyers type, in twelve languages, through a SearxNG of your own."""
    from crawler.sources import search
    from crawler.sources.asking import Asker
    from ui.commands import say
    from ui.discovering import run

    if strange := sorted(set(language or ()) - set(search.languages())):
        _bad(f"--language: no queries in {', '.join(strange)}; there are some in {', '.join(search.languages())}")

    def work(keeping: Keeping, archive: Archive) -> None:
        asked = list(search.queries(tuple(name or ()), tuple(language or ())))
        with Asker(delay, contact) as asker:
            for number, query in enumerate(asked, 1):
                say(f"{number} of {len(asked)}: {query.words} ({query.language})")
                keeping.keep(search.heard_in(asker, base, query, pages, "search", say))

    raise typer.Exit(run("search", work))


def candidates(
    least: Least = 0,
    limit: Annotated[int, typer.Option("--limit", min=0, help="At most so many; 0: all.")] = 50,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV, which `rxverdict crawl` reads.")] = False,
) -> None:
    """The sites that may sell medicine, the likeliest first, each with why and where it was heard of."""
    import csv
    import sys

    from data.archive import ArchiveError, open_archive
    from ui.commands import harmless, say
    from ui.discovering import best

    table = csv.writer(sys.stdout) if as_csv else None
    if table:
        table.writerow(("site", "url", "score", "first_seen", "sources", "reasons"))
    try:
        with open_archive() as archive:
            for row, sources in best(archive, least, limit):
                told = " | ".join(one.source for one in sources), " | ".join(one.reason for one in sources)
                if table:
                    table.writerow((row.site, row.url, row.score, row.first_seen.isoformat(), *map(_cell, told)))
                else:
                    typer.echo(harmless(f"{row.score:3} {row.site}  {row.url}  {told[1]} ({told[0]})"))
    except ArchiveError as error:
        say(f"The archive cannot be read: {error}")
        raise typer.Exit(EXIT_PARTLY) from None


def _each(files: list[str], work: Callable[[str, Keeping], None]) -> None:
    """Go through files one by one; one that cannot be used does not stop the rest."""
    from ui.discovering import run

    codes = [run(_short(file), lambda keeping, archive, file=file: work(file, keeping)) for file in files]  # type: ignore[misc]
    if len(set(codes)) == 1:
        raise typer.Exit(codes[0])
    raise typer.Exit(EXIT_PARTLY)


def _chosen(told: Iterator[tuple[Heard, Capture]], wanted: list[Capture], pages: int, most: int) -> Iterator[Heard]:
    """Each site once; the captures to fetch are noted in `wanted`."""
    counts: dict[str, int] = {}
    for heard, capture in told:
        seen = counts[heard.site] = counts.get(heard.site, 0) + 1
        if seen <= pages and len(wanted) < most:
            wanted.append(capture)
        if seen == 1:
            yield heard


def _cell(words: str) -> str:
    """A cell that no spreadsheet takes for a formula: reasons quote addresses and words of websites."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words


def _short(file: str) -> str:
    return "stdin" if file == "-" else Path(file).name


def _bad(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(EXIT_BAD)
