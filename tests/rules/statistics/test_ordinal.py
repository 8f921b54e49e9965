import numpy as np
import pytest

from fullcircle.engines.statistics.ordinal import fit

# McCullagh and Nelder (1989), section 5.6.1: nine answers on four cheeses, 52 tasters each.
CHEESES = [[0, 0, 1, 7, 8, 8, 19, 8, 1], [6, 9, 12, 11, 7, 6, 1, 0, 0],
           [1, 1, 6, 8, 23, 7, 5, 1, 0], [0, 0, 0, 1, 3, 7, 14, 16, 11]]  # fmt: skip
# Dalal, Fowlkes and Hoadley (1989): temperature at start and thermal distress of the rings.
DEGREES = [
    66,
    70,
    69,
    68,
    67,
    72,
    73,
    70,
    57,
    63,
    70,
    78,
    67,
    53,
    67,
    75,
    70,
    81,
    76,
    79,
    75,
    76,
    58,
]
DISTRESS = [0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1]


def made():
    """120 cases in 12 clusters, made by arithmetic; the same rows went to statsmodels."""
    at = np.arange(120)
    score, kind, cluster = ((at * 37) % 101) / 100, ((at * 53) % 7 > 3).astype(float), at % 12
    luck = ((at * 29) % 97) / 97
    line = 1.5 * score - 0.5 * kind - 0.3 + 0.2 * (cluster % 3 - 1)
    yes = (luck < 1 / (1 + np.exp(-line))).astype(int)
    answer = np.digitize(luck - 0.3 * score + 0.1 * kind, [0.1, 0.4, 0.6])
    return yes, answer, score, kind, cluster


def test_the_cheeses_have_the_published_estimates():
    """Intercepts and slopes as printed in the SAS/STAT manual, LOGISTIC, "Ordinal logistic
    regression" (the same signs turned round); standard errors as R's MASS::polr gives them."""
    answers = np.repeat(np.tile(np.arange(9), 4), np.ravel(CHEESES))
    cheese = np.repeat(np.repeat(np.arange(4), 9), np.ravel(CHEESES))
    columns = (cheese[:, None] == np.arange(3)).astype(float)
    found = fit(answers, columns, np.arange(208))
    assert found.slopes == pytest.approx([-1.6128, -4.9646, -3.3227], abs=2e-4)
    assert found.cuts == pytest.approx(
        [-7.0801, -6.0249, -4.9254, -3.8568, -2.5205, -1.5685, -0.0669, 1.4930], abs=2e-4
    )
    assert np.sqrt(np.diag(found.naive))[8] == pytest.approx(0.3805, abs=1e-4)


def test_the_rings_have_the_published_estimates():
    """Intercept 15.0429 (7.3786), temperature -.2322 (.1082)."""
    found = fit(np.array(DISTRESS), np.array(DEGREES, dtype=float)[:, None], np.arange(23))
    assert (-found.cuts[0], found.slopes[0]) == pytest.approx((15.0429, -0.2322), abs=5e-5)
    assert np.sqrt(np.diag(found.naive)) == pytest.approx([7.3786, 0.1082], abs=5e-5)


def test_two_answers_and_clusters_agree_with_another_implementation():
    """statsmodels 0.15.0, Logit, cov_type "cluster" without correction, times sqrt(12/11)."""
    yes, _, score, kind, cluster = made()
    found = fit(yes, np.column_stack([score, kind]), cluster)
    assert (-found.cuts[0], *found.slopes) == pytest.approx((0.12724281, 0.88989755, -0.91819161))
    assert np.sqrt(np.diag(found.robust)) == pytest.approx([0.47037527, 0.75377034, 0.36634263])


def test_four_answers_agree_with_another_implementation():
    """statsmodels 0.15.0, OrderedModel with the logit link."""
    _, answer, score, kind, cluster = made()
    found = fit(answer, np.column_stack([score, kind]), cluster)
    assert found.slopes == pytest.approx([-1.03195152, 0.8168124], abs=1e-6)
    assert found.cuts == pytest.approx([-1.56745036, -0.05882727, 0.77537314], abs=1e-6)
    assert np.sqrt(np.diag(found.naive))[3:] == pytest.approx([0.57740967, 0.34049626], abs=1e-6)
    assert found.likelihood == pytest.approx(-158.81561816)


def test_the_pulls_are_the_derivatives_by_the_line():
    _, answer, score, kind, cluster = made()
    columns = np.column_stack([score, kind])
    found = fit(answer, columns, cluster)
    # At the best fit the pulls are at right angles to every column and add up to nought.
    assert found.pulls @ columns == pytest.approx([0, 0], abs=1e-7)
    assert found.pulls.sum() == pytest.approx(0, abs=1e-7)


def test_columns_that_separate_or_repeat_do_not_settle():
    yes = np.array([0] * 20 + [1] * 20)
    column = yes.astype(float)[:, None]
    assert fit(yes, column, np.arange(40)) is None
    mixed = np.array([0, 1] * 20)
    twice = np.repeat(np.arange(40.0)[:, None] / 40, 2, axis=1)
    assert fit(mixed, twice, np.arange(40)) is None
