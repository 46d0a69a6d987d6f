"""The groups of people who work on the archive."""

from django.db import migrations

KNOWLEDGE = ("entity", "alias", "source", "sourcename", "event")
SHOWN = ("article", "coverage", "ingestrun", *KNOWLEDGE)
PEOPLE = ("user", "group")

VIEWER = [("articles", model, "view") for model in SHOWN]
CURATOR = [
    *VIEWER,
    ("articles", "article", "change"),
    ("articles", "coverage", "add"),
    ("articles", "coverage", "change"),
]
EDITOR = [
    *CURATOR,
    ("articles", "article", "bulk"),
    ("articles", "entity", "merge"),
    ("articles", "source", "merge"),
    *(
        ("articles", model, action)
        for model in KNOWLEDGE
        for action in ("add", "change")
    ),
]
ADMINISTRATOR = [
    *EDITOR,
    *(
        ("auth", model, action)
        for model in PEOPLE
        for action in ("view", "add", "change", "delete")
    ),
]
ROLES = {
    "viewer": VIEWER,
    "curator": CURATOR,
    "editor": EDITOR,
    "administrator": ADMINISTRATOR,
}
NAMES = {
    "bulk_article": "Can change many articles at once",
    "merge_entity": "Can merge entities",
    "merge_source": "Can merge sources",
}


def create(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    for role, granted in ROLES.items():
        group, _ = groups.get_or_create(name=role)
        group.permissions.add(*(find_permission(apps, *each) for each in granted))


def find_permission(apps, app, model, action):
    """Django makes permissions only after all migrations."""
    types = apps.get_model("contenttypes", "ContentType").objects
    content_type, _ = types.get_or_create(app_label=app, model=model)
    codename = f"{action}_{model}"
    label = apps.get_model(app, model)._meta.verbose_name_raw
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": NAMES.get(codename, f"Can {action} {label}")},
    )
    return permission


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_permissions"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
