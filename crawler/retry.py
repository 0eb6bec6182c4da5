"""The Retry-After header: how long a server asks to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MOST = 86_400.0  # seconds; longer waits are cut, no visit lasts a day


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds to wait, from a number or an HTTP date (RFC 9110 10.2.3); None when the header says nothing usable."""
    value = value.partition(",")[0].strip() if value[:1].isdigit() else value.strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), _MOST)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(0.0, (at - now).total_seconds()), _MOST)
