"""Addresses of plans and of the price list."""

app_name = "plans"
urlpatterns: list[object] = []
