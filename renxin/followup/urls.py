from django.urls import path

from renxin.followup.views import calls, line, lists, needs, wrong

app_name = "followup"
urlpatterns = [
    path("calls/", calls.index, name="calls"),
    path("calls/next/", calls.take, name="call_next"),
    path("calls/rest/", calls.rest, name="call_rest"),
    path("calls/wrong/", wrong.index, name="wrong"),
    path("calls/wrong/<int:pk>/", wrong.right, name="right_number"),
    path("calls/<int:pk>/", calls.press, name="call"),
    path("lists/", lists.index, name="lists"),
    path("lists/new/", lists.draw, name="list_new"),
    path("lists/<int:pk>/", lists.show, name="list"),
    path("lists/<int:pk>/agreement/", lists.agree, name="list_agreement"),
    path("lists/names/<int:pk>/striking/", lists.strike, name="list_striking"),
    path("needs/<int:pk>/", needs.say, name="need"),
    path("line/", line.index, name="line"),
    path("line/start/", line.start, name="line_start"),
    path("line/alarms/<int:pk>/", line.hear, name="line_alarm"),
    path("line/<int:pk>/call/", line.call, name="line_call"),
    path("line/<int:pk>/reason/", line.reason, name="line_reason"),
]
