"""Spanish: people, what is kept about them, and erasing it; with their errors and clauses."""

PEOPLE = {
    "label.person": "Persona",
    "label.handle": "Nombre de usuario",
    "label.name": "Nombre",
    "label.address": "Dirección",
    "people.erased": "suprimida (asiento {number})",
    "people.erased_on": "El nombre, las direcciones y el idioma se suprimieron el {moment} "
    "(asiento {number}).",
    "people.doubtful": "{address} (en duda desde el {since})",
    "people.mandates": "Mandatos",
    "people.no_mandates": "No hay mandatos.",
    "people.mails": "Mensajes",
    "people.no_mails": "No hay mensajes dirigidos a esta persona, ni ninguno que la nombre.",
    "people.to_them": "Dirigidos a esta persona: {counts}.",
    "people.named_in": "Dirigidos a otras y que la nombran: {ids}.",
    "people.readable": "Cuyo texto se conserva: {ids}.",
    "people.none_readable": "Su texto ya no se conserva.",
    "erase.takes": "Esto suprime lo que se conserva de {person}: nombre de usuario, nombre, "
    "direcciones e idioma, el texto de los mensajes dirigidos a esta persona ({own}) y de los "
    "dirigidos a otras que la nombran ({others}).",
    "erase.waiting": "Los que aún no han salido se anulan; a sus demás destinatarios se les "
    "escribe de nuevo.",
    "erase.shared": "Lo que se conserva también de otra persona sigue siendo suyo: {shared}.",
    "erase.stays": "Los asientos, mandatos y funciones permanecen, solo bajo {person}. No se puede "
    "deshacer.",
    "erase.beyond": "Fuera de alcance: copias de seguridad y archivos anteriores, mensajes en los "
    "buzones de sus destinatarios, documentos de prueba, y lo que se escribió como motivo o como "
    "carta.",
    "ask.erase": "¿Suprimirlo todo? [s/N]",
    "usage.erase_yes": "No hay terminal en que preguntar: indique --yes para suprimir sin "
    "confirmación.",
    "done.erased": "Asiento {number}: {person} queda sin nombre ni dirección; textos de mensajes "
    "suprimidos: {count}.",
    "done.erased_before": "La supresión de {person} ya consta (asiento {number}): no se registra "
    "nada de nuevo, y se limpia lo que pudiera quedar.",
    "done.written_anew": "Mensajes escritos de nuevo para otras personas: {count}.",
    "done.copies_removed": "Copias eliminadas de las carpetas de correo: {count}.",
    "done.copies_stuck": "No se pudieron eliminar copias de los mensajes de {folder} ({said}): "
    "resuélvalo y repita «people erase {person}».",
    "done.cleaned": "La base de datos se ha escrito de nuevo: nada queda en las páginas libres.",
    "done.not_cleaned": "El programa ya no lo muestra a nadie, pero páginas antiguas aún pueden "
    "contenerlo: la base de datos {why}. Repita «people erase {person}» más tarde para limpiarlas.",
    "withheld.erased": "se suprimió a una persona que nombra",
    "mail.erased": "Su texto se suprimió el {moment}, con una persona a la que nombraba (asiento "
    "{number}).",
    "mail.address_erased": "dirección suprimida después",
    "bounce.erased": "destinatario suprimido",
    "bounces.erased": "a personas suprimidas después: {count}",
    "error.nobody_known": "No se conoce a nadie aquí como «{given}»: «people list» muestra a todas "
    "las personas, las suprimidas por su seudónimo.",
    "error.cannot_erase": "No se puede suprimir a {person}: {why}.",
    "error.mail_erased": "El mensaje {id} se suprimió con una persona a la que nombraba (asiento "
    "{number}): no queda nada de él que mostrar ni enviar.",
    "clause.attempt_erase": "suprimir a una persona",
    "clause.still_mandated": "hay mandatos vigentes o por comenzar (asientos: {numbers}); póngales "
    "fin antes con «mandate end»",
    "clause.being_sent": "el mensaje {id} se está enviando; inténtelo de nuevo dentro de un minuto",
    "clause.reason_names": "el motivo queda para siempre y nombra a la persona; indique uno sin "
    "nombre, dirección ni nombre de usuario",
    "clause.still_read": "está siendo leída por otro programa, que aún puede ver lo suprimido",
    "clause.owner_only": "solo deja hacer eso a su propietario: debe ejecutar {command} para "
    "{tables}",
    "clause.mail_not_erased": "el correo {message} falta, o está de nuevo después de suprimirse",
    "clause.never_erased": "el correo {message} figura como suprimido, lo que el asiento no dice",
}
