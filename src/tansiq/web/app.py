"""The table of routes of the officers' API."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Litestar, Request, Response, get, post

from tansiq.node.keeping.past import PastReader
from tansiq.node.kernel import Decision
from tansiq.node.node import Node
from tansiq.node.staff.roles import Verb
from tansiq.web import (
    agreements,
    alerts,
    answers,
    assessments,
    ceases,
    clearing,
    courier,
    distresses,
    duties,
    files,
    incidents,
    items,
    keys,
    lines,
    locate,
    messages,
    notifiers,
    officers,
    picture,
    positions,
    queries,
    reach,
    record,
    second_path,
    session,
    set_asides,
    sheets,
    shift,
    two_person,
    voice,
)
from tansiq.web.agreements import AgreementView
from tansiq.web.ask import Ask, Kept, Reply
from tansiq.web.console import open_console
from tansiq.web.endpoint import HttpRequest, Office, make_handler, refuse, to_response
from tansiq.web.live import Live, LiveView
from tansiq.web.openapi import make_document
from tansiq.web.page import load_page, make_page
from tansiq.web.route import API, Route, acts, decides, follows, reads
from tansiq.web.standings import Standings
from tansiq.web.stops import MOST_BODY_BYTES, OfficersApp
from tansiq.web.views import ItemView
from tansiq.wire.http import Write, decode_form


def release_step(ask: Ask[Write]) -> Decision[Kept]:
    """Release a step that another officer asked for, and carry it out."""
    return two_person.release_step(lambda: {route.name: route for route in ROUTES}, ask)


ROUTES: tuple[Route, ...] = (
    acts("/session/secret", None, session.change_secret, session.DoneView, form=session.SecretForm),
    acts("/session/lock", None, session.lock_console, session.DoneView),
    acts("/session/end", None, session.sign_out, session.DoneView),
    reads("/officers", Verb.OFFICERS_SEE, officers.list_officers, list[officers.OfficerView]),
    acts("/officers", Verb.OFFICERS_CHANGE, officers.add_officer, officers.AddedView, form=officers.OfficerForm),
    acts("/officers/{name}/revoke", Verb.OFFICERS_CHANGE, officers.revoke_officer, officers.OfficerView),
    reads("/pending", Verb.SEE, two_person.list_pending, list[two_person.StepView], shows_places=True),
    Route(method="POST", path="/pending/{pending}/release", verb=None, decide=release_step, form=Write, answer=Any),
    acts("/pending/{pending}/withdraw", None, two_person.withdraw_step, session.DoneView),
    reads("/lines", Verb.SEE, lines.list_lines, list[lines.LineView]),
    acts("/lines/pairings", Verb.LINES_PAIR, lines.begin_pairing, lines.CommitmentView, form=lines.BeginForm),
    acts("/lines/pairings/{pairing}/commitment", Verb.LINES_PAIR, lines.take_commitment, lines.OfferView,
         form=lines.CommitmentForm),
    acts("/lines/pairings/{pairing}/offer", Verb.LINES_PAIR, lines.take_offer, lines.RevealedView,
         form=lines.OfferForm),
    acts("/lines/pairings/{pairing}/phrase", Verb.LINES_PAIR, lines.type_phrase, lines.MatchedView,
         form=lines.PhraseForm),
    decides("/lines/pairings/{pairing}/confirm", Verb.LINE_CONFIRM, lines.confirm_pairing, lines.PairedView,
            released_as=Verb.LINE_CONFIRM),
    reads("/lines/key", Verb.SEE, keys.get_key, keys.KeyView),
    decides("/lines/rotate", Verb.KEY_ROTATE, keys.rotate_key, keys.KeyView, form=keys.RotateForm,
            released_as=Verb.KEY_ROTATE),
    decides("/lines/{peer}/test", Verb.TEST, lines.test_line, lines.TestedView, form=lines.TestForm),
    decides("/lines/{peer}/revoke", Verb.LINE_REVOKE, lines.revoke_line, lines.PairedView,
            released_as=Verb.LINE_REVOKE),
    decides("/lines/{peer}/addresses", Verb.LINE_ADDRESSES, lines.set_addresses, lines.AddressesView,
            form=lines.AddressesForm),
    reads("/lines/{peer}/courier", Verb.COURIER, courier.export_courier, str, media=record.NDJSON,
          query=("chain", "first", "last", "theirs")),
    acts("/lines/{peer}/courier", Verb.COURIER, courier.import_courier, courier.ReportView,
         form=courier.CourierForm),
    reads("/lines/{peer}/voice/{cease}", Verb.SEE, courier.show_spoken, courier.SpokenView),
    reads("/lines/{peer}/voice", Verb.COURIER, courier.list_owed, list[courier.OwedView]),
    acts("/lines/{peer}/voice", Verb.COURIER, courier.take_spoken, courier.HeardMessageView, form=courier.SpokenForm),
    decides("/outages", Verb.OUTAGE, lines.announce, lines.OutageView, form=lines.OutageForm),
    reads("/set-aside", Verb.SEE, set_asides.list_set_asides, list[set_asides.SetAsideView], shows_places=True),
    decides("/set-aside/{hash}/clear", Verb.CLEAR_SET_ASIDE, lines.clear_message, lines.ClearedView),
    reads("/items", Verb.SEE, items.list_items, list[ItemView], query=("kind", "owner"), shows_places=True),
    decides("/items", Verb.SUBMIT, items.submit_item, ItemView, form=items.SubmitForm),
    acts("/items/check", Verb.SUBMIT, items.check_item, items.CheckView, form=items.SubmitForm),
    acts("/items/read", Verb.SUBMIT, files.read_areas, files.AreasView, form=files.AreasForm),
    reads("/items/{item}", Verb.SEE, items.get_item, ItemView, shows_places=True),
    reads("/items/{item}/inside", Verb.SEE, clearing.list_inside_item, clearing.InsideView),
    decides("/items/{item}/amend", Verb.AMEND, items.amend_item, ItemView, form=items.SubmitForm,
            released_as=Verb.WITHDRAW_SITE, needs_two=items.shrinks_site),
    decides("/items/{item}/disclose", Verb.AMEND, items.disclose_item, ItemView, form=items.DiscloseForm),
    decides("/items/{item}/cancel", Verb.CANCEL, items.cancel_item, ItemView,
            released_as=Verb.WITHDRAW_SITE, needs_two=items.withdraws_site),
    decides("/items/{item}/release", Verb.RELEASE, items.release_item, ItemView, form=items.ReleaseForm,
            released_as=Verb.WITHDRAW_SITE, needs_two=items.withdraws_site),
    decides("/items/{item}/status", Verb.ACTIVATE, items.set_status, ItemView, form=items.StatusForm,
            released_as=Verb.WITHDRAW_SITE, needs_two=items.withdraws_site),
    reads("/items/{item}/elements", Verb.SEE, answers.list_elements, answers.ElementsView),
    reads("/items/{item}/voice", Verb.SEE, voice.show_voice, voice.VoiceView, shows_places=True),
    acts("/items/{item}/voice", Verb.SUBMIT, voice.compare_voice, voice.HeardView, form=voice.HeardForm),
    decides("/items/{item}/readback", Verb.READ_BACK, answers.read_item_back, ItemView, form=answers.ReadbackForm),
    acts("/items/{item}/readback/check", Verb.READ_BACK, answers.check_readback, list[answers.ElementCheckView],
         form=answers.ReadbackCheckForm),
    decides("/items/{item}/answer", Verb.ANSWER, answers.answer_item, ItemView, form=answers.AnswerForm),
    decides("/items/{item}/doubt", Verb.DOUBT, answers.doubt_item, ItemView, form=answers.DoubtForm),
    decides("/items/{item}/reply-doubt", Verb.AMEND, answers.reply_to_doubt, ItemView, form=answers.ReplyForm),
    decides("/items/{item}/verify", Verb.AMEND, answers.ask_for_verification, ItemView, form=answers.AskForm),
    reads("/blind", Verb.VERIFY, answers.list_blind, list[answers.BlindView]),
    reads("/items/{item}/blind", Verb.VERIFY, answers.show_blind, answers.BlindView),
    decides("/items/{item}/verification", Verb.VERIFY, answers.verify_item, answers.OutcomeView,
            form=answers.VerificationForm),
    reads("/items/{item}/reach", Verb.SEE, reach.get_reach, reach.ReachView, shows_places=True),
    decides("/items/{item}/ack", Verb.ACK, reach.acknowledge_it, reach.ReachView, form=reach.AckItemForm),
    reads("/units", Verb.SEE, reach.list_units, list[reach.UnitsView]),
    decides("/units", Verb.NAME_UNITS, reach.set_units, list[reach.UnitsView], form=reach.UnitsForm),
    decides("/resolutions", Verb.RESOLVE, answers.sign_resolution, answers.ResolutionView,
            form=answers.ResolutionForm),
    reads("/ceases", Verb.SEE, ceases.list_ceases, list[ceases.CeaseView]),
    reads("/second-path", Verb.CEASE, second_path.show_second_path, second_path.SecondPathView),
    Route(method="POST", path="/ceases", verb=Verb.CEASE, act=ceases.raise_cease, answer=ceases.CeasedView,
          form=ceases.CeaseForm, stops=ceases.read_cease),
    reads("/ceases/{cease}/inside", Verb.SEE, clearing.list_inside_cease, clearing.InsideView),
    decides("/ceases/{cease}/take", Verb.TAKE_CEASE, ceases.take_cease, ceases.CeaseView, form=ceases.TakeForm),
    decides("/ceases/{cease}/executed", Verb.CEASE_EXECUTED, ceases.report_cease, ceases.CeaseView,
            form=ceases.ExecutedForm),
    decides("/ceases/{cease}/resume", Verb.RESUME, ceases.resume_cease, ceases.CeaseView, released_as=Verb.RESUME),
    Route(method="POST", path="/distresses", verb=Verb.CEASE, act=distresses.raise_distress,
          answer=ceases.CeasedView, form=distresses.DistressForm, stops=distresses.read_distress),
    decides("/ceases/{cease}/found", Verb.DISTRESS_CHECK, distresses.check_distress, ceases.CeaseView,
            form=distresses.FoundForm),
    reads("/agreements", Verb.SEE, agreements.list_agreements, list[AgreementView]),
    decides("/agreements", Verb.AGREEMENT_DRAFT, agreements.draft_agreement, AgreementView, form=agreements.DraftForm),
    decides("/agreements/{agreement}/offer", Verb.AGREEMENT_OFFER, agreements.offer_agreement, AgreementView,
            released_as=Verb.AGREEMENT_OFFER),
    decides("/agreements/{agreement}/sign", Verb.AGREEMENT_SIGN, agreements.sign_agreement, AgreementView,
            released_as=Verb.AGREEMENT_SIGN),
    decides("/agreements/{agreement}/suspend", Verb.AGREEMENT_SUSPEND, agreements.suspend_agreement, AgreementView),
    decides("/agreements/{agreement}/resume", Verb.AGREEMENT_RESUME, agreements.resume_agreement, AgreementView,
            released_as=Verb.AGREEMENT_RESUME),
    decides("/agreements/{agreement}/end", Verb.AGREEMENT_END, agreements.end_agreement, AgreementView,
            released_as=Verb.AGREEMENT_END),
    decides("/agreements/{agreement}/areas/{area}/change", Verb.AREA_CHANGE, agreements.change_area,
            agreements.NumberView, form=agreements.ChangeForm, released_as=Verb.AREA_CHANGE),
    decides("/agreements/{agreement}/changes/{number}/sign", Verb.AREA_CHANGE, agreements.sign_area_change,
            AgreementView, released_as=Verb.AREA_CHANGE),
    decides("/situations", Verb.SITUATION, agreements.report_situation, AgreementView, form=agreements.SituationForm),
    reads("/sheets", Verb.SEE, sheets.list_sheets, list[sheets.SheetView]),
    decides("/sheets", Verb.SHEET, sheets.offer, sheets.SheetView, form=sheets.SheetForm),
    decides("/sheets/{sheet}/sign", Verb.SHEET, sheets.sign, sheets.SheetView),
    decides("/sheets/{sheet}/withdraw", Verb.SHEET, sheets.withdraw, sheets.SheetView),
    reads("/assessments", Verb.SEE, assessments.list_assessments, list[assessments.AssessmentView]),
    decides("/assessments", Verb.ASSESS, assessments.give_account, assessments.AssessmentView,
            form=assessments.AssessmentForm),
    decides("/notes", Verb.NOTE, messages.send, messages.SentView, form=messages.NoteForm),
    decides("/messages/{hash}/ack", Verb.ACK, messages.acknowledge_message, messages.SentView, form=messages.AckForm),
    reads("/record", Verb.SEE, record.read_record, record.RecordView, shows_places=True,
          query=("after", "limit", "wait_ms", "before", "known_at", "search", "kinds", "party")),
    follows("/live", Verb.SEE, open_console, LiveView, query=("after", "entries"), media=record.NDJSON),
    decides("/messages/{hash}/correct", Verb.CORRECT, messages.correct_message, messages.SentView,
            form=messages.CorrectForm),
    decides("/messages/{hash}/protest", Verb.PROTEST, incidents.protest_message, messages.SentView,
            form=incidents.ProtestForm),
    reads("/protests", Verb.SEE, incidents.list_protests, list[incidents.ProtestView]),
    reads("/queries", Verb.SEE, queries.list_queries, list[queries.QueryView], shows_places=True),
    decides("/queries", Verb.QUERY, queries.put_query, messages.SentView, form=queries.QueryForm),
    decides("/queries/{message}/reply", Verb.REPLY, queries.reply_to_query, queries.QueryView, form=queries.AnswerForm),
    reads("/incidents", Verb.SEE, incidents.list_incidents, list[incidents.IncidentView], shows_places=True),
    decides("/incidents", Verb.INCIDENT, incidents.report_incident, incidents.IncidentView,
            form=incidents.IncidentForm),
    reads("/positions", Verb.SEE, positions.list_positions, list[positions.ReportedView], shows_places=True),
    decides("/positions", Verb.POSITION, positions.report_position, messages.SentView, form=positions.PositionForm),
    reads("/alerts", Verb.SEE, alerts.list_alerts, list[alerts.AlertView]),
    decides("/alerts/{alert}/take", Verb.TAKE_ALERT, alerts.take_alert, alerts.AlertView, form=ceases.TakeForm),
    decides("/alerts/{alert}/shelve", Verb.SHELVE, alerts.shelve_alert, alerts.AlertView, form=alerts.ShelveForm),
    reads("/notifiers", Verb.SEE, notifiers.list_notifiers, notifiers.NotifiersView),
    decides("/notifiers/test", Verb.NOTIFIER_TEST, notifiers.try_way, notifiers.NotifiersView, form=notifiers.WayForm),
    reads("/watch", Verb.SEE, shift.show_watch, shift.WatchView),
    decides("/watch", Verb.WATCH, shift.set_watch, shift.WatchView, form=shift.WatchForm),
    decides("/handovers", Verb.HAND_OVER, shift.offer_watch, shift.HandoverView, form=shift.HandoverForm),
    decides("/handovers/{handover}/accept", Verb.HAND_OVER, shift.accept_watch, shift.HandoverView,
            form=shift.AcceptForm),
    reads("/duties", Verb.SEE, duties.list_duties, list[duties.DutyView]),
    decides("/duties/{subject}/take", Verb.TAKE_DUTY, duties.take_one, list[duties.DutyView],
            form=ceases.TakeForm),
    reads("/log/{peer}", Verb.EXPORT, record.export_line, str, media=record.NDJSON, query=("line",)),
    reads("/log/{peer}/bundle", Verb.EXPORT, record.export_bundle, str, media=record.NDJSON, query=("line",)),
    reads("/log/{peer}/lines", Verb.EXPORT, record.list_lines_with, list[record.FormerLineView]),
    reads("/picture", Verb.SEE, picture.show_picture, picture.PictureView, query=("known_at",), shows_places=True),
    reads("/picture/check", Verb.SEE, picture.check_picture, picture.PictureCheckView),
    reads("/locate", None, locate.locate_place, locate.LocatedView, query=("text", "datum", "to", "notations")),
    acts("/locate", None, locate.locate_file, locate.LocatedFileView, form=locate.LocateForm),
    reads("/latency", Verb.SEE, record.list_latencies, list[record.LatencyView]),
)  # fmt: skip
"""Every route behind a session. Those without are `create_app`'s own."""


