from django.urls import path

from renxin.booking.views import (
    appointment,
    becoming,
    calendar,
    kept,
    rebooking,
    service,
)

app_name = "booking"
urlpatterns = [
    path("", calendar.index, name="index"),
    path("board/", calendar.board, name="board"),
    path("sheet/", calendar.sheet, name="sheet"),
    path("gone/", calendar.gone, name="gone"),
    path("patients/", appointment.patients, name="patients"),
    path("fitting/", appointment.fitting, name="fitting"),
    path("appointments/new/", appointment.create, name="new"),
    path("appointments/<int:pk>/", appointment.show, name="show"),
    path("appointments/<int:pk>/rebooking/", rebooking.create, name="rebooking"),
    path("appointments/<int:pk>/agreement/", becoming.agree, name="agreement"),
    path("appointments/<int:pk>/confirmation/", becoming.confirm, name="confirmation"),
    path("appointments/<int:pk>/arrival/", becoming.arrive, name="arrival"),
    path("appointments/<int:pk>/cancellation/", becoming.cancel, name="cancellation"),
    path("appointments/<int:pk>/absence/", becoming.miss, name="absence"),
    path("kept/new/", kept.create, name="keep"),
    path("kept/<int:pk>/", kept.remove, name="kept"),
    path("services/", service.index, name="services"),
    path("services/new/", service.create, name="service_new"),
    path("services/<int:pk>/", service.update, name="service"),
    path("services/<int:pk>/ending/", service.end, name="service_end"),
]
