"""Keep with the raw file what only the extraction told: that its encoding is a guess."""

from django.db import migrations


def fill(apps, schema_editor):
    extractions = apps.get_model("articles", "Extraction").objects
    raw_files = apps.get_model("articles", "RawFile").objects
    rows = extractions.values_list("article__raw_file", "facts__doubts")
    guessed = [pk for pk, doubts in rows.iterator() if "encoding-guessed" in doubts]
    for start in range(0, len(guessed), 500):
        batch = guessed[start : start + 500]
        raw_files.filter(pk__in=batch).update(is_encoding_guessed=True)


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_log_of_everything")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
