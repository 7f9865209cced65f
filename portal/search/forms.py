"""What is looked for."""

from wtforms import SearchField

from portal.web.forms import AtMost, PortalForm

LONGEST = 200
"""Characters; each word becomes a condition of one statement."""


class SearchForm(PortalForm):
    """The words to look for. It changes nothing, so it is sent by GET and needs no token."""

    class Meta(PortalForm.Meta):
        """A form of a page that is only read."""

        csrf = False

    q = SearchField("Words to look for", [AtMost(LONGEST, "What you look for")])
