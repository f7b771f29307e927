"""What a plan says: students, accommodations, 504 plans and IEPs; and what of it applies at a moment."""
