"""Pages of this room."""

from portal.web.guard import Room

room = Room("search", __name__)
