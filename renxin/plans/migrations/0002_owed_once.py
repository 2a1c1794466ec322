from django.db import migrations, models

# Beside each promise's ending, and where the same was promised twice, of all but the
# last one too: those are settled with it, and count for the rule no more.
ENDED = """
    UPDATE plans_planpromise held SET ended_at = coalesce(owed.ended_at, later.made_at)
    FROM promises_promise owed
    LEFT JOIN LATERAL (
        SELECT max(next.made_at) AS made_at
        FROM plans_planpromise other
        JOIN promises_promise next ON next.id = other.promise_id
        JOIN plans_planpromise mine ON mine.promise_id = owed.id
        WHERE other.plan_id = mine.plan_id AND other.owed = mine.owed
            AND other.id > mine.id AND next.ended_at IS NULL
    ) later ON true
    WHERE owed.id = held.promise_id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0001_initial'),
        ('promises', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='planpromise',
            name='ended_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ended at'),
        ),
        migrations.RunSQL(ENDED, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='planpromise',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('plan', 'owed'), name='plan_owes_it_once'),
        ),
    ]
