"""People may see and judge texts that are alike."""

from django.db import migrations

MAY = {
    "viewer": ("view_overlap",),
    "curator": ("view_overlap", "change_overlap"),
    "editor": ("view_overlap", "change_overlap"),
    "administrator": ("view_overlap", "change_overlap"),
}


def grant(apps, schema_editor):
    """Django makes permissions only after all migrations."""
    types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    content_type, _ = types.get_or_create(app_label="articles", model="overlap")
    groups = apps.get_model("auth", "Group").objects
    for role, codenames in MAY.items():
        for group in groups.filter(name=role):
            for codename in codenames:
                action = codename.partition("_")[0]
                permission, _ = permissions.get_or_create(
                    content_type=content_type,
                    codename=codename,
                    defaults={"name": f"Can {action} pair of like texts"},
                )
                group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("articles", "0020_overlaps")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
