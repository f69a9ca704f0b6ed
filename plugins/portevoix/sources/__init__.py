"""What people wrote, read whole before anything is made of it."""
