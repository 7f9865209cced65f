"""The demonstration's content is in our own words, and names nobody of the published papers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

import pytest

from portal.demonstration.content import load
from portal.demonstration.plan_shapes import Plan
from tests.demonstration import published
from tests.demonstration.published import needs_papers

RUN = 6
"""Words in a row that count as copied."""
EXACT = {"lead", "leads", "organisations", "supporting", "when"}
"""Fields that stand as papers have them: posts, organisations, names of plans, timescales."""


def texts(value: object) -> Iterator[str]:
    """Every text in the content that is worded by us."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from texts(item if name not in EXACT else "")
    elif is_dataclass(value):
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        yield from texts(named)


def runs(text: str) -> set[tuple[str, ...]]:
    found = re.findall(r"[^\W_]+", re.sub("['’]", "", text.lower()))
    return {tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1)}


@needs_papers
def test_no_six_words_in_a_row_are_those_of_a_published_paper() -> None:
    theirs = runs(published.text())
    copied = [" ".join(run) for text in texts(load()) for run in runs(text) & theirs]
    assert copied == []


@needs_papers
def test_no_word_of_an_invented_name_is_a_name_in_a_published_paper() -> None:
    theirs = set(re.findall(r"\w+", published.text()))
    names = {word for person in load().people for word in re.findall(r"\w+", person.name)}
    assert names & theirs == {"Councillor"}


@needs_papers
def test_nobody_named_in_a_published_paper_is_named_in_the_content() -> None:
    paper = published.text()
    real = set(re.findall(r"(?:Councillor|REPORT BY:) ([A-Z][a-z]+ [A-Z][a-z]+)", paper))
    real |= set(re.findall(r"^([A-Z][a-z]+ [A-Z][a-z]+), Ch", paper, re.MULTILINE))
    real |= set(re.findall(r"\b(Judge [A-Z][a-z]+)", paper))
    assert len(real) >= 10
    surnames = {name.split()[1] for name in real}
    ours = {word for text in texts(load()) for word in re.findall(r"\w+", text)}
    assert surnames & ours == set()


@pytest.mark.parametrize("plan", load().plans, ids=lambda plan: plan.slug)
def test_the_check_reads_every_sentence_of_a_plan(plan: Plan) -> None:
    sentences = {
        item.texts.get(name, "")
        for _, item in plan.written
        for name in ("title", "wording", "comments")
    }
    assert sentences <= {*texts(plan), ""}
