"""Whether a PDF can be opened by whoever is sent it, and merged into a pack."""

import io

MOST_PAGES = 5_000
"""Pages of one file; a longer one is no paper of a meeting."""
LAST_LINE = b"%%EOF"
"""How a PDF ends (ISO 32000-1, 7.5.5): without it, what followed was cut off."""


def problem(content: bytes) -> str:
    """Why a PDF is not let in, as words that follow its name; nothing where it is.

    A file that qpdf mends by itself (its list of parts is a little off) is sound, since every
    viewer mends it likewise; one that was cut short is not, though some of it could be shown.
    """
    import pikepdf

    if LAST_LINE not in content:
        return BROKEN
    try:
        with pikepdf.open(io.BytesIO(content)) as opened:
            return _of_opened(opened.is_encrypted, len(opened.pages))
    except pikepdf.PasswordError:
        return LOCKED
    except (pikepdf.PdfError, ValueError, RuntimeError, OverflowError):
        return BROKEN


LOCKED = (
    "is locked with a password, so that nobody could read it in the pack. Save it without one, "
    "and attach that."
)
BROKEN = (
    "is damaged: it cannot be opened. Open it in the program it came from, save it as PDF anew, "
    "and attach that."
)


def _of_opened(is_encrypted: bool, pages: int) -> str:
    if is_encrypted:
        return LOCKED
    if not pages:
        return BROKEN
    if pages > MOST_PAGES:
        return f"has {pages:,} pages. Attach a part of {MOST_PAGES:,} pages at most."
    return ""