def openapi_document() -> dict[str, Any]:
    """The OpenAPI document; needs no node."""
    return make_document(ROUTES)


def create_app(node: Node) -> Litestar:
    """The officers' API of a node."""
    live = Live(node)
    past = PastReader(node.party, node.store)
    office = Office(node, Standings(node.kernel), live, past)
    document = msgspec.json.encode(openapi_document())

    @get(f"{API}/health", status_code=200)
    async def health() -> Response[bytes]:
        return to_response(Reply(msgspec.json.encode(session.show_health(node))))

    @get(f"{API}/openapi.json", status_code=200)
    async def openapi() -> Response[bytes]:
        return to_response(Reply(document))

    @post(f"{API}/session", status_code=200)
    async def sign_in(request: Request[Any, Any, Any]) -> Response[bytes]:
        form = decode_form(await request.body(), session.SignInForm)
        return to_response(Reply(msgspec.json.encode(await session.sign_in(node, form))))

    def problem(request: HttpRequest, error: Exception) -> Response[bytes]:
        return refuse(error, node, request)

    app = OfficersApp(
        office,
        ROUTES,
        route_handlers=[
            health,
            openapi,
            sign_in,
            *(make_handler(office, route) for route in ROUTES),
            *make_page(node, load_page()),
        ],
        exception_handlers={Exception: problem},
        request_max_body_size=MOST_BODY_BYTES,
        openapi_config=None,
        logging_config=None,
    )
    app.state.end_streams, app.state.past = live.close, past
    return app
