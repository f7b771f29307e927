"""What a student's agenda costs, in microseconds and as a ratio to decoding her stored plan in the same run.

python -m tests.benchmarks.agenda [ROUNDS]
"""

import datetime as dt
import sys
from collections.abc import Callable
from functools import partial
from time import perf_counter

import msgspec
from attrs import evolve

from kiosk.plans.agenda import agenda
from kiosk.plans.model import Plan
from kiosk.plans.pronouns import pronouns
from kiosk.school.calendar import Calendar
from tests.made_school import blake, clock_time, maple

GOAL = 100.0
"""Microseconds a student: a board of 400 is then drawn in 40 ms."""

TIMES = ("2026-11-23T11:40", "2026-11-25T09:00", "2027-01-23T12:00", "2027-04-12T19:00", "2027-04-13T10:00")


def of_twenty(plan: Plan) -> Plan:
    """The plan with its accommodations repeated to twenty."""
    many = (plan.accommodations * 4)[:20]
    return evolve(plan, accommodations=tuple(evolve(each, id=str(place)) for place, each in enumerate(many)))


def microseconds(rounds: int, work: Callable[[], object]) -> float:
    """What one call costs: the best of five runs, so that a neighbour's work does not count."""
    costs = []
    for _ in range(5):
        begin = perf_counter()
        for _ in range(rounds):
            work()
        costs.append((perf_counter() - begin) / rounds * 1e6)
    return min(costs)


def cost_of_agenda(rounds: int, plan: Plan, instants: list[dt.datetime]) -> float:
    """The mean over several moments of the year; the calendar is the school's, made once."""
    calendar = Calendar(maple())
    who = pronouns("he/him")
    moments = [calendar.moment(each) for each in instants]
    costs = [microseconds(rounds, partial(agenda, [plan], each, who)) for each in moments]
    return sum(costs) / len(costs)


def main(rounds: int) -> None:
    """Print the figures."""
    calendar = Calendar(maple())
    instants = [clock_time(calendar, each) for each in TIMES]
    print(f"a moment:       {microseconds(rounds, lambda: calendar.moment(instants[0])):6.1f} µs")
    for name, plan in (("Blake's plan", blake()), ("twenty items", of_twenty(blake()))):
        stored = msgspec.json.encode(plan)
        decoded = microseconds(rounds, partial(msgspec.json.decode, stored, type=Plan))
        cost = cost_of_agenda(rounds, plan, instants)
        verdict = f"{'within' if cost <= GOAL else 'over'} {GOAL:.0f}"
        ratio = f"{cost / decoded:.1f} × decoding it ({decoded:.1f} µs)"
        print(f"{name}:   {cost:6.1f} µs a student, {ratio}; {verdict}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
