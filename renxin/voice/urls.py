from django.urls import path

from renxin.voice.views import letter, matter, message, outlet, stop, urgent

app_name = "voice"
urlpatterns = [
    path("", message.index, name="index"),
    path("matters/", matter.index, name="matters"),
    path("doubts/<int:pk>/", matter.decide, name="doubt"),
    path("of/<int:pk>/stops/", stop.create, name="stops"),
    path("of/<int:pk>/stops/<int:stop>/", stop.lift, name="heard_again"),
    path("of/<int:pk>/urgent/", urgent.create, name="urgent"),
    path("of/<int:pk>/calls/", stop.ring, name="rung_again"),
    path("of/<int:pk>/clock/", stop.clock, name="clock"),
    path("stops/<int:pk>/lifted/", matter.lift, name="lifted"),
    path("numbers/<int:pk>/works/", matter.works, name="works"),
    path("letters/", letter.index, name="letters"),
    path("letters/<int:pk>/", letter.show, name="letter"),
    path("letters/<int:pk>/posted/", letter.posted, name="posted"),
    path("channels/", outlet.index, name="outlets"),
    path("channels/<slug:channel>/", outlet.show, name="outlet"),
    path("channels/<slug:channel>/address/", outlet.address, name="address"),
    path("channels/<slug:channel>/templates/", outlet.template, name="template"),
]
