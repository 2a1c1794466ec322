"""Of the keys that carriers hold, only digests are kept from now on."""

from django.db import migrations, models

DIGESTS = """
UPDATE voice_outlet
SET hook = encode(sha256(convert_to(hook, 'UTF8')), 'hex'), hook_at = set_at
WHERE hook <> ''
"""


class Migration(migrations.Migration):
    dependencies = [("voice", "0008_local_time")]

    operations = [
        migrations.AddField(
            model_name="outlet",
            name="hook_at",
            field=models.DateTimeField(null=True, verbose_name="hook made at"),
        ),
        migrations.AlterField(
            model_name="outlet",
            name="hook",
            field=models.CharField(
                blank=True, default="", max_length=64, verbose_name="hook"
            ),
        ),
        migrations.RunSQL(DIGESTS, migrations.RunSQL.noop),
    ]
