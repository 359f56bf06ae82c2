"""Spanish: ledgers that are only read."""

ACCESS = {
    "clause.older_copy": "está en la versión {found} del esquema, este programa necesita la "
    "{needed} y solo se puede leer; ejecute «db upgrade» en una copia en la que se pueda escribir",
    "clause.changed_meanwhile": "se modificó mientras se leía; inténtelo de nuevo",
}
