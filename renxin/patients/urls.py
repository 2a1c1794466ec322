from django.urls import path

from renxin.patients.views import (
    change,
    concern,
    consent,
    doctor,
    looking,
    merging,
    phone,
    record,
    registration,
    restriction,
    reveal,
)

app_name = "patients"
urlpatterns = [
    path("", record.index, name="index"),
    path("new/", registration.create, name="new"),
    path("restricted/", restriction.index, name="restricted"),
    path("drafts/", registration.draft, name="draft"),
    path("introducers/", registration.introducers, name="introducers"),
    path("<int:pk>/", record.show, name="show"),
    path("<int:pk>/aside/", record.aside, name="aside"),
    path("<int:pk>/timeline/", record.timeline, name="timeline"),
    path("<int:pk>/edit/", change.update, name="edit"),
    path("<int:pk>/reveal/", reveal.create, name="reveal"),
    path("<int:pk>/restriction/", restriction.create, name="restriction"),
    path("<int:pk>/restriction/lifting/", restriction.remove, name="lifting"),
    path("<int:pk>/erasure/", restriction.erase, name="erasure"),
    path("<int:pk>/looks/", looking.index, name="looks"),
    path("<int:pk>/consents/", consent.create, name="consents"),
    path(
        "<int:pk>/consents/<int:consent>/withdrawal/",
        consent.withdraw,
        name="withdrawal",
    ),
    path("<int:pk>/concerns/", concern.create, name="concerns"),
    path(
        "<int:pk>/concerns/<int:concern>/ending/", concern.remove, name="concern_ending"
    ),
    path("<int:pk>/doctor/", doctor.create, name="doctor"),
    path("<int:pk>/phones/", phone.create, name="phones"),
    path("<int:pk>/phones/<int:reach>/ending/", phone.remove, name="phone_ending"),
    path("<int:pk>/merges/", merging.create, name="merges"),
    path("<int:pk>/merges/<int:merge>/parting/", merging.remove, name="parting"),
]
