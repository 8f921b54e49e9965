"""Every write about people, one verb each."""

from fullcircle.registry.people.actions.accounts import (
    close_account,
    open_account,
    set_new_password,
)
from fullcircle.registry.people.actions.people import add_person, change_person
from fullcircle.registry.people.actions.seats import give_seat, take_seat
from fullcircle.registry.people.actions.setting_up import issue_set_up_link, use_set_up_link
from fullcircle.registry.people.actions.shifts import (
    plan_shift,
    plan_week,
    record_absence,
    remove_shift,
)
from fullcircle.registry.people.actions.teams import (
    add_skill,
    add_team,
    give_skill,
    join_team,
    leave_team,
)

__all__ = [
    "add_person",
    "add_skill",
    "add_team",
    "change_person",
    "close_account",
    "give_seat",
    "give_skill",
    "issue_set_up_link",
    "join_team",
    "leave_team",
    "open_account",
    "plan_shift",
    "plan_week",
    "record_absence",
    "remove_shift",
    "set_new_password",
    "take_seat",
    "use_set_up_link",
]
