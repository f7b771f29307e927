"""The pretend school: Maple Street Elementary, the same one for the same seed."""
