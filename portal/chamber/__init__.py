"""At the meeting: who comes and goes, the item now, movers, adjournments; the chair's screen."""
