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
    "error.key_file_unavailable": "La clave de firma {path} {why}.",
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
    "clause.key_title": "tiene un nombre que ninguna clave puede tener: restablezca su primera "
    "línea",
    "clause.other_passphrase": "no se abre con la frase secreta indicada",
    "clause.needs_no_passphrase": "no está protegida por la frase secreta indicada ni por otra: "
    "elimine PATHFINDER_FLOW_KEY_PASSPHRASE",
    "clause.passphrase_form": "su frase secreta debe ser un texto de 1023 bytes como máximo",
    "clause.needs_passphrase": "está protegida por una frase secreta: defina "
    "PATHFINDER_FLOW_KEY_PASSPHRASE",
    "done.key_created": "La parte secreta está en {path}: guárdela para usted. Entregue la línea "
    "de arriba a los auditores por una vía distinta: quien la tenga puede comprobar lo que este "
    "registro firma.",
    "done.key_rotated": "La nueva parte secreta está en {path}; la anterior ya no existe. Entregue "
    "la línea de arriba a los auditores; lo firmado con la clave anterior sigue siendo válido.",
    "done.proven": "Queda probado que el asiento {number} está en el registro de {size} asientos; "
    "la prueba está en {path}.",
    "keys.none": "El registro no tiene todavía una clave de firma: cree una con «audit key "
    "create».",
    "held.grew": "{file} concuerda: atestigua el registro de {seen} asientos, y el registro actual "
    "({now} asientos) empieza exactamente por ellos.",
    "held.differs": "{file} no concuerda: atestigua el registro de {seen} asientos, y hoy uno de "
    "ellos, entre el {first} y el {last}, es distinto. Lo registrado fue reescrito después, o este "
    "registro y aquel del que proviene continuaron por separado a partir de una misma copia de "
    "seguridad.",
    "held.missing": "{file} no concuerda: atestigua el registro de {seen} asientos, y hoy hay "
    "{now}; faltan los asientos {first} a {last}. Se cortó el final, se restauró una copia de "
    "seguridad más antigua, o esta copia no es la más reciente.",
    "fork.same": "{file} contiene el mismo registro: {here} asientos, todos iguales.",
    "fork.longer": "{file} contiene el mismo registro, salvo por su longitud: {there} asientos "
    "allí, {here} aquí, los primeros {common} iguales. Uno de los dos continuó más tiempo.",
    "fork.parted": "{file} es otro registro a partir del asiento {first}: {there} asientos allí, "
    "{here} aquí, los primeros {common} iguales. Ambos continuaron a partir de una misma copia de "
    "seguridad, o uno de ellos fue reescrito.",
    "error.key_not_on_record": "La clave de firma {key_id} no es la que consta ({known}): no se ha "
    "firmado nada. Use la clave que consta, o ponga en uso una nueva con «audit key {command}».",
    "error.key_on_record": "El registro ya tiene una clave de firma ({key_id}, asiento {number}): "
    "cámbiela con «audit key rotate».",
    "error.nothing_to_rotate": "El registro no tiene todavía una clave de firma: cree una con "
    "«audit key create».",
    "error.no_signer": "No hay ninguna clave de firma en {path}: cree una con «audit key create», "
    "o ejecute esto donde se guarda la clave.",
    "error.key_changed": "Otra persona cambió la clave de firma en el mismo momento, y no esta "
    "orden: vea «audit key show» y cámbiela de nuevo si aún es necesario.",
    "error.not_grown": "El registro no continúa su último punto de control ({size} asientos): algo "
    "que estaba firmado fue modificado, y esta vez no se ha firmado nada. «audit verify» dice qué.",
    "error.bad_size": "De {old} a {new} asientos no puede probarse nada: indique dos cantidades de "
    "asientos, primero la menor; el registro contiene {held}.",
    "error.not_grown_from": "El registro no empieza por lo que {path} atestigua, de modo que no "
    "hay prueba: «audit against» dice dónde se separan.",
    "error.none_made": "Aún no se ha establecido ningún punto de control: «audit key create» crea "
    "la clave y firma el registro.",
    "clause.no_keys": "en este registro no consta ninguna clave de firma, y no se indicó ninguna",
    "clause.other_ledger": "es de «{origin}», y este registro es «{name}»",
    "clause.other_signer": "no lo firmó ninguna clave que conste aquí o se haya indicado",
    "clause.other_key": "no es la clave que consta ({key_id}): busque esa, o indique --lost si se "
    "perdió",
    "clause.attempt_key": "cambiar la clave de firma",
    "status.checkpoint": "Último punto de control",
    "status.covers": "{moment}; asientos: {size}",
    "status.no_checkpoint": "— (aún no hay clave: «audit key create»)",
    "trouble.unsigned": "El registro se firmó por última vez el {since} y ha crecido desde "
    "entonces; los mensajes llevan ese punto de control ({size} asientos): «audit checkpoint» dice "
    "qué impide firmarlo.",
    "label.verdict": "Veredicto",
    "label.result": "Resultado",
    "label.judged": "Examinado",
    "verdict.integrity": "Integridad",
    "verdict.anchoring": "Anclaje",
    "verdict.completeness": "Exhaustividad",
    "verdict.conformance": "Conformidad",
    "verdict.sound": "en orden",
    "verdict.broken": "CON FALLOS: {count}",
    "verdict.open": "sin objeto",
    "verdict.entry": ", asiento {number}",
    "verdict.fault": "{verdict}{where}: {said}.",
    "verdict.more": "{verdict}: y {count} más; --json nombra hasta mil.",
    "verdict.and_more": " y {count} más",
    "verdict.attested": "Pasos que solo una fuente atestigua, sin que aquí se decidiera nada: "
    "asientos {numbers}.",
    "verdict.not_anchored": "Nunca se ha firmado nada, de modo que nada muestra que el registro no "
    "se reescribió por completo: «audit key create» lo remedia en adelante.",
    "judged.entries": "asientos: {count}",
    "judged.checkpoints": "puntos de control: {count}",
    "judged.mails": "mensajes: {count}",
    "judged.documents": "documentos: {count}",
    "judged.rungs": "recordatorios: {count}",
    "judged.acts": "actos: {count}",
    "judged.moves": "pasos decididos: {count}",
    "judged.attested": "atestiguados: {count}",
    "clause.not_governed": "el paso se dio cuando no había ningún expediente abierto ese día",
    "clause.other_workflow": "el paso se dio según {used}, mientras que {governing} regía el "
    "expediente",
    "clause.no_event": "{workflow} no tiene el evento «{event}»",
    "clause.not_allowed": "{workflow} no permitía este paso",
    "clause.other_move": "el procedimiento da otro paso: desde otra etapa, a otra, o basado en "
    "otros asientos",
    "clause.act_without_mandate": "no se basa en ningún mandato",
    "clause.mandate_unknown": "se basa en el mandato {number}, que entonces no constaba",
    "clause.mandate_of_another": "se basa en el mandato {number}, que es de otra persona o de otra "
    "función",
    "clause.mandate_not_in_force": "se basa en el mandato {number}, que no estaba vigente el {day}",
    "clause.mandate_not_for": "se basa en el mandato {number}, que no vale para {country}",
    "clause.unreadable_entry": "no dice lo que dice un asiento de su clase y no puede juzgarse",
    "clause.recorded_before": "dice que se anotó el {at}, antes que el asiento al que sigue",
    "clause.unreadable_entries": "los asientos de {country} no pueden leerse hasta el final",
    "clause.delivery_missing": "no consta qué fue del mensaje {message}",
    "clause.rung_forgotten": "el recordatorio «{rung}» sobre {period} debía salir el {day} y no se "
    "envió ni se retuvo",
    "clause.key_checkpoint_gone": "el punto de control hecho con ella ya no está",
    "clause.mail_checkpoint_gone": "el punto de control que lleva su mensaje {message} ya no está",
    "clause.checkpoint_unfit": "el punto de control de {place} no puede darse por auténtico: {why}",
    "clause.checkpoint_ahead": "el punto de control de {place} abarca {seen} asientos; faltan los "
    "asientos {first} a {last}",
    "clause.checkpoint_differs": "uno de los asientos {first} a {last} no es el que abarca el "
    "punto de control de {place}",
    "done.checkpoint": "El punto de control de {size} asientos está en {path}.",
    "judged.no_rungs": "recordatorios: sin juzgar",
    "verdict.not_swept": "Los recordatorios no se juzgan antes de que el planificador lo haya "
    "examinado todo con las escalas en uso: «run --once» lo hace.",
    "clause.retired_signer": "la clave que lo firmó se había sustituido antes, en el asiento "
    "{number}",
    "clause.key_in_settings": "está definida y seguiría firmando: retire primero ese ajuste y "
    "defínalo de nuevo después",
    "clause.act_of_another_role": "se basa en el mandato {number}, y solo la Secretaría puede "
    "hacerlo",
}
