"""The page behind a card's code: a gate for staff, and behind it one student's plan, on a phone."""
