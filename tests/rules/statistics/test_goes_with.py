from dataclasses import replace
from math import exp

import numpy as np
import pytest

from fullcircle.engines.statistics.goes_with import WORDING, Case, Verdict, goes_with
from fullcircle.engines.statistics.reasons import NoData, Reason
from tests.rules.statistics.test_ordinal import made


def company(seed, *, link, mood, n=300, clusters=20, answers=2):
    """Cases of `clusters` teams; `link`: log odds for the score; `mood`: spread of an unmeasured
    cause that moves the scores and the answers of a whole team alike when `link` is 0."""
    dice = np.random.default_rng(seed)
    teams = dice.integers(0, clusters, n)
    score_mood, answer_mood = dice.normal(0, 1, clusters), dice.normal(0, mood, clusters)
    score = 0.5 * score_mood[teams] + dice.normal(0, 1, n)
    kind = dice.integers(0, 3, n)
    line = link * score + answer_mood[teams] + 0.4 * kind + dice.logistic(0, 1, n)
    answer = np.digitize(line, np.quantile(line, np.arange(1, answers) / answers))
    return [
        Case(int(a), float(s), f"t{t}", (f"k{k}",))
        for a, s, t, k in zip(answer, score, teams, kind, strict=True)
    ]


def test_odds_and_interval_agree_with_another_implementation():
    """The rows of test_ordinal: slope .88989755, robust error .75377034 by statsmodels 0.15.0; t at
    97.5 % with 11 degrees is 2.200985."""
    yes, _, score, kind, cluster = made()
    rows = zip(yes, score, kind, cluster, strict=True)
    found = goes_with([Case(int(y), float(s), str(c), (str(k),)) for y, s, k, c in rows], per=0.1)
    slope, half = 0.088989755, 0.075377034 * 2.200985
    assert found.odds.value == pytest.approx(exp(slope))
    assert (found.odds.low, found.odds.high) == pytest.approx(
        (exp(slope - half), exp(slope + half))
    )
    assert (found.n, found.clusters, found.per) == (120, 12, 0.1)
    assert found.verdict == Verdict.NOT_TOLD_APART


@pytest.mark.parametrize("answers", [2, 5])
def test_a_planted_link_is_found_and_its_interval_holds_it(answers):
    held, found_it = 0, 0
    for seed in range(60):
        found = goes_with(company(seed, link=0.5, mood=0.3, answers=answers), draws=99)
        held += found.odds.low <= exp(0.5) <= found.odds.high
        found_it += found.verdict == Verdict.GOES_TOGETHER
    # The unmeasured mood draws the odds a little to 1, so a little less than .95.
    assert held / 60 > 0.87
    assert found_it / 60 > 0.9


def test_without_a_link_false_alarms_stay_rare_though_teams_have_their_moods():
    alarms = [
        goes_with(company(seed, link=0.0, mood=0.6), draws=99).verdict != Verdict.NOT_TOLD_APART
        for seed in range(300)
    ]
    # Nominal 5 %; four standard errors are 5 %.
    assert np.mean(alarms) < 0.085


def test_scores_dealt_again_at_random_show_nothing():
    cases = company(1, link=1.0, mood=0.2)
    assert goes_with(cases).verdict == Verdict.GOES_TOGETHER
    dice = np.random.default_rng(20260714)
    found = 0
    for _ in range(40):
        mixed = dice.permutation([case.score for case in cases])
        dealt = [replace(case, score=float(s)) for case, s in zip(cases, mixed, strict=True)]
        found += goes_with(dealt, draws=99).verdict == Verdict.GOES_TOGETHER
    assert found / 40 <= 0.15


def test_a_later_score_that_says_the_same_fails_the_control():
    """A lasting mood of the team moves both: the score of next week then "explains" this week."""
    cases = company(2, link=1.0, mood=0.0)
    told = [replace(case, later=case.score) for case in cases]
    found = goes_with(told)
    assert found.verdict == Verdict.CONTROL_FAILED
    assert found.backwards.low > 1
    dice = np.random.default_rng(3)
    quiet = goes_with([replace(case, later=float(dice.normal())) for case in cases])
    assert quiet.verdict == Verdict.GOES_TOGETHER
    assert quiet.backwards.low < 1 < quiet.backwards.high


def test_what_does_not_stand_out_of_the_scores_dealt_again_is_not_told():
    """Few clusters: the interval alone leaves 1 out, one in eleven random deals looks as strong."""
    found = goes_with(company(60, link=0.3, mood=0.3, n=60, clusters=10), draws=999)
    assert found.chance < 0.05 < found.permuted
    assert found.odds.low > 1
    assert found.verdict == Verdict.NOT_TOLD_APART


def test_the_wording_is_fixed():
    assert goes_with(company(1, link=1.0, mood=0.2)).wording == WORDING == "goes together with"


def test_other_reasons_are_taken_out():
    """Kind decides both score and answer; beside the kind the score says nothing."""
    dice = np.random.default_rng(20260714)
    kinds = dice.integers(0, 2, 600)
    cases = [
        Case(
            int(dice.random() < 0.3 + 0.4 * k),
            float(k + dice.normal(0, 0.5)),
            f"t{at % 30}",
            (str(k),),
        )
        for at, k in enumerate(kinds)
    ]
    bare = [replace(case, reasons=()) for case in cases]
    assert goes_with(bare).verdict == Verdict.GOES_TOGETHER
    assert goes_with(cases).verdict == Verdict.NOT_TOLD_APART


def test_the_same_seed_gives_the_same_answer():
    cases = company(5, link=0.2, mood=0.2)
    assert goes_with(cases, draws=99) == goes_with(cases, draws=99)


def refused(cases):
    found = goes_with(cases, draws=19)
    assert isinstance(found, NoData)
    return found


def test_too_little_is_refused_with_the_reason():
    cases = company(1, link=0.5, mood=0.2)
    assert refused([]) == NoData(Reason.NO_CASES, 0, 30)
    assert refused(cases[:29]) == NoData(Reason.TOO_FEW, 29, 30)
    few = [replace(case, cluster=f"t{at % 9}") for at, case in enumerate(cases)]
    assert refused(few) == NoData(Reason.TOO_FEW_GROUPS, 9, 10)
    assert refused([replace(case, answer=1) for case in cases]).reason == Reason.NO_SPREAD
    assert refused([replace(case, score=0.5) for case in cases]).reason == Reason.NO_SPREAD
    rare = [replace(case, answer=int(at < 6)) for at, case in enumerate(cases)]
    assert refused(rare).reason == Reason.TOO_FEW_PER_REASON
    same = [replace(case, score=float(case.reasons[0] == "k1")) for case in cases]
    assert refused(same).reason == Reason.SAME_THING_TWICE
    split = [replace(case, answer=int(case.score > 0)) for case in cases]
    assert refused(split).reason == Reason.SPLIT_WITHOUT_OVERLAP


def test_impossible_cases_are_refused():
    cases = company(1, link=0.5, mood=0.2)
    for bad, word in (
        ([*cases, replace(cases[0], reasons=())], "same reasons"),
        ([replace(cases[0], score=float("nan"))], "a number"),
        ([replace(cases[0], later=float("inf"))], "a number"),
    ):
        with pytest.raises(ValueError, match=word):
            goes_with(bad)
    with pytest.raises(ValueError, match="step"):
        goes_with(cases, per=0.0)
