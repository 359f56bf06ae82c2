"""French: deadlines, reminders and mail. Spaces are no-break ones as in the catalogue itself."""

_NOT_OWED = {
    "no_status": "statut de pays pionnier non établi avec certitude",
    "first_period": "avant la première année complète qui suit l'obtention du statut",
    "not_due": "la règle ne prévoit aucun jour pour cette période",
    "other_stage": "aucun rapport n'est demandé à cette étape",
    "before_record": "échéance antérieure à l'arrivée du pays dans ce registre",
    "no_rule": "la procédure ne demande pas un tel rapport",
}

DEADLINES = {
    "kind.zone": "fuseau horaire",
    "kind.due": "échéance",
    "kind.outcome": "issue d'une période",
    "kind.extension": "report d'échéance",
    "kind.suspension": "suspension d'une obligation",
    "kind.resumption": "reprise d'une obligation",
    "kind.reminder": "rappel",
    "kind.delivery": "remise d'un message",
    "kind.contact": "coordonnées",
    # How an obligation stands
    "standing.settled": "réglé",
    "standing.fallen_away": "n'est plus dû",
    "standing.suspended": "suspendu",
    "standing.resting": "non demandé à ce stade",
    "standing.no_zone": "fuseau à préciser",
    "standing.upcoming": "à venir",
    "standing.open": "ouvert",
    "standing.overdue": "en retard",
    "outcome.reported": "rapport remis",
    "outcome.partly_reported": "rapport partiel",
    "outcome.nil_confirmed": "rien à signaler (confirmé)",
    "outcome.exempt": "exemption",
    "outcome.waived": "dispense",
    "days.left.one": "encore {count} jour",
    "days.left.other": "encore {count} jours",
    "days.late.one": "{count} jour de retard",
    "days.late.other": "{count} jours de retard",
    "days.today": "aujourd'hui",
    # Why a date is on record, or is none
    "because.first": "première inscription",
    "because.owed_again": "de nouveau dû",
    "because.rule": "la règle a changé",
    "because.returned": "le pays est revenu à une étape où un rapport est demandé",
    "because.reopened": "ce qui l'avait réglée a été retiré",
    "because.taken_back": "une prolongation ou une suspension a été retirée",
    "because.extended": "reportée par une décision",
    "because.resumed": "une suspension a pris fin",
    "because.calendar": "le calendrier des jours ouvrables a changé",
    "because.zone": "le fuseau horaire a été précisé ou modifié",
    **{f"because.{code}": said for code, said in _NOT_OWED.items()},
    **{f"not_owed.{code}": said for code, said in _NOT_OWED.items()},
    # How a due date was computed
    "derive.rule": "La règle {rrule}, comptée à partir du {anchor}, donne le {day}.",
    "derive.opens": "Le rapport peut être remis {days} jours avant : à partir du {day}.",
    "derive.working_day": "{skipped} : date déplacée au {day}, jour ouvrable ({calendar}, "
    "{version}).",
    "derive.skipped": "le {day} n'est pas un jour ouvrable ({why})",
    "derive.weekend": "fin de semaine",
    "derive.no_data": "{version} ne connaît encore aucun jour férié de {calendar} en {year} : "
    "seuls "
    "les week-ends ont été écartés, et la date pourra changer.",
    "derive.extension": "Échéance reportée au {day} par l'inscription n° {entry}, selon la "
    "décision de l'inscription n° {decision}.",
    "derive.suspension": "Suspension de {days} jours (de l'inscription n° {entry} à {until}) : "
    "{day}.",
    "derive.zone": "Fuseau {zone} : le jour s'y termine à ce moment ({moment}).",
    "derive.no_zone": "{country} compte plusieurs fuseaux horaires ({zones}) : veuillez indiquer "
    "lequel avec « country zone {code} ZONE --reason TEXT ».",
    "derive.source": "Règle de {workflow} ; {basis}.",
    "derive.assumption": "hypothèse : {because}",
    "derive.anchor": "Première période : la première année civile complète qui suit le statut "
    "({since}, inscription n° {numbers}).",
    "derive.same": "Nouveau calcul : la même date.",
    "derive.other": "Nouveau calcul : {day}, une autre date ; le prochain « run » la consignera "
    "avec son motif.",
    "derive.stored": "Date consignée le {moment} (inscription n° {number}) : {because}.",
    "derive.not_stored": "Date non encore consignée : « run » s'en charge.",
    # Reminders and mail
    "withheld.already_reported": "le rapport est déjà là",
    "withheld.exempt": "le pays est exempté",
    "withheld.waived": "le pays est dispensé de ce rapport",
    "withheld.suspended": "l'obligation est suspendue",
    "withheld.other_stage": "aucun rapport n'est demandé à cette étape",
    "withheld.fallen_away": "le rapport n'est plus dû",
    "withheld.superseded": "remplacé par un envoi plus récent",
    "withheld.superseded_by": "remplacé par un autre envoi ({letter})",
    "withheld.no_longer_true": "ce n'est plus vrai",
    "withheld.written_anew": "un autre a été écrit à sa place",
    "withheld.cannot_look": "quelque chose empêche d'examiner le pays",
    "withheld.no_focal_point": "personne à qui écrire dans le pays",
    "withheld.no_address": "aucune adresse à laquelle écrire",
    "delivery.queued": "en attente",
    "delivery.sending": "en cours d'envoi",
    "delivery.sent": "envoyé",
    "delivery.deferred": "différé",
    "delivery.unknown": "incertain",
    "delivery.failed": "échec",
    "delivery.held": "retenu",
    "delivery.cancelled": "annulé",
    "outbox.hold": "retenir",
    "outbox.release": "libérer",
    "outbox.cancel": "annuler",
    "outbox.retry": "réessayer",
    "to.secretariat": "au Secrétariat",
    "to.gcg": "au Groupe de coordination mondiale",
    "to.mwg": "au Groupe de travail chargé du suivi",
    "to.focal_point": "au point focal",
    "to.auditor": "à la personne responsable de l'audit",
    "to.nobody_known": "à son destinataire",
    "letter.rung": "rappel « {rung} »",
    "letter.of_rung": "courrier de l'échelon « {rung} »",
    "letter.moved": "courrier sur le changement d'échéance",
    "letter.cancelled": "courrier annonçant que le rapport n'est plus attendu",
    "letter.correction": "courrier rectificatif",
    "letter.not_asked": "avis au Secrétariat que rien n'a été demandé au pays",
    "letter.not_delivered": "avis de non-remise ({rung})",
    "contact.email": "adresse électronique",
    "contact.language": "langue",
    "contact.name": "nom",
    "finding.mail": "courrier",
    # Labels
    "label.due": "Échéance",
    "label.opens": "Ouverture",
    "label.period": "Période",
    "label.standing": "Situation",
    "label.days": "Jours",
    "label.rung": "Échelon",
    "label.when": "Quand",
    "label.to": "À",
    "label.language": "Langue",
    "label.subject": "Objet",
    "label.state": "État",
    "label.mail": "Courrier",
    "label.attempts": "Essais",
    "label.message": "Message",
    "label.outcome": "Issue",
    "label.withheld": "Non envoyé",
    # What an entry says
    "by.program": "le logiciel",
    "entry.report": "{title}, {period}",
    "entry.zone": "Fuseau horaire des échéances : {zone}",
    "entry.due": "{report} : échéance le {day} ({because})",
    "entry.due.none": "{report} : n'est plus dû ({because})",
    "entry.outcome": "{report} : {outcome}",
    "entry.outcome.evidence": "{report} : {outcome} (pièce : inscription n° {number})",
    "entry.extension": "{report} : échéance reportée du {before} au {day}, selon la décision de "
    "l'inscription n° {decision}",
    "entry.suspension": "{title} : suspension",
    "entry.resumption": "{title} : reprise après la suspension de l'inscription n° {number}",
    "entry.reminder": "{report} : {letter} destiné {to}",
    "entry.reminder.copy": "{report} : {letter} destiné {to}, avec copie {copy}",
    "entry.reminder.withheld": "{report} : {letter} non envoyé : {why}",
    "entry.reminder.unreached": "{what} ; sans adresse à laquelle écrire : {roles}",
    "entry.instead": "{what} ; le Secrétariat a été averti à la place",
    "entry.delivery.sent": "{report} : {letter} remis {to}",
    "entry.delivery.sent_again": "{report} : {letter} remis {to}, peut-être pour la seconde fois",
    "entry.delivery.deferred": "{report} : {letter} destiné {to}, non encore accepté par le "
    "serveur ; nouvel essai prévu",
    "entry.delivery.unknown": "{report} : {letter} destiné {to}, remise incertaine ; nouvel essai "
    "prévu",
    "entry.delivery.failed": "{report} : {letter} destiné {to}, remise impossible",
    "entry.delivery.refused": "{report} : {letter} destiné {to}, refusé par le serveur",
    "entry.delivery.given_up": "{report} : {letter} destiné {to}, abandonné après plusieurs jours "
    "d'essais",
    "entry.delivery.bounced": "{report} : {letter} destiné {to}, revenu sans avoir été remis",
    "entry.delivery.held": "{report} : {letter} destiné {to}, retenu",
    "entry.delivery.daily_limit": "{report} : {letter} destiné {to}, retenu jusqu'au lendemain, "
    "cette adresse ayant reçu assez de messages ce jour-là",
    "entry.delivery.released": "{report} : {letter} destiné {to}, libéré",
    "entry.delivery.cancelled": "{report} : {letter} destiné {to}, annulé",
    "entry.delivery.cancelled_for": "{report} : {letter} destiné {to}, annulé : {why}",
    "entry.delivery.retried": "{report} : {letter} destiné {to}, remis en attente",
    "entry.contact": "Coordonnées d'une personne modifiées : {what}",
    # Errors
    "error.bad_mailbox": "« {path} » ne peut pas être lu comme une boîte aux lettres : veuillez "
    "indiquer un Maildir (un répertoire contenant « new » et « cur ») ou un fichier mbox (dont la "
    "première ligne commence par « From ») ; rien n'a été consigné.",
    "error.unknown_obligation": "{workflow} ne comporte pas d'obligation « {given} »{suggestion} ; "
    "obligations connues : {known}.",
    "error.unknown_period": "« {given} » n'est pas une période : veuillez indiquer l'année civile "
    "dont il est rendu compte, telle que 2025.",
    "error.not_owed_yet": "Aucun rapport n'est attendu de {country} pour {period} : {why}.",
    "error.bad_outcome": "Cette issue ne peut pas être consignée pour {country}, {period} : {why}.",
    "error.bad_extension": "L'échéance de {country} pour {period} ne peut pas être reportée : "
    "{why}.",
    "error.bad_suspension": "Cela n'est pas possible pour {country} : {why}.",
    "error.bad_zone": "« {given} » ne peut pas être le fuseau horaire de {country} : {why}.",
    "error.unknown_rung": "L'échelle des rappels pour « {obligation} » n'a pas d'échelon "
    "« {given} »{suggestion} ; échelons connus : {known}.",
    "error.unknown_mail": "« {given} » ne désigne pas un courrier et un seul : « outbox list » "
    "présente les identifiants.",
    "error.not_possible_for_mail": "Courrier {id}, état : {state}. L'action demandée ({act}) "
    "suppose un autre état : {allowed}.",
    "error.bad_contact": "Ces coordonnées ne peuvent pas être conservées : {why}.",
    # What somebody tried to do
    "clause.year_not_over": "cette année n'était pas terminée le {day} ; indiquez la date du "
    "rapport par --effective",
    "clause.office_unset": "office : indiquez l'adresse du Secrétariat avant tout envoi à un "
    "serveur",
    "clause.overlaps": "une suspension a duré jusqu'au {end} (inscription n° {number}) ; "
    "commencez ce jour-là ou plus tard",
    "clause.attempt_bounces": "relever les avis de non-remise",
    "clause.attempt_contact": "modifier des coordonnées",
    "clause.attempt_extend": "reporter une échéance",
    "clause.attempt_outbox": "intervenir sur le courrier à envoyer",
    "clause.attempt_outcome": "consigner l'issue « {outcome} »",
    "clause.attempt_suspend": "suspendre ou reprendre une obligation",
    "clause.attempt_zone": "indiquer le fuseau horaire d'un pays",
    # Settings
    "clause.no_mail": "mail : il faut {server} sans rien d'autre (nom, mot de passe et TLS "
    "ont leurs propres réglages) ou le chemin complet d'un dossier (non reproduit ici, car un mot "
    "de passe peut s'y trouver)",
    # What the check of a database finds
    "clause.mail_changed": "le courrier {message} manque ou n'est pas celui qui a été écrit",
    "clause.other_obligations": "les obligations ou les rappels de {country} ne correspondent pas "
    "aux inscriptions",
    # Why something cannot be recorded
    "clause.before_record": "ce rapport était dû le {due}, avant l'arrivée du pays dans ce "
    "registre ({since})",
    "clause.before_suspension": "la suspension a commencé le {start}, après le {day}",
    "clause.expired": "l'échéance était le {day}, et une date passée ne se reporte plus",
    "clause.first_period": "la première année civile complète qui suit l'obtention du statut est "
    "{first}",
    "clause.no_extension": "la procédure {workflow} ne prévoit pas de report",
    "clause.no_outcome": "il n'y a pas d'issue « {given} »{near} ; issues prévues : {known}",
    "clause.no_report_asked": "le pays en est à l'étape « {state} », à laquelle aucun rapport "
    "n'est demandé",
    "clause.no_status": "son statut de pays pionnier n'est pas établi avec certitude",
    "clause.no_such_decision": "l'inscription n° {number} n'est pas une décision « {outcome} » au "
    "sujet de ce pays ; veuillez d'abord la consigner avec « decision record »",
    "clause.no_such_report": "l'inscription n° {number} n'est pas une pièce du type « {kind} » de "
    "ce pays",
    "clause.no_suspension": "la procédure {workflow} ne prévoit pas de suspension",
    "clause.nobody_registered": "personne n'est enregistré sous le nom « {given} » ; « mandate "
    "list » présente les personnes enregistrées",
    "clause.not_suspended": "l'obligation n'est pas suspendue",
    "clause.nothing_changes": "veuillez préciser ce qui change avec --email, --language ou --name",
    "clause.other_year": "l'inscription n° {number} rend compte de {year}",
    "clause.out_of_bounds": "le {to} n'est pas postérieur au {day}, ou dépasse le {last}, dernier "
    "jour que la procédure admet",
    "clause.report_missing": "cette issue repose sur le rapport ; veuillez le joindre avec --file "
    "ou --url, ou le désigner avec --evidence",
    "clause.rule_has_no_day": "la règle de sa procédure ne prévoit aucun jour pour cette période",
    "clause.same_outcome": "l'inscription n° {number} le dit déjà ; veuillez la corriger avec "
    "« correct {number} » si elle est inexacte",
    "clause.same_zone": "c'est déjà le sien",
    "clause.settled_already": "la période est déjà réglée (inscription n° {number})",
    "clause.suspended_already": "l'obligation est déjà suspendue (inscription n° {number}) ; "
    "veuillez la reprendre avec « deadline resume »",
    "clause.year_to_come": "cette année n'a pas encore commencé",
    "clause.zones_known": "ses fuseaux horaires sont {known}",
}
