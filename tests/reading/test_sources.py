"""Headings of a paper stand below that of its item, on wide pages too."""

from portal.documents.tree import Heading, Paragraph, Run, Wide
from portal.reading.sources import lowered


def test_headings_on_wide_pages_are_lowered_like_the_others() -> None:
    words = Paragraph((Run("So."),))
    found = list(lowered((Heading(1, "A"), Wide((Heading(2, "B"), words)), Heading(6, "C")), 1))
    assert found == [Heading(2, "A"), Wide((Heading(3, "B"), words)), Heading(6, "C")]
