from django.urls import path

from renxin.clinics.views import clinic, place

app_name = "clinics"
urlpatterns = [
    path("", clinic.index, name="index"),
    path("new/", clinic.create, name="new"),
    path("<int:pk>/", clinic.update, name="clinic"),
    path("<int:pk>/<slug:kind>/", place.create, name="place"),
]
