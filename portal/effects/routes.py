"""Pages of what follows a decision."""

from portal.effects.service import following, records
from portal.web.guard import Room

room = Room("effects", __name__)

records.register_digests()
following.follow()
