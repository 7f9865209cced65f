"""Kinds of section: the registry, with the kinds that this room keeps itself already in it."""

from portal.plans.kinds import background, delivery, planning
from portal.plans.kinds.registry import (
    LEADS,
    PLAN_KINDS,
    Field,
    Kind,
    NamedFile,
    UnknownKindError,
    files_of,
    kind_of,
    kinds,
    lines_of,
    names_of,
    refs_of,
    register,
)

__all__ = [
    "LEADS",
    "PLAN_KINDS",
    "Field",
    "Kind",
    "NamedFile",
    "UnknownKindError",
    "files_of",
    "kind_of",
    "kinds",
    "lines_of",
    "names_of",
    "refs_of",
    "register",
]

register(*planning.KINDS, *delivery.KINDS, *background.KINDS)
