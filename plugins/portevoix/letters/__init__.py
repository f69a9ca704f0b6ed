"""The newsletter: issues as mails, their archive on the site, and the team’s letter."""
