"""What is printed of the record of doses: the daily sheet that the nurse signs, and the grid of a month."""
