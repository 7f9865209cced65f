"""Pages of this room."""

from portal.web.guard import Room

room = Room("feeds", __name__)
