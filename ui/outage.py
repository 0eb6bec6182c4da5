"""Told apart: sites that are gone, and a machine that is offline."""

from __future__ import annotations

from crawler.visit import Outcome
from ui.batch import Settled

# Sites out of reach one after the other before we doubt ourselves: in a list of which two of three are gone this
# happens by chance once in 10^17 lists. Who sorts the gone to the front is stopped, and goes on with --resume.
IN_A_ROW = 100
OUT_OF_REACH = frozenset({Outcome.DNS_FAILED, Outcome.CONNECTION_FAILED, Outcome.TIMED_OUT})


class Streak:
    """The newest sites in a row that could not be reached."""

    def __init__(self, most: int = IN_A_ROW) -> None:
        self._most = most
        self.sites: list[str] = []

    def hear(self, settled: Settled) -> bool:
        """One more site is done; whether so many in a row were out of reach that it must be us."""
        if settled.step.outcome in OUT_OF_REACH:
            self.sites.append(settled.row.site)
        else:
            self.sites.clear()
        return len(self.sites) >= self._most
