"""What the school keeps: one database with roster, plan versions, card links, staff, and the ledger."""
