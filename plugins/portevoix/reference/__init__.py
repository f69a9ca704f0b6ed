"""All that people may write, as a page of the guide and as JSON Schemas, from the declarations that
readers read by."""

from portevoix.reference.page import render_page
from portevoix.reference.schema import post_schema, settings_schema
from portevoix.reference.sections import SECTIONS

__all__ = ["SECTIONS", "post_schema", "render_page", "settings_schema"]
