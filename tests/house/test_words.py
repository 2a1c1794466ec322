from renxin.site.words import catalogue


def test_every_sentence_has_one_chinese_translation_with_the_same_blanks():
    found = list(catalogue.faults())

    assert not found, "\n" + "\n".join(found)
