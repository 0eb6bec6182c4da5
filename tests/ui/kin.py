"""Invented shops of one operator, and others, visited, judged and kept: for tests of networks, figures and dossiers."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from data.archive import Archive
from data.known import known_world
from tests.lab.client import QUICK
from tests.lab.server import Lab
from tests.lab.town import shop_files
from ui.case import Case, check
from ui.networking import look
from ui.worker_client import Worker

# The phone and the mailbox of one operator; +44 20 7946 0xxx is set aside for fiction (Ofcom).
CONTACT = (
    "<html lang='en'><title>Contact</title><h1>Contact</h1><p>Call +44 20 7946 0321 or write to "
    "desk@marrowfat-desk.example.</p></html>"
)
KIN = ("marrowfat-meds.example", "runner-bean-pills.example", "sugar-snap-rx.example")
STRANGER, HONEST = "lone-lupin-meds.example", "lentil-lane-pharmacy.example"


def write_kin(folder: Path) -> None:
    """The shops as folders of the lab."""
    for number, host in enumerate((*KIN, STRANGER, HONEST)):
        files = shop_files(host.partition(".")[0], Random(number), honest=host == HONEST)
        if host in KIN:
            files["contact.html"] = CONTACT
        (folder / host).mkdir(parents=True)
        for name, content in files.items():
            (folder / host / name).write_text(content, "utf-8")


def visit_kin(archive: Archive, folder: Path) -> None:
    """Visit them for a buyer in Great Britain, keep the verdicts, and look for networks."""
    write_kin(folder)
    lab = Lab(folder).start()
    worker = Worker((sys.executable, "-m", "tests.lab.worker", "--port", str(lab.port), "--folder", str(folder)))
    try:
        for host in (*KIN, STRANGER, HONEST):
            url, world = lab.url(host), known_world(archive.home)
            case = check(url, "GB", worker=worker, archive=archive, world=world, budget=QUICK)
            assert isinstance(case, Case) and case.kept is not None, case
    finally:
        worker.close()
        lab.stop()
    look(archive, datetime.now(UTC))
