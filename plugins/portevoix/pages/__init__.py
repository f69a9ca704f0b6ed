"""The pages of posts and of their lists, and the table of all makers."""
