import pytest


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-hans", "登录名或密码不对。"),
        ("en", "The sign-in name or the password is not right."),
    ],
)
def test_a_wrong_password_is_answered_in_the_words_of_the_house(
    client, greeter_lin, language, said
):
    answer = client.post(
        "/accounts/login/",
        {"login": "lin", "password": "not this one"},
        headers={"accept-language": language},
    )

    assert said in answer.content.decode()
