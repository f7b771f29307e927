"""What is wrong with an installation, and what to do. It reads no plan, and names no student."""
