"""Spanish: errors, by the code of their class, and the clauses they are made of.

The English sentence of each is where it is raised.
"""

ERRORS = {
    "error.once_number_used": "El número de un solo uso «{given}» ya corresponde a otro acto suyo "
    "(asiento {number}), por lo que no se registró nada: dé a este acto un número propio.",
    "clause.once_number": "número de un solo uso",
    "clause.other_once": "los números de un solo uso no corresponden a los asientos",
    "error.bad_date": "«{given}» no es una fecha que este registro pueda conservar: escriba "
    "2024-05-01, 2024-05, 2024, ../2025 (a más tardar), 2019-03-28/2019-03-29 (inicio, fin) o "
    "añada «?» cuando la fecha sea deducida.",
    "error.future_date": "{given} es una fecha futura (hoy es {today}): lo que aún no ha ocurrido "
    "no puede registrarse como ocurrido; regístrelo ese día o más adelante.",
    "error.unclear_date": "«{given}» no es un día determinado: un paso se da en un día concreto, "
    "como 2024-05-01; si se trata de algo que solo consta en una fuente, impórtelo con esa fuente.",
    "error.control_characters": "El texto {given} ({what}) contiene caracteres de control: "
    "elimínelos e inténtelo de nuevo; no se ha registrado nada.",
    "error.text_missing": "Falta un texto ({what}): sírvase escribirlo, para que el historial "
    "se entienda.",
    "error.text_too_long": "Este texto ({what}) tiene {length} caracteres y el registro conserva "
    "{limit} como máximo: abrévielo o adjúntelo como archivo con «evidence add --file».",
    "error.not_canonical": "El valor {given} no puede conservarse con exactitud: solo se guardan "
    "textos, números enteros inferiores a 2^53, sí/no, listas y tablas de correspondencia; "
    "escríbalo como texto.",
    "error.bad_frontier": "La cabecera del registro está dañada: la frontera ocupa en ella "
    "{length} bytes, lo que no puede corresponder a {size} asientos; restaure la última copia de "
    "seguridad.",
    "error.concurrent_write": "Otra persona escribió en el registro al mismo tiempo (ya tiene "
    "más de {expected} asientos): no se ha registrado nada de su parte; "
    "consulte el registro y repita la operación.",
    "error.clock_behind": "El reloj de este equipo indica {now}, pero el registro ya contiene un "
    "asiento con este momento de registro: {last}; ajuste el reloj e inténtelo de nuevo; no se ha "
    "registrado nada.",
    "error.unknown_country": "«{given}» no es un país conocido{suggestion}: indique su código ISO "
    "(PER) o su nombre en español, francés o inglés.",
    "error.no_case": "{country} no tiene todavía un expediente: puede abrirlo con «country open "
    "{country}».",
    "error.no_case_yet": "{country} no tenía expediente el {day}: fecha de efecto de su apertura, "
    "{opened} (asiento {number}); indique un día posterior o corrija la apertura con «correct "
    "{number} --effective DATE».",
    "error.case_exists": "{country} ya tiene un expediente (asiento {number}, procedimiento "
    "{workflow}): puede consultarlo con «country show {country}».",
    "error.unknown_workflow": "Ningún procedimiento publicado lleva el nombre "
    "«{given}»{suggestion}: «workflow list» los muestra, «workflow publish FILE» añade uno.",
    "error.unknown_event": "{workflow} no tiene ningún paso «{given}»{suggestion}: «why {country}» "
    "muestra lo que puede venir después.",
    "error.unknown_evidence_kind": "{workflow} no conoce documentos del tipo "
    "«{given}»{suggestion}; tipos conocidos: {known}.",
    "error.unknown_field": "Los documentos del tipo «{kind}» no tienen ningún campo "
    "«{given}»{suggestion}; campos conocidos: {known}.",
    "error.bad_field": "El campo «{field}» de «{kind}» no admite {given}; valor esperado: "
    "{expected}.",
    "error.bad_filter": "«{given}» no sirve en este caso ({what}): {expected}.",
    "error.unknown_person": "«{given}» no figura todavía entre las personas inscritas: indique "
    "quién es con --as o solicite un mandato a la Secretaría («mandate add {given} --role ROLE»).",
    "error.not_authorised": "Esta acción no está al alcance de {actor} ({attempt}): requiere un "
    "mandato en vigor el {day} para actuar como {roles}. Diríjase a "
    "quien puede hacerlo ({whom}) o solicite ese mandato a la Secretaría.",
    "error.denied": "No ha sido posible atender esta solicitud.",
    "error.refused": "«{event}» no es posible en el estado actual: {countries}.",
    "error.decision_refused": "«{event}» no es posible en el estado actual para {countries}, por "
    "lo que la decisión no se ha registrado para ningún país (número de países: {count}).",
    "error.bad_handle": "«{given}» no puede ser un nombre de usuario: utilice de 2 a 64 letras, "
    "cifras, puntos, guiones o guiones bajos, empezando por una letra o una cifra.",
    "error.unknown_entry": "No existe el asiento {number}: los del registro van del 1 al {size}.",
    "error.not_correctable": "El asiento {number} ({kind}) no puede corregirse de este modo: "
    "{why}.",
    "error.still_needed": "El asiento {number} no puede retirarse por sí solo, porque de él "
    "dependen otros: {dependents}. Retírelos primero, del más reciente al más antiguo, o añada "
    "--with-dependents para retirarlo todo a la vez.",
    "error.breaks_order": "{country}: se rompería el orden del historial, porque el asiento "
    "{number} ({date}) parte de «{source}», mientras que el país se encontraría en {found}. "
    "Corrija primero el asiento {number}.",
    "error.no_longer_stands": "No es posible: el asiento {number} ({country}, {event}, {date}) "
    "se apoya en el asiento {support}, que quedaría retirado, con fecha posterior o terminado en "
    "esa fecha. Retire primero el asiento {number}.",
    "clause.out_of_order": "el paso no parte de donde terminó el anterior",
    "clause.unsupported": "el paso se apoya en el asiento {support}, que no vale en esa fecha",
    "clause.a_stage": "«{stage}»",
    "clause.no_stage": "ninguna etapa, pues su expediente aún no estaba abierto",
    "clause.lockout": "después nadie podría actuar en nombre de la Secretaría; otorgue antes el "
    "mandato a otra persona",
    "clause.extends": "termina el {end} y no puede prorrogarse así; registre un nuevo mandato",
    "error.bad_mandate": "Este mandato no puede registrarse: {why}.",
    "error.bad_decision": "Esta decisión no puede registrarse: {why}.",
    "error.bad_migration": "{country} no puede pasar a {workflow}: {why}.",
    "error.several_in_force": "El {day} está en vigor más de un procedimiento ({known}): indique "
    "el que corresponda con «country open {country} --workflow NAME».",
    "error.file_refused": "El archivo «{path}» no puede utilizarse: {why}.",
    "error.import_refused": "No se ha importado nada de «{path}»; filas que no pueden importarse "
    "tal como están: {bad} de {rows}. Corrija las filas señaladas y repita la importación.",
    "error.definition_refused": "El archivo {path} no se ha utilizado; número de puntos por "
    "corregir: {count}\n{listing}",
    "error.published_differs": "{workflow} ya se publicó con otro contenido (fecha: {date}), y una "
    "versión publicada nunca cambia: dé al archivo una nueva versión o restablézcalo. "
    "Diferencia:\n{difference}",
    "error.database_unavailable": "Base de datos {where}: {why}. No se ha registrado nada.",
    "error.database_version": "Base de datos {where}: {why}.",
    "error.settings_refused": "Los ajustes no pueden utilizarse: {problems}.",
    "error.not_initialised": "Todavía no hay nada preparado en {where}: ejecute antes "
    "«pathfinder-flow init» (o «demo»).",
    "error.already_initialised": "Todo está ya preparado en {where} (asientos: {size}); no se ha "
    "modificado nada.",
    # Suggestions and choices
    "clause.did_you_mean": " (¿quiso decir «{name}»?)",
    "clause.did_you_mean_country": " (¿quiso decir {name}, {code}?)",
    "clause.none": "ninguno",
    "clause.quoted": "«{text}»",
    "clause.one_of": "uno de los valores admitidos ({known}){near}",
    # What was given, and what is expected
    "clause.reason": "motivo",
    "clause.note": "observación",
    "clause.url": "dirección web",
    "clause.file_name": "nombre del archivo",
    "clause.name": "nombre",
    "clause.email": "correo electrónico",
    "clause.letter": "carta",
    "clause.meeting": "reunión",
    "clause.a_moment": "un momento",
    "clause.a_day": "un día",
    "clause.moment_expected": "indique un día (2026-11-22) o un momento (2026-11-22T14:30 o "
    "2026-11-22T14:30+01:00); sin huso horario se entiende en tiempo universal (UTC), y no puede "
    "ser futuro",
    "clause.day_expected": "escríbalo en la forma 2020-06-30 y compruebe que existe",
    "clause.one_value": "un solo valor",
    "clause.a_period": "un período con sus dos extremos, como 2023/2030",
    "clause.a_year": "un año de cuatro cifras, como 2025",
    "clause.a_url": "una dirección web como {example}",
    # What somebody tried to do
    "clause.attempt_open": "abrir un expediente",
    "clause.attempt_migrate": "someter un expediente a otro procedimiento",
    "clause.attempt_evidence": "registrar el documento «{kind}»",
    "clause.attempt_decision": "registrar una decisión",
    "clause.attempt_mandate": "otorgar un mandato",
    "clause.attempt_end": "poner fin a un mandato",
    "clause.attempt_correct": "corregir el registro",
    "clause.attempt_import": "importar hechos",
    "clause.attempt_publish": "publicar un procedimiento",
    "clause.mandate_needed": "Se necesita un mandato en vigor el {day} para actuar como {roles}.",
    # Why something cannot be recorded
    "clause.governed_already": "ese procedimiento ya rige su expediente",
    "clause.governing": "{workflow}, que rige {country},",
    "clause.unknown_stage": "el país se encuentra en la etapa «{state}», que ese procedimiento no "
    "tiene",
    "clause.unknown_possible_stage": "quizá el país se encuentre en la etapa «{state}», que ese "
    "procedimiento no tiene",
    "clause.unknown_outcome": "{workflow}, que rige {country}, no prevé ninguna decisión «{given}» "
    "del {body}{near}; decisiones previstas: {known}",
    "clause.no_country": "no nombra ningún país; indique al menos uno",
    "clause.withdrawn_already": "una corrección ya lo ha retirado",
    "clause.only_kinds": "solo se prestan a ello ciertos tipos de asiento ({kinds})",
    "clause.only_evidence": "solo los documentos tienen campos",
    "clause.say_wrong": "indique qué se debe corregir con --withdraw, --effective o --field",
    "clause.not_both": "o bien se retira, o bien se modifican su fecha o sus campos",
    "clause.entry": "asiento {number} ({country}, {event})",
    "clause.focal_country": "un punto focal actúa en nombre de un país; indíquelo con --country",
    "clause.programme_role": "la función «{role}» abarca todo el programa; no indique ningún país",
    "clause.ends_before": "terminaría el {end}, antes de comenzar el {start}",
    "clause.not_one_day": "«{given}» no es un día determinado; escríbalo en la forma 2024-05-01",
    "clause.no_mandate": "el asiento {number} no es un mandato; «mandate list» muestra los "
    "mandatos",
    "clause.mandate_withdrawn": "el asiento {number} fue retirado por una corrección",
    # Files
    "clause.not_a_file": "no es un archivo; indique la ruta de un documento",
    "clause.give_url": "supera los {limit} MiB; indique su dirección web",
    "clause.empty_file": "está vacío; compruebe que se guardó bien",
    "clause.check_rights": "{said}; compruebe la ruta y los permisos",
    "clause.check_path": "{said}; compruebe la ruta",
    "clause.check_it": "{said}; compruébelo",
    "clause.name_home": "{said}; indique una carpeta con --home",
    "clause.unwritable": "no se puede escribir ({said})",
    "clause.folder_not_empty": "la carpeta no está vacía; indique una nueva",
    "clause.folder_unwritable": "{said}; indique una carpeta en la que se pueda escribir",
    "clause.not_installed": "no venía con esta instalación; vuelva a instalar el programa",
    # Files of facts
    "clause.not_utf8": "la línea {line} no está en UTF-8; guarde el archivo en formato «CSV UTF-8» "
    "e inténtelo de nuevo",
    "clause.split_it": "supera los {limit} MiB; divídalo",
    "clause.no_columns": "está vacío; su primera línea debe nombrar las columnas",
    "clause.other_columns": "su primera línea debe ser {expected} y no {given}",
    "clause.bad_csv": "no es un archivo CSV bien formado (línea {line}: {said})",
    "clause.column_count": "Esta fila tiene {found} columnas en lugar de {expected}.",
    "clause.unknown_kind": "Ningún procedimiento publicado conoce documentos del tipo "
    "«{given}»{near}.",
    "clause.unknown_certainty": "«{given}» no es un valor admitido ({known}){near}.",
    "clause.needs_source": "Se necesita una fuente: una dirección web que empiece por http.",
    # Settings
    "clause.no_setting": "no existe el ajuste {name}{near}",
    "clause.setting_in_file": "«{name}» en {path}",
    "clause.unreadable": "{path} no se puede leer ({said})",
    "clause.no_folder": "{name}: «{given}» no es una carpeta",
    "clause.no_user": "{name}: el usuario nombrado en «{given}» no existe",
    "clause.not_utf8_name": "{name}: el nombre {given} no está en UTF-8",
    "clause.no_language": "lang: «{given}» no figura entre los idiomas disponibles ({known})",
    "clause.no_number": "{name}: «{given}» no es un número entero entre {least} y {most}",
    "clause.no_choice": "{name}: «{given}» no es un valor admitido ({known})",
    "clause.no_office": "office: «{given}» no es una dirección de correo electrónico",
    "clause.other_database": "database_url: la dirección debe empezar por {postgresql} o {sqlite} "
    "(no se reproduce aquí porque puede contener una contraseña)",
    "clause.not_our_url": "database_url: esta dirección no es admisible; escriba {sqlite} o "
    "{postgresql}",
    # Databases
    "clause.no_tables": "todavía no tiene tablas; ejecute «pathfinder-flow init» o «db upgrade»",
    "clause.older_schema": "está en la versión {found} del esquema y este programa necesita la "
    "{needed}; ejecute «db upgrade»",
    "clause.newer_schema": "fue escrita por un pathfinder-flow más reciente (versión {found} del "
    "esquema; este programa conoce la {needed}); actualice el programa; no se ha modificado nada",
    "clause.busy": "está ocupada, porque otro programa lleva demasiado tiempo escribiendo en ella; "
    "inténtelo de nuevo dentro de un momento",
    "clause.read_only": "solo se puede leer; utilice una copia en la que se pueda escribir o "
    "solicite el permiso de escritura",
    "clause.append_only": "no admite que se modifique lo registrado; corríjalo con «correct»",
    "clause.no_right": "este usuario no está autorizado a hacerlo; utilice un rol que tenga "
    "permiso para ello",
    "clause.disk_full": "no puede crecer, porque el disco está lleno; libere espacio e inténtelo "
    "de nuevo",
    "clause.foreign": "no es una base de datos de este programa; compruebe la ruta",
    "clause.damaged": "está dañada; restaure la última copia de seguridad y ejecute después «db "
    "check»",
    "clause.not_opened": "no se puede abrir; compruebe que la carpeta existe y que se puede "
    "escribir en ella",
    "clause.disk_error": "no se puede leer ni escribir, porque el disco señala un error",
    "clause.no_answer": "no responde; compruebe la dirección y el funcionamiento del servidor",
    "clause.out_of_reach": "no se puede acceder a ella; compruebe la dirección y el funcionamiento "
    "del servidor",
    "clause.run_upgrade": "todavía no tiene tablas; ejecute «db upgrade»",
    "clause.reports": "señala «{said}»",
    # What the check of a database finds
    "clause.head_missing": "falta la cabecera del registro",
    "clause.other_head": "la cabecera ({size} asientos) no es la raíz de los {stored} asientos "
    "conservados",
    "clause.entries_missing": "faltan los asientos {first} a {last}",
    "clause.other_leaf": "los bytes no corresponden a su huella",
    "clause.other_columns_kept": "las columnas difieren de los bytes",
    "clause.trigger_missing": "falta el disparador «{name}»",
    "clause.trigger_changed": "el disparador «{name}» fue modificado",
    "clause.workflow_missing": "falta {name}",
    "clause.workflow_changed": "{name} no es lo que se publicó",
    "clause.never_published": "{name} está ahí sin haberse publicado nunca",
    "clause.other_fold": "la fila {country} no corresponde a los asientos",
    "clause.row_of_nobody": "la fila {country} no se basa en ningún asiento",
    "clause.not_noted": "no consta que se importara el asiento {number}",
    "clause.wrongly_noted": "el asiento {number} consta como importado y no lo es",
    "clause.file_unreadable": "el archivo {start}… no se puede leer",
    "clause.file_changed": "el archivo {start}… ya no tiene el mismo contenido",
    # Mail
    "error.template_broken": "La plantilla de correo {path}, línea {line}, no se puede utilizar: "
    "{why}. Corrija el archivo y compruebe el resultado con «reminders preview»; los mensajes que "
    "no la necesitan no se ven afectados.",
    "error.bad_header": "El encabezado «{header}» de un mensaje no puede ser «{given}»: {why}; "
    "corrija este valor en su origen e inténtelo de nuevo; no se ha enviado nada.",
    "error.bad_address": "«{given}» no es una dirección de correo a la que se pueda escribir: "
    "indique una sola dirección, como focal.point@labour.example.",
    "clause.template_reports": "el motor señala «{said}»",
    "clause.template_missing": "falta el archivo {name}",
    "clause.not_one_line": "no da una sola línea de caracteres imprimibles",
    "clause.holds_controls": "contiene caracteres de control",
    "clause.malformed": "el correo necesita ahí otra forma",
    "clause.header_taken": "cada mensaje ya tiene el suyo",
}
