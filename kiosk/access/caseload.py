"""Who answers for a student's plans: the coordinators whom the plans name as case managers, by staff id.

A plan that names a member of staff in another role, somebody who left, a name that is no staff id, or nobody
is everybody's of the coordinators: no plan is without one who may open it. Where a school has only one, she
may open all.
"""

import datetime as dt
from collections.abc import Mapping, Sequence

from attrs import frozen

from kiosk.plans.model import Role, Version, in_force, newest
from kiosk.records import staff
from kiosk.records.store import Transaction


@frozen
class Coordinators:
    """The coordinators of a school: their names by staff id."""

    names: Mapping[str, str]

    @classmethod
    def of(cls, transaction: Transaction) -> "Coordinators":
        """Those who work here now."""
        everyone = staff.everyone(transaction)
        return cls({each.id: each.name for each in everyone if each.role is Role.COORDINATOR})

    def answering(self, versions: Sequence[Version], date: dt.date) -> Mapping[str, str]:
        """Those whom the plans in force on a date name; where none is in force, the newest plan."""
        found = in_force(tuple(versions), date) or newest(tuple(versions))
        named = {each.plan.terms.case_manager for each in found}
        return {each: name for each, name in self.names.items() if each in named}
