"""The database: it answers, its tables are up to date, and SQLite finds its file whole."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from hub.doctor.finding import Finding, ill, well

SUBJECT = "Base de données"


def check() -> Finding:
    try:
        connection.ensure_connection()
        waiting = waiting_migrations()
        fault = damage()
    except DatabaseError as error:
        return ill(SUBJECT, f"La base ne répond pas : {error}", "Vérifiez DATABASE_URL et TAMBOUR_DATA.")
    return verdict(connection.display_name, waiting, fault)


def waiting_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def damage() -> str:
    """What SQLite says of its own file; empty when it is whole, or for another database."""
    if connection.vendor != "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        found = str(cursor.fetchone()[0])
    return "" if found == "ok" else found


def verdict(kind: str, waiting: int, fault: str) -> Finding:
    """Pure."""
    if fault:
        return ill(
            SUBJECT, f"Le fichier de la base est abîmé : {fault}", "Arrêtez le site et remettez la dernière sauvegarde."
        )
    if waiting:
        says = f"{waiting} mise{'s' if waiting > 1 else ''} à jour de la base attend{'ent' if waiting > 1 else ''}."
        return ill(SUBJECT, says, "python manage.py migrate")
    return well(SUBJECT, f"{kind} répond, ses tables sont à jour.")
