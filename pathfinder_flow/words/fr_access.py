"""French: ledgers that are only read."""

ACCESS = {
    "clause.older_copy": "elle en est à la version {found} du schéma, alors que ce programme "
    "demande la version {needed}, et elle ne peut être que lue ; veuillez lancer « db upgrade » "
    "sur une copie accessible en écriture",
    "clause.changed_meanwhile": "elle a été modifiée pendant la lecture ; veuillez recommencer",
}
