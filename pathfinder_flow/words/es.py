"""Spanish."""

TEXTS = {
    "join.and": "y",
    "join.or": "o",
    "quoted": "«{text}»",
    # Dates
    "when.latest": "{end} a más tardar",
    "when.open": "{start}, final desconocido",
    "when.span": "{start} – {end}",
    "when.latest.short": "{end} a más tardar",
    "when.open.short": "{start} – …",
    "when.inferred": "{date} (deducido)",
    "when.about": "{date} aproximadamente",
    "when.about_inferred": "{date} aproximadamente (deducido)",
    "when.moment": "{day}, {time} h UTC",
    # Roles, bodies and outcomes
    "role.secretariat": "Secretaría",
    "role.gcg": "Grupo de Coordinación Mundial",
    "role.mwg": "Grupo de Trabajo de Seguimiento",
    "role.focal_point": "punto focal",
    "role.auditor": "responsable de auditoría",
    "by.secretariat": "la Secretaría",
    "by.gcg": "un miembro del Grupo de Coordinación Mundial",
    "by.mwg": "el Grupo de Trabajo de Seguimiento",
    "by.focal_point": "el punto focal del país",
    "by.auditor": "una persona responsable de auditoría",
    # Why not
    "refusal.not_authorised": "Este paso requiere un mandato para actuar como {roles}, del que "
    "usted no dispone.",
    "refusal.not_available": "Este paso parte de la etapa {from_states}; etapa actual del país: "
    "{state}{moved}.",
    "refusal.not_available.moved": " desde el asiento {number}",
    "refusal.not_available.nowhere": "ninguna con certeza",
    "refusal.evidence_missing": "No hay ningún documento «{kind}» en el expediente.",
    "refusal.evidence_later": "Fecha del documento «{kind}» (asiento {number}): {date}; no consta "
    "con certeza que ya existiera el día del paso.",
    "refusal.evidence_disputed": "Las fuentes discrepan acerca del documento «{kind}» (asiento "
    "{number}), por lo que no puede servir de fundamento.",
    "refusal.evidence_used": "El último documento «{kind}» (asiento {number}) ya sirvió para un "
    "paso anterior; se necesita uno nuevo.",
    "refusal.fields_unseen": "No hay ningún documento «{kind}» en el expediente, por lo que no se "
    "puede comprobar lo siguiente: {fields}.",
    "refusal.fields_missing": "El documento «{kind}» (asiento {number}) está por completar: "
    "{fields}.",
    "refusal.period_unseen": "Ningún documento «{kind}» del expediente indica qué período abarca.",
    "refusal.period_not_current": "El documento «{kind}» (asiento {number}) abarca el período "
    "siguiente: {period}; no incluye el {date}.",
    "refusal.mandate_missing": "Ningún mandato para actuar como {role} está en vigor el {date}.",
    "refusal.decision_missing": "No hay en el expediente ninguna decisión «{outcome}» del {body} "
    "a la que quede por dar curso.",
    "refusal.decision_other": "La última decisión del {body} (asiento {number}, {date}) es "
    "«{found}» y no «{outcome}».",
    "refusal.groups_missing": "El documento «{kind}» no da cuenta de la participación de todos los "
    "grupos previstos; falta lo siguiente: {groups}.",
    "refusal.framework_missing": "En el expediente no consta todavía que el país haya adoptado el "
    "Marco de rendición de cuentas (edición {edition}).",
    "refusal.framework_other": "La edición del Marco de rendición de cuentas que ha adoptado el "
    "país (asiento {number}) es «{found}» y no «{edition}».",
    "refusal.same_person": "El documento «{kind}» (asiento {number}) fue registrado por usted; "
    "quien lo registra no puede aprobar también el paso.",
    "refusal.own_case_decided": "El país es miembro del {body} (asiento {seat}) y la decisión "
    "(asiento {number}) no indica que se haya abstenido de participar en ella.",
    "refusal.status_missing": "El país no tiene la condición de país pionero.",
    "refusal.status_disputed": "Las fuentes discrepan sobre si el país tiene la condición de país "
    "pionero.",
    "refusal.too_early": "Corre un plazo de {days} días a partir del {since}; primer día posible: "
    "el {until}.",
    # What to do
    "step.evidence": "Registrar el documento «{title}» ({kind}){demands}",
    "step.mandate": "Registrar un mandato para actuar como {role}{demands}",
    "step.decision": "Registrar una decisión del {body}{demands}",
    "step.wait": "Esperar hasta el {day}",
    "step.another_person": "Pedir a otra persona que tenga esa función que dé el paso",
    "step.move": "Dar primero el paso «{title}» ({event}){path}",
    "step.path": ", y después {events}",
    "step.by": "puede hacerlo {roles}",
    "demand.fields": "indicando lo siguiente ({fields})",
    "demand.choices": "mencionando en «{field}» lo siguiente ({values})",
    "demand.values": "indicando «{value}» en «{field}»",
    "demand.covers": "indicando en «{field}» fechas que incluyan el {day}",
    "demand.dated_by": "con fecha no posterior al {end}",
    "demand.in_force": "en vigor el {day}",
    "demand.outcome": "cuyo resultado sea «{outcome}»",
    "demand.recused": "precisando quién no participó en ella ({countries})",
    "demand.not_by": "por una persona distinta de la que da el paso",
    # Labels
    "label.country": "País",
    "label.code": "Cód.",
    "label.stage": "Etapa",
    "label.since": "Desde",
    "label.status": "Condición de país pionero desde",
    "label.workflow": "Procedimiento",
    "label.next": "Siguiente",
    "label.entry": "N.º",
    "label.effective": "Fecha de efecto",
    "label.recorded": "Registrado",
    "label.what": "Contenido",
    "label.by": "Por",
    "label.certainty": "Certeza",
    "label.kind": "Tipo",
    "label.source": "Fuente",
    "label.fields": "Campos",
    "label.note": "Observación",
    "label.role": "Función",
    "label.for": "Para",
    "label.from": "Inicio",
    "label.until": "Fin",
    "label.letter": "Carta",
    "label.holder": "Titular",
    "label.line": "Lín.",
    "label.result": "Resultado",
    "label.event": "Paso",
    "label.title": "Título",
    "label.published": "Publicado",
    "label.in_force": "En vigor",
    "certainty.certain": "seguro",
    "certainty.possible": "posible",
    "certainty.disputed": "discutido",
    "certainty.withdrawn": "retirado",
    "board.title": "Situación de los países",
    "board.title_as_of": "Situación de los países al {day}",
    "board.known_at": "según la información disponible el {moment}",
    "board.possibly": "quizá {states}",
    "board.disputed": "{whens}, fuentes discrepantes",
    "board.status_possible": "{whens}, por confirmar",
    "board.or": " o ",
    "board.none": "—",
    "board.not_open": "apertura por confirmar",
    "board.counts": "Interés manifestado: {manifested}   Condición de país pionero: {holding}   "
    "En fase de aplicación: {implementing}",
    "board.empty": "Ningún país tiene todavía un expediente: puede abrir uno con «country open» o "
    "importar hechos.",
    "show.stands": "{country}: el país se encuentra en la etapa «{state}» (desde: {since}).",
    "show.nowhere": "{country}: no consta con certeza en qué etapa se encontraba entonces el país.",
    "show.possibly": "Quizá el país haya llegado a la etapa «{states}»: las fuentes discrepan o "
    "son imprecisas.",
    "show.status": "Tiene la condición de país pionero (desde: {when}).",
    "show.status_possible": "No es seguro que el país tenga la condición de país pionero: {when}.",
    "show.no_status": "El expediente no muestra que el país tenga la condición de país pionero.",
    "show.governed": "Texto que rige su expediente: {workflow}.",
    "show.evidence": "Documentos del expediente",
    "show.no_evidence": "No hay ningún documento en el expediente.",
    "show.mandates": "Mandatos",
    "show.no_mandates": "Nadie es titular de un mandato para este país.",
    "show.unseen": "Pasos de los que dan fe fuentes públicas, y lo que el expediente nunca recibió "
    "al respecto",
    "show.unseen_line": "{event}, {when}: en el expediente no consta lo siguiente: {things}.",
    "show.seen_line": "{event}, {when}: no falta nada.",
    "unseen.evidence": "«{title}»",
    "unseen.decision": "una decisión «{outcome}» del {body}",
    "unseen.mandate": "un mandato para actuar como {role}",
    "mandates.none": "Nadie es titular de un mandato así.",
    "why.next": "Lo que puede venir después: {country} (etapa actual: {state})",
    "why.ready": "{title} ({event}): ya es posible; puede hacerlo {roles}.",
    "why.not_yet": "{title} ({event}): todavía no es posible.",
    "why.because": "Por qué todavía no",
    "why.to_do": "Qué hacer",
    "why.nothing": "Nada sigue a esta etapa, que es la última.",
    "next.ready": "nada: ya es posible",
    "label.missing": "Lo que falta todavía (quién puede aportarlo)",
    "brief.evidence": "{title}",
    "brief.mandate": "mandato para actuar como {role}",
    "brief.decision": "decisión «{outcome}»",
    "brief.wait": "esperar hasta el {day}",
    "brief.move": "primero: {title}",
    "history.title": "Historial: {country}",
    "history.as_of": "situación al {day}",
    "history.known_at": "según la información disponible el {moment}",
    "workflow.stages": "Etapas",
    "workflow.events": "Pasos",
    "workflow.evidence": "Tipos de documentos",
    "workflow.obligations": "Lo que se debe presentar",
    "workflow.by": "Por {roles}",
    "workflow.source": "Fuente: {source}",
    "workflow.assumption": "Supuesto: {because}",
    "answer.yes": "sí",
    "answer.no": "no",
    # What an entry says
    "entry.case_opened": "Apertura del expediente, etapa «{state}», procedimiento {workflow}",
    "entry.transition": "{title}: {source} → {dest}",
    "entry.transition_first": "{title}: → {dest}",
    "entry.attested": "{what} (según una fuente pública)",
    "entry.evidence": "Documento: {title}",
    "entry.mandate": "Mandato para actuar como {role}, a partir del {start}{end}",
    "entry.mandate.end": " hasta el {end}",
    "entry.mandate_ended": "El mandato del asiento {number} termina el {end}",
    "entry.decision": "Decisión del {body}, reunión {meeting}: {outcome}",
    "entry.migration": "Paso de {source} a {dest}",
    "entry.correction": "Corrección del asiento {number}: {what}",
    "entry.correction.withdraw": "retirada",
    "entry.correction.amend": "modificación",
    "entry.refusal": "Solicitud no admitida: {what}",
    "entry.workflow_published": "Publicación del procedimiento {workflow}",
    "entry.withdrawn_by": "retirada por el asiento {number}",
    "entry.amended_by": "modificación por el asiento {number}",
    "entry.reason": "Motivo: {reason}",
    # Errors; the English sentence of each is on its class
    "error.bad_date": "«{given}» no es una fecha que este registro pueda conservar: escriba "
    "2024-05-01, 2024-05, 2024, ../2025 (a más tardar), 2019-03-28/2019-03-29 (inicio, fin) o "
    "añada «?» cuando la fecha sea deducida.",
    "error.future_date": "{given} es una fecha futura (hoy es {today}): lo que aún no ha ocurrido "
    "no puede registrarse como ocurrido; regístrelo ese día o más adelante.",
    "error.unclear_date": "«{given}» no es un día determinado: un paso se da en un día concreto, "
    "como 2024-05-01; si se trata de algo que solo consta en una fuente, impórtelo con esa fuente.",
    "error.control_characters": "El texto {given} ({what}) contiene caracteres de control: "
    "elimínelos e inténtelo de nuevo; no se ha registrado nada.",
    "error.text_too_long": "Este texto ({what}) tiene {length} caracteres y el registro conserva "
    "{limit} como máximo: abrévielo o adjúntelo como archivo con «evidence add --file».",
    "error.not_canonical": "El valor {given} no puede conservarse con exactitud: solo se guardan "
    "textos, números enteros inferiores a 2^53, sí/no, listas y tablas de correspondencia; "
    "escríbalo como texto.",
    "error.bad_frontier": "La cabecera del registro está dañada: la frontera ocupa en ella "
    "{length} bytes, lo que no puede corresponder a {size} asientos; restaure la última copia de "
    "seguridad.",
    "error.conflict": "Otra persona escribió en el registro al mismo tiempo (ya tiene más de "
    "{expected} asientos): no se ha registrado nada de su parte; consulte el registro y repita la "
    "operación.",
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
    "mandato en vigor el {day} para actuar como {roles}. La Secretaría puede otorgarlo con "
    "«mandate add {actor} --role {role}».",
    "error.denied": "No ha sido posible atender esta solicitud.",
    "error.refused": "{summary}",
    "error.bad_handle": "«{given}» no puede ser un nombre de usuario: utilice de 2 a 64 letras, "
    "cifras, puntos, guiones o guiones bajos, empezando por una letra o una cifra.",
    "error.unknown_entry": "No existe el asiento {number}: los del registro van del 1 al {size}.",
    "error.not_correctable": "El asiento {number} ({kind}) no puede corregirse de este modo: "
    "{why}.",
    "error.still_needed": "El asiento {number} no puede retirarse por sí solo, porque de él "
    "dependen otros: {dependents}. Retírelos primero, del más reciente al más antiguo, o añada "
    "--with-dependents para retirarlo todo a la vez.",
    "error.breaks_order": "{country}: se rompería el orden del historial, porque el asiento "
    "{number} ({date}) parte de «{source}», mientras que el país se encontraría en «{found}». "
    "Corrija primero el asiento {number}.",
    "error.bad_mandate": "Este mandato no puede registrarse: {why}.",
    "error.bad_decision": "Esta decisión no puede registrarse: {why}.",
    "error.bad_migration": "{country} no puede pasar a {workflow}: {why}.",
    "error.file_refused": "El archivo «{path}» no puede utilizarse: {why}.",
    "error.import_refused": "No se ha importado nada de «{path}»; filas que no pueden importarse "
    "tal como están: {bad} de {rows}. Corrija las filas señaladas y repita la importación.",
    "error.definition_refused": "El archivo {path} no se ha utilizado; número de puntos por "
    "corregir: {count}\n{listing}",
    "error.published_differs": "{workflow} ya se publicó con otro contenido (fecha: {date}), y una "
    "versión publicada nunca cambia: dé al archivo una nueva versión o restablézcalo. "
    "Diferencia:\n{difference}",
    "error.database_trouble": "Base de datos {where}: {why}. No se ha registrado nada.",
    "error.database_version": "Base de datos {where}: {why}.",
    "error.settings_refused": "Los ajustes no pueden utilizarse: {problems}",
    "error.not_initialised": "Todavía no hay nada preparado en {where}: ejecute antes "
    "«pathfinder-flow init» (o «demo»).",
    "error.already_initialised": "Todo está ya preparado en {where} (asientos: {size}); no se ha "
    "modificado nada.",
}
