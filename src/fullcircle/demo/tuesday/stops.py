"""The board of the Tuesday as it was planned on Monday: who goes where, when, for what."""

from __future__ import annotations

from dataclasses import dataclass

# person | start | minutes | job type | promised from-to | the caller's words. `-`: nobody yet.
_HOMES = """
joe     | 07:50 | 65 | tune-up-cool | 07:30-09:30 | It has been a year, and it should be looked at.
joe     | 09:20 | 60 | weak-cool    | 09:00-11:00 | The bedrooms stay warm all night.
joe     | 13:00 | 60 | thermostat   | 13:00-15:00 | The screen is blank.
joe     | 15:00 | 65 | tune-up-cool | 14:00-16:30 | You said July for the tune-up.
dana    | 07:45 | 70 | weak-cool    | 07:30-09:30 | It runs and runs and does not get cool.
dana    | 10:20 | 60 | thermostat   | 10:00-12:00 | The thermostat loses its settings.
dana    | 13:00 | 30 | weak-cool    | 12:30-14:30 | Ice on the pipe again.
dana    | 14:30 | 80 | no-cool      | 14:00-16:30 | Nothing but warm air.
luis    | 07:50 | 45 | thermostat   | 07:30-09:00 | It clicks but nothing happens.
luis    | 08:50 | 75 | no-cool      | 08:00-09:30 | No cool air since last night.
luis    | 12:30 | 80 | water-heater | 12:00-14:00 | Cold shower this morning.
luis    | 14:30 | 65 | tune-up-cool | 14:00-16:00 | For the tune-up, please.
amara   | 08:00 | 60 | tune-up-cool | 07:30-10:00 | Filter and check before the heat.
amara   | 13:30 | 80 | no-cool      | 13:00-15:00 | The fan outside does not turn.
ken     | 08:00 | 65 | weak-cool    | 07:30-09:30 | It does not keep up in this heat.
ken     | 09:30 | 60 | thermostat   | 09:00-11:00 | It shows an error.
ken     | 11:00 | 65 | tune-up-cool | 10:30-12:30 | Twice a year, it says in the plan.
ken     | 13:30 | 80 | no-cool      | 13:00-15:00 | Just hot air, and my mother is eighty.
ken     | 15:15 | 55 | noise        | 15:00-16:30 | It rattles when it starts.
bridget | 08:15 | 90 | water-heater | 08:00-10:00 | The heater is leaking a little.
bridget | 10:45 | 65 | tune-up-cool | 10:00-12:00 | The yearly tune-up.
bridget | 14:15 | 80 | no-cool      | 14:00-16:00 | The house is at eighty-five.
yusuf   | 08:20 | 55 | thermostat   | 07:30-09:00 | Upstairs reads ten too high.
yusuf   | 10:45 | 70 | weak-cool    | 10:30-12:30 | It cools, but badly.
yusuf   | 14:00 | 60 | weak-cool    | 13:30-15:30 | The vents hardly blow.
nia     | 10:00 | 65 | tune-up-cool | 09:30-11:30 | A check before the holidays.
ingrid  | 08:00 | 400 | install     | 08:00-09:00 | The new system, as we agreed.
"""
_CAMPUS = """
rafael  | 06:50 | 30 | lamp          | 06:30-09:00 | The light over the desk is out.
rafael  | 07:45 | 40 | lock          | 07:30-09:30 | The door does not close by itself.
rafael  | 09:10 | 55 | hot-cold      | 08:30-10:30 | It is freezing in here.
rafael  | 13:00 | 40 | lock          | 12:30-14:30 | The key turns and nothing happens.
tomas   | 07:10 | 55 | hot-cold      | 07:00-09:00 | Hot since yesterday noon.
tomas   | 08:40 | 50 | lock          | 08:30-10:00 | The badge reader blinks red.
tomas   | 13:15 | 55 | hot-cold      | 13:00-15:00 | One side of the room is cold.
elena   | 07:00 | 60 | set-up        | 06:30-08:30 | Forty chairs in rows, please.
elena   | 10:15 | 75 | special-clean | 10:00-12:00 | After the painters.
lakshmi | 13:00 | 55 | hot-cold      | 13:00-15:00 | The lab is above its limit.
-       | 11:00 | 30 | lamp          | 11:00-15:00 | Two tubes flicker.
-       | 14:00 | 60 | set-up        | 13:00-16:00 | Tables in a square for twelve.
"""
_BENCH = """
mina    | 08:20 | 70 | pc-slow | 08:00-10:00 | Opening a sheet takes minutes.
mina    | 10:30 | 90 | pc-dead | 10:00-12:30 | It beeps and stays dark.
jasper  | 08:30 | 80 | network | 08:00-10:00 | The till has no connection.
jasper  | 13:30 | 80 | network | 13:00-15:00 | The back office drops out.
anika   | 08:45 | 45 | printer | 08:30-10:30 | It jams on every page.
anika   | 11:00 | 30 | account | 10:30-12:30 | Locked out since the weekend.
-       | 13:00 | 120 | new-pc | 12:00-16:30 | The new one stands here in its box.
"""


@dataclass(frozen=True, slots=True)
class Stop:
    """One line of the plan. `number` counts within its trade and chooses the place."""

    trade: str
    number: int
    person: str
    start: str
    minutes: int
    job: str
    promised: tuple[str, str]
    words: str

    @property
    def key(self) -> str:
        return f"{self.person or 'tray'}-{self.start.replace(':', '')}"


def _read(trade: str, table: str) -> tuple[Stop, ...]:
    stops = []
    for number, line in enumerate(table.strip().splitlines()):
        person, start, minutes, job, promised, words = (cell.strip() for cell in line.split("|"))
        first, last = promised.split("-")
        stops.append(
            Stop(
                trade,
                number,
                person.strip("-"),
                start,
                int(minutes),
                job,
                (first, last),
                words,
            )
        )
    return tuple(stops)


STOPS = (
    *_read("home_service", _HOMES),
    *_read("building_care", _CAMPUS),
    *_read("it", _BENCH),
)

# Monday afternoon: (person, start, minutes, job type, words); their paper is on the desks on Tuesday.
LEFT_OVER = (
    ("joe", "14:30", 65, "no-cool", "It stopped during the night."),
    ("luis", "14:40", 70, "weak-cool", "It is never below eighty."),
    ("bridget", "14:30", 60, "tune-up-cool", "The yearly check."),
    ("yusuf", "15:00", 50, "thermostat", "The new one does not hold."),
    ("dana", "15:00", 75, "no-cool", "Warm air only."),
    ("amara", "14:30", 60, "weak-cool", "The upper floor stays hot."),
)
# How a day differs from its plan: minutes by which somebody leaves later than planned.
RUNS_OVER = {"luis-0750": 35, "dana-1020": 4, "yusuf-0820": 12, "bridget-0815": 10}
# Minutes by which somebody gets there later than planned.
ARRIVES_LATE = {"yusuf-0820": 45, "tomas-0840": 10, "mina-0820": 6}
# Not sent out in time, until somebody sees it.
SENT_LATE = {"nia-1000", "luis-0850"}
