from django.urls import path

from renxin.voice.views import message

app_name = "voice"
urlpatterns = [path("", message.index, name="index")]
