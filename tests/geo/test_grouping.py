"""Which reports have one cause: cases on a line that can be checked by hand, then whatever hypothesis thinks of."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.grouping import Found, Rules, group_reports
from geo.places import METRES_PER_DEGREE, Place
from geo.reports import Report, centre_of, customers_of, describe

NOON = datetime(2026, 4, 1, 5, 0, tzinfo=UTC)
RULES = Rules(span_minutes=120, eps_m=250, eps_minutes=60, min_reports=3, widest_m=1000)


def uid(number: int) -> UUID:
    return UUID(int=number)


def report(number: int, *, east_m: float = 0, minute: float = 0, **said: object) -> Report:
    """Report `number`, so far east of a point on the equator, so many minutes after noon."""
    place = Place(108 + east_m / METRES_PER_DEGREE, 0)
    return Report(uid(number), place, NOON + timedelta(minutes=minute), **said)  # type: ignore[arg-type]


def member(number: int, group: int, *, settled: bool = False, **said: object) -> Report:
    """A report that belongs to a group already, still out an hour and a half after noon."""
    lasts = NOON + timedelta(minutes=90)
    return replace(report(number, **said), group=uid(group), settled=settled, lasts_until=lasts)  # type: ignore[arg-type]


def keys(found: Found) -> list[int]:
    return [key.int for key, _ in found.joined]


def test_two_reports_of_one_transformer_are_one_group() -> None:
    (found,) = group_reports([report(1, transformer="T1"), report(2, transformer="T1", east_m=900, minute=119)], RULES)
    assert (keys(found), found.cause, found.element, found.group) == ([1, 2], "transformer", "T1", None)


def test_a_pause_longer_than_the_span_begins_something_new() -> None:
    assert group_reports([report(1, transformer="T1"), report(2, transformer="T1", minute=121)], RULES) == ()


def test_reports_that_follow_each_other_bridge_a_long_time() -> None:
    (found,) = group_reports([report(n, transformer="T1", minute=100 * n) for n in range(5)], RULES)
    assert keys(found) == [0, 1, 2, 3, 4]


def test_an_open_group_takes_reports_as_long_as_supply_is_out() -> None:
    group = [member(1, 9, transformer="T1"), member(2, 9, transformer="T1")]
    late = report(3, transformer="T1", minute=200)
    assert group_reports([*group, late], RULES) == (Found(uid(9), (), ((uid(3), "transformer"),), "transformer", "T1"),)


def test_two_transformers_of_one_feeder_point_to_the_feeder() -> None:
    reports = [report(1, transformer="T1", feeder="F"), report(2, transformer="T2", feeder="F", east_m=5000)]
    (found,) = group_reports(reports, RULES)
    assert (keys(found), found.cause, found.element) == ([1, 2], "feeder", "F")


def test_how_many_transformers_point_to_the_feeder_is_a_setting() -> None:
    reports = [report(1, transformer="T1", feeder="F"), report(2, transformer="T2", feeder="F")]
    assert group_reports(reports, replace(RULES, feeder_transformers=3)) == ()


def test_a_report_that_knows_only_its_feeder_joins_the_feeders_group() -> None:
    reports = [report(1, transformer="T1", feeder="F"), report(2, transformer="T2", feeder="F"), report(3, feeder="F")]
    assert keys(group_reports(reports, RULES)[0]) == [1, 2, 3]


def test_transformers_of_different_feeders_stay_apart() -> None:
    reports = [report(n, transformer=f"T{n % 2}", feeder=f"F{n % 2}") for n in range(4)]
    assert [(keys(found), found.element) for found in group_reports(reports, RULES)] == [([0, 2], "T0"), ([1, 3], "T1")]


def test_a_second_transformer_unites_what_the_machine_had_grouped_under_the_first() -> None:
    groups = [member(n, 7 + n % 2, transformer=f"T{n % 2}", feeder="F", minute=n) for n in range(4)]
    third = report(5, transformer="T3", feeder="F", minute=9)
    assert group_reports([*groups, third], RULES) == (
        Found(uid(7), (uid(8),), ((uid(5), "feeder"),), "feeder", "F"),
    )  # fmt: skip


def test_three_close_reports_without_an_element_are_a_crowd() -> None:
    (found,) = group_reports([report(n, east_m=200 * n, minute=10 * n) for n in range(3)], RULES)
    assert (keys(found), found.cause, found.element) == ([0, 1, 2], "area", None)


@pytest.mark.parametrize(("east_m", "minute"), [(260, 0), (0, 61)], ids=["in space", "in time"])
def test_two_close_and_one_far_are_none(east_m: float, minute: float) -> None:
    assert group_reports([report(1), report(2), report(3, east_m=east_m, minute=minute)], RULES) == ()


def test_a_chain_of_neighbours_across_the_city_is_not_one_cause() -> None:
    chain = [report(n, east_m=200 * n) for n in range(40)]
    assert group_reports(chain, RULES) == ()  # half of 250 m connects none of them


def test_a_dense_heart_in_a_chain_is_one() -> None:
    chain = [report(n, east_m=200 * n) for n in range(40)]
    heart = [report(100 + n, east_m=4000 + 40 * n) for n in range(1, 4)]
    (found,) = group_reports([*chain, *heart], RULES)
    assert keys(found) == [20, 21, 101, 102, 103]


def test_a_report_without_an_element_joins_the_group_next_to_it() -> None:
    reports = [report(1, transformer="T1"), report(2, transformer="T1"), report(3, east_m=240), report(4, east_m=480)]
    (found,) = group_reports(reports, RULES)
    assert found.joined == tuple((uid(n), "transformer" if n < 3 else "near") for n in range(1, 5))


def test_neighbours_join_only_within_the_widest_crowd() -> None:
    reports = [report(n, transformer="T1") for n in (1, 2)] + [report(n, east_m=240 * (n - 2)) for n in range(3, 9)]
    assert keys(group_reports(reports, RULES)[0]) == [1, 2, 3, 4, 5, 6]  # 240, 480, 720, 960 m


def test_a_report_on_another_feeder_does_not_join_its_neighbours() -> None:
    reports = [report(n, transformer="T1", feeder="F1") for n in (1, 2)]
    assert keys(group_reports([*reports, report(3, feeder="F2")], RULES)[0]) == [1, 2]


def test_one_with_a_transformer_of_its_own_is_no_part_of_the_crowd() -> None:
    assert group_reports([report(1), report(2), report(3, transformer="T1")], RULES) == ()


def test_what_a_person_arranged_grows_and_is_never_united() -> None:
    two = [member(n, 7 + n % 2, settled=True, transformer="T1", feeder="F") for n in range(3)]
    new = report(5, transformer="T1", feeder="F", minute=5)
    assert group_reports([*two, new], RULES) == (Found(uid(7), (), ((uid(5), "transformer"),), None, None),)


def test_a_transformer_that_a_person_took_out_of_its_feeder_keeps_its_reports() -> None:
    feeder = [member(n, 7, settled=True, transformer=f"T{n}", feeder="F") for n in (2, 3, 4)]
    apart = member(1, 8, settled=True, transformer="T1", feeder="F")
    new = report(5, transformer="T1", feeder="F", minute=5)
    assert [(found.group, keys(found)) for found in group_reports([*feeder, apart, new], RULES)] == [(uid(8), [5])]


@pytest.mark.parametrize(
    ("field", "value"),
    [("span_minutes", 0), ("eps_m", float("nan")), ("widest_m", -1), ("min_reports", 1), ("feeder_transformers", 1)],
)
def test_a_rule_that_cannot_be_is_named(field: str, value: float) -> None:
    with pytest.raises(ValueError, match=field):
        Rules(**{field: value})  # type: ignore[arg-type]


NAMES = st.sampled_from([None, None, "A", "B", "C"])


@st.composite
def worlds(draw: st.DrawFn) -> list[Report]:
    """Up to a dozen reports within a few hundred metres and hours, some in groups, some of those settled."""
    found = []
    settled = {group: draw(st.booleans()) for group in (91, 92, 93)}
    for number in range(draw(st.integers(0, 12))):
        group = draw(st.sampled_from([None, None, 91, 92, 93]))
        said = {"transformer": draw(NAMES), "feeder": draw(NAMES), "customers": draw(st.integers(0, 50))}
        at = {"east_m": draw(st.integers(0, 12)) * 100, "minute": draw(st.integers(0, 12)) * 15}
        found.append(
            report(number, **at, **said)
            if group is None
            else member(number, group, settled=settled[group], **at, **said)
        )
    return found


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_the_reports_changes_nothing(reports: list[Report], chance: random.Random) -> None:
    shuffled = list(reports)
    chance.shuffle(shuffled)
    assert group_reports(shuffled, RULES) == group_reports(reports, RULES)


@given(worlds())
def test_nothing_is_lost_moved_or_grouped_twice(reports: list[Report]) -> None:
    found = group_reports(reports, RULES)
    joined = [key for each in found for key, _ in each.joined]
    touched = [group for each in found for group in (each.group, *each.absorbed) if group]
    assert len(set(joined)) == len(joined)
    assert set(joined) <= {each.key for each in reports if each.group is None}
    assert len(set(touched)) == len(touched)
    assert all(len(each.joined) > 1 for each in found if each.group is None)


@given(worlds())
def test_what_a_person_arranged_is_neither_united_nor_renamed(reports: list[Report]) -> None:
    settled = {each.group for each in reports if each.settled}
    for found in group_reports(reports, RULES):
        assert settled.isdisjoint(found.absorbed)
        assert found.group not in settled or (found.absorbed, found.cause) == ((), None)


@given(worlds())
def test_what_was_found_is_found_no_second_time(reports: list[Report]) -> None:
    grouped = apply(reports, group_reports(reports, RULES))
    again = group_reports(grouped, RULES)
    assert not [found for found in again if found.absorbed]
    assert not [found for found in again if found.group is None and found.cause != "area"]


@given(worlds())
def test_one_after_the_other_no_report_ever_leaves_its_company(reports: list[Report]) -> None:
    seen: list[Report] = []
    for new in reports:
        before = companies(seen)
        seen = [*seen, replace(new, group=None, settled=False)]
        seen = apply(seen, group_reports(seen, RULES))
        after = companies(seen)
        assert all(any(company <= later for later in after) for company in before)


def apply(reports: list[Report], found: tuple[Found, ...]) -> list[Report]:
    """The reports as they stand when everything that was found is done."""
    into = {key: each for each in found for key, _ in each.joined}
    moved = {group: each.group for each in found for group in each.absorbed}
    settled = {each.group for each in reports if each.settled}
    made = {each: each.group or uid(1000 + number) for number, each in enumerate(found)}
    done = []
    for each in reports:
        group = made[into[each.key]] if each.key in into else moved.get(each.group, each.group) if each.group else None
        done.append(replace(each, group=group, settled=group in settled))
    return done


def companies(reports: list[Report]) -> list[set[UUID]]:
    groups = {each.group for each in reports if each.group is not None}
    return [{each.key for each in reports if each.group == group} for group in groups]


def test_customers_behind_one_transformer_count_once() -> None:
    reports = [report(1, transformer="T1", customers=40), report(2, transformer="T1", customers=1)]
    assert customers_of(reports) == 40
    assert customers_of([replace(each, customers=1) for each in reports]) == 2  # two called


def test_what_is_said_of_a_whole_feeder_counts_its_transformers_in() -> None:
    behind = [report(1, transformer="T1", feeder="F", customers=40), report(2, transformer="T2", customers=60)]
    assert customers_of([*behind, report(3, feeder="F", customers=900)]) == 960
    known = [replace(each, feeder="F") for each in behind]
    assert customers_of([*known, report(3, feeder="F", customers=900)]) == 900
    assert customers_of([*known, report(3, feeder="F", customers=1)]) == 101


def test_evidence_tells_how_wide_and_how_long() -> None:
    reports = [report(1, transformer="T1"), report(2, transformer="T1", east_m=300, minute=45)]
    said = describe(reports, "transformer", "T1")
    assert (said.reports, said.transformers, said.span_minutes) == (2, ("T1",), 45)
    assert said.radius_m == pytest.approx(150, abs=0.01)
    assert centre_of(reports[::-1]) == centre_of(reports)
