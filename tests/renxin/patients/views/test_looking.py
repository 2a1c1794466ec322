from tests.cast import signed_in


def test_the_page_names_who_has_looked(client, wang_fang, english_desk):
    signed_in(client, english_desk)
    client.get(f"/patients/{wang_fang.pk}/")

    shown = client.get(f"/patients/{wang_fang.pk}/looks/").content.decode()

    assert "林溪" in shown
    assert "Page" in shown
