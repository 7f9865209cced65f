"""Pages of a meeting in its course: the clerk's, the chair's, and the screen for the room."""

from portal.audit import service as audit
from portal.chamber import panels
from portal.chamber.records import register_digests
from portal.chamber.routes import clerking, moving, screens
from portal.chamber.service import following
from portal.web.guard import Room

room = Room("chamber", __name__)
register_digests()
panels.fill_slots()
audit.on("attendance:marked", following.mark)
for _action in following.KINDS:
    audit.on(_action, following.follow)
screens.declare(room)
clerking.declare(room)
moving.declare(room)
