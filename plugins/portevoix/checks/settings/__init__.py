"""What an organisation decides for itself, and reading it."""

from portevoix.checks.settings.fields import OFFICIALS
from portevoix.checks.settings.reading import GLOSSARY, read_check_settings
from portevoix.checks.settings.settings import CheckSettings, plain_contact

__all__ = ["GLOSSARY", "OFFICIALS", "CheckSettings", "plain_contact", "read_check_settings"]
