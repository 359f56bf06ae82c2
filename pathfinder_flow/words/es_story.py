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
    # Headings
    "label.story": "Lo que ocurrió",
}
