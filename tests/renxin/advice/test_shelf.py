from renxin.advice import shelf
from renxin.advice.models import AdviceWithdrawal
from tests.renxin.visits.conftest import after


def test_each_topic_stands_once_with_its_latest_version(texts, dongyuan):
    topics = shelf.topics(dongyuan)

    assert len(topics) == len(texts)
    assert all(topic.waits for topic in topics)


def test_what_is_approved_waits_no_longer(approval, dongyuan, hexi):
    here = next(t for t in shelf.topics(dongyuan) if t.newest == approval.text)
    there = next(t for t in shelf.topics(hexi) if t.newest == approval.text)

    assert (here.waits, here.holding) == (False, approval)
    assert there.waits


def test_what_was_withdrawn_is_told_apart_from_a_draft(approval, dongyuan, doctor_li):
    AdviceWithdrawal.write(approval, why="有误", by=doctor_li, at=after(1))

    topic = next(t for t in shelf.topics(dongyuan) if t.newest == approval.text)
    assert topic.is_withdrawn
