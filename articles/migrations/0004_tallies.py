"""What listed and counted all articles here does so in `0010_listing_anew`."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_listing")]
    operations = []
