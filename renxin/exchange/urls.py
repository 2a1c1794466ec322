app_name = "exchange"
urlpatterns: list[object] = []
