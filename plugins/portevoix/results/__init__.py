"""Results: numbers of posts, kept as dated lines, and what they say against the one objective."""

from portevoix.results.asked import Asked, NotRead
from portevoix.results.bilan import (
    FEW,
    Bilan,
    Rate,
    Spread,
    Summary,
    Tally,
    bilan_of,
    is_judged,
    matters,
    quarter_of,
    say_result,
    share_of,
    summary_of,
)
from portevoix.results.counting import Figure, Results, Weighed, figures_of, results_of, weigh
from portevoix.results.declared import importers_of
from portevoix.results.drawing import against_target, say_rate, share_of_target, stacked
from portevoix.results.entering import (
    Given,
    enter_result,
    is_known,
    line_of,
    read_given,
    read_verdict,
)
from portevoix.results.file import add_lines, read_results
from portevoix.results.importers import IMPORTERS
from portevoix.results.importing import LOG, Left, Read, read_file
from portevoix.results.line import HAND, SAID, Line, Verdict
from portevoix.results.lookback import looked_back
from portevoix.results.matching import Found, Index, index_of
from portevoix.results.measures import MEASURES, RESULT, WEB, Measure
from portevoix.results.numbers import Number, read_day, read_number, say_number
from portevoix.results.target import Target, read_target

__all__ = [
    "FEW",
    "HAND",
    "IMPORTERS",
    "LOG",
    "MEASURES",
    "RESULT",
    "SAID",
    "WEB",
    "Asked",
    "Bilan",
    "Figure",
    "Found",
    "Given",
    "Index",
    "Left",
    "Line",
    "Measure",
    "NotRead",
    "Number",
    "Rate",
    "Read",
    "Results",
    "Spread",
    "Summary",
    "Tally",
    "Target",
    "Verdict",
    "Weighed",
    "add_lines",
    "against_target",
    "bilan_of",
    "enter_result",
    "figures_of",
    "importers_of",
    "index_of",
    "is_judged",
    "is_known",
    "line_of",
    "looked_back",
    "matters",
    "quarter_of",
    "read_day",
    "read_file",
    "read_given",
    "read_number",
    "read_results",
    "read_target",
    "read_verdict",
    "results_of",
    "say_number",
    "say_rate",
    "say_result",
    "share_of",
    "share_of_target",
    "stacked",
    "summary_of",
    "weigh",
]
