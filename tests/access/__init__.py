"""Access: nobody reads a plan but through here."""
