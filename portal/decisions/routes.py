"""Pages of this room."""

from portal.web.guard import Room

room = Room("decisions", __name__)
