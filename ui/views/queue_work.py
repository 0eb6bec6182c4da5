"""What can be done with many sites at once: give them to somebody, let them rest, add new ones and visit those."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import streamlit as st

from data.docket_rows import DocketRow
from ui.adding import MOST, Added, Visiting, add, left
from ui.desk import Desk
from ui.reviewer import Reviewer, signed
from ui.views import plain, seat

_RESTS = {7: "a week", 30: "a month", 90: "three months"}
_SAID, _VISITING = "queue_said", "queue_visiting"
_TICK = "2s"  # between two looks at a run; a visit takes ten seconds
_FAULTS = 8  # lines told that hold no address


def show(desk: Desk, picked: tuple[DocketRow, ...]) -> None:
    st.divider()
    said = st.session_state.pop(_SAID, "")
    if said:
        plain.text(said)
    by = seat.ask("queue")
    if by is None:
        return
    _together(desk, picked, by)
    with st.expander("Add sites"):
        _adding(desk)
    _runs(desk)


def _together(desk: Desk, picked: tuple[DocketRow, ...], by: Reviewer) -> None:
    count = f"{len(picked)} site{'' if len(picked) == 1 else 's'} picked"
    plain.text(f"{count}." if picked else "Pick sites above to give them to somebody or to let them rest.")
    if not picked:
        return
    numbers = [row.id for row in picked]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button("Take them myself", on_click=_assign, args=(desk, numbers, by.name, by))
        other = st.text_input("Give them to", max_chars=200, autocomplete="off", width=220).strip()
        st.button("Give", on_click=_assign, args=(desk, numbers, other, by), disabled=not other)
        st.button("Give to nobody", on_click=_assign, args=(desk, numbers, "", by))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        days = st.selectbox("Let them rest for", list(_RESTS), format_func=lambda day: _RESTS[day], width=220)
        st.button("Snooze", on_click=_snooze, args=(desk, numbers, days, by))
        st.button("Wake up", on_click=_snooze, args=(desk, numbers, 0, by))


def _assign(desk: Desk, numbers: list[int], name: str, by: Reviewer) -> None:
    desk.archive.docket.assign(numbers, " ".join(name.split()), signed(by, datetime.now(UTC)))
    _done(numbers, f"{len(numbers)} given to {name}." if name else f"{len(numbers)} given to nobody.")


def _snooze(desk: Desk, numbers: list[int], days: int, by: Reviewer) -> None:
    now = datetime.now(UTC)
    until = now + timedelta(days=days) if days else None
    desk.archive.docket.snooze(numbers, until, signed(by, now))
    _done(numbers, f"{len(numbers)} rest until {until:%Y-%m-%d}." if until else f"{len(numbers)} woken up.")


def _done(numbers: list[int], words: str) -> None:
    for number in numbers:
        st.session_state[f"pick-{number}"] = False
    st.session_state[_SAID] = words


def _adding(desk: Desk) -> None:
    names = {code: country.name for code, country in sorted(desk.world.countries.items(), key=lambda c: c[1].name)}
    with st.form("add-sites", border=False, clear_on_submit=True):
        pasted = st.text_area(
            "Addresses", height=140, placeholder="one a line, or CSV with a column named url", max_chars=2_000_000
        )
        country = st.selectbox(
            "Judge them for buyers in", ["", *names], format_func=lambda code: names.get(code, "no particular country")
        )
        pressed = st.form_submit_button("Add to the list of visits")
    if pressed:
        _told(add(desk.archive, pasted, country, datetime.now(UTC)))
    st.caption(f"At most {MOST:,} at once. Nothing is visited before you say so.")


def _told(added: Added) -> None:
    if added.run is None:
        plain.banner("open", "question", "No address found", "", ["Paste addresses of sites, one a line."])
    else:
        plain.banner(
            "neutral", "info", f"{added.sites} site{'' if added.sites == 1 else 's'} waiting to be visited", "",
            [f"Run {added.run}. Visit them below, or with: rxverdict crawl --resume"],
        )  # fmt: skip
    faults = [f"Line {number} {why}" for number, why in added.passed_over]
    if faults:
        more = [f"and {len(faults) - _FAULTS} more"] if len(faults) > _FAULTS else []
        plain.text("Passed over:")
        plain.items([*faults[:_FAULTS], *more])


def _runs(desk: Desk) -> None:
    """The newest run that has not ended, and the button that goes on with it."""
    visiting: Visiting | None = st.session_state.get(_VISITING)
    if visiting is not None:
        _watch(desk, visiting)
        return
    run = desk.archive.runs.run()
    if run is None or run.id is None:
        return
    waiting = left(desk.archive, run.id)
    if waiting:
        plain.text(f"Run {run.id} ({run.name}): {waiting} still to visit.")
        if st.button("Visit them now", icon=":material/travel_explore:"):
            st.session_state[_VISITING] = Visiting(desk, run)
            st.rerun()


@st.fragment(run_every=_TICK)
def _watch(desk: Desk, visiting: Visiting) -> None:
    waiting = left(desk.archive, visiting.run.id or 0)
    plain.text(f"Run {visiting.run.id}: {waiting} still to visit.")
    plain.items([f"{one.row.site}: {one.step.state.replace('_', ' ')}" for one in visiting.heard])
    if visiting.at_work:
        st.button("Stop after those in flight", on_click=visiting.stop)
        return
    if visiting.trouble:
        plain.banner("careful", "warning", "The visits stopped", "", [visiting.trouble])
    if st.button("Show the new verdicts", type="primary"):
        del st.session_state[_VISITING]
        st.rerun()
