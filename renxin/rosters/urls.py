from django.urls import path

from renxin.rosters.views import band, leave, pattern, shift, week

app_name = "rosters"
urlpatterns = [
    path("", week.index, name="index"),
    path("week/", week.week, name="week"),
    path("strip/", week.strip, name="strip"),
    path("band/", band.update, name="band"),
    path("shifts/new/", shift.create, name="new_shift"),
    path("shifts/<int:pk>/", shift.update, name="shift"),
    path("shifts/<int:pk>/drop/", shift.remove, name="drop"),
    path("shifts/<int:pk>/swap/", shift.swap, name="swap"),
    path("leaves/", leave.index, name="leaves"),
    path("leaves/new/", leave.create, name="new_leave"),
    path("leaves/<int:pk>/", leave.remove, name="leave"),
    path("patterns/", pattern.index, name="patterns"),
    path("patterns/new/", pattern.create, name="new_pattern"),
    path("patterns/<int:pk>/", pattern.remove, name="pattern"),
]
