"""Pages of minutes."""

from portal.minutes.records import register_digests
from portal.web.guard import Room

room = Room("minutes", __name__)
register_digests()
