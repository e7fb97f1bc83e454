"""What matching answers over RPC is what the API document promises: the gateway passes it on as it is."""

import pytest
from marshmallow import Schema

from services.gateway.shapes import hand as promised_hand
from services.gateway.shapes import matching as promised
from services.gateway.shapes import questions as promised_questions
from services.gateway.shapes import requests as promised_requests
from services.gateway.shapes import roster as promised_roster
from services.matching.schemas import answers, hand, offers, questions, requests, roster

PAIRS: list[tuple[type[Schema], type[Schema]]] = [
    (roster.InterpreterOut, promised_roster.InterpreterSchema),
    (roster.AbsenceOut, promised_roster.AbsenceSchema),
    (roster.ContactOut, promised_roster.ContactSchema),
    (roster.RosterVersionOut, promised_roster.RosterVersionSchema),
    (roster.EditionServiceOut, promised_roster.EditionServiceSchema),
    (requests.RequestOut, promised_requests.RequestSchema),
    (answers.DemandOut, promised.DemandSchema),
    (answers.ShiftOut, promised.ShiftSchema),
    (answers.PlanOut, promised.MatchingPlanSchema),
    (answers.CountsOut, promised.ServedSchema),
    (answers.GapOut, promised.GapSchema),
    (answers.StageOut, promised.StageSchema),
    (answers.FindingOut, promised.FindingSchema),
    (answers.ProposalOut, promised.ProposalSchema),
    (answers.ProgressOut, promised.PlanningSchema),
    (answers.PolicyOut, promised.PolicySchema),
    (hand.BreachOut, promised_hand.BreachSchema),
    (hand.ManualActOut, promised_hand.ManualActSchema),
    (hand.HandOut, promised_hand.HandSchema),
    (hand.ActedOut, promised_hand.ActedSchema),
    (hand.WaiverOut, promised_hand.WaiverSchema),
    (offers.OfferOut, promised_hand.OfferSchema),
    (offers.WaveOut, promised_hand.WaveSchema),
    (offers.ReplyOut, promised_hand.OfferReplySchema),
    (offers.EngagementOut, promised_hand.EngagementSchema),
    (questions.ExplanationOut, promised_questions.ExplanationSchema),
    (questions.CandidateOut, promised_questions.CandidateSchema),
    (questions.ObstacleOut, promised_questions.ObstacleSchema),
    (questions.WhyNotOut, promised_questions.WhyNotSchema),
    (questions.MoveOut, promised_questions.ChangedDemandSchema),
    (questions.StepInOut, promised_questions.StepInSchema),
    (questions.ReplacementsOut, promised_questions.ReplacementsSchema),
    (questions.WayOut, promised_questions.WayOutSchema),
    (questions.SinglePointsOut, promised_questions.SinglePointsSchema),
    (questions.SinglePointOut, promised_questions.SinglePointSchema),
    (questions.SpareOut, promised_questions.SpareSchema),
    (questions.BalanceOut, promised_questions.BalanceSchema),
    (questions.LoadOut, promised_questions.WorkloadSchema),
    (questions.GrowthOut, promised_questions.GrowthSchema),
    (questions.MeritOut, promised_questions.MeritSchema),
    (questions.MeritRowOut, promised_questions.MeritRowSchema),
]


@pytest.mark.parametrize(("given", "document"), PAIRS, ids=lambda schema: schema.__name__)
def test_fields_are_those_of_the_document(given: type[Schema], document: type[Schema]) -> None:
    assert sorted(given().fields) == sorted(document().fields)
