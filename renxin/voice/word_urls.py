"""Addresses of the library of wordings."""

from django.urls import path

from renxin.voice.views import papers, reviewing, wordings, writing

app_name = "wordings"
ONE = "<slug:topic>/<slug:channel>/"
urlpatterns = [
    path("", wordings.index, name="index"),
    path("new/", writing.create, name="new"),
    path("look/", writing.look, name="look"),
    path("papers/", papers.index, name="papers"),
    path("papers/licence/", papers.licence, name="licence"),
    path("papers/certificates/", papers.certificate, name="certificates"),
    path(ONE, wordings.show, name="show"),
    path(f"{ONE}next/", writing.write_next, name="next"),
    path(f"{ONE}approval/", reviewing.approve, name="approval"),
    path(f"{ONE}return/", reviewing.send_back, name="return"),
    path(f"{ONE}withdrawal/", reviewing.withdraw, name="withdrawal"),
]
