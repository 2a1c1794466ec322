"""Addresses of protocols: the list, one of them, writing, signing, on and off."""

from django.urls import path

from renxin.protocols.views import (
    people,
    protocol,
    running,
    signs,
    taking_off,
    writing,
)

app_name = "protocols"
urlpatterns = [
    path("", protocol.index, name="index"),
    path("new/", writing.create, name="new"),
    path("patients/<int:pk>/", people.of_patient, name="of_patient"),
    path("enrolments/<int:pk>/end/", taking_off.take_off, name="take_off"),
    path("alarms/<int:pk>/", protocol.hear, name="alarm"),
    path("treatments/", signs.index, name="treatments"),
    path("treatments/<int:pk>/end/", signs.remove, name="treatment_end"),
    path("<int:pk>/", protocol.show, name="show"),
    path("<int:pk>/next/", writing.write_next, name="next"),
    path("<int:pk>/signature/", running.sign, name="signature"),
    path("<int:pk>/on/", running.turn_on, name="on"),
    path("<int:pk>/off/", running.turn_off, name="off"),
    path("<int:pk>/people/", people.put_on, name="people"),
    path("versions/<int:pk>/", protocol.version, name="version"),
]
