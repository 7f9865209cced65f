"""Pages of a matter that every owner decides by its own body."""

from portal.consents.service import deciding, records
from portal.web.guard import Room

room = Room("consents", __name__)

records.register_digests()
deciding.follow()
