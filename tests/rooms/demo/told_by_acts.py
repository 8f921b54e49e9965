"""One case of the past, played through the actions with the clock standing at each recorded instant."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from fullcircle.demo import past
from fullcircle.demo.writing.index import Index
from fullcircle.demo.writing.offer import ON_EVERY_CARD
from fullcircle.foundation import clock
from fullcircle.foundation.models import StoredFile
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.models import Return
from fullcircle.handoffs.states import Known, LinkKey, ReturnKind
from fullcircle.operations.billing import actions as billing
from fullcircle.operations.dispatch import actions as dispatch
from fullcircle.operations.fieldwork import actions as fieldwork
from fullcircle.operations.scheduling import actions as scheduling
from fullcircle.operations.scheduling.models import Job, Visit
from fullcircle.operations.servicedesk import actions as servicedesk
from fullcircle.operations.servicedesk.actions.taking import Call
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.people.actor import link_holder, worker
from tests.rooms.demo.drafted import lines_of


@dataclass
class Telling:
    """Collects the acts of a case and plays them in the order of the clock."""

    index: Index
    told: past.Case
    photo: StoredFile
    acts: list[tuple[datetime, int, Callable[[], object]]] = field(default_factory=list)
    request: Request = field(init=False)
    job: Job = field(init=False)
    visit: Visit = field(init=False)

    def play(self) -> None:
        self._intake()
        for visit in self.told.visits:
            self._visit(visit)
            self._paper(visit)
        for then, _, act in sorted(self.acts, key=lambda row: row[:2]):
            with clock.standing_at(then):
                act()

    def at(self, then: datetime, act: Callable[[], object]) -> None:
        self.acts.append((then, len(self.acts), act))

    def handed(self, link: LinkKey, visit: int) -> past.Handoff:
        return next(one for one in self.told.handoffs if (one.link, one.visit) == (link, visit))

    def _intake(self) -> None:
        told, intake = self.told, self.told.handoffs[0]
        self.at(intake.given_at, self._take)
        for touched in intake.returns:
            self.at(touched.asked_at, partial(self._touch_intake, touched))
            if touched.kind is ReturnKind.ASKED:
                self.at(touched.answered_at, partial(self._answer_intake, touched))
        assert intake.seen_at is not None
        by = self.index.actors[intake.receiver]
        self.at(intake.seen_at, lambda: servicedesk.see_request(by=by, request=self.request))
        for promise in told.promises:
            self.at(promise.promised_at, partial(self._promise, promise))

    def _take(self) -> None:
        told, index, intake = self.told, self.index, self.told.handoffs[0]
        contact, kind = index.contacts[told.ordered_by], index.job_types[told.job_type]
        call = Call(
            customer=index.customers[told.customer],
            location=index.locations[told.location],
            words=told.words,
            channel=told.channel,
            contact=contact,
            job_type=kind,
            equipment=index.equipment.get(told.equipment),
            affected=contact.name if "affected" in intake.applies else "",
            access=told.access,
            callback_phone=contact.phone,
            urgency=dict(told.urgency),
            wish=told.wish,
            personal_note="" if "touch" in intake.absent else "a friendly cat",
            fee_minor=kind.fee.unit_minor if kind.fee else None,
        )
        taker = index.actors[told.taken_by]
        self.request = servicedesk.take_request(by=taker, call=call)
        servicedesk.acknowledge(by=taker, request=self.request)

    def _promise(self, one: past.Promise) -> None:
        by = self.index.actors[one.promised_by]
        self.job = scheduling.make_job(by=by, request=self.request)
        scheduling.promise_window(
            by=by,
            job=self.job,
            window=scheduling.Window(one.kind, one.window_start, one.window_end),
            told_how=one.told_how,
            told_to=self.index.contacts[self.told.ordered_by].name,
            reason=one.reason,
        )

    def _touch_intake(self, one: past.Return) -> None:
        by = self.index.actors[one.asked_by]
        assert self.request.handoff is not None
        self.request.refresh_from_db()
        if one.kind is ReturnKind.ASKED:
            handoffs.ask_about(
                by=by, handoff=self.request.handoff, item_key=one.item, question=one.question
            )
        else:
            servicedesk.correct_request(
                by=by,
                request=self.request,
                version=self.request.version,
                item_key=one.item,
                value=one.answer,
            )

    def _answer_intake(self, one: past.Return) -> None:
        self.request.refresh_from_db()
        returned = Return.objects.unanswered().get(handoff=self.request.handoff, item_key=one.item)
        servicedesk.answer_intake_question(
            by=self.index.actors[one.answered_by],
            returned=returned,
            value=one.answer,
            version=self.request.version,
        )

    def _visit(self, one: past.Visit) -> None:
        index = self.index
        lead, sender = index.actors[one.lead], index.actors[one.dispatched_by]
        self.at(one.assigned_at, lambda: self._place(one))
        self.at(one.dispatched_at, lambda: self._send(one))
        if one.told_by_radio:
            self.at(one.seen_at, lambda: dispatch.tell_by_radio(by=sender, visit=self.visit))
        else:
            how = self.handed(LinkKey.BRIEFING, one.number).seen_how.replace("open", "on screen")
            self.at(one.seen_at, lambda: dispatch.see_briefing(by=lead, visit=self.visit, how=how))
        for touched in self.handed(LinkKey.BRIEFING, one.number).returns:
            self._briefing_question(one, touched)
        self.at(one.en_route_at, lambda: fieldwork.set_out(by=lead, visit=self._now()))
        self.at(one.arrived_at, lambda: fieldwork.arrive(by=lead, visit=self._now()))
        self.at(one.left_at, lambda: self._leave(one))

    def _briefing_question(self, one: past.Visit, touched: past.Return) -> None:
        by = self.index.actors[touched.asked_by]
        self.at(
            touched.asked_at,
            lambda: dispatch.ask_about_line(
                by=by, visit=self.visit, key=touched.item, question=touched.question
            ),
        )
        self.at(
            touched.answered_at,
            lambda: dispatch.answer_briefing_question(
                by=self.index.actors[touched.answered_by],
                returned=Return.objects.unanswered().get(
                    handoff__case=self.request.case, item_key=touched.item
                ),
                answer=touched.answer,
            ),
        )

    def _now(self) -> Visit:
        self.visit.refresh_from_db()
        return self.visit

    def _place(self, one: past.Visit) -> None:
        by = self.index.actors[one.assigned_by]
        minutes = int((one.planned_end - one.planned_start).total_seconds() // 60)
        self.job = Job.objects.get(request=self.request)
        visit = scheduling.plan_visit(by=by, job=self.job, start=one.planned_start, minutes=minutes)
        self.visit = dispatch.assign(
            by=by,
            visit=visit,
            version=visit.version,
            person=self.index.people[one.lead],
            helpers=[self.index.people[key] for key in one.helpers],
        )

    def _send(self, one: past.Visit) -> None:
        visit = self._now()
        dispatch.dispatch_visit(
            by=self.index.actors[one.dispatched_by], visit=visit, version=visit.version
        )

    def _leave(self, one: past.Visit) -> None:
        told, index = one.close_out, self.index
        handed = self.handed(LinkKey.CLOSEOUT, one.number)
        record = next(row for row in self.told.records if row.visit == one.number)
        spoken = index.job_types[self.told.job_type].done_as
        given = {key: value for key, value in told.answers if key not in ON_EVERY_CARD}
        report = fieldwork.Report(
            result=told.result,
            signed=told.signed,
            answers={key: value for key, value in given.items() if value != "photo"},
            photos=[
                fieldwork.PhotoReport(key, self.photo)
                for key, value in given.items()
                if value == "photo"
            ],
            notes=told.notes,
            recommendation=told.recommendation,
            parts=[fieldwork.PartReport(index.prices[code], "", n) for code, n in told.parts],
            no_parts="parts" not in handed.absent,
            nothing_paid="payment" not in handed.absent,
            payment_minor=told.payment_minor,
            payment_how=told.payment_how,
            signed_by_name=told.signed_by_name,
            something_left=told.something_left,
            cannot_complete="as told",
            symptom=record.what.removeprefix(spoken).removeprefix(" for "),
            channel=told.channel,
        )
        fieldwork.close_out(by=index.actors[told.entered_by], visit=self._now(), report=report)

    def _paper(self, one: past.Visit) -> None:
        handed = self.handed(LinkKey.CLOSEOUT, one.number)
        keeper = self.index.actors[handed.outcome_by]
        assert handed.seen_at is not None
        assert handed.outcome_at is not None
        self.at(handed.seen_at, lambda: billing.open_review(by=keeper, visit=self._now()))
        for touched in handed.returns:
            self._paper_question(touched)
        self.at(handed.outcome_at, lambda: self._post(one, handed))
        signed = self.handed(LinkKey.VISIT, one.number)
        for touched in signed.returns:
            self.at(touched.answered_at, partial(self._put_right, touched))
        assert signed.outcome_at is not None
        if signed.outcome_act == "no word":
            self.at(signed.outcome_at, self._fall_silent)
        elif signed.outcome_act != "signed all good":
            self.at(signed.outcome_at, self._say_all_good)

    def _paper_question(self, touched: past.Return) -> None:
        by = self.index.actors[touched.asked_by]
        if touched.kind is ReturnKind.FIXED:
            self.at(
                touched.asked_at,
                lambda: billing.fix_close_out(
                    by=by, visit=self._now(), item_key=touched.item, text=touched.answer
                ),
            )
            return
        self.at(
            touched.asked_at,
            lambda: billing.send_back(
                by=by, visit=self._now(), item_key=touched.item, question=touched.question
            ),
        )
        self.at(touched.answered_at, lambda: self._answer_paper(touched))

    def _answer_paper(self, touched: past.Return) -> None:
        returned = Return.objects.unanswered().get(
            handoff__case=self.request.case, item_key=touched.item
        )
        fieldwork.answer_returned(
            by=self.index.actors[touched.answered_by],
            visit=self._now(),
            returned=returned,
            answer=fieldwork.Answer(
                text=touched.answer, photo=self.photo if touched.item == "data_plate" else None
            ),
        )

    def _post(self, one: past.Visit, handed: past.Handoff) -> None:
        by = self.index.actors[handed.outcome_by]
        review = billing.open_review(by=by, visit=self._now())
        invoice = next((row for row in self.told.invoices if row.visit == one.number), None)
        if invoice is not None:
            lines = lines_of(self.index, invoice)
            billing.set_lines(by=by, review=review, version=review.version, lines=lines)
            review.refresh_from_db()
        billing.post(by=by, review=review, version=review.version)

    def _put_right(self, touched: past.Return) -> None:
        returned = Return.objects.unanswered().get(
            handoff__case=self.request.case, item_key=touched.item
        )
        by = self.index.actors[touched.answered_by]
        handoffs.answer_return(by=by, returned=returned, answer=touched.answer)

    def _fall_silent(self) -> None:
        later = clock.now()
        handoffs.mark_silent(by=worker("silence"), link=LinkKey.VISIT, given_before=later)
        servicedesk.fall_silent(by=worker("silence"), done_before=later)

    def _say_all_good(self) -> None:
        self.request.refresh_from_db()
        case = self.request.case
        servicedesk.confirm(
            by=link_holder(case_id=case.pk, name="customer"),
            request=self.request,
            how="status page",
            by_name=self.index.contacts[self.told.ordered_by].name,
            known=Known.SAID,
        )
