"""What becomes of the plans' actions: declared and computed status, dates agreed anew, chasing."""
