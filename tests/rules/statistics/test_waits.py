from fullcircle.engines.statistics.waits import Wait, quantiles, wait_figure

# Freireich et al. (1963), weeks of remission; True = ended, False = still going at the last look.
TREATED = [
    (6, True), (6, True), (6, True), (6, False), (7, True), (9, False), (10, True), (10, False),
    (11, False), (13, True), (16, True), (17, False), (19, False), (20, False), (22, True),
    (23, True), (25, False), (32, False), (32, False), (34, False), (35, False),
]  # fmt: skip
UNTREATED = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def test_medians_are_the_published_ones():
    treated = quantiles([Wait(weeks, ended) for weeks, ended in TREATED], [0.5])
    untreated = quantiles([Wait(weeks, True) for weeks in UNTREATED], [0.5])
    assert treated == [23]
    assert untreated == [8]


def test_when_too_many_still_wait_the_quantile_is_not_known():
    figure = wait_figure([Wait(5, True), Wait(60, False, 9)])
    assert figure.median is None
    assert figure.p90 is None
    assert (figure.n, figure.still_open) == (1, 9)


def test_open_waits_make_the_median_longer_than_that_of_the_decided_alone():
    decided = [Wait(minutes, True) for minutes in (5, 10, 15, 20, 25)]
    alone, with_open = (
        wait_figure(decided).median,
        wait_figure([*decided, Wait(100, False, 2)]).median,
    )
    assert alone == 15
    assert with_open == 20


def test_equal_waits_may_come_as_one_row():
    apart = [Wait(3, True), Wait(3, True), Wait(9, True), Wait(9, False)]
    together = [Wait(3, True, 2), Wait(9, True), Wait(9, False)]
    assert quantiles(apart, [0.1, 0.5, 0.75, 0.9]) == quantiles(together, [0.1, 0.5, 0.75, 0.9])


def test_nothing_waited_nothing_known():
    figure = wait_figure([])
    assert (figure.median, figure.p90, figure.n, figure.still_open) == (None, None, 0, 0)
