"""The neighbours of a site as a kept verdict tells of them: what is needed to judge its visit again on its own.

The visits of the other sites are not part of a case. Who shares what with whom is therefore taken from the finding and
not proved again; everything else is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.model import Answer, VerdictClass
from scoring.network import Neighbour
from scoring.network_kinds import MarkKind
from ui.contract import FindingJson, LookupJson, VerdictJson

_CHECK = "shared_network"
_COMPARED = re.compile(r"\((\d{1,9}) other sites? compared\)")
_SHARES = re.compile(r"with (.{1,100000}), which was flagged\.$", re.DOTALL)
_ON = re.compile(r"also on (.{1,300}), flagged$")


def neighbours_told(verdict: VerdictJson) -> tuple[tuple[Neighbour, ...], int]:
    """The flagged neighbours that the finding names, and with how many sites was compared."""
    finding = next((found for found in verdict["findings"] if found["check"] == _CHECK), None)
    if finding is None or finding["answer"] == Answer.UNKNOWN:
        return (), 0
    compared = _COMPARED.search(finding["why"])
    return tuple(_neighbours(finding)), int(compared[1]) if compared else 1


def _neighbours(finding: FindingJson) -> Iterator[Neighbour]:
    """Those with evidence, then those that are only named: they too were flagged."""
    shown = set[str]()
    for item in finding["evidence"]:
        if item["kind"] == "lookup" and (found := _of(item)):
            shown.add(found.site)
            yield found
    named = _SHARES.search(finding["why"])
    for site in named[1].split(", ") if named else ():
        if site not in shown:
            yield Neighbour(site, MarkKind.TEXT, "", VerdictClass.FLAGGED, "")


def _of(item: LookupJson) -> Neighbour | None:
    kind, _, value = item["asked"].partition(": ")
    on = _ON.match(item["answer"])
    if on is None or kind not in set(MarkKind):
        return None
    return Neighbour(on[1], MarkKind(kind), value, VerdictClass.FLAGGED, item["edition"])
