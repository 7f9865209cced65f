"""The portal's templates, without a database."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import render_template

from portal import config
from portal.app import create_app
from portal.documents.tree import Document

Page = Callable[[Document], str]


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """``page(document)``: the document as HTML."""
    data: Path = tmp_path_factory.mktemp("documents")
    app = create_app(config.load({"PORTAL_DATA": str(data)}))

    def drawn(document: Document) -> str:
        with app.test_request_context("/"):
            return render_template(
                "documents/page.html",
                document=document,
                place=("Business plan", "/afc/plans/business-plan/"),
            )

    return drawn
