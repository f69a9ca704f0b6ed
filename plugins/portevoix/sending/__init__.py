"""Sending: what leaves for the networks, and the ledger that says what is out."""

from portevoix.locking import Busy
from portevoix.sending.accounts import (
    ROUTES,
    accounts_of,
    outlet_of,
    server_of,
    token_of,
    variable_of,
    variables_of,
)
from portevoix.sending.clock import Clock
from portevoix.sending.corrections import correct, corrections_of, withdraw
from portevoix.sending.deliver import Ending, Outcome, deliver
from portevoix.sending.desk import Desk
from portevoix.sending.entering import enter
from portevoix.sending.http import AGENT, Answer, Http, Later, NetworkError, Rejected, Unsure
from portevoix.sending.in_git import NotKept, SharedLedger
from portevoix.sending.leaving import dry_run, send_posts
from portevoix.sending.ledger import Entry, Ledger, Part, State, Way, held, read_ledger
from portevoix.sending.mending import correct_posts, withdraw_post
from portevoix.sending.message import Attached, Document, LinkCard, Message
from portevoix.sending.messages import messages_of
from portevoix.sending.names import names_of, names_today
from portevoix.sending.outs import outs_of
from portevoix.sending.register import publications_of
from portevoix.sending.retries import asked_again
from portevoix.sending.saying import said_of
from portevoix.sending.seen import check_picture, unseen
from portevoix.sending.standard import DOCUMENT, WELL_KNOWN, documents_of, publication_of
from portevoix.sending.twins import file_of, twin_of
from portevoix.sending.web import on_the_web

__all__ = [
    "AGENT",
    "DOCUMENT",
    "ROUTES",
    "WELL_KNOWN",
    "Answer",
    "Attached",
    "Busy",
    "Clock",
    "Desk",
    "Document",
    "Ending",
    "Entry",
    "Http",
    "Later",
    "Ledger",
    "LinkCard",
    "Message",
    "NetworkError",
    "NotKept",
    "Outcome",
    "Part",
    "Rejected",
    "SharedLedger",
    "State",
    "Unsure",
    "Way",
    "accounts_of",
    "asked_again",
    "check_picture",
    "correct",
    "correct_posts",
    "corrections_of",
    "deliver",
    "documents_of",
    "dry_run",
    "enter",
    "file_of",
    "held",
    "messages_of",
    "names_of",
    "names_today",
    "on_the_web",
    "outlet_of",
    "outs_of",
    "publication_of",
    "publications_of",
    "read_ledger",
    "said_of",
    "send_posts",
    "server_of",
    "token_of",
    "twin_of",
    "unseen",
    "variable_of",
    "variables_of",
    "withdraw",
    "withdraw_post",
]
