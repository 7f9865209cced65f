"""Whether what the demonstration's content names is there, and there once."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping

from portal.demonstration.reading import ContentError
from portal.demonstration.shapes import Company


def once(what: str, keys: Iterable[Hashable]) -> None:
    """Raises ContentError for a key that is there more than once."""
    for key, count in Counter(keys).items():
        if count > 1:
            raise ContentError(f"{what} “{key}” is there {count} times: once is enough.")


def company_of(slug: str, companies: Mapping[str, Company], whose: str) -> Company:
    """The company of this slug. Raises ContentError."""
    if slug not in companies:
        raise ContentError(f"{whose} names the company “{slug}”, which is not there.")
    return companies[slug]


def check_body(slug: str, company: Company, whose: str) -> None:
    """Raises ContentError where the company has no such body."""
    if slug not in {body.slug for body in company.bodies}:
        raise ContentError(f"{whose} names “{slug}”, which is no body of {company.name}.")


def check_area(area: str, company: Company, whose: str) -> None:
    """Raises ContentError where the area is neither shared nor an owner's."""
    if area not in company.areas:
        raise ContentError(f"{whose} stands for “{area}”, which is no owner of {company.name}.")
