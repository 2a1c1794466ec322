from collections import Counter

from renxin.demo.words import words
from renxin.patients.pinyin import readings


def surnames(tables):
    doubles = [name for name in words("names")["surnames"] if len(name) == 2]
    return Counter(
        next((one for one in doubles if row["name"].startswith(one)), row["name"][0])
        for row in tables["people"]
    )


def test_common_surnames_are_common(tables):
    counted = surnames(tables)

    assert set(dict(counted.most_common(6))) <= {"王", "李", "张", "刘", "陈", "杨"}
    assert 0.05 < counted["王"] / 6000 < 0.12


def test_surnames_that_machines_misread_are_there(tables):
    counted = surnames(tables)

    assert sum(counted[one] for one in "单仇解曾查盖区朴翟覃") > 30
    assert sum(counted[one] for one in ("欧阳", "上官", "司马", "诸葛", "令狐")) > 3


def test_dotted_latin_and_rare_names_are_there(tables):
    names = [row["name"] for row in tables["people"]]

    assert any("·" in name for name in names)
    assert any(name.isascii() for name in names)
    assert any(set(name) & set("䶮㛃") for name in names)


def test_nobody_bears_a_name_that_everybody_knows(world, tables):
    famous = set(words("names")["avoid"]["names"])

    assert not famous & {row["name"] for row in tables["people"]}
    assert not famous & set(world.parts[0].staff.names.tolist())


def test_every_name_can_be_read_aloud(tables):
    for row in tables["people"][:300]:
        assert readings(row["name"]).pinyin
