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
    # The report of an auditor
    "report.title": "Rapport d'audit : {country}",
    "report.title.programme": "Rapport d'audit : ensemble du programme",
    "report.all_recorded": "tout ce qui est consigné",
    "report.counts": "{entries}, dont corrections : {corrections} ; tentatives refusées : "
    "{refusals} ; démarches attestées par des sources publiques : {attested_moves} ; consignées "
    "par le logiciel de lui-même : {own}",
    "report.board": "avec un dossier : {manifested} ; ayant le statut : {holding} ; en phase de "
    "mise en œuvre : {implementing}",
    "report.possible.one": "L'inscription n° {numbers} est possible, sans être certaine.",
    "report.possible.other": "Les inscriptions n° {numbers} sont possibles, sans être certaines.",
    "report.disputed.one": "Les sources divergent au sujet de l'inscription n° {numbers}.",
    "report.disputed.other": "Les sources divergent au sujet des inscriptions n° {numbers}.",
    "report.nothing": "rien de ce qui est rapporté ici",
    "report.empty": "Rien n'est rapporté ici : rien de ce qui est consigné ne valait alors.",
    "report.left_out": "Non repris : ce que le logiciel a consigné de lui-même (inscriptions : "
    "{count}) ; --everything le rapporte aussi.",
    "label.stands": "Situation",
    "label.countries": "Pays",
    "label.as_of": "Date considérée",
    "label.known_at": "Informations disponibles le",
    "label.entries": "Inscriptions",
    "label.uncertain": "Incertain",
    "label.unseen": "Jamais reçu",
    # What became known between two moments
    "diff.title": "Ce qui a été appris entre le {first} et le {second}",
    "diff.stood": "Situation au {day}, selon les informations du premier moment et du second",
    "diff.nothing": "Rien n'a été appris entre le {first} et le {second}.",
    "diff.late": "Appris tardivement : consigné par la suite, sur ce qui était arrivé au {day}",
    "diff.changes": "Corrigé depuis",
    "diff.other": "Également nouveau : {kinds}.",
    "diff.effective": "date d'effet {before} → {after}",
    "diff.withdrawn": "retrait",
    "diff.restored": "retrait annulé",
    "diff.by.one": "par l'inscription n° {numbers}",
    "diff.by.other": "par les inscriptions n° {numbers}",
    "board.brief": "{stage} ; statut : {status}",
    "label.known_first": "D'abord connu",
    "label.known_second": "Connu ensuite",
    "label.programme": "Ensemble du programme",
    "clause.second_moment": "second moment",
    "clause.before_first": "il précède le premier, {first} ; indiquez d'abord le plus ancien",
    # What was known on the day
    "knew.title": "Ce que l'on savait : inscription n° {number}",
    "knew.decided": "Décision prise le {day}, consignée le {recorded}.",
    "knew.took_effect": "Prise d'effet le {day}, consignation le {recorded}.",
    "knew.same_day": "Prise d'effet le jour même de la consignation : {day}.",
    "knew.imprecise": "La date est imprécise ({when}) : ce qui suit concerne le {day}, dernier "
    "jour possible.",
    "knew.ahead": "Prise d'effet à venir ({when}) : ce qui suit concerne le {day}, jour de la "
    "consignation.",
    "knew.unborn": "Ce registre n'existait pas encore le {day} : il commence le {begins}.",
    "knew.held": "Ce que contenait ce registre le {day}",
    "knew.recorded": "Situation des pays au {day}, selon les informations disponibles lors de la "
    "consignation",
    "knew.same": "Lors de la consignation, le {recorded}, les informations sur ce jour étaient les "
    "mêmes.",
    "knew.differs": "Ce que l'on savait autrement de ce jour lors de la consignation, le "
    "{recorded}",
    "knew.covered": "Pays visés, et situation de chacun au {day}, selon les informations "
    "disponibles lors de la consignation",
    "knew.could_act": "Qui pouvait agir en la matière le {day} : mandats en vigueur, selon les "
    "informations disponibles lors de la consignation",
    "knew.nobody": "Lors de la consignation, aucun mandat pour agir en la matière le {day} n'était "
    "inscrit.",
    "label.aside": "N'a pas pris part",
    "label.held": "Contenu d'alors",
    "label.known_recorded": "Connu lors de la consignation",
    # Headings
    "label.story": "Ce qui s'est passé",
}
