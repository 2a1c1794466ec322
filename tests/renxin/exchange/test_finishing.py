from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.renxin.exchange.conftest import take_back

ONE = "患者编号,姓名\n1,王芳\n"
TWO = "患者编号,姓名\n2,李明\n"
LAKE = "renxin.scorecard.tasks.bring_the_lake_up_to_date"


def waiting():
    return ProcrastinateJob.objects.filter(task_name=LAKE, status="todo").count()


def test_what_was_brought_in_is_soon_in_the_figures(bring):
    bring(ONE)

    assert waiting() == 1


def test_two_imports_in_a_row_ask_for_the_figures_once(bring):
    bring(ONE)
    bring(TWO)

    assert waiting() == 1


def test_what_was_taken_back_is_soon_out_of_the_figures(bring):
    taken = bring(ONE)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded'")

    take_back(taken)

    assert waiting() == 1
