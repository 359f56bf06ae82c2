"""Spanish: deadlines, reminders and mail."""

_NOT_OWED = {
    "no_status": "la condición de país pionero no consta con certeza",
    "first_period": "antes del primer año completo posterior a la obtención de la condición",
    "not_due": "la regla no prevé ningún día para ese período",
    "other_stage": "en esa etapa no se pide ningún informe",
    "before_record": "vencía antes de que el país figurara en este registro",
    "no_rule": "el procedimiento no pide ese informe",
}

DEADLINES = {
    "kind.zone": "huso horario",
    "kind.due": "fecha límite",
    "kind.outcome": "desenlace de un período",
    "kind.extension": "prórroga",
    "kind.suspension": "suspensión de una obligación",
    "kind.resumption": "reanudación de una obligación",
    "kind.reminder": "recordatorio",
    "kind.delivery": "entrega de un mensaje",
    "kind.contact": "datos de contacto",
    # How an obligation stands
    "standing.settled": "cerrado",
    "standing.fallen_away": "ya no se debe",
    "standing.suspended": "suspendido",
    "standing.resting": "no se pide ahora",
    "standing.no_zone": "falta el huso horario",
    "standing.upcoming": "aún no abierto",
    "standing.open": "abierto",
    "standing.overdue": "con retraso",
    "outcome.reported": "informe presentado",
    "outcome.partly_reported": "informe parcial",
    "outcome.nil_confirmed": "nada que comunicar (confirmado)",
    "outcome.exempt": "exención",
    "outcome.waived": "dispensa",
    "days.left.one": "queda {count} día",
    "days.left.other": "quedan {count} días",
    "days.late.one": "{count} día de retraso",
    "days.late.other": "{count} días de retraso",
    "days.today": "hoy",
    # Why a date is on record, or is none
    "because.first": "primera inscripción",
    "because.owed_again": "se debe de nuevo",
    "because.rule": "la regla ha cambiado",
    "because.returned": "el país ha vuelto a una etapa en la que se pide un informe",
    "because.reopened": "se ha retirado lo que la había dado por resuelta",
    "because.taken_back": "se ha retirado una prórroga o una suspensión",
    "because.extended": "prorrogada por una decisión",
    "because.resumed": "ha terminado una suspensión",
    "because.calendar": "el calendario de días laborables ha cambiado",
    "because.zone": "se ha indicado o modificado el huso horario",
    **{f"because.{code}": said for code, said in _NOT_OWED.items()},
    **{f"not_owed.{code}": said for code, said in _NOT_OWED.items()},
    # How a due date was computed
    "derive.rule": "La regla {rrule}, contada a partir del {anchor}, da el {day}.",
    "derive.opens": "El informe puede presentarse {days} días antes: a partir del {day}.",
    "derive.working_day": "{skipped}: la fecha pasa al {day}, día laborable ({calendar}, "
    "{version}).",
    "derive.skipped": "el {day} no es día laborable ({why})",
    "derive.weekend": "fin de semana",
    "derive.no_data": "{version} aún no conoce ningún día festivo de {calendar} en {year}: solo "
    "se han "
    "descartado los fines de semana y la fecha podrá cambiar.",
    "derive.extension": "Prorrogada hasta el {day} por el asiento {entry}, según la decisión del "
    "asiento {decision}.",
    "derive.suspension": "Suspensión de {days} días (del asiento {entry} a {until}): {day}.",
    "derive.zone": "Huso horario {zone}: el día termina allí en este momento ({moment}).",
    "derive.no_zone": "{country} tiene varios husos horarios ({zones}): indique cuál con «country "
    "zone {code} ZONE --reason TEXT».",
    "derive.source": "Regla de {workflow}; {basis}.",
    "derive.assumption": "supuesto: {because}",
    "derive.anchor": "Primer período: el primer año civil completo posterior a la condición de "
    "país pionero ({since}, asiento {numbers}).",
    "derive.same": "Nuevo cálculo: la misma fecha.",
    "derive.other": "Nuevo cálculo: {day}, otra fecha; el próximo «run» la registrará con su "
    "motivo.",
    "derive.stored": "Fecha registrada el {moment} (asiento {number}): {because}.",
    "derive.not_stored": "Fecha aún no registrada: «run» se encarga de ello.",
    # Reminders and mail
    "withheld.already_reported": "el informe ya se presentó",
    "withheld.exempt": "el país está exento",
    "withheld.waived": "el país está dispensado de este informe",
    "withheld.suspended": "la obligación está suspendida",
    "withheld.other_stage": "en esa etapa no se pide ningún informe",
    "withheld.fallen_away": "el informe ya no se debe",
    "withheld.superseded": "sustituido por un envío más reciente",
    "withheld.superseded_by": "sustituido por otro envío ({letter})",
    "withheld.no_longer_true": "ya no es cierto",
    "withheld.written_anew": "se escribió otro en su lugar",
    "withheld.cannot_look": "algo impide examinar el país",
    "withheld.no_focal_point": "nadie a quien escribir en el país",
    "withheld.no_address": "ninguna dirección a la que escribir",
    "delivery.queued": "en espera",
    "delivery.sending": "enviándose",
    "delivery.sent": "enviado",
    "delivery.deferred": "aplazado",
    "delivery.unknown": "incierto",
    "delivery.failed": "fallido",
    "delivery.held": "retenido",
    "delivery.cancelled": "anulado",
    "outbox.hold": "retener",
    "outbox.release": "liberar",
    "outbox.cancel": "anular",
    "outbox.retry": "reintentar",
    "to.secretariat": "a la Secretaría",
    "to.gcg": "al Grupo de Coordinación Mundial",
    "to.mwg": "al Grupo de Trabajo de Seguimiento",
    "to.focal_point": "al punto focal",
    "to.auditor": "a la persona responsable de auditoría",
    "to.nobody_known": "a su destinatario",
    "letter.rung": "recordatorio «{rung}»",
    "letter.of_rung": "correo del escalón «{rung}»",
    "letter.moved": "escrito sobre el cambio de la fecha límite",
    "letter.cancelled": "escrito que anuncia que ya no se espera el informe",
    "letter.correction": "escrito de rectificación",
    "letter.not_asked": "aviso a la Secretaría de que al país no se le ha preguntado",
    "letter.not_delivered": "aviso de falta de entrega ({rung})",
    "contact.email": "correo electrónico",
    "contact.language": "idioma",
    "contact.name": "nombre",
    "finding.mail": "correo",
    # Labels
    "label.due": "Fecha límite",
    "label.opens": "Apertura",
    "label.period": "Período",
    "label.standing": "Situación",
    "label.days": "Días",
    "label.rung": "Escalón",
    "label.when": "Cuándo",
    "label.to": "A",
    "label.language": "Idioma",
    "label.subject": "Asunto",
    "label.state": "Estado",
    "label.mail": "Correo",
    "label.attempts": "Intentos",
    "label.message": "Mensaje",
    "label.outcome": "Desenlace",
    "label.withheld": "Sin enviar",
    # What an entry says
    "by.program": "el sistema",
    "entry.report": "{title}, {period}",
    "entry.zone": "Huso horario de los plazos: {zone}",
    "entry.due": "{report}: fecha límite, {day} ({because})",
    "entry.due.none": "{report}: ya no se debe ({because})",
    "entry.outcome": "{report}: {outcome}",
    "entry.outcome.evidence": "{report}: {outcome} (documento: asiento {number})",
    "entry.extension": "{report}: fecha límite prorrogada del {before} al {day}, según la decisión "
    "del asiento {decision}",
    "entry.suspension": "{title}: suspensión",
    "entry.resumption": "{title}: reanudación tras la suspensión del asiento {number}",
    "entry.reminder": "{report}: {letter} dirigido {to}",
    "entry.reminder.copy": "{report}: {letter} dirigido {to}, con copia {copy}",
    "entry.reminder.withheld": "{report}: {letter} no enviado: {why}",
    "entry.reminder.unreached": "{what}; sin dirección a la que escribir: {roles}",
    "entry.instead": "{what}; se avisó en su lugar a la Secretaría",
    "entry.delivery.sent": "{report}: {letter} entregado {to}",
    "entry.delivery.sent_again": "{report}: {letter} entregado {to}, quizá por segunda vez",
    "entry.delivery.deferred": "{report}: {letter} dirigido {to}, aún no aceptado por el servidor; "
    "se volverá a intentar",
    "entry.delivery.unknown": "{report}: {letter} dirigido {to}, sin certeza de que llegara; se "
    "volverá a intentar",
    "entry.delivery.failed": "{report}: {letter} dirigido {to}, no se pudo entregar",
    "entry.delivery.refused": "{report}: {letter} dirigido {to}, rechazado por el servidor",
    "entry.delivery.given_up": "{report}: {letter} dirigido {to}, abandonado tras varios días de "
    "intentos",
    "entry.delivery.bounced": "{report}: {letter} dirigido {to}, devuelto sin entregar",
    "entry.delivery.held": "{report}: {letter} dirigido {to}, retenido",
    "entry.delivery.daily_limit": "{report}: {letter} dirigido {to}, retenido hasta el día "
    "siguiente, pues esa dirección ya recibió bastantes mensajes ese día",
    "entry.delivery.released": "{report}: {letter} dirigido {to}, liberado",
    "entry.delivery.cancelled": "{report}: {letter} dirigido {to}, anulado",
    "entry.delivery.cancelled_for": "{report}: {letter} dirigido {to}, anulado: {why}",
    "entry.delivery.retried": "{report}: {letter} dirigido {to}, puesto de nuevo en espera",
    "entry.contact": "Datos de contacto de una persona modificados: {what}",
    # Errors
    "error.bad_mailbox": "«{path}» no puede leerse como buzón: indique un Maildir (una carpeta que "
    "contenga «new» y «cur») o un archivo mbox (cuya primera línea empiece por «From»); no se ha "
    "registrado nada.",
    "error.unknown_obligation": "{workflow} no conoce ninguna obligación «{given}»{suggestion}; "
    "obligaciones conocidas: {known}.",
    "error.unknown_period": "«{given}» no es un período: indique el año civil del que se informa, "
    "como 2025.",
    "error.not_owed_yet": "No se espera ningún informe de {country} para {period}: {why}.",
    "error.bad_outcome": "Este desenlace no puede registrarse para {country}, {period}: {why}.",
    "error.bad_extension": "La fecha límite de {country} para {period} no puede prorrogarse: "
    "{why}.",
    "error.bad_suspension": "No es posible para {country}: {why}.",
    "error.bad_zone": "«{given}» no puede ser el huso horario de {country}: {why}.",
    "error.unknown_rung": "La escala de recordatorios de «{obligation}» no tiene ningún escalón "
    "«{given}»{suggestion}; escalones conocidos: {known}.",
    "error.unknown_mail": "«{given}» no designa un único correo: «outbox list» muestra los "
    "identificadores.",
    "error.not_possible_for_mail": "Correo {id}, estado: {state}. La acción solicitada ({act}) "
    "requiere otro estado: {allowed}.",
    "error.bad_contact": "Estos datos de contacto no pueden conservarse: {why}.",
    # What somebody tried to do
    "clause.year_not_over": "ese año no había terminado el {day}; indique la fecha del informe con "
    "--effective",
    "clause.office_unset": "office: indique la dirección de la Secretaría antes de enviar correo "
    "a un "
    "servidor",
    "clause.overlaps": "hubo una suspensión hasta el {end} (inscripción {number}); empiece ese "
    "día o más tarde",
    "clause.attempt_bounces": "recoger los avisos de falta de entrega",
    "clause.attempt_contact": "modificar datos de contacto",
    "clause.attempt_extend": "prorrogar una fecha límite",
    "clause.attempt_outbox": "intervenir en el correo por enviar",
    "clause.attempt_outcome": "registrar el desenlace «{outcome}»",
    "clause.attempt_suspend": "suspender o reanudar una obligación",
    "clause.attempt_zone": "indicar el huso horario de un país",
    # Settings
    "clause.no_mail": "mail: debe ser {server} y nada más (nombre, contraseña y TLS "
    "tienen sus propios ajustes) o la ruta completa de una carpeta (no se reproduce aquí porque "
    "puede contener una contraseña)",
    # What the check of a database finds
    "clause.mail_changed": "el correo {message} falta o no es el que se escribió",
    "clause.other_obligations": "las obligaciones o los recordatorios de {country} no corresponden "
    "a los asientos",
    # Why something cannot be recorded
    "clause.before_record": "ese informe vencía el {due}, antes de que el país figurara en este "
    "registro ({since})",
    "clause.before_suspension": "la suspensión empezó el {start}, después del {day}",
    "clause.expired": "vencía el {day}, y una fecha que ha pasado ya no se prorroga",
    "clause.first_period": "el primer año civil completo posterior a la obtención de la condición "
    "es {first}",
    "clause.no_extension": "el procedimiento {workflow} no prevé ninguna prórroga",
    "clause.no_outcome": "no existe el desenlace «{given}»{near}; desenlaces previstos: {known}",
    "clause.no_report_asked": "el país se encuentra en la etapa «{state}», en la que no se pide "
    "ningún informe",
    "clause.no_status": "no consta con certeza que tenga la condición de país pionero",
    "clause.no_such_decision": "el asiento {number} no es una decisión «{outcome}» sobre este "
    "país; regístrela antes con «decision record»",
    "clause.no_such_report": "el asiento {number} no es un documento del tipo «{kind}» de este "
    "país",
    "clause.no_suspension": "el procedimiento {workflow} no prevé ninguna suspensión",
    "clause.nobody_registered": "nadie está inscrito con el nombre «{given}»; «mandate list» "
    "muestra quién lo está",
    "clause.not_suspended": "la obligación no está suspendida",
    "clause.nothing_changes": "indique qué cambia con --email, --language o --name",
    "clause.other_year": "el asiento {number} informa sobre {year}",
    "clause.out_of_bounds": "el {to} no es posterior al {day}, o sobrepasa el {last}, último día "
    "que admite el procedimiento",
    "clause.report_missing": "este desenlace se apoya en el informe; adjúntelo con --file o --url, "
    "o nómbrelo con --evidence",
    "clause.rule_has_no_day": "la regla de su procedimiento no prevé ningún día para ese período",
    "clause.same_outcome": "el asiento {number} ya lo dice; corríjalo con «correct {number}» si no "
    "es exacto",
    "clause.same_zone": "ya lo es",
    "clause.settled_already": "el período ya está cerrado (asiento {number})",
    "clause.suspended_already": "la obligación ya está suspendida (asiento {number}); reanúdela "
    "con «deadline resume»",
    "clause.year_to_come": "ese año todavía no ha comenzado",
    "clause.zones_known": "sus husos horarios son {known}",
}
