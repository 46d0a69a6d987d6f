from django.apps import AppConfig
from django.db.models.signals import post_migrate

from articles import epoch


class ArticlesConfig(AppConfig):
    name = "articles"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(epoch.install, sender=self)
