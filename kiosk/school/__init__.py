"""The school's clock: time zone, bells, calendar. What time is it here?"""
