"""What the room tells the house: how its paths are resolved, its menu entry, what is verified."""

from portal.audit.queries import verifies
from portal.plans import queries
from portal.plans.queries import derivations, frames, places, progress_queries, row_digests
from portal.web.frame import navigate
from portal.web.guard import resolves

resolves("plan", queries.find_plan)
resolves("ref", queries.find_reading)
resolves("section", places.find_open_section)
resolves("version", queries.find_version)
resolves("area", queries.find_area)
navigate(20, "Plan", "plans.index")
verifies("plan revision", row_digests.revision_digests)
verifies("plan version", row_digests.version_digests)
verifies("plan part", row_digests.part_digests)
verifies("section order", places.order_digests, every=False)
verifies("plan cover", frames.cover_digests, every=False)
verifies("plan progress", progress_queries.progress_digests)
verifies("plan derivation", derivations.row_digests)
