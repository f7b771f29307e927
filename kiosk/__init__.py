"""The accommodation kiosk: what a student's plan asks of the adults in the room, now."""
