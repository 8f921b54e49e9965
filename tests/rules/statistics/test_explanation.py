"""The numbers in the explanation for managers are those that the code gives."""

from pathlib import Path

import pytest
from scipy import stats

from fullcircle.engines.statistics.concentration import gini_by_chance
from fullcircle.engines.statistics.intervals import wilson
from fullcircle.engines.statistics.right_first_time import Outcomes, right_first_time
from fullcircle.engines.statistics.shrinkage import beta_binomial
from fullcircle.engines.statistics.waits import Wait, wait_figure
from fullcircle.engines.statistics.weakest import weakest_link

PAGE = (
    Path(__file__).parents[3] / "docs" / "explanation" / "what-these-numbers-can-say.md"
).read_text()
WORDS = " ".join(PAGE.split())


@pytest.mark.parametrize(
    ("hits", "n", "words"),
    [(9, 10, "9 of 10"), (90, 100, "90 of 100"), (900, 1000, "900 of 1,000")],
)
def test_intervals(hits, n, words):
    share = wilson(hits, n)
    assert f"| {words} | {share.low:.0%} and {share.high:.0%} |".replace("%", " %") in PAGE


def test_five_of_five():
    assert f"as low as {wilson(5, 5).low:.0%}.".replace("%", " %") in WORDS


def test_drawn_shares():
    teams = {"North": (2, 4), "South": (27, 30), "East": (30, 40), "West": (46, 50),
             "Centre": (52, 60)}  # fmt: skip
    drawn = beta_binomial(list(teams.values()))
    for (name, (hits, n)), unit in zip(teams.items(), drawn.units, strict=True):
        row = f"| {name} | {hits} of {n} | {hits / n:.0%} | {unit.value:.0%} |"
        assert row.replace("%", " %") in PAGE
    assert min(zip(drawn.units, teams, strict=True), key=lambda pair: pair[0].value)[1] == "East"


def test_two_teams_that_really_differ():
    def no_better(n):
        return sum(
            stats.binom.pmf(worse, n, 0.5) * stats.binom.cdf(worse, n, 0.7)
            for worse in range(n + 1)
        )

    assert no_better(5) == pytest.approx(0.36, abs=0.006)
    assert no_better(20) == pytest.approx(0.12, abs=0.006)
    assert no_better(100) < 0.005
    assert "no better in 36 % of all cases. After 20 in 12 %, after 100 hardly ever." in WORDS


def test_silence():
    found = right_first_time(Outcomes(accepted=55, returned=35, silent=10))
    shares = (found.known.value, found.if_all_bad.value, found.if_all_good.value)
    assert [round(share, 2) for share in shares] == [0.61, 0.55, 0.65]
    assert "it is 61 %" in WORDS
    assert "were bad it would be 55 %, if all were good 65 %" in WORDS


def test_waits():
    served = [Wait(minutes, True) for minutes in (10, 20, 30, 40, 50)]
    still = [Wait(minutes, False) for minutes in (90, 120, 200)]
    assert wait_figure(served).median == 30
    assert (wait_figure([*served, *still]).median, wait_figure([*served, *still]).p90) == (40, None)


def test_the_weakest_link():
    few = weakest_link([("a", 46, 50), ("b", 41, 50), ("c", 45, 50)])
    many = weakest_link([("a", 460, 500), ("b", 410, 500), ("c", 450, 500)])
    assert few.named is None
    assert len(few.smallest_set) == 3
    assert 0.4 < few.probabilities["b"] < 0.5
    assert many.named == "b"


def test_twelve_fair_dispatchers():
    assert gini_by_chance([(8, 40)] * 12).expected == pytest.approx(0.16, abs=0.005)
