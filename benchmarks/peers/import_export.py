"""django-import-export on a file of patients and a plain model of its own."""

import json
import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renxin.site.settings")
django.setup()

import tablib  # noqa: E402  after the set-up
from django.db import connection, models  # noqa: E402
from import_export import fields, resources, widgets  # noqa: E402

WORDS = {"男": "MALE", "女": "FEMALE"}


class Person(models.Model):
    external_id = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80, db_index=True)
    sex = models.CharField(max_length=8)
    birth_on = models.DateField(null=True)
    phone = models.CharField(max_length=20, db_index=True)
    document = models.CharField(max_length=20, db_index=True)
    channel = models.CharField(max_length=40)
    registered_on = models.DateField()

    class Meta:
        app_label = "benchmarks"

    def __str__(self) -> str:
        return self.external_id


class Digits(widgets.CharWidget):
    def clean(self, value: str, row: object = None, **kwargs: object) -> str:
        text = super().clean(value, row, **kwargs)
        if (
            len(text) != 11
            or not text.isdigit()
            or text[:2] not in {"13", "15", "17", "18", "19"}
        ):
            raise ValueError("no such phone")
        return text


def field(attribute: str, heading: str, widget: widgets.Widget) -> fields.Field:
    return fields.Field(attribute=attribute, column_name=heading, widget=widget)


class People(resources.ModelResource):
    external_id = field("external_id", "患者编号", widgets.CharWidget())
    name = field("name", "姓名", widgets.CharWidget())
    sex = field("sex", "性别", widgets.CharWidget())
    birth_on = field("birth_on", "出生日期", widgets.DateWidget("%Y/%m/%d"))
    phone = field("phone", "手机号", Digits())
    document = field("document", "身份证号", widgets.CharWidget())
    channel = field("channel", "来源", widgets.CharWidget())
    registered_on = field("registered_on", "建档日期", widgets.DateWidget("%Y-%m-%d"))

    class Meta:
        model = Person
        import_id_fields = ("external_id",)


class ManyPeople(People):
    class Meta:
        model = Person
        import_id_fields = ("external_id",)
        use_bulk = True
        skip_diff = True
        batch_size = 1000


def main(path: str, way: str) -> None:
    with connection.schema_editor() as editor:
        editor.create_model(Person)
    try:
        began = time.perf_counter()
        with open(path, encoding="gb18030", newline="") as file:  # noqa: PTH123
            rows = tablib.Dataset().load(file.read(), format="csv")
        resource = ManyPeople() if way == "bulk" else People()
        done = resource.import_data(rows, raise_errors=False, use_transactions=True)
        seconds = time.perf_counter() - began
        kept = Person.objects.count()
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(Person)
    print(
        json.dumps(
            {
                "rows": len(rows),
                "kept": kept,
                "refused": len(done.invalid_rows) + len(done.error_rows),
                "seconds": round(seconds, 2),
                "rows_per_s": round(len(rows) / seconds, 1),
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
