"""A picture as one page of PDF."""

from portal.documents.pdf import TypesettingError

_PAGE = """#set document(title: sys.inputs.name)
#set page(paper: "a4", margin: 20mm)
#align(center + horizon, image("picture", format: sys.inputs.format, fit: "contain",
  width: 100%, height: 100%, alt: sys.inputs.name))"""


def picture_page(content: bytes, picture_format: str, name: str) -> bytes:
    """The picture (``png`` or ``jpg``) on a page of A4, as large as it fits.

    Raises TypesettingError for bytes that are no such picture.
    """
    import tempfile
    from pathlib import Path

    import typst

    with tempfile.TemporaryDirectory(prefix="portal-picture-") as folder:
        place = Path(folder)
        (place / "page.typ").write_text(_PAGE, encoding="utf-8")
        (place / "picture").write_bytes(content)
        try:
            made = typst.compile(
                str(place / "page.typ"),
                root=folder,
                sys_inputs={"name": name, "format": picture_format},
            )
        except typst.TypstError as error:
            raise TypesettingError(str(error)) from error
    if not isinstance(made, bytes):
        raise TypesettingError("The picture is more than one page.")
    return made
