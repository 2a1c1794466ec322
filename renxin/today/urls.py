from django.urls import path

from renxin.today.views import today

app_name = "today"
urlpatterns = [
    path("", today.index, name="index"),
    path("today/", today.board, name="board"),
]
