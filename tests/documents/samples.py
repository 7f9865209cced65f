"""Documents to be typeset: one with everything in it, and whatever Hypothesis can think of."""

from datetime import date

from hypothesis import strategies as st

from portal.documents.markdown import blocks_of
from portal.documents.tree import (
    Block,
    Cell,
    Definitions,
    Document,
    Heading,
    Paragraph,
    Picture,
    Run,
    Table,
    Wide,
)

DAY = date(2019, 6, 24)
PDF = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    b"0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"
)
"""A PDF with one empty page, as small as one can be."""
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20">'
    '<rect width="60" height="20" fill="#1f3a5f"></rect></svg>'
)
MARKDOWN = """Words **in bold**, *in italics*, `as code` and [a link](https://example.org/a).

# A heading inside

- one
- two
  1. first
  2. second

4. four

> quoted

```
#import "kept"
  as it stands
```

---

| a | b |
|---|---|
| c | d |
"""
HOSTILE = (
    '#import "x": *',
    "$x^2$ \\ \\n",
    "@ref <label> `tick` ``` *a* _b_ ~~c~~",
    "<script>alert(1)</script> <b>raw</b> &amp; &lt;",
    "// comment /* another */",
    "= Heading? == Not = one",
    "#panic() #eval(1) #{ } #[ ] \\u{41}",
    "{{ words }} {% raw %}",
    "\x00\x07\x1b[31m\x85\ufeff\u202ereversed\u2069",
    "中文 😀 ‏مرحبا e\u0301 \u0378",
    "x" * 400,
    "&#x0; ]]> <!-- -- >",
    "    indented\n\ttabbed",
    ">" * 60 + " deep",
)


def paragraph(text: str) -> Paragraph:
    """Words of one kind."""
    return Paragraph((Run(text),))


def cell(text: str, span: int = 1) -> Cell:
    """A cell of one paragraph."""
    return Cell((paragraph(text),), span)


def document(*blocks: Block, title: str = "Business plan", contents: bool = True) -> Document:
    """A document with these blocks under one section."""
    return Document(
        title,
        "Achieving for Children",
        DAY,
        (Heading(1, "A Introduction"), *blocks),
        facts=("Version 1", "As read by everybody"),
        head="Business plan",
        foot="Version 1",
        subject="What a company will do",
        contents=contents,
    )


def everything() -> Document:
    """Every kind of block, in an order that breaks pages and turns them."""
    years = tuple((cell(f"Year {year}"), cell("What happens. " * 60)) for year in range(12))
    matrix = Table(
        "Side by side", ((cell("Company"), cell("Councils", 2)),), ((cell("x"), cell("y", 2)),)
    )
    return document(
        *blocks_of(MARKDOWN, 2),
        Heading(2, "C-01 A priority"),
        Paragraph((Run("What we will do."),), lead=True),
        Definitions((("Lead", (paragraph("Head of Service"),)), ("Theme", (paragraph("Help"),)))),
        Table("Year by year", ((cell("Year"), cell("Steps")),), years, (1, 3), row_heads=True),
        Picture(DRAWING, "Six of ten are done", "How far we are", 50),
        Wide((Heading(1, "Annex A"), matrix)),
        Heading(1, "B Notes"),
        Paragraph((Run("Not shared with you."),), quiet=True),
    )  # fmt: skip


PIECES = (
    *HOSTILE,
    "# ",
    "- ",
    "1. ",
    "> ",
    "```\n",
    "**",
    "|a|b|\n|-|-|\n",
    "\n\n",
    "word ",
    "[l](http://x.y)",
)
hostile_text = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), min_size=1, max_size=8
).map("".join)
"""Markdown, typst, HTML and control characters, in any order."""
