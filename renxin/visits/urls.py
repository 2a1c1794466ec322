"""Addresses of the day in the house: the flow board, duties, the doctor's room."""

from django.urls import path

from renxin.visits.views import (
    board,
    charges,
    checklist,
    day,
    departure,
    display,
    greeting,
    owing,
    room,
    station,
    turn,
    visit,
)

app_name = "visits"
urlpatterns = [
    path("", board.index, name="index"),
    path("board/", board.part, name="board"),
    path("day/", day.show, name="day"),
    path("greeting/", greeting.create, name="greeting"),
    path("patients/", greeting.patients, name="patients"),
    path("visits/<int:pk>/", visit.show, name="show"),
    path("visits/<int:pk>/station/", visit.hand_over, name="hand_over"),
    path("visits/<int:pk>/doctor/", visit.doctor, name="doctor"),
    path("visits/<int:pk>/urgency/", visit.urgency, name="urgency"),
    path("visits/<int:pk>/call/", turn.call, name="call"),
    path("visits/<int:pk>/care/", turn.take_up, name="take_up"),
    path("visits/<int:pk>/turn/", turn.let_others_first, name="turn"),
    path("visits/<int:pk>/duties/", owing.index, name="duties"),
    path("visits/<int:pk>/duties/waiver/", owing.waive, name="waiver"),
    path("visits/<int:pk>/duties/<int:duty>/", owing.do, name="duty"),
    path("visits/<int:pk>/departure/", departure.create, name="departure"),
    path("visits/<int:pk>/steps/", room.step, name="step"),
    path("visits/<int:pk>/notes/", room.note, name="note"),
    path("room/", room.show, name="room"),
    path("checklists/", checklist.index, name="checklists"),
    path("checklists/<int:pk>/", checklist.publish_next, name="checklist"),
    path("visits/<int:pk>/charge/", charges.charge, name="charge"),
    path("charges/<int:pk>/refund/", charges.refund, name="refund"),
    path("patients/<int:pk>/charges/", charges.of_patient, name="charges"),
    path("stations/", station.index, name="stations"),
    path("stations/new/", station.create, name="station_new"),
    path("stations/<int:pk>/", station.update, name="station"),
    path("stations/<int:pk>/closing/", station.close, name="station_close"),
    path("stations/<int:pk>/place/", station.change_places, name="station_place"),
    path("stations/<int:pk>/next/", turn.call_next, name="call_next"),
    path("display/key/end/", station.revoke, name="display_end"),
    path("display/<str:secret>/", display.show, name="display"),
]
