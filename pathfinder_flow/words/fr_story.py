"""French: the story of each entry. Spaces are no-break ones as in the catalogue itself."""

STORY = {
    # Who
    "story.by.program": "le logiciel, de lui-même,",
    "story.by.founder": "la personne qui a mis en place ce registre",
    "story.by.unmandated": "une personne sans mandat à cet effet",
    "story.by.unregistered": "une personne qui n'est pas enregistrée ici",
    "story.on_behalf": "{who}, au nom du pays ({country}),",
    # Did what, recorded when
    "story.did": "Le {day}, {who} {deed}.",
    "deed.recorded": "a consigné ce qui suit : {what}",
    "deed.refused": "a présenté une demande qui n'a pas abouti : {what}",
    "deed.case_opened": "a ouvert le dossier à l'étape « {state} », selon la procédure {workflow}",
    "deed.case_opened.attested": "a consigné, selon une source publique, l'ouverture du dossier à "
    "l'étape « {state} », procédure {workflow}",
    "deed.transition": "a fait passer le pays de l'étape « {source} » à l'étape « {dest} » "
    "(démarche « {title} »)",
    "deed.transition.attested": "a consigné, selon une source publique, le passage du pays de "
    "l'étape « {source} » à l'étape « {dest} » (démarche « {title} »)",
    "deed.transition_first": "a placé le pays à l'étape « {dest} » (démarche « {title} »)",
    "deed.transition_first.attested": "a consigné, selon une source publique, l'arrivée du pays à "
    "l'étape « {dest} » (démarche « {title} »)",
    "deed.evidence": "a consigné la pièce « {title} »",
    "deed.decision": "a consigné la décision du {body}, réunion {meeting} : {outcome}",
    "deed.mandate": "a accordé un mandat pour agir comme {role}, à compter du {start}{end}",
    "deed.mandate_ended": "a consigné que le mandat de l'inscription n° {number} prend fin le "
    "{end}",
    "deed.withdrawn": "a retiré l'inscription n° {number} par une correction",
    "deed.amended": "a modifié l'inscription n° {number} par une correction",
    "deed.migration": "a fait passer le dossier de {source} à {dest}",
    "deed.workflow_published": "a publié la procédure {workflow}",
    "story.answer": "Réponse donnée : {said}",
    "story.concerns": "Pays concernés : {countries}.",
    "story.recused": "Sans prendre part à la décision : {countries}.",
    "story.correction.effective": "Nouvelle date d'effet : {when}.",
    "story.correction.fields": "Champs modifiés : {fields}.",
    "entry.refusal.act": "agir",
    "entry.refusal.unregistered": "Personne n'est enregistré sous le nom donné.",
    # Effective when
    "story.effective": "Date d'effet : {when}.",
    "story.effective.same_day": "Avec effet le même jour.",
    "story.effective.first": "Date d'effet : {when} ; date inscrite d'abord : {before}.",
    # Relying on what
    "story.relying": "Fondement : {grounds}.",
    "story.ground.evidence": "la pièce « {title} » (inscription n° {number})",
    "story.ground.decision": "une décision du {body} (inscription n° {number})",
    "story.ground.mandate": "un mandat pour agir comme {role} (inscription n° {number})",
    "story.ground.entry": "l'inscription n° {number}",
    "story.ground.own_mandate": "le mandat de l'inscription n° {number}",
    "story.ground.letter": "la lettre « {letter} »",
    # After which refusals
    "story.after_refusals.one": "Après une tentative refusée (inscription n° {numbers}).",
    "story.after_refusals.other": "Après {count} tentatives refusées (inscriptions n° {numbers}).",
    # What is to be said of it beside
    "story.note": "Remarque : {note}",
    "story.certainty.possible": "Cela est possible, sans être certain.",
    "story.certainty.disputed": "Les sources divergent à ce sujet.",
    "story.withdrawn": "Retiré depuis (inscription n° {number}).",
    "story.amended.one": "Modifié depuis (inscription n° {numbers}).",
    "story.amended.other": "Modifié depuis (inscriptions n° {numbers}).",
    "story.file": "{name} (empreinte SHA-256 {sha256})",
    # The program's own doings, counted
    "story.own": "En outre, le logiciel a consigné de lui-même ce qui suit : {kinds}.",
    "story.own.due.one": "{count} échéance",
    "story.own.due.other": "{count} échéances",
    "story.own.reminder.one": "{count} rappel",
    "story.own.reminder.other": "{count} rappels",
    "story.own.delivery.one": "{count} remise de message",
    "story.own.delivery.other": "{count} remises de messages",
    # Headings
    "label.story": "Ce qui s'est passé",
}
