from django.urls import path

from renxin.followup.views import line

app_name = "followup"
urlpatterns = [
    path("line/", line.index, name="line"),
    path("line/start/", line.start, name="line_start"),
    path("line/alarms/<int:pk>/", line.hear, name="line_alarm"),
    path("line/<int:pk>/call/", line.call, name="line_call"),
    path("line/<int:pk>/reason/", line.reason, name="line_reason"),
]
