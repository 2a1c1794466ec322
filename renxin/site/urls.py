from django.urls import include, path
from django.views.i18n import set_language

from renxin.patients.views import finding
from renxin.site import live
from renxin.site.pages import look
from renxin.voice.views import hook

urlpatterns = [
    path("", include("renxin.today.urls")),
    path("live/", live.stream, name="live"),
    path("live/display/<str:secret>/", live.display, name="live_display"),
    path("look/", look.show, name="look"),
    path("accounts/", include("allauth.urls")),
    path("language/", set_language, name="set_language"),
    path("", include("renxin.staff.urls")),
    path("settings/clinics/", include("renxin.clinics.urls")),
    path("finder/", finding.index, name="finder"),
    path("patients/", include("renxin.patients.urls")),
    path("promises/", include("renxin.promises.urls")),
    path("calendar/", include("renxin.booking.urls")),
    path("flow/", include("renxin.visits.urls")),
    path("", include("renxin.followup.urls")),
    path("plans/", include("renxin.plans.urls")),
    path("referrals/", include("renxin.referrals.urls")),
    path("safety/", include("renxin.safety.urls")),
    path("advice/", include("renxin.advice.urls")),
    path("protocols/", include("renxin.protocols.urls")),
    path("rosters/", include("renxin.rosters.urls")),
    path("", include("renxin.portal.urls")),
    path("messages/", include("renxin.voice.urls")),
    path("wordings/", include("renxin.voice.word_urls")),
    path("hooks/<slug:channel>/<str:key>/", hook.show, name="hook"),
    path("figures/", include("renxin.scorecard.urls")),
    path("imports/", include("renxin.exchange.urls")),
]

handler500 = "renxin.site.pages.failures.failed"
