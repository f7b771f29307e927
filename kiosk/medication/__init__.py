"""Medication at school: orders, due times, gaps and outcomes. What is due, and what may be given. Pure."""
