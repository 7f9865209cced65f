"""Rules that every template keeps, read from the files themselves."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

TEMPLATES = Path(__file__).parents[2] / "templates"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
COMPONENTS = [name for name in NAMES if name.startswith("components/")]
MACRO = re.compile(r"\{%-? macro (?P<name>[a-z]\w*)\(")

every_template = pytest.mark.parametrize("name", NAMES)
every_component = pytest.mark.parametrize("name", COMPONENTS)


def source(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def without_comments(name: str) -> str:
    return re.sub(r"\{#.*?#\}", "", source(name), flags=re.DOTALL)


def words_of(name: str) -> str:
    """What a person may read: the text between the tags."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", without_comments(name), flags=re.DOTALL)
    text = re.sub(r"\{%.*?%\}", " ", text, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", text)


@every_template
def test_a_template_parses(name: str) -> None:
    assert Environment(autoescape=True).parse(source(name)).body


@every_template
def test_nothing_is_styled_or_scripted_in_line(name: str) -> None:
    text = without_comments(name)
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert "javascript:" not in text


@every_template
def test_htmx_is_asked_for_nothing_that_needs_eval(name: str) -> None:
    text = without_comments(name)
    assert not re.search(r"\bhx-on\b", text)
    assert not re.search(r"hx-(vals|headers|vars)\s*=\s*[\"']\s*(js|javascript):", text)
    assert not re.search(r"hx-trigger\s*=\s*\"[^\"]*\[", text)


@every_template
def test_everything_is_served_from_here(name: str) -> None:
    assert not re.search(r"<(script|link|img|iframe)\b[^>]*https?://", without_comments(name))


@every_template
def test_the_words_are_plain(name: str) -> None:
    assert not re.search(
        r"invalid|click here|please|e\.g\.|i\.e\.|lorem|oops|GOV\.UK", words_of(name), re.IGNORECASE
    )


@every_template
def test_every_form_that_posts_carries_its_token(name: str) -> None:
    forms = re.findall(r"<form\b.*?</form>", without_comments(name), flags=re.DOTALL)
    posting = [form for form in forms if re.search(r"method=\"post\"|hx-post", form)]
    assert [form for form in posting if "csrf_token" not in form and "hidden_tag" not in form] == []


@every_template
def test_a_page_imports_inside_its_blocks_so_that_a_block_can_be_drawn_alone(name: str) -> None:
    body = Environment(autoescape=True).parse(source(name)).body
    if not any(isinstance(node, nodes.Extends) for node in body):
        return
    assert [node for node in body if isinstance(node, nodes.Import | nodes.FromImport)] == []


@every_template
def test_a_page_has_a_title_of_its_own(name: str) -> None:
    if '{% extends "base.html" %}' in source(name):
        assert re.search(r"\{% block title %\}.*\S.*\{%-? endblock", source(name))


@every_component
def test_every_component_says_what_it_takes(name: str) -> None:
    text = source(name)
    silent = [
        macro["name"]
        for macro in MACRO.finditer(text)
        if not text[: macro.start()].rstrip().endswith("#}")
    ]
    assert silent == []


@every_component
def test_every_component_is_on_the_design_page(name: str) -> None:
    shown = source("design.html") + "".join(MACRO.sub("", source(other)) for other in COMPONENTS)
    missing = [
        macro["name"]
        for macro in MACRO.finditer(source(name))
        if not re.search(rf"\b{macro['name']}\(", shown)
    ]
    assert missing == []
