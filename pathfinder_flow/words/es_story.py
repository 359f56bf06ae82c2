"""Spanish: the story of each entry."""

STORY = {
    # Who
    "story.by.program": "el sistema, por sí mismo,",
    "story.by.founder": "la persona que puso en marcha este registro",
    "story.by.unmandated": "una persona sin mandato para ello",
    "story.by.unregistered": "una persona que no está registrada aquí",
    "story.on_behalf": "{who}, en nombre del país ({country}),",
    # Did what, recorded when
    "story.did": "El {day}, {who} {deed}.",
    "deed.recorded": "registró lo siguiente: {what}",
    "deed.refused": "presentó una solicitud que no fue admitida: {what}",
    "deed.case_opened": "abrió el expediente en la etapa «{state}», según el procedimiento "
    "{workflow}",
    "deed.case_opened.attested": "registró, según una fuente pública, la apertura del expediente "
    "en la etapa «{state}», procedimiento {workflow}",
    "deed.transition": "hizo pasar al país de la etapa «{source}» a la etapa «{dest}» (paso "
    "«{title}»)",
    "deed.transition.attested": "registró, según una fuente pública, que el país pasó de la etapa "
    "«{source}» a la etapa «{dest}» (paso «{title}»)",
    "deed.transition_first": "situó al país en la etapa «{dest}» (paso «{title}»)",
    "deed.transition_first.attested": "registró, según una fuente pública, que el país llegó a la "
    "etapa «{dest}» (paso «{title}»)",
    "deed.evidence": "registró el documento «{title}»",
    "deed.decision": "registró la decisión del {body}, reunión {meeting}: {outcome}",
    "deed.mandate": "otorgó un mandato para actuar como {role}, a partir del {start}{end}",
    "deed.mandate_ended": "registró que el mandato del asiento {number} termina el {end}",
    "deed.withdrawn": "retiró el asiento {number} mediante una corrección",
    "deed.amended": "modificó el asiento {number} mediante una corrección",
    "deed.migration": "trasladó el expediente de {source} a {dest}",
    "deed.workflow_published": "publicó el procedimiento {workflow}",
    "story.answer": "Respuesta dada: {said}",
    "story.concerns": "Países a los que se refiere: {countries}.",
    "story.recused": "Sin tomar parte en la decisión: {countries}.",
    "story.correction.effective": "Nueva fecha de efecto: {when}.",
    "story.correction.fields": "Campos modificados: {fields}.",
    "entry.refusal.act": "actuar",
    "entry.refusal.unregistered": "Nadie está registrado con el nombre indicado.",
    # Effective when
    "story.effective": "Fecha de efecto: {when}.",
    "story.effective.same_day": "Con efecto el mismo día.",
    "story.effective.first": "Fecha de efecto: {when}; fecha registrada primero: {before}.",
    # Relying on what
    "story.relying": "Fundamento: {grounds}.",
    "story.ground.evidence": "el documento «{title}» (asiento {number})",
    "story.ground.decision": "una decisión del {body} (asiento {number})",
    "story.ground.mandate": "un mandato para actuar como {role} (asiento {number})",
    "story.ground.entry": "el asiento {number}",
    "story.ground.own_mandate": "el mandato del asiento {number}",
    "story.ground.letter": "la carta «{letter}»",
    # After which refusals
    "story.after_refusals.one": "Tras un intento no admitido (asiento {numbers}).",
    "story.after_refusals.other": "Tras {count} intentos no admitidos (asientos {numbers}).",
    # What is to be said of it beside
    "story.note": "Observación: {note}",
    "story.certainty.possible": "Esto es posible, pero no seguro.",
    "story.certainty.disputed": "Las fuentes discrepan al respecto.",
    "story.withdrawn": "Retirado después (asiento {number}).",
    "story.amended.one": "Modificado después (asiento {numbers}).",
    "story.amended.other": "Modificado después (asientos {numbers}).",
    "story.file": "{name} (huella SHA-256 {sha256})",
    # The program's own doings, counted
    "story.own": "Además, el sistema registró por sí mismo lo siguiente: {kinds}.",
    "story.own.due.one": "{count} fecha límite",
    "story.own.due.other": "{count} fechas límite",
    "story.own.reminder.one": "{count} recordatorio",
    "story.own.reminder.other": "{count} recordatorios",
    "story.own.delivery.one": "{count} entrega de mensaje",
    "story.own.delivery.other": "{count} entregas de mensajes",
    # The report of an auditor
    "report.title": "Informe de auditoría: {country}",
    "report.title.programme": "Informe de auditoría: conjunto del programa",
    "report.all_recorded": "todo lo registrado",
    "report.counts": "{entries}; entre ellos, correcciones: {corrections}; intentos no admitidos: "
    "{refusals}; pasos de los que dan fe fuentes públicas: {attested_moves}; registrados por el "
    "sistema por sí mismo: {own}",
    "report.board": "con expediente: {manifested}; con la condición de país pionero: {holding}; en "
    "fase de aplicación: {implementing}",
    "report.possible.one": "El asiento {numbers} es posible, pero no seguro.",
    "report.possible.other": "Los asientos {numbers} son posibles, pero no seguros.",
    "report.disputed.one": "Las fuentes discrepan sobre el asiento {numbers}.",
    "report.disputed.other": "Las fuentes discrepan sobre los asientos {numbers}.",
    "report.nothing": "nada de lo que aquí se relata",
    "report.empty": "Aquí no se relata nada: nada de lo registrado valía entonces.",
    "report.left_out": "No se incluye lo que el sistema registró por sí mismo (asientos: {count}); "
    "--everything lo relata también.",
    "label.stands": "Situación",
    "label.countries": "Países",
    "label.as_of": "Fecha considerada",
    "label.known_at": "Información disponible el",
    "label.entries": "Asientos",
    "label.uncertain": "Incierto",
    "label.unseen": "Nunca recibido",
    # What became known between two moments
    "diff.title": "Lo que se supo entre el {first} y el {second}",
    "diff.stood": "Situación al {day}, según la información del primer momento y del segundo",
    "diff.nothing": "No se supo nada nuevo entre el {first} y el {second}.",
    "diff.late": "Sabido tarde: registrado después, sobre lo ocurrido hasta el {day}",
    "diff.changes": "Corregido después",
    "diff.other": "También nuevo: {kinds}.",
    "diff.effective": "fecha de efecto {before} → {after}",
    "diff.withdrawn": "retirada",
    "diff.restored": "retirada anulada",
    "diff.by.one": "por el asiento {numbers}",
    "diff.by.other": "por los asientos {numbers}",
    "board.brief": "{stage}; condición: {status}",
    "label.known_first": "Sabido primero",
    "label.known_second": "Sabido después",
    "label.programme": "Conjunto del programa",
    "clause.second_moment": "segundo momento",
    "clause.before_first": "es anterior al primero, {first}; indique antes el más temprano",
    # What was known on the day
    "knew.title": "Lo que se sabía: asiento {number}",
    "knew.decided": "Decisión tomada el {day}, registrada el {recorded}.",
    "knew.took_effect": "Con efecto el {day}, registrado el {recorded}.",
    "knew.same_day": "Con efecto el mismo día en que se registró: {day}.",
    "knew.imprecise": "La fecha es imprecisa ({when}): lo que sigue se refiere al {day}, último "
    "día posible.",
    "knew.ahead": "Tendrá efecto más adelante ({when}): lo que sigue se refiere al {day}, día en "
    "que se registró.",
    "knew.unborn": "Este registro no existía todavía el {day}: comienza el {begins}.",
    "knew.held": "Lo que contenía este registro el {day}",
    "knew.recorded": "Situación de los países al {day}, según la información disponible al "
    "registrarlo",
    "knew.same": "Al registrarlo, el {recorded}, la información sobre ese día era la misma.",
    "knew.differs": "Lo que se sabía de otro modo sobre ese día al registrarlo, el {recorded}",
    "knew.covered": "Países a los que se refiere, y situación de cada uno al {day}, según la "
    "información disponible al registrarlo",
    "knew.could_act": "Quién podía actuar en esto el {day}: mandatos en vigor, según la "
    "información disponible al registrarlo",
    "knew.nobody": "Al registrarlo no constaba ningún mandato para actuar en esto el {day}.",
    "label.aside": "No tomó parte",
    "label.held": "Contenido de entonces",
    "label.known_recorded": "Sabido al registrarlo",
    # Headings
    "label.story": "Lo que ocurrió",
}
