"""Pages of what decisions leave behind: records, histories, open data, and the forward plan."""

from portal.decision_records import panels
from portal.decision_records.queries.records import find_decision
from portal.decision_records.routes import data, history, plan, records
from portal.web.guard import Room, resolves

room = Room("decision_records", __name__)

resolves("decision", find_decision)
panels.fill_slots()
records.declare(room)
data.declare(room)
plan.declare(room)
history.declare(room)
