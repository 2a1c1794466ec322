from django.urls import path

from renxin.clinics.views import calendar, clinic, hours, place

app_name = "clinics"
urlpatterns = [
    path("", clinic.index, name="index"),
    path("new/", clinic.create, name="new"),
    path("calendar/", calendar.index, name="calendar"),
    path("calendar/notice/", calendar.create, name="notice"),
    path("special/<int:pk>/", hours.remove, name="special_end"),
    path("<int:pk>/", clinic.update, name="clinic"),
    path("<int:pk>/hours/", hours.update, name="hours"),
    path("<int:pk>/special/", hours.create, name="special"),
    path("<int:pk>/<slug:kind>/", place.create, name="place"),
]
