"""A bundle that somebody had in hands: six kinds of tampering, each found, and a whole one that is whole anywhere."""

from __future__ import annotations

import json
import shutil
import subprocess
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from data.archive import Archive, open_archive
from data.decisions import Act, Decision
from data.kept import ReviewRow
from scoring.model import VerdictClass
from scoring.network import Neighbour
from scoring.network_kinds import MarkKind
from scoring.verdict import judge
from tests.support import require
from tests.ui.dossiers import HONEST, HOSTILE, ROGUE, TONGUES, WORLD, case_of, visit_shops
from tests.ui.support import run
from ui.bundle import CUSTODY, MANIFEST, QUOTES, REVIEWS, VERDICT, NotWhole, Sealed, bundle, digest, manifest, pack
from ui.bundle_check import FaultKind, check_bundle
from ui.contract import document
from ui.dossier import dossier
from ui.dossier_case import VISIT_FILE
from ui.dossier_html import html
from ui.neighbours_told import neighbours_told

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Four shops; two people have decided about one of them."""
    base = tmp_path_factory.mktemp("bundle")
    with open_archive("", base / "home") as opened:
        visit_shops(opened, base / "web", (ROGUE, HONEST, HOSTILE, TONGUES))
        number = case_of(opened, ROGUE).row.id or 0
        for name, note in (("R. Marchetti", "Seen."), ("T. Oyelaran", "Seen too.")):
            opened.add_review(ReviewRow(number, name, Decision.CONFIRMED, note, NOON, Act.DECISION))
        yield opened


@pytest.fixture(scope="module")
def sealed(archive: Archive) -> Sealed:
    return seal(archive, ROGUE)


def seal(archive: Archive, host: str) -> Sealed:
    case = case_of(archive, host)
    return bundle(case, html(dossier(case, WORLD), case.pictures))


def files_of(sealed: Sealed) -> Files:
    with ZipFile(BytesIO(sealed.content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def kinds(raw: bytes, noted: str = "") -> set[FaultKind]:
    return {fault.kind for fault in check_bundle(raw, WORLD, noted).faults}


def resealed(files: Files) -> bytes:
    """Packed again by somebody who knows the form: sums, custody and all."""
    custody = json.loads(files[CUSTODY])
    custody["sums"] = {name: digest(files[name]) for name in sorted(files) if name not in (CUSTODY, MANIFEST)}
    for part, name in (("visited", VISIT_FILE), ("judged", VERDICT), ("reviewed", REVIEWS)):
        custody[part]["sha256"] = digest(files.get(name, b""))
    files[CUSTODY] = (json.dumps(custody, indent=1) + "\n").encode()
    files[MANIFEST] = manifest(files)
    return pack(files)


@pytest.mark.parametrize("host", [ROGUE, HONEST, HOSTILE, TONGUES])
def test_an_untouched_bundle_is_whole_and_judged_again_it_says_the_same(archive: Archive, host: str) -> None:
    made = seal(archive, host)
    assert check_bundle(made.content, WORLD, made.digest).faults == ()
    assert check_bundle(made.content, WORLD, made.manifest).faults == ()
    assert made == seal(archive, host), "the same case gives the same bytes"


def test_it_can_be_checked_without_this_program(sealed: Sealed, tmp_path: Path) -> None:
    require(shutil.which("sha256sum"), "sha256sum")
    for name, content in files_of(sealed).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    checked = ["sha256sum", "--check", "--strict", "--quiet", MANIFEST]
    assert subprocess.run(checked, cwd=tmp_path, timeout=60, check=False).returncode == 0
    for quote in json.loads((tmp_path / QUOTES).read_text()):
        text = (tmp_path / quote["file"]).read_bytes()
        assert digest(text) == quote["sha256"]
        assert text.decode()[quote["start"] : quote["end"]] == quote["words"]
    (tmp_path / VERDICT).write_bytes(b"{}")
    assert subprocess.run(checked, cwd=tmp_path, timeout=60, check=False, capture_output=True).returncode == 1


def edit(files: Files) -> bytes:
    files[VERDICT] = files[VERDICT].replace(b'"verdict":"flagged"', b'"verdict":"caution"')
    return pack(files)


def delete(files: Files) -> bytes:
    del files["pages/02.txt"]
    return pack(files)


def insert(files: Files) -> bytes:
    files["pages/99.txt"] = b"Buy here without a prescription."
    return pack(files)


def rename(files: Files) -> bytes:
    files["pages/01.txt"], files["pages/02.txt"] = files["pages/02.txt"], files["pages/01.txt"]
    return pack(files)


def replace(files: Files) -> bytes:
    edit(files)
    return resealed(files)


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (edit, FaultKind.EDITED),
        (delete, FaultKind.MISSING),
        (insert, FaultKind.ADDED),
        (rename, FaultKind.EDITED),
        (replace, FaultKind.JUDGED_OTHERWISE),
    ],
)
def test_tampering_is_found(sealed: Sealed, tamper: Callable[[Files], bytes], found: FaultKind) -> None:
    raw = tamper(files_of(sealed))
    assert found in kinds(raw)
    assert FaultKind.NOT_THE_NOTED in kinds(raw, sealed.digest)


def test_a_truncated_bundle_is_found_wherever_it_was_cut(sealed: Sealed) -> None:
    size = len(sealed.content)
    for cut in (0, 1, 100, size // 2, size - 30, size - 1):
        assert kinds(sealed.content[:cut]) == {FaultKind.NO_BUNDLE}


def test_whatever_is_hidden_in_the_zip_itself_is_found(sealed: Sealed) -> None:
    files = files_of(sealed)
    assert FaultKind.REPACKED in kinds(b"#!/bin/sh\n" + sealed.content)
    for order in (sorted(files, reverse=True), [*sorted(files), VERDICT]):
        made = BytesIO()
        with ZipFile(made, "w") as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # that a name stands there twice
            for name in order:
                archive.writestr(name, files[name])
        assert FaultKind.REPACKED in kinds(made.getvalue()), "reordered, or twice the same name"
    squeezed = BytesIO()
    with ZipFile(squeezed, "w", ZIP_DEFLATED) as archive:
        archive.writestr(VERDICT, b"0" * 10**7)
    assert kinds(squeezed.getvalue()) == {FaultKind.NO_BUNDLE}, "nothing is unpacked that may grow"


@pytest.mark.parametrize("name", [VISIT_FILE, VERDICT, CUSTODY, REVIEWS, QUOTES, "pages.json", "report.html"])
def test_a_part_dropped_with_its_sum_is_found(sealed: Sealed, name: str) -> None:
    files = files_of(sealed)
    del files[name]
    files[MANIFEST] = manifest(files)
    assert FaultKind.MISSING in kinds(pack(files))


def test_words_put_into_the_mouth_of_a_site_are_found_with_all_sums_made_anew(sealed: Sealed) -> None:
    files = files_of(sealed)
    text = files["pages/01.txt"]
    files["pages/01.txt"] = text + b" We ship controlled drugs to children."
    assert kinds(resealed(files)) == {FaultKind.NOT_FROM_VISIT}
    files = files_of(sealed)
    quotes = json.loads(files[QUOTES])
    quotes[0]["words"] = "We ship controlled drugs to children."
    files[QUOTES] = (json.dumps(quotes, indent=1) + "\n").encode()
    assert kinds(resealed(files)) == {FaultKind.NOT_FROM_VISIT}


def test_the_visit_of_another_site_does_not_carry_this_verdict(archive: Archive, sealed: Sealed) -> None:
    files = files_of(sealed)
    files[VISIT_FILE] = files_of(seal(archive, HONEST))[VISIT_FILE]
    found = kinds(resealed(files))
    assert {FaultKind.NOT_FROM_VISIT, FaultKind.JUDGED_OTHERWISE, FaultKind.REVIEW} <= found


def test_decisions_cannot_be_changed_moved_or_lent_to_another_verdict(sealed: Sealed) -> None:
    def with_reviews(change: Callable[[list[dict[str, object]]], object]) -> set[FaultKind]:
        files = files_of(sealed)
        rows = json.loads(files[REVIEWS])
        change(rows)
        files[REVIEWS] = (json.dumps(rows, indent=1) + "\n").encode()
        return kinds(resealed(files), json.loads(files_of(sealed)[REVIEWS])[-1]["hash"])

    assert FaultKind.REVIEW in with_reviews(lambda rows: rows[0].update(decision="mistaken_identity"))
    assert FaultKind.REVIEW in with_reviews(lambda rows: rows.reverse())
    assert with_reviews(lambda rows: rows.pop()) == {FaultKind.NOT_THE_NOTED}, "against the hash of the newest"


def test_a_bundle_that_is_consistent_but_another_shows_against_the_noted_sum(archive: Archive, sealed: Sealed) -> None:
    other = seal(archive, TONGUES)
    assert kinds(other.content) == set(), "nothing in it contradicts anything"
    assert kinds(other.content, sealed.digest) == {FaultKind.NOT_THE_NOTED}


def test_any_bytes_are_answered(sealed: Sealed) -> None:
    for name, content in ((VERDICT, b"[]"), (CUSTODY, b"{}"), (REVIEWS, b'[{"id": 1}]'), (VISIT_FILE, b"\x1f\x8b")):
        files = files_of(sealed)
        files[name] = content
        assert kinds(pack(files | {MANIFEST: manifest(files)}))
    assert kinds(b"PK") == {FaultKind.NO_BUNDLE}


def test_a_case_whose_file_was_changed_is_not_sealed(tmp_path: Path) -> None:
    with open_archive("", tmp_path / "home") as archive:
        visit_shops(archive, tmp_path / "web", (ROGUE,))
        path = archive.home / case_of(archive, ROGUE).visited.warc_path
        path.write_bytes(path.read_bytes() + b"\0")
        with pytest.raises(NotWhole, match="SHA-256 has changed"):
            seal(archive, ROGUE)


def test_neighbours_are_judged_again_as_the_verdict_tells_of_them(archive: Archive) -> None:
    visit = case_of(archive, ROGUE).visit
    assert visit is not None
    near = tuple(
        Neighbour(f"shop-{at}.example", MarkKind.PHONE, f"+44113496010{at}", VerdictClass.FLAGGED, "2026-11-20")
        for at in range(5)
    )
    for found, compared in ((near, 9), (near[:1], 1), ((), 7), ((), 1), ((), 0)):
        kept = document(judge(visit, WORLD, "GB", None, found, compared))
        again = neighbours_told(kept)
        assert document(judge(visit, WORLD, "GB", None, *again)) == kept


def test_the_command_seals_and_checks(archive: Archive, sealed: Sealed, tmp_path: Path) -> None:
    file = tmp_path / "case.zip"
    done = run("report", ROGUE, "--bundle", file, home=archive.home)
    assert done.returncode == 0 and file.read_bytes() == sealed.content
    assert sealed.digest in done.stdout and sealed.manifest in done.stderr
    whole = run("report", "--verify", file, "--digest", sealed.digest.upper(), home=tmp_path)
    assert (whole.returncode, whole.stdout) == (0, f"whole\t{sealed.digest}\n"), whole.stderr
    file.write_bytes(edit(files_of(sealed)))
    found = run("report", "--verify", file, home=tmp_path)
    assert found.returncode == 1 and "edited\tverdict.json is not what its sum says" in found.stdout
    assert run("report", "--verify", file, "--digest", "12", home=tmp_path).returncode == 2
    assert run("report", "--verify", tmp_path / "none.zip", home=tmp_path).returncode == 2
    assert run("report", ROGUE, "--verify", file, home=tmp_path).returncode == 2
