"""Full-text search: SQLite's FTS5 and PostgreSQL's tsvector over stems that we make ourselves.

Entries that are there get their stems from the words that are there; those were kept without
capitals, and are quoted so until their texts are written again.
"""

import sqlalchemy as sa
from alembic import op

# The reader that the portal itself uses: stems can be made again from the words at any time.
from portal.search import stems
from portal.search.kinds import kind_of

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLE = "search_entry"
BY_THING = "ix_search_entry_company_id_thing_source_id"
BY_LEXEMES = "ix_search_entry_lexemes"
ADDED = {
    "kind": sa.String(length=20),
    "ref": sa.String(length=40),
    "title_stems": sa.Text(),
    "stems": sa.Text(),
}
AT_ONCE = 500
"""Rows."""

# Only stems of ours ever come here, in ASCII; the underscore spells other letters. No place of a
# word is kept: phrases are looked for in the stems themselves, the same way on both databases.
FTS5 = (
    "CREATE VIRTUAL TABLE search_words USING fts5(lexemes, content='', detail=none,"
    " columnsize=0, tokenize=\"ascii tokenchars '_'\")"
)
FORGET = (
    "INSERT INTO search_words(search_words, rowid, lexemes) VALUES ('delete', old.id, old.lexemes);"
)
KEEP = "INSERT INTO search_words(rowid, lexemes) VALUES (new.id, new.lexemes);"
TRIGGERS = {
    "search_entry_added": f"AFTER INSERT ON {TABLE} BEGIN {KEEP} END",
    "search_entry_changed": f"AFTER UPDATE OF lexemes ON {TABLE} BEGIN {FORGET} {KEEP} END",
    "search_entry_gone": f"AFTER DELETE ON {TABLE} BEGIN {FORGET} END",
}

# Narrows the wall and opens nothing. A condition of a policy may use the full-text index, which one
# of a statement may not behind row-level security. Every text has the stem of its company.
QUESTION = """
    lexemes @@ replace(
        coalesce(nullif(current_setting('app.sought', true), ''),
                 '__' || nullif(current_setting('app.company_id', true), '')),
        ' ', ' & ')::tsquery
"""


def upgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    for name, kind in ADDED.items():
        op.add_column(TABLE, sa.Column(name, kind, nullable=False, server_default=""))
    if postgresql:
        op.execute(f"ALTER TABLE {TABLE} ADD COLUMN lexemes tsvector NOT NULL DEFAULT ''")
        op.execute(f"ALTER TABLE {TABLE} NO FORCE ROW LEVEL SECURITY")
    else:
        op.add_column(TABLE, sa.Column("lexemes", sa.Text(), nullable=False, server_default=""))
        op.execute(FTS5)
        for name, when in TRIGGERS.items():
            op.execute(f"CREATE TRIGGER {name} {when}")
    op.create_index(op.f(BY_THING), TABLE, ["company_id", "thing", "source_id"], unique=False)
    make_stems(postgresql)
    find_plans(postgresql)
    if postgresql:
        op.execute(f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY")
        # Read through whole at each question: a list of what is not yet sorted in would be, too.
        at_once = {"fastupdate": "off"}
        op.create_index(
            op.f(BY_LEXEMES), TABLE, ["lexemes"], postgresql_using="gin", postgresql_with=at_once
        )
        op.execute(
            f"CREATE POLICY question ON {TABLE} AS RESTRICTIVE FOR SELECT USING ({QUESTION})"
        )


def make_stems(postgresql: bool) -> None:
    """The owner of the tables is held to the walls too, but for this."""
    columns = ("id", "company_id", "source", "path", "title", "words", *ADDED, "lexemes")
    entry = sa.table(TABLE, *(sa.column(name) for name in columns))
    connection, last = op.get_bind(), 0
    lexemes = sa.bindparam("lexemes_", type_=sa.Text())
    if postgresql:
        lexemes = sa.func.array_to_tsvector(sa.func.string_to_array(lexemes, " "))
    changed = {name: sa.bindparam(f"{name}_") for name in ("kind", "words", "title_stems", "stems")}
    change = sa.update(entry).where(entry.c.id == sa.bindparam("id_"))
    change = change.values(**changed, lexemes=lexemes)
    while True:
        rows = connection.execute(
            sa.select(entry).where(entry.c.id > last).order_by(entry.c.id).limit(AT_ONCE)
        ).all()
        if not rows:
            return
        connection.execute(change, [found(row) for row in rows])
        last = rows[-1].id


def find_plans(postgresql: bool) -> None:
    """Plans can be found by their covers from now on, for whoever may see them."""
    if postgresql:
        op.execute("ALTER TABLE plan NO FORCE ROW LEVEL SECURITY")
    names = ("id", "company_id", "area_id", "audience", "slug", "title")
    plan = sa.table("plan", *(sa.column(name) for name in names))
    walls = ("company_id", "area_id", "audience")
    said = ("source", "source_id", "thing", "path", "title", "words")
    entry = sa.table(TABLE, *(sa.column(name) for name in (*walls, *said, *ADDED, "lexemes")))
    for row in op.get_bind().execute(sa.select(plan)).all():
        ordered = stems.in_order(row.title)
        held = sa.literal(stems.to_find(row.company_id, ordered), sa.Text())
        if postgresql:
            held = sa.func.array_to_tsvector(sa.func.string_to_array(held, " "))
        values = {
            **{name: getattr(row, name) for name in (*walls, "title")},
            "source": "plan",
            "source_id": row.id,
            "thing": f"plan {row.id}",
            "path": f"plans/{row.slug}/",
            "words": f"{row.title}\n",
            "kind": "plans",
            "ref": "",
            "title_stems": ordered,
            "stems": ordered,
            "lexemes": held,
        }
        op.execute(sa.insert(entry).values(**values))
    if postgresql:
        op.execute("ALTER TABLE plan FORCE ROW LEVEL SECURITY")


def found(row: sa.Row) -> dict[str, object]:
    """The new columns of a row; its words were the title and the text in one, without capitals."""
    text = row.words.removeprefix(row.title.casefold()).lstrip()
    ordered = stems.in_order(row.title, "", text)
    return {
        "id_": row.id,
        "kind_": kind_of(row.source, row.path),
        "words_": f"{row.title}\n{text}",
        "title_stems_": stems.in_order(row.title),
        "stems_": ordered,
        "lexemes_": stems.to_find(row.company_id, ordered),
    }


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP POLICY question ON {TABLE}")
        op.drop_index(op.f(BY_LEXEMES), TABLE)
    else:
        for name in TRIGGERS:
            op.execute(f"DROP TRIGGER {name}")
        op.execute("DROP TABLE search_words")
    op.drop_index(op.f(BY_THING), TABLE)
    forget_capitals()
    for name in ("lexemes", *reversed(ADDED)):
        op.drop_column(TABLE, name)


def forget_capitals() -> None:
    """Words were looked for as they were kept, without capitals."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:
        op.execute(f"ALTER TABLE {TABLE} NO FORCE ROW LEVEL SECURITY")
    entry = sa.table(TABLE, sa.column("words"))
    op.execute(sa.update(entry).values(words=sa.func.lower(entry.c.words)))
    if postgresql:
        op.execute(f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY")
