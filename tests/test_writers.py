"""Nothing writes to the database but what is known to, and told of in the log."""

import ast
import re
from collections.abc import Iterator

from newsarchive.settings import BASE_DIR

# Everything in `articles/` that writes, and whose line in the log tells of it.
WRITERS = {
    "append_only.py:_drop": "no row",
    "append_only.py:_is_new": "no row",
    "append_only.py:_on_postgresql": "no row",
    "append_only.py:_on_sqlite": "no row",
    "backup/restoring.py:_load": "restore",
    "backup/restoring.py:restore": "itself",
    "candidates.py:_decide": "itself",
    "curate.py:add_corrections": "itself",
    "candidates.py:_save": "make_entity, make_alias and split_alias",
    "candidates.py:_sight_mentions": "derived",
    "duplicates.py:compare_next": "derived",
    "duplicates.py:judge": "itself",
    "epoch.py:_triggers": "no row",
    "epoch.py:uninstall": "no row",
    "exchange/differences.py:_save": "take",
    "listings.py:list_anew": "derived",
    "listings.py:list_coarse": "derived",
    "load.py:_create": "whoever loads",
    "load.py:insert_rows": "whoever loads",
    "log.py:log": "itself",
    "management/commands/quickstart.py:create_admin": "itself",
    "management/commands/second_factor.py:give_key": "itself",
    "merging.py:_save": "_settle",
    "merging.py:_settle": "itself",
    "purge.py:_delete": "purge",
    "purge.py:purge": "itself",
    "reverting.py:revert_record": "itself",
    "runs.py:Run.__init__": "is a record of its own",
    "runs.py:Run.finish": "is a record of its own",
    "search/postgres.py:put": "derived",
    "search/postgres.py:remove": "derived",
    "search/sqlite.py:is_sound": "no row",
    "search/sqlite.py:put": "derived",
    "search/sqlite.py:remove": "derived",
    "search/sqlite.py:remove_strays": "derived",
    "store/knowledge.py:_create": "ship_knowledge",
    "store/knowledge.py:_say": "ship_knowledge",
    "store/knowledge.py:_ship_events": "ship_knowledge",
    "store/reindex.py:_reindex_after": "derived",
    "store/reindex.py:_sight": "derived",
    "store/resettle.py:resettle": "whoever settles",
    "store/sightings.py:note_sightings": "derived",
    "store/writer.py:Writer._catalogue": "Writer.update",
    "store/writer.py:Writer._create_raw_files": "Writer._provenance",
    "store/writer.py:Writer.create": "Writer._provenance",
    "store/writer.py:Writer.update": "itself",
    "event_tallies.py:_add": "derived",
    "event_tallies.py:_row_trigger": "derived",
    "event_tallies.py:_statement_trigger": "derived",
    "event_tallies.py:rebuild": "derived",
    "tallies.py:_count_all": "derived",
    "tallies.py:_row_trigger": "derived",
    "tallies.py:_statement_trigger": "derived",
    "tallies.py:_triggers": "derived",
    "tallies.py:rebuild": "derived",
    "triggers.py:drop_triggers": "no row",
}
ALWAYS = {
    "bulk_create",
    "bulk_create_with_history",
    "bulk_update",
    "create_rows",
    "create_superuser",
    "create_user",
    "get_or_create",
    "insert_rows",
    "update_or_create",
}
# Of dictionaries and sets too.
OFTEN = {"save", "create", "update", "delete", "set", "add", "clear", "remove"}
ROWS = re.compile(
    r"\bobjects\b|_default_manager|filter\(|participants|^events$|^entry$"
)
MODELS = re.compile(
    r"^(event|article|candidate|overlap|row|self\.record|self\._log\(.*\)|entry)$",
    re.DOTALL,
)
SQL = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM|TRUNCATE|REPLACE|DROP|CREATE) ?")


def find_writers() -> Iterator[str]:
    """Yield every function in `articles/` that writes to the database."""
    root = BASE_DIR / "articles"
    for path in sorted(root.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for name, function in functions(tree):
            if any(writes(node) for node in ast.walk(function)):
                yield f"{path.relative_to(root)}:{name}"


def functions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.AST]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            yield from functions(node, f"{prefix}{node.name}.")
        elif isinstance(node, ast.FunctionDef):
            yield prefix + node.name, node


def writes(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return bool(SQL.match(node.value))
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id in ALWAYS
    if not isinstance(node.func, ast.Attribute):
        return False
    receiver = ast.unparse(node.func.value)
    is_of_rows = ROWS.search(receiver) or MODELS.match(receiver)
    return node.func.attr in ALWAYS or (
        node.func.attr in OFTEN and (bool(is_of_rows) or receiver == "super()")
    )


def test_nothing_writes_that_is_not_known_to_write() -> None:
    handed_on = re.compile(r"Admin\.(save_model|save_related)")
    found = {name for name in find_writers() if not handed_on.search(name)}
    assert found == set(WRITERS)
