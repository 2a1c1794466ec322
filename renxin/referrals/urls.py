"""Addresses of referrals."""

from django.urls import path

from renxin.referrals.views import of_patient, referral, steps

app_name = "referrals"
urlpatterns = [
    path("", referral.index, name="index"),
    path("new/", referral.create, name="new"),
    path("outside/", referral.create_outside, name="outside"),
    path("patients/<int:pk>/", of_patient.show, name="of_patient"),
    path("<int:pk>/", referral.show, name="show"),
    path("<int:pk>/letter/", referral.letter, name="letter"),
    path("<int:pk>/acceptance/", steps.accept, name="acceptance"),
    path("<int:pk>/seen/", steps.see, name="seen"),
    path("<int:pk>/report/", steps.report, name="report"),
    path("<int:pk>/no/<slug:way>/", steps.decline, name="no"),
    path("<int:pk>/retraction/", steps.take_back, name="retraction"),
]
