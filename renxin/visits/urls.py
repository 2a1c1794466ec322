"""Addresses of the day in the house: the flow board, duties, the doctor's room."""

app_name = "visits"
urlpatterns: list[object] = []
