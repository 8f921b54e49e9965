import numpy as np
import pytest
from scipy import integrate, stats

from fullcircle.engines.statistics.shrinkage import beta_binomial
from fullcircle.engines.statistics.weakest import gain_at_target, weakest_link


def test_a_link_far_below_the_others_is_named():
    found = weakest_link([("intake", 190, 200), ("briefing", 100, 200), ("papers", 185, 200)])
    assert found.named == "briefing"
    assert found.smallest_set == ("briefing",)
    assert found.n == 600


def test_links_that_cannot_be_told_apart_are_not_named():
    found = weakest_link([("a", 8, 10), ("b", 7, 10), ("c", 8, 10)])
    assert found.named is None
    assert len(found.smallest_set) >= 2
    assert sum(found.probabilities[name] for name in found.smallest_set) >= 0.8


def test_the_set_is_the_smallest_that_reaches_four_fifths():
    found = weakest_link([("a", 60, 100), ("b", 61, 100), ("c", 95, 100), ("d", 96, 100)])
    assert set(found.smallest_set) == {"a", "b"}
    assert found.probabilities["a"] < 0.8


def test_the_probability_is_the_integral_over_the_posteriors():
    """Independent: the chance that one beta variable lies below two others, by quadrature."""
    links = [("a", 30, 40), ("b", 34, 40), ("c", 45, 60)]
    found = weakest_link(links, draws=200_000)
    posts = [stats.beta(*pair) for pair in beta_binomial([link[1:] for link in links]).posteriors]
    for at, (name, _, _) in enumerate(links):
        others = [post for place, post in enumerate(posts) if place != at]
        exact = integrate.quad(
            lambda p, one=posts[at], rest=others: one.pdf(p) * np.prod([o.sf(p) for o in rest]),
            0, 1, points=[0.75],
        )[0]  # fmt: skip
        # Four standard errors of a share in 200,000 draws.
        assert found.probabilities[name] == pytest.approx(exact, abs=0.0045)


def test_with_no_differences_the_weakest_link_is_seldom_named():
    """Five equal links at .9: naming one would be a false alarm."""
    dice = np.random.default_rng(20260714)
    named = 0
    for _ in range(200):
        hits = dice.binomial(40, 0.9, 5)
        found = weakest_link([(str(at), int(k), 40) for at, k in enumerate(hits)], draws=2000)
        named += found.named is not None
    assert named / 200 < 0.05


def test_the_same_seed_gives_the_same_answer():
    links = [("a", 8, 10), ("b", 7, 10)]
    assert weakest_link(links) == weakest_link(links)
    assert weakest_link(links, seed=1).probabilities != weakest_link(links, seed=2).probabilities


def test_links_without_cases_are_not_judged():
    found = weakest_link([("a", 8, 10), ("b", 7, 10), ("new", 0, 0)])
    assert set(found.probabilities) == {"a", "b"}
    assert weakest_link([("a", 8, 10), ("new", 0, 0)]) is None
    assert weakest_link([]) is None


def test_impossible_chains_are_refused():
    with pytest.raises(ValueError, match="one name"):
        weakest_link([("a", 1, 2), ("a", 1, 2)])
    with pytest.raises(ValueError, match="hits"):
        weakest_link([("a", 3, 2), ("b", 1, 2)])
    with pytest.raises(ValueError, match="draws"):
        weakest_link([("a", 1, 2), ("b", 1, 2)], draws=0)


def test_the_gain_is_what_the_product_of_yields_gains():
    assert gain_at_target([0.9, 0.8, 0.5], 2, 0.75) == pytest.approx(0.9 * 0.8 * 0.25)
    assert gain_at_target([0.9, 0.8], 0, 0.85) == 0
    with pytest.raises(ValueError, match="between 0 and 1"):
        gain_at_target([0.9], 1, 0.95)
