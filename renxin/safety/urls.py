"""Addresses of safety: the control charts, and what feeds them."""

from django.urls import path

from renxin.safety.views import check, event, figures, of_patient, remedy, visit

app_name = "safety"
urlpatterns = [
    path("", figures.index, name="index"),
    path("patients/<int:pk>/", of_patient.show, name="of_patient"),
    path("visits/<int:pk>/pain/", visit.pain, name="pain"),
    path("visits/<int:pk>/check/", visit.check, name="check"),
    path("visits/<int:pk>/effect/", visit.effect, name="effect"),
    path("checks/", check.index, name="checks"),
    path("checks/new/", check.create, name="check_new"),
    path("batches/", check.batch, name="batch"),
    path("events/", event.index, name="events"),
    path("events/new/", event.create, name="event_new"),
    path("events/<int:pk>/review/", event.review, name="review"),
    path("remedies/<int:pk>/", remedy.put_right, name="remedy"),
]
