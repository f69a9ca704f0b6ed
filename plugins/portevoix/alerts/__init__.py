"""What is due or late, from all rooms, as one list."""

from portevoix.alerts.alert import Alert
from portevoix.alerts.outlook import Outlook
from portevoix.alerts.table import MAKERS, alerts_of
from portevoix.alerts.telling import dump_alerts, mail_subject, mail_text, print_alerts

__all__ = [
    "MAKERS",
    "Alert",
    "Outlook",
    "alerts_of",
    "dump_alerts",
    "mail_subject",
    "mail_text",
    "print_alerts",
]
