"""Check digits of the number kinds in data/registers.csv. A good digit shows a well-formed number, nothing more."""

from __future__ import annotations

from collections.abc import Callable

_ABN_WEIGHTS = (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)  # registers.csv, row ABR
_NPI_PREFIX = "80840"  # registers.csv, row CMS NPPES: Luhn over 80840 followed by the NPI


def npi(number: str) -> bool:
    """National Provider Identifier, ten digits."""
    if len(number) != 10 or not number.isdecimal():
        return False
    doubled = [2 * int(d) for d in (_NPI_PREFIX + number)[-2::-2]]
    plain = [int(d) for d in (_NPI_PREFIX + number)[-1::-2]]
    return (sum(plain) + sum(d // 10 + d % 10 for d in doubled)) % 10 == 0


def ncpdp(number: str) -> bool:
    """NCPDP provider id, seven digits."""
    return len(number) == 7 and number.isdecimal() and _alternating(number) % 10 == int(number[6])


def dea(number: str) -> bool:
    """DEA registration, two letters and seven digits."""
    digits = number[2:]
    return len(digits) == 7 and digits.isdecimal() and _alternating(digits) % 10 == int(digits[6])


def abn(number: str) -> bool:
    """Australian Business Number, eleven digits."""
    if len(number) != 11 or not number.isdecimal():
        return False
    digits = [int(d) for d in number]
    digits[0] -= 1
    return sum(d * w for d, w in zip(digits, _ABN_WEIGHTS, strict=True)) % 89 == 0


RULES: dict[str, Callable[[str], bool]] = {"npi": npi, "ncpdp": ncpdp, "dea": dea, "abn": abn}


def _alternating(digits: str) -> int:
    """First, third and fifth digit once, second, fourth and sixth twice."""
    return sum(int(d) * (1 + i % 2) for i, d in enumerate(digits[:6]))
