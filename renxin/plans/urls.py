"""Addresses of plans and of the price list."""

from django.urls import path

from renxin.plans.views import answer, item, plan, price, sitting

app_name = "plans"
urlpatterns = [
    path("", plan.index, name="index"),
    path("new/", plan.create, name="new"),
    path("<int:pk>/", plan.show, name="show"),
    path("<int:pk>/items/", item.create, name="items"),
    path("<int:pk>/items/<int:item>/", item.update, name="item"),
    path("<int:pk>/items/<int:item>/striking/", item.remove, name="item_struck"),
    path("<int:pk>/items/<int:item>/sittings/", sitting.create, name="sittings"),
    path("<int:pk>/ways/", item.offer, name="ways"),
    path("<int:pk>/ways/<int:way>/striking/", item.offer_no_more, name="way_struck"),
    path("<int:pk>/presentation/", answer.present, name="presentation"),
    path("<int:pk>/signing/", answer.sign, name="signing"),
    path("<int:pk>/decline/", answer.decline, name="decline"),
    path("<int:pk>/revocation/", answer.take_back, name="revocation"),
    path("<int:pk>/finish/", plan.finish, name="finish"),
    path("prices/", price.index, name="prices"),
    path("prices/new/", price.create, name="price_new"),
    path("prices/<int:pk>/", price.update, name="price"),
    path("prices/<int:pk>/ending/", price.end, name="price_end"),
    path("prices/public/<slug:code>/", price.wall, name="wall"),
]
