"""Say of each review reason what the queue is ordered and filtered by."""

from django.db import migrations

WEIGH = """
UPDATE articles_reviewreason SET
    outlet_id = (
        SELECT outlet_id FROM articles_article
        WHERE articles_article.id = articles_reviewreason.article_id
    ),
    weight = (
        SELECT count(*) FROM articles_reviewreason AS other
        WHERE other.article_id = articles_reviewreason.article_id
    ) * (
        CASE WHEN EXISTS (
            SELECT 1 FROM articles_coverage
            WHERE articles_coverage.article_id = articles_reviewreason.article_id
                AND status <> 'rejected'
        ) THEN 2 ELSE 1 END
    )
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_queue")]
    operations = [migrations.RunSQL(WEIGH, migrations.RunSQL.noop)]
