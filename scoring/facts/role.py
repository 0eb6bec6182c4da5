"""Not yet read."""
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring.model import Evidence, Role

if TYPE_CHECKING:
    from scoring.facts import Facts


@dataclass(frozen=True, slots=True)
class RoleFact:
    role: Role
    why: str
    evidence: tuple[Evidence, ...] = ()


def role_of(facts: Facts) -> RoleFact:
    return RoleFact(Role.UNKNOWN, "")
