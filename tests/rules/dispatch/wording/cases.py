"""Realistic calls for the golden briefings, all told on a hot Tuesday in July."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from fullcircle.operations.dispatch.wording import (
    Access,
    Agreement,
    AgreementState,
    BriefingFacts,
    CrewMember,
    DispatcherLine,
    Equipment,
    Opportunity,
    PastVisit,
    Position,
    Promise,
    PromiseKind,
    Salutation,
    Touch,
    What,
    Where,
    Who,
)

ZONE = "America/New_York"
TUESDAY = datetime(2026, 7, 14, 13, 6, tzinfo=UTC)  # 09:06 on the wall


def wall(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    """An instant by the clock on the wall of the demo town."""
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(ZONE))


def at(street: str, **more: str) -> Where:
    """A place in the demo town."""
    return Where(street=street, zone=ZONE, latitude=40.0, **more)


TUNE_UP = PastVisit(
    when=wall(2026, 4, 10), what="a tune-up", technician_ref="joe", technician_name="Joe"
)
THERMOCOUPLE = PastVisit(
    when=wall(2025, 10, 20),
    what="a demand call for a bad thermocouple",
    technician_ref="ana",
    technician_name="Ana",
)
MAPLE = BriefingFacts(
    what=What(job_type="no-cool call"),
    where=at("120 Maple"),
    who=Who(customer="Mary Smith", salutation=Salutation.MRS),
    history=(THERMOCOUPLE, TUNE_UP),
    agreement=Agreement(AgreementState.NONE),
    promise=Promise(PromiseKind.FIRST_OF_AFTERNOON),
    touches=(Touch("a little dog named Fluffy", confirmed_at=wall(2025, 10, 20)),),
)
MAPLE_IN_FULL = BriefingFacts(
    line=DispatcherLine("she has waited since yesterday", "Summer"),
    what=What(job_type="no-cool call", urgency=("infant in the house",)),
    where=at("120 Maple"),
    who=MAPLE.who,
    history=MAPLE.history,
    agreement=MAPLE.agreement,
    promise=Promise(PromiseKind.FIRST_OF_AFTERNOON, be_there_by=wall(2026, 7, 14, 13, 40)),
    equipment=(
        Equipment(
            make="Lennox",
            model="XC14",
            year=2016,
            parts_hint="capacitor likely",
            on_van="two on your van",
        ),
    ),
    access=Access("gate on the left", code_kept=True),
    touches=MAPLE.touches,
    opportunity=Opportunity(plan="comfort plan", calls=2, months=13, call_kind="no-cool call"),
    directions="left at Mill St, 4 min less",
    drive_minutes=11,
    position=Position("heading east on Arbor Way"),
)
CAMPUS = BriefingFacts(
    what=What(job_type="make-up clean", problem="412 was locked again last night"),
    where=at("", place="the Science Building", floor="4", room="412"),
    who=Who(customer="Physics", is_organisation=True, contact="Dana Wells"),
    history=(
        PastVisit(
            when=wall(2026, 7, 13, 23),
            what="the fourth floor",
            technician_ref="mina",
            technician_name="Mina",
            checked=False,
        ),
    ),
    promise=Promise(PromiseKind.EXACT, start=wall(2026, 7, 14, 18)),
    hazards=("a hot set behind the stage", "wet floor by the lift"),
)
BENCH = BriefingFacts(
    what=What(job_type="slow computer", problem="it takes 10 minutes to start"),
    where=at("", place="Accounting", room="210"),
    who=Who(customer="Accounting", is_organisation=True, contact="Lang", salutation=Salutation.MR),
    history=(),
    equipment=(Equipment(kind="laptop", make="HP", model="EliteBook", year=2021),),
    promise=Promise(PromiseKind.ANY_TIME),
)
CALLBACK = BriefingFacts(
    line=DispatcherLine("go easy, nobody knows the cause yet", "Summer"),
    what=What(job_type="callback"),
    where=at("9 Pine", unit="4"),
    who=Who(customer="Tom Reyes", salutation=Salutation.MR),
    history=(
        PastVisit(
            when=wall(2026, 7, 5),
            what="a capacitor",
            technician_ref="ana",
            technician_name="Ana",
            returned_to=True,
        ),
        TUNE_UP,
    ),
    promise=Promise(PromiseKind.ASAP, already_late=True),
)
INSTALL = BriefingFacts(
    what=What(job_type="furnace install"),
    where=at("Mill Works", town="Riverton", home_town="Maple Falls"),
    who=Who(customer="Mill Works", is_organisation=True, contact="Dana Lee"),
    crew=(CrewMember("kofi", "Kofi", lead=True), CrewMember("lee", "Lee")),
    promise=Promise(PromiseKind.WINDOW, start=wall(2026, 7, 14, 13), end=wall(2026, 7, 14, 15)),
    hazards=("asbestos in the boiler room",),
)
NIGHT_CALL = BriefingFacts(
    what=What(
        job_type="no-cool call",
        urgency=("infant in the house", "medical need"),
        equipment_matters=True,
    ),
    where=at("12 Quarry"),
    who=Who(customer="Grace Obi", salutation=Salutation.MS, at_site="her sister"),
    promise=Promise(PromiseKind.ASAP),
    no_hazards=True,
)
EXPIRED = BriefingFacts(
    what=What(job_type="tune-up"),
    where=at("61 Elm", unit="apt 3"),
    who=Who(customer="Wilson", salutation=Salutation.MR),
    history=(
        PastVisit(when=wall(2024, 10, 2), what="tune-up", callback=False),
        PastVisit(
            when=wall(2026, 3, 3),
            what="a demand call",
            cause="a stuck damper",
            technician_ref="joe",
            technician_name="Joe",
            callback=True,
        ),
    ),
    agreement=Agreement(AgreementState.EXPIRED, "comfort plan"),
    promise=Promise(PromiseKind.ANY_TIME, start=wall(2026, 7, 16)),
    access=Access(code_kept=True),
    touches=(
        Touch("likes to talk about the Cubs", confirmed_at=wall(2025, 1, 5)),
        Touch("a cat named Moss", confirmed_at=wall(2024, 1, 5)),
    ),
    cash_on_delivery=True,
)
DO_NOT_SERVICE = BriefingFacts(
    what=What(job_type="leak"),
    where=at("77 Elm"),
    who=Who(customer="Elm Street Bakery", is_organisation=True, at_site="nobody"),
    promise=Promise(PromiseKind.WINDOW, start=wall(2026, 7, 15, 10), end=wall(2026, 7, 15, 12)),
    hazards=("n/a", "live wires in the wet"),
    do_not_service=True,
    balance_owed=True,
)
CREW = BriefingFacts(
    what=What(job_type="event set-up"),
    where=at("", place="Stage 3"),
    who=Who(customer="Productions", is_organisation=True, contact="Mei Tan"),
    crew=(
        CrewMember("mina", "Mina", lead=True),
        CrewMember("lee", "Lee"),
        CrewMember("ravi", "Ravi"),
    ),
    promise=Promise(PromiseKind.FIRST_OF_MORNING, start=wall(2026, 7, 15, 8)),
)
EVERY_CASE = {
    "120 maple": MAPLE,
    "120 maple in full": MAPLE_IN_FULL,
    "campus cleaning": CAMPUS,
    "bench": BENCH,
    "callback": CALLBACK,
    "two-person job": INSTALL,
    "night call": NIGHT_CALL,
    "expired agreement": EXPIRED,
    "do not service": DO_NOT_SERVICE,
    "crew": CREW,
    "nothing": BriefingFacts(),
}
