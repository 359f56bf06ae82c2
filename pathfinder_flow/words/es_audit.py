"""Spanish: keys, checkpoints, proofs and verdicts; with their errors and clauses."""

AUDIT = {
    "kind.key": "clave",
    "kind.erasure": "supresión",
    "entry.key.first": "Clave de firma {id} puesta en uso, con el nombre {name}",
    "entry.key.rotated": "Clave de firma {id} puesta en uso en lugar de {replaced}, con el nombre "
    "{name}",
    "entry.erasure": "Nombre, direcciones y mensajes de una persona suprimidos ({person}; "
    "mensajes: {count})",
    "error.bad_checkpoint": "Este punto de control no puede darse por auténtico: {why}. Vuelva a "
    "tomarlo de donde se conservó, entero y sin cambios.",
    "error.bad_key": "La clave «{given}» no puede usarse: {why}.",
    "error.key_file_trouble": "La clave de firma {path} {why}.",
    "error.no_checkpoint": "No hay ningún punto de control en {path}: indique un mensaje enviado "
    "por este registro, entero y con sus encabezados, o un punto de control mostrado por «audit "
    "checkpoint».",
    "error.not_covered": "El asiento {number} es posterior al último punto de control (que abarca "
    "{size}): establezca uno con «audit checkpoint» e inténtelo de nuevo.",
    "error.not_the_ledgers": "El punto de control de {path} no se refiere a este registro: {why}.",
    "error.read_only": "El registro {where} está abierto solo para lectura: no se ha registrado "
    "nada; escriba donde se lleva, con los derechos necesarios.",
    "clause.wrong_signature": "su firma no corresponde a su texto: uno de los dos fue modificado",
    "clause.key_name": "su nombre debe estar en caracteres ASCII imprimibles, sin espacios ni "
    "signos más",
    "clause.key_form": "debe tener la forma NAME+ID+KEY, como la muestra «audit key show», con una "
    "clave Ed25519",
    "clause.key_id": "su identificador no es el de la clave",
    "clause.note_form": "no es un texto, una línea en blanco y firmas: quizá fue cortado",
    "clause.note_characters": "contiene caracteres de control, como los finales de línea de "
    "Windows",
    "clause.signature_form": "una de sus líneas de firma fue cortada o modificada",
    "clause.checkpoint_form": "no da un nombre, un número de asientos y una raíz",
    "clause.key_unwritable": "no puede escribirse ({said})",
    "clause.key_unreadable": "no puede leerse ({said})",
    "clause.key_readable": "puede ser leída por otros: quíteles ese derecho con «chmod 600» y "
    "cambie de clave con «audit key rotate» si alguien pudo leerla",
    "clause.no_signing_key": "no es una clave de firma de este programa: cree una con «audit key "
    "create»",
    "clause.other_passphrase": "no se abre con la frase secreta indicada",
    "clause.needs_no_passphrase": "no está protegida por la frase secreta indicada ni por otra: "
    "elimine PATHFINDER_FLOW_KEY_PASSPHRASE",
    "clause.passphrase_form": "su frase secreta debe ser un texto de 1023 bytes como máximo",
    "clause.needs_passphrase": "está protegida por una frase secreta: defina "
    "PATHFINDER_FLOW_KEY_PASSPHRASE",
}
