from django.urls import path

from renxin.exchange.views import file, mapping, refused, run, undo

app_name = "exchange"
urlpatterns = [
    path("", file.index, name="index"),
    path("new/", file.create, name="create"),
    path("<int:pk>/", file.show, name="show"),
    path("<int:pk>/remove/", file.remove, name="remove"),
    path("<int:pk>/mapping/", mapping.update, name="mapping"),
    path("<int:pk>/run/", run.create, name="run"),
    path("<int:pk>/progress/", run.show, name="progress"),
    path("<int:pk>/undo/", undo.create, name="undo"),
    path("<int:pk>/refused/<slug:kind>.csv", refused.show, name="refused"),
]
