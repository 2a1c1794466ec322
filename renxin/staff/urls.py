from django.urls import path

from renxin.staff.views import look, me, person, post, setup

app_name = "staff"
urlpatterns = [
    path("me/theme/", me.theme, name="theme"),
    path("me/language/", me.language, name="language"),
    path("me/clinic/", me.clinic, name="clinic"),
    path("set-up/<str:secret>/", setup.show, name="setup"),
    path("settings/staff/", person.index, name="settings"),
    path("settings/staff/new/", person.create, name="new"),
    path("settings/staff/<int:pk>/", person.show, name="person"),
    path("settings/staff/<int:pk>/work/", person.update, name="work"),
    path("settings/staff/<int:pk>/invitation/", person.invite, name="invitation"),
    path("settings/staff/<int:pk>/posts/", post.create, name="posts"),
    path("settings/posts/<int:pk>/end/", post.remove, name="post_end"),
    path("settings/proposals/<int:pk>/decision/", post.decide, name="decision"),
    path("settings/looks/", look.index, name="looks"),
]
