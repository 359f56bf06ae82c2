"""Spanish: what the commands on deadlines, reminders and mail say."""

COMMANDS = {
    "when.local": "{day}, {time} h ({zone})",
    # Wrong usage
    "usage.span": "«{given}» no es un plazo: escriba 90d, 12w, 6m o un número de días.",
    "usage.until": "«{given}» no es un día por venir: escriba 2027-06-30, o un plazo como "
    "+18months.",
    "usage.past": "El día {given} ya ha pasado: indique un día por venir.",
    "usage.far": "{given} queda demasiado lejos: se prevén {years} años como máximo.",
    "usage.language": "No hay mensajes en «{given}»: hay plantillas para {known}.",
    "usage.one_form": "Elija una sola forma de presentarlo.",
    "usage.feed_alone": "Un calendario contiene todas las fechas límite: --ics se usa solo con "
    "--country y --lang.",
    "usage.feed_language": "--lang es el idioma del calendario y se usa con --ics; para lo que lee "
    "usted, ponga --lang antes de la orden.",
    "usage.evidence_alone": "--evidence nombra un informe ya archivado: omita --file, --url y "
    "--field.",
    "usage.field_alone": "--field acompaña al informe: adjúntelo con --file o --url.",
    "usage.ids_or_all": "Nombre los mensajes por sus identificadores o indique --all.",
    # Deadlines
    "standing.suspended_since": "suspendido desde el {since}",
    "deadlines.none": "No se debe ningún informe.",
    "deadlines.none_chosen": "No vence nada en ese plazo.",
    "deadlines.no_zone": "Falta decir en cuál de sus husos horarios termina el día para "
    "{countries}: hasta entonces no se les envía ningún recordatorio y nada queda vencido. Estas "
    "órdenes muestran los husos y, con un huso y --reason, dicen cuál vale:",
    "feed.all": "Alianza 8.7: informes por presentar",
    "feed.country": "Alianza 8.7: informes por presentar, {country}",
    "explain.steps": "Cómo se calculó la fecha",
    "explain.earlier": "Fechas registradas antes",
    "explain.due": "Fecha límite: {day} ({standing}).",
    "explain.not_owed": "No se debe ningún informe sobre {period}: {why}.",
    "explain.result": "Resuelto como «{outcome}» con efecto de {when} (asiento {number}).",
    "explain.working_day": "El {day} es día laborable ({calendar}, {version}).",
    "explain.fallen_away": "El informe ya no se debe: {why} ({workflow}).",
    "explain.suspended": "Suspendido desde el {since} (asiento {number}): no se envía ningún "
    "recordatorio y nada queda vencido hasta «deadline resume {country}».",
    "explain.same_none": "Nuevo cálculo: sigue sin deberse.",
    "explain.other_none": "Nuevo cálculo: ya no se debe; el próximo «run» lo registra con su "
    "motivo.",
    "explain.left": "Nuevo cálculo: {day}, otra fecha; como está resuelto o ya pasó, queda la "
    "fecha registrada.",
    "explain.earlier_date": "{day}: registrada el {moment} (asiento {number}), {because}",
    "explain.earlier_none": "ninguna: registrado el {moment} (asiento {number}), {because}",
    "zones.only": "{country} tiene un solo huso horario: sus plazos terminan a medianoche en "
    "{zone}.",
    "zones.said": "Los plazos de {country} terminan a medianoche en {zone} (asiento {number}).",
    "zones.unsaid": "Falta decir cuál vale para {country}: «country zone {code} ZONE --reason "
    "TEXT».",
    "zones.none": "No se conoce ningún huso horario de {country}.",
    # Rungs
    "rung.opening": "el día en que se abre el plazo",
    "rung.due": "en la fecha límite",
    "rung.before_opening.one": "{count} día antes de abrirse el plazo",
    "rung.before_opening.other": "{count} días antes de abrirse el plazo",
    "rung.after_opening.one": "{count} día después de abrirse el plazo",
    "rung.after_opening.other": "{count} días después de abrirse el plazo",
    "rung.before_due.one": "{count} día antes de la fecha límite",
    "rung.before_due.other": "{count} días antes de la fecha límite",
    "rung.after_due.one": "{count} día después de la fecha límite",
    "rung.after_due.other": "{count} días después de la fecha límite",
    "ladder.title": "{name}: en días laborables de los destinatarios, de {start} a {end} h",
    "label.said": "Texto del aviso",
    # Reminders
    "reminder.state": "{to}: {state}",
    "reminder.copy": "{role} (copia)",
    "reminder.withheld": "no enviado: {why}",
    "reminder.would_be_withheld": "no se enviará: {why}",
    "reminder.to_come": "se enviará {to}",
    "reminder.waits.not_reachable": "en espera: no hay a quien escribir en el país",
    "reminder.waits.not_told": "en espera de que se comunique al país que el informe se retrasa",
    "why.waits.not_reachable": "Está en espera: no hay a quien escribir en el país. Saldrá en "
    "cuanto conste un punto focal con una dirección válida.",
    "why.waits.not_told": "Está en espera de que una dirección del país acepte el aviso de "
    "retraso y de que transcurra el tiempo para responder.",
    "reminder.no_address": "se enviará a la Secretaría, a falta de destinatario localizable",
    "reminder.no_zone": "Todavía no puede salir ningún recordatorio: falta decir en cuál de sus "
    "husos horarios termina el día para {country}; «country zone {country}» los muestra.",
    "why.written": "El {moment} se escribió un mensaje {to} ({address}, idioma: {language}; "
    "asiento {number}, mensaje {id}): «{subject}».",
    "why.copied": "El {moment} se envió copia {to} ({address}, idioma: {language}; asiento "
    "{number}, mensaje {id}): «{subject}».",
    "why.withheld": "El {moment} se decidió no enviarlo (asiento {number}): {why}.",
    "why.would_be_withheld": "Toca el {moment} y, tal como están las cosas, no se enviará: {why}.",
    "why.to_come": "Se enviará {to} ({address}) el {moment} (idioma: {language}).",
    "why.copy_to_come": "Se enviará copia {to} ({address}) el {moment} (idioma: {language}).",
    "why.nobody": "En esa fecha nadie tiene un mandato ({roles}) para {country}; registre uno con "
    "«mandate add».",
    "why.instead": "Si nada cambia, se avisará en su lugar a la oficina de la Secretaría el "
    "{moment}.",
    "unserved.no_address": "No se conoce ninguna dirección para {whom}; añada una con «mandate "
    "contact».",
    "unserved.bad_address": "Lo que consta para {whom} no es una dirección de correo; cámbielo con "
    "«mandate contact».",
    "unserved.doubtful": "El correo para {whom} fue devuelto y no se intenta más; indique una "
    "dirección nueva con «mandate contact».",
    "forecast.none": "No se enviará nada hasta entonces.",
    # Mails
    "mail.queued": "Espera su envío desde el {moment}.",
    "mail.sending": "Se está enviando desde el {moment}.",
    "mail.sent": "Se envió el {moment}.",
    "mail.deferred": "No fue aceptado el {moment} (intentos: {attempts}); se intentará de nuevo el "
    "{next}.",
    "mail.unknown": "Desde el {moment} no se sabe si llegó; se enviará de nuevo con el mismo "
    "Message-ID el {next}.",
    "mail.failed": "Falló el {moment}; para intentarlo de nuevo: «outbox retry {id}».",
    "mail.failed.unwritten": "No se pudo redactar el {moment}; corrija la causa y use «outbox "
    "retry {id}».",
    "mail.failed.refused": "El servidor lo rechazó el {moment}; se avisó a la Secretaría en su "
    "lugar.",
    "mail.failed.bounced": "Fue devuelto el {moment}; se avisó a la Secretaría en su lugar.",
    "mail.failed.given_up": "Se desistió el {moment} (intentos: {attempts}); se avisó a la "
    "Secretaría en su lugar.",
    "mail.held": "Está retenido desde el {moment}; para dejarlo salir: «outbox release {id}».",
    "mail.held.release": "Espera a una persona desde el {moment}; para dejarlo salir: «outbox "
    "release {id}».",
    "mail.held.draft": "Es un borrador desde el {moment}: léalo y use «outbox release {id}» o "
    "«outbox cancel {id}».",
    "mail.held.person": "Alguien lo retiene desde el {moment}; para dejarlo salir: «outbox release "
    "{id}».",
    "mail.held.daily_limit": "Ese día no salió más correo para esa dirección; se enviará el "
    "{next}.",
    "mail.cancelled": "Se anuló el {moment}.",
    "mail.cancelled.person": "Alguien lo anuló el {moment}.",
    "mail.cancelled_for": "Se anuló el {moment}: {why}.",
    "mail.reply": "Última respuesta: {reply}",
    "mail.unwritten": "El mensaje no tiene texto, pues no se pudo redactar; corrija la causa y use "
    "«outbox retry {id}».",
    "outbox.none": "Todavía no hay mensajes.",
    "outbox.none_such": "No hay mensajes así.",
    "outbox.none_waiting": "Ningún mensaje espera su liberación.",
    "ask.release": "Mensajes por liberar: {count}. ¿Dejarlos salir todos? [s/N]",
    "bounce.failed": "no llegará",
    "bounce.known": "ya conocido",
    "bounce.delayed": "retrasado, se sigue intentando",
    "bounce.unmatched": "de ningún mensaje nuestro",
    "bounce.other": "no es un aviso",
    "bounces.failed": "no llegarán: {count}",
    "bounces.known": "ya conocidos: {count}",
    "bounces.delayed": "retrasados: {count}",
    "bounces.unmatched": "de ningún mensaje nuestro: {count}",
    "bounces.other": "no son avisos: {count}",
    # Status
    "status.last_tick": "Última revisión",
    "status.next_turn": "Próximo turno",
    "status.oldest": "Mensaje más antiguo sin enviar",
    "status.queue": "Mensajes, estado «{state}»",
    "status.mail": "{id}, desde el {since}",
    "status.no_server": "No se ha indicado ningún servidor de correo: los mensajes quedan en "
    "{folder} y no llegan a nadie.",
    "status.well": "Todo está en orden.",
    "trouble.never_ran": "El planificador no ha funcionado nunca aquí: inicie «pathfinder-flow "
    "run», o «run --once» cada pocos minutos con cron.",
    "trouble.stopped": "El planificador no ha revisado nada desde el {since}: compruebe que "
    "«pathfinder-flow run» funciona y qué dice el final de su registro.",
    "trouble.overdue_look": "Hay algo pendiente desde el {since} y nadie lo ha revisado: consulte "
    "el registro de «pathfinder-flow run».",
    "trouble.stuck_mail": "El mensaje {id} sigue sin enviarse desde el {since} (última respuesta: "
    "{reply}): compruebe que el servidor de correo responde y use «outbox retry {id}».",
    "trouble.unwritten": "Mensajes que no se pudieron redactar: {count}, entre ellos {id} "
    "({reply}): corrija la causa y use «outbox retry {id}».",
    "trouble.cannot_look": "{country}: no se ha podido examinar desde {since} ({said}); hasta que "
    "se resuelva no se envía nada para este país; se vuelve a intentar cada hora.",
    "trouble.office_unreached": "Mensajes que la dirección de la Secretaría no ha aceptado: "
    "{count}, entre ellos {id} ({reply}); corrija el ajuste «office» y use «outbox retry» u "
    "«outbox cancel».",
    "trouble.drafts": "Cartas que una persona debe leer antes de su envío: {count}, entre ellas "
    "{id}; véase «outbox show {id}» y después «outbox release» u «outbox cancel».",
    "trouble.waiting": "Mensajes retenidos desde hace más de un día: {count}, entre ellos {id}; "
    "véase «outbox show {id}» y después «outbox release» u «outbox cancel».",
    "trouble.doubtful": "El correo no llega a la dirección de {people}: registre la correcta con "
    "«mandate contact».",
    "trouble.no_ladder": "No hay escala para «{obligation}» en ladders.yaml, por lo que nadie "
    "recibe "
    "recordatorios: nómbrela allí como en el procedimiento.",
    "trouble.no_zone": "Hay plazos que esperan un huso horario de {countries}: «country zone "
    "{example}» los muestra y dice cómo elegir.",
    # What was done
    "done.feed": "{path}: fechas límite escritas: {count}.",
    "done.extended": "Asiento {number}: el informe de {country} sobre {period} tiene ahora como "
    "fecha límite el {day}.",
    "done.suspended": "Asiento {number}: la obligación de informar de {country} queda suspendida.",
    "done.resumed": "Asiento {number}: se reanuda la obligación de informar de {country}.",
    "done.zone": "Asiento {number}: los plazos de {country} terminan a medianoche en {zone}.",
    "done.report": "Asiento {number}: {country}, {period}: {outcome}.",
    "done.report_stays": "El informe de {country} queda registrado; el país sigue donde está "
    "mientras no sea posible «advance {country} {event}».",
    "done.preview": "Escrito en {path}; no se envió nada.",
    "done.foreseeing": "Previsión",
    "done.sweeping": "Revisión de los países",
    "done.rendered": "Mensajes escritos en {path}: {count}; no se envió nada.",
    "done.contact": "Asiento {number}: se cambian los datos de contacto de «{person}».",
    "done.mail_hold": "Retenidos: {ids}.",
    "done.mail_release": "Liberados: {ids}.",
    "done.mail_cancel": "Anulados: {ids}.",
    "done.mail_retry": "Se intentarán de nuevo: {ids}.",
    "done.bounces": "Avisos leídos: {counts}.",
    "done.no_bounces": "No contiene ningún aviso.",
}
