"""Pages of a meeting in its course."""

from portal.audit import service as audit
from portal.chamber.records import register_digests
from portal.chamber.service import following
from portal.web.guard import Room

room = Room("chamber", __name__)
register_digests()
audit.on("attendance:marked", following.mark)
for _action in following.KINDS:
    audit.on(_action, following.follow)
