"""Pages of minutes."""

from portal.minutes import models as models
from portal.web.guard import Room

room = Room("minutes", __name__)
