"""Who is asking and what they may see, with the reason. Nobody reads a plan but through here."""
