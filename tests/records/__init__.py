"""The records: kept whole, kept secret, never quietly changed."""
