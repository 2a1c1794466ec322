"""Addresses of advice: the library, what is given at a station, and on paper."""

from django.urls import path

from renxin.advice.views import given, giving, library

app_name = "advice"
urlpatterns = [
    path("", library.index, name="index"),
    path("texts/new/", library.create, name="new"),
    path("texts/<int:pk>/", library.show, name="text"),
    path("texts/<int:pk>/next/", library.write_next, name="next"),
    path("texts/<int:pk>/approval/", library.approve, name="approval"),
    path("texts/<int:pk>/withdrawal/", library.withdraw, name="withdrawal"),
    path("visits/<int:pk>/", giving.choose, name="choose"),
    path("visits/<int:pk>/words/", giving.give, name="give"),
    path("given/<int:pk>/", given.show, name="given"),
    path("given/<int:pk>/back/", giving.take_back, name="back"),
    path("patients/<int:pk>/", given.of_patient, name="of_patient"),
]
