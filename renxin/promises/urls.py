from django.urls import path

from renxin.promises.views import deferral, ending, handover, promise

app_name = "promises"
urlpatterns = [
    path("", promise.index, name="index"),
    path("new/", promise.create, name="new"),
    path("patients/", promise.patients, name="patients"),
    path("<int:pk>/", promise.show, name="show"),
    path("<int:pk>/ending/", ending.create, name="ending"),
    path("<int:pk>/release/", ending.release, name="release"),
    path("<int:pk>/reopening/", ending.reopen, name="reopening"),
    path("<int:pk>/deferral/", deferral.create, name="deferral"),
    path("<int:pk>/handover/", handover.create, name="handover"),
]
