"""What a clerk says when she has a pack built."""

from wtforms import IntegerField
from wtforms.validators import Optional

from portal.web.forms import PortalForm


class BuildForm(PortalForm):
    """How the pages of a supplementary pack are numbered."""

    continues_from = IntegerField("Number of the first page of papers", [Optional()])
