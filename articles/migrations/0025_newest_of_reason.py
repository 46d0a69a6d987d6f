"""Walk the articles of one review reason by their place in time."""

from django.db import migrations, models

PLACE = """
UPDATE articles_reviewreason SET pos = (
    SELECT pos FROM articles_article
    WHERE articles_article.id = articles_reviewreason.article_id
)
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0024_tally_order")]
    operations = [
        migrations.AddField(
            model_name="reviewreason",
            name="pos",
            field=models.BigIntegerField(default=0, editable=False),
        ),
        migrations.RunSQL(PLACE, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="reviewreason",
            index=models.Index(fields=["reason", "-pos"], name="review_newest"),
        ),
        migrations.AddIndex(
            model_name="entity",
            index=models.Index(fields=["name"], name="entity_by_name"),
        ),
    ]
