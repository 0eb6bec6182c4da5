"""The review form alone, on the lab: `?site=…&country=…` names the case.

`python -m streamlit run tests/lab/review_app.py -- --port P --home FOLDER`
"""

from __future__ import annotations

import streamlit as st

from tests.lab.app import desk
from ui.desk import Desk
from ui.views import review_form


@st.cache_resource
def _desk() -> Desk:
    return desk()


if __name__ == "__main__":
    st.set_page_config(page_title="review", layout="centered")
    opened = _desk()
    row = opened.archive.latest_verdict(st.query_params.get("site", ""), st.query_params.get("country", ""))
    if row is not None:
        review_form.show(opened, row)
