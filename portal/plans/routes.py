"""Pages of this room."""

from portal.web.guard import Room

room = Room("plans", __name__)
