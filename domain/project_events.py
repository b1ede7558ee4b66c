"""What happens to a project besides its ledger's rows: it is taken out of the plan 调出, a number of its ledgers is explained 说明."""

CANCELLED, EXPLAINED = "cancelled", "explained"
EXPLAINED_SEQ = 5  # of the day: before what takes it out
