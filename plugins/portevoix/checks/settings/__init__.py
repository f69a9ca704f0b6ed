"""What an organisation decides for itself, and reading it."""

from portevoix.checks.settings.fields import OFFICIALS
from portevoix.checks.settings.reading import read_check_settings
from portevoix.checks.settings.settings import CheckSettings, plain_contact

__all__ = ["OFFICIALS", "CheckSettings", "plain_contact", "read_check_settings"]
