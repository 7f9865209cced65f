"""What a decision leaves behind: record, history, open data; and what is to come, a plan."""
