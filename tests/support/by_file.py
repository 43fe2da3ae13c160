"""What each file of tests costs: it is whole files that the two workers share between them."""

from collections import Counter

import pytest

SHOWN = 30


def tell(reporter: pytest.TerminalReporter) -> None:
    """Print the files that took longest, in seconds of one worker, with what their tests set up and took down."""
    took: Counter[str] = Counter()
    for reports in reporter.stats.values():
        for report in reports:
            took[report.nodeid.partition("::")[0]] += getattr(report, "duration", 0.0)
    reporter.write_sep("=", f"files that took longest, of {sum(took.values()):.0f} s")
    for name, seconds in took.most_common(SHOWN):
        reporter.write_line(f"{seconds:8.1f}s {name}")
