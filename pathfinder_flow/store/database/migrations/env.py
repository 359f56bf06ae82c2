"""How Alembic runs here: on the connection it is given, inside that connection's transaction."""

from alembic import context

from pathfinder_flow.store.database.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,
)
context.run_migrations()
