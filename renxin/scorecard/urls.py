from django.urls import path

from renxin.desk.later import later

counting = later("renxin.scorecard.views.counting")
effects = later("renxin.scorecard.views.effects")
exports = later("renxin.scorecard.views.exports")
fair = later("renxin.scorecard.views.fair")
figures = later("renxin.scorecard.views.figures")
goals = later("renxin.scorecard.views.goals")
key = later("renxin.scorecard.views.key")
loss = later("renxin.scorecard.views.loss")
no_shows = later("renxin.scorecard.views.no_shows")
promises = later("renxin.scorecard.views.promises")
review = later("renxin.scorecard.views.review")
rows = later("renxin.scorecard.views.rows")
tomorrow = later("renxin.scorecard.views.tomorrow")

app_name = "scorecard"
urlpatterns = [
    path("", figures.index, name="index"),
    path("loss/", loss.index, name="loss"),
    path("loss/patients/", loss.patients, name="loss_patients"),
    path("key/", key.index, name="key"),
    path("key/patients/", key.patients, name="key_patients"),
    path("counting/", counting.create, name="counting"),
    path("lake/", counting.refresh, name="lake"),
    path("promises/", promises.create, name="promises"),
    path("exports/", exports.create, name="exports"),
    path("no-shows/", no_shows.index, name="no_shows"),
    path("fair/", fair.index, name="fair"),
    path("effects/", effects.index, name="effects"),
    path("reviews/<int:pk>/", review.show, name="review"),
    path("reviews/<int:pk>/finding/", review.conclude, name="finding"),
    path("tomorrow/", tomorrow.index, name="tomorrow"),
    path("tomorrow/<int:pk>/call/", tomorrow.call, name="tomorrow_call"),
    path("<str:code>/", figures.show, name="show"),
    path("<str:code>/rows/", rows.index, name="rows"),
    path("<str:code>/goal/", goals.create, name="goal"),
]
