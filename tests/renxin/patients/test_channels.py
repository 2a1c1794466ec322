from django.utils.translation import override

from renxin.patients import channels


def test_a_channel_is_said_in_the_language_of_the_screen():
    with override("zh-hans"):
        assert channels.label("小红书") == "小红书"
    assert channels.label("小红书") == "Xiaohongshu"


def test_a_channel_of_another_system_stays_as_it_came():
    assert channels.label("某平台") == "某平台"


def test_the_list_has_every_channel_once_and_a_way_out():
    values = [value for value, _label in channels.choices()]

    assert "" in values
    assert "其他" in values
    assert len(values) == len(set(values))
