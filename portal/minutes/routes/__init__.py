"""Pages of minutes, and of the actions that arose."""

from portal.minutes import panels
from portal.minutes.records import register_digests
from portal.minutes.routes import arising, finishing, keeping, reading
from portal.web.guard import Room

room = Room("minutes", __name__)
register_digests()
panels.fill_slots()
reading.declare(room)
keeping.declare(room)
finishing.declare(room)
arising.declare(room)
