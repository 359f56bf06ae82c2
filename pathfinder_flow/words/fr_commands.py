"""French: what the commands on deadlines, reminders and mail say."""

COMMANDS = {
    "when.local": "{day} à {time} ({zone})",
    # Wrong usage
    "usage.span": "« {given} » n'est pas une durée : veuillez écrire 90d, 12w, 6m ou un nombre de "
    "jours.",
    "usage.until": "« {given} » n'est pas un jour à venir : veuillez écrire 2027-06-30, ou une "
    "durée telle que +18months.",
    "usage.past": "Le jour {given} est passé : veuillez indiquer un jour à venir.",
    "usage.far": "{given} est trop loin : la prévision porte sur {years} ans au plus.",
    "usage.language": "Aucun message n'existe en « {given} » : il y a des modèles pour {known}.",
    "usage.one_form": "Veuillez choisir une seule présentation.",
    "usage.feed_alone": "Un calendrier contient toutes les échéances : --ics s'emploie seulement "
    "avec --country et --lang.",
    "usage.feed_language": "--lang est la langue du calendrier et s'emploie avec --ics ; pour ce "
    "que vous lisez vous-même, veuillez placer --lang avant la commande.",
    "usage.evidence_alone": "--evidence désigne un rapport déjà au dossier : veuillez omettre "
    "--file, --url et --field.",
    "usage.field_alone": "--field accompagne le rapport : veuillez le joindre avec --file ou "
    "--url.",
    "usage.ids_or_all": "Veuillez désigner les messages par leurs identifiants, ou indiquer --all.",
    # Deadlines
    "standing.suspended_since": "suspendu depuis le {since}",
    "deadlines.none": "Aucun rapport n'est dû.",
    "deadlines.none_chosen": "Rien n'est dû à ce moment-là.",
    "deadlines.no_zone": "Il reste à préciser dans lequel de leurs fuseaux horaires le jour se "
    "termine pour {countries} : d'ici là, aucun rappel ne leur est adressé et rien n'est en "
    "retard. Ces commandes montrent les fuseaux et, avec un fuseau et --reason, précisent lequel "
    "vaut :",
    "feed.all": "Alliance 8.7 : rapports dus",
    "feed.country": "Alliance 8.7 : rapports dus, {country}",
    "explain.steps": "Comment la date a été calculée",
    "explain.earlier": "Dates consignées auparavant",
    "explain.due": "Échéance : {day} ({standing}).",
    "explain.not_owed": "Aucun rapport n'est dû pour {period} : {why}.",
    "explain.result": "Réglé (« {outcome} »), date d'effet : {when} (inscription n° {number}).",
    "explain.working_day": "Le {day} est un jour ouvrable ({calendar}, {version}).",
    "explain.fallen_away": "Le rapport n'est plus dû : {why} ({workflow}).",
    "explain.suspended": "Suspension depuis le {since} (inscription n° {number}) : aucun rappel "
    "n'est envoyé et rien n'est en retard jusqu'à « deadline resume {country} ».",
    "explain.same_none": "Nouveau calcul : toujours pas dû.",
    "explain.other_none": "Nouveau calcul : le rapport n'est plus dû ; le prochain « run » le "
    "consignera avec son motif.",
    "explain.left": "Nouveau calcul : {day}, une autre date ; l'affaire étant réglée ou passée, "
    "la date consignée demeure.",
    "explain.earlier_date": "{day} : consignée le {moment} (inscription n° {number}), {because}",
    "explain.earlier_none": "aucune : consigné le {moment} (inscription n° {number}), {because}",
    "zones.only": "{country} compte un seul fuseau horaire : ses échéances prennent fin à minuit "
    "({zone}).",
    "zones.said": "Les échéances prennent fin à minuit ({zone}) pour {country} (inscription n° "
    "{number}).",
    "zones.unsaid": "Il reste à préciser lequel vaut pour {country} : « country zone {code} ZONE "
    "--reason TEXT ».",
    "zones.none": "Aucun fuseau horaire n'est connu pour {country}.",
    # Rungs
    "rung.opening": "le jour où le rapport peut être remis",
    "rung.due": "le jour de l'échéance",
    "rung.before_opening.one": "{count} jour avant que le rapport puisse être remis",
    "rung.before_opening.other": "{count} jours avant que le rapport puisse être remis",
    "rung.after_opening.one": "{count} jour après que le rapport peut être remis",
    "rung.after_opening.other": "{count} jours après que le rapport peut être remis",
    "rung.before_due.one": "{count} jour avant l'échéance",
    "rung.before_due.other": "{count} jours avant l'échéance",
    "rung.after_due.one": "{count} jour après l'échéance",
    "rung.after_due.other": "{count} jours après l'échéance",
    "ladder.title": "{name} : les jours ouvrables des destinataires, de {start} h à {end} h",
    "label.said": "Texte de l'avis",
    # Reminders
    "reminder.state": "{to} : {state}",
    "reminder.copy": "{role} (copie)",
    "reminder.withheld": "non envoyé : {why}",
    "reminder.would_be_withheld": "ne sera pas envoyé : {why}",
    "reminder.to_come": "sera adressé {to}",
    "reminder.waits.not_reachable": "en attente : personne à qui écrire dans le pays",
    "reminder.waits.not_told": "en attente, tant que le pays n'a pas été informé du retard",
    "why.waits.not_reachable": "Il attend : il n'y a personne à qui écrire dans le pays. Il "
    "partira dès qu'un point focal doté d'une adresse valable sera consigné.",
    "why.waits.not_told": "Il attend qu'une adresse dans le pays ait accepté l'avis de retard, et "
    "que le temps de répondre soit écoulé.",
    "reminder.no_address": "sera adressé au Secrétariat, faute de destinataire joignable",
    "reminder.no_zone": "Aucun rappel ne peut encore partir : il reste à préciser dans lequel de "
    "ses fuseaux horaires le jour se termine pour {country} ; « country zone {country} » les "
    "montre.",
    "why.written": "Un message adressé {to} ({address}, langue : {language}) a été écrit le "
    "{moment} (inscription n° {number}, message {id}) : « {subject} ».",
    "why.copied": "Une copie est allée {to} ({address}, langue : {language}) le {moment} "
    "(inscription n° {number}, message {id}) : « {subject} ».",
    "why.withheld": "Le {moment}, il n'a pas été envoyé (inscription n° {number}) : {why}.",
    "why.would_be_withheld": "Date prévue : {moment} ; en l'état, il ne sera pas envoyé : {why}.",
    "why.to_come": "Il sera adressé {to} ({address}) le {moment} (langue : {language}).",
    "why.copy_to_come": "Une copie sera adressée {to} ({address}) le {moment} (langue : "
    "{language}).",
    "why.nobody": "À cette date, personne ne détient de mandat ({roles}) pour {country} ; veuillez "
    "en consigner un avec « mandate add ».",
    "why.instead": "Si rien ne change, le bureau du Secrétariat en sera averti à sa place le "
    "{moment}.",
    "unserved.no_address": "Aucune adresse n'est connue pour {whom} ; veuillez en ajouter une avec "
    "« mandate contact ».",
    "unserved.bad_address": "Ce qui est au dossier pour {whom} n'est pas une adresse "
    "électronique ; veuillez la corriger avec « mandate contact ».",
    "unserved.doubtful": "Le courrier pour {whom} est revenu, et n'est donc plus tenté ; veuillez "
    "indiquer une nouvelle adresse avec « mandate contact ».",
    "forecast.none": "Rien ne sera envoyé d'ici là.",
    # Mails
    "mail.queued": "Il attend son envoi depuis le {moment}.",
    "mail.sending": "Il est en cours d'envoi depuis le {moment}.",
    "mail.sent": "Il a été envoyé le {moment}.",
    "mail.deferred": "Il n'a pas été accepté le {moment} (tentatives : {attempts}) ; prochaine "
    "tentative le {next}.",
    "mail.unknown": "Depuis le {moment}, on ne sait pas s'il est arrivé ; il sera envoyé de "
    "nouveau avec le même Message-ID le {next}.",
    "mail.failed": "Il a échoué le {moment} ; pour réessayer : « outbox retry {id} ».",
    "mail.failed.unwritten": "Il n'a pas pu être rédigé le {moment} ; veuillez en corriger la "
    "cause, puis « outbox retry {id} ».",
    "mail.failed.refused": "Le serveur l'a refusé le {moment} ; le Secrétariat a été averti à la "
    "place.",
    "mail.failed.bounced": "Il est revenu le {moment} ; le Secrétariat a été averti à la place.",
    "mail.failed.given_up": "Il a été abandonné le {moment} (tentatives : {attempts}) ; le "
    "Secrétariat a été averti à la place.",
    "mail.held": "Il est retenu depuis le {moment} ; pour le laisser partir : « outbox release "
    "{id} ».",
    "mail.held.release": "Il attend une personne depuis le {moment} ; pour le laisser partir : "
    "« outbox release {id} ».",
    "mail.held.draft": "C'est un projet depuis le {moment} : veuillez le lire, puis « outbox "
    "release {id} » ou « outbox cancel {id} ».",
    "mail.held.person": "Une personne le retient depuis le {moment} ; pour le laisser partir : "
    "« outbox release {id} ».",
    "mail.held.daily_limit": "Cette adresse ne recevait plus de courrier ce jour-là ; il sera "
    "envoyé le {next}.",
    "mail.cancelled": "Il a été annulé le {moment}.",
    "mail.cancelled.person": "Une personne l'a annulé le {moment}.",
    "mail.cancelled_for": "Il a été annulé le {moment} : {why}.",
    "mail.reply": "Dernière réponse : {reply}",
    "mail.unwritten": "Le message est sans texte, car il n'a pas pu être rédigé ; veuillez en "
    "corriger la cause, puis « outbox retry {id} ».",
    "outbox.none": "Il n'y a pas encore de message.",
    "outbox.none_such": "Il n'y a pas de tel message.",
    "outbox.none_waiting": "Aucun message n'attend d'être libéré.",
    "ask.release": "Messages à libérer : {count}. Les laisser tous partir ? [o/N]",
    "bounce.failed": "n'arrivera pas",
    "bounce.known": "déjà connu",
    "bounce.delayed": "retardé, encore tenté",
    "bounce.unmatched": "aucun de nos messages",
    "bounce.other": "pas un avis",
    "bounces.failed": "messages qui n'arriveront pas : {count}",
    "bounces.known": "déjà connus : {count}",
    "bounces.delayed": "retardés : {count}",
    "bounces.unmatched": "d'aucun de nos messages : {count}",
    "bounces.other": "autre chose qu'un avis : {count}",
    # Status
    "status.last_tick": "Dernier passage",
    "status.next_turn": "Prochaine échéance interne",
    "status.oldest": "Plus ancien message non envoyé",
    "status.queue": "Messages, état « {state} »",
    "status.mail": "{id}, depuis le {since}",
    "status.no_server": "Aucun serveur de messagerie n'est indiqué : les messages restent dans "
    "{folder} et ne parviennent à personne.",
    "status.well": "Tout est en ordre.",
    "trouble.never_ran": "Le planificateur n'a encore jamais tourné ici : veuillez lancer "
    "« pathfinder-flow run », ou « run --once » toutes les quelques minutes par cron.",
    "trouble.stopped": "Le planificateur n'est pas passé depuis le {since} : veuillez vérifier que "
    "« pathfinder-flow run » tourne, et ce que dit la fin de son journal.",
    "trouble.overdue_look": "Quelque chose est à traiter depuis le {since} sans que rien ne se "
    "passe : veuillez consulter le journal de « pathfinder-flow run ».",
    "trouble.stuck_mail": "Le message {id} n'est toujours pas parti depuis le {since} (dernière "
    "réponse : {reply}) : veuillez vérifier que le serveur de courrier répond, puis « outbox retry "
    "{id} ».",
    "trouble.unwritten": "Messages qui n'ont pas pu être rédigés : {count}, dont {id} ({reply}) : "
    "veuillez en corriger la cause, puis « outbox retry {id} ».",
    "trouble.cannot_look": "{country} : examen impossible depuis {since} ({said}) ; rien n'est "
    "envoyé pour ce pays d'ici là ; un nouvel essai a lieu toutes les heures.",
    "trouble.office_unreached": "Messages que l'adresse du Secrétariat n'a pas acceptés : {count}, "
    "dont {id} ({reply}) ; veuillez corriger le réglage « office », puis « outbox retry » ou "
    "« outbox cancel ».",
    "trouble.drafts": "Lettres qu'une personne doit lire avant leur envoi : {count}, dont {id} ; "
    "voir « outbox show {id} », puis « outbox release » ou « outbox cancel ».",
    "trouble.waiting": "Messages retenus depuis plus d'un jour : {count}, dont {id} ; voir "
    "« outbox show {id} », puis « outbox release » ou « outbox cancel ».",
    "trouble.doubtful": "Le courrier n'arrive pas à l'adresse de {people} : veuillez indiquer la "
    "bonne par « mandate contact ».",
    "trouble.no_ladder": "Il n'y a pas d'échelle pour « {obligation} » dans ladders.yaml : "
    "personne n'en "
    "reçoit de rappel ; veuillez l'y nommer comme dans la procédure.",
    "trouble.no_zone": "Des échéances attendent un fuseau horaire pour {countries} : « country "
    "zone {example} » les montre et dit comment choisir.",
    # What was done
    "done.feed": "{path} : échéances écrites : {count}.",
    "done.extended": "Inscription n° {number} : nouvelle échéance du rapport de {country} sur "
    "{period} : {day}.",
    "done.suspended": "Inscription n° {number} : l'obligation de rapport est suspendue pour "
    "{country}.",
    "done.resumed": "Inscription n° {number} : l'obligation de rapport reprend pour {country}.",
    "done.zone": "Inscription n° {number} : pour {country}, les échéances prennent fin à minuit "
    "({zone}).",
    "done.report": "Inscription n° {number} : {country}, {period} : {outcome}.",
    "done.report_stays": "Le rapport de {country} est consigné ; le pays reste à son étape tant "
    "que « advance {country} {event} » n'est pas possible.",
    "done.preview": "Écrit dans {path} ; rien n'a été envoyé.",
    "done.foreseeing": "Prévision",
    "done.sweeping": "Examen des pays",
    "done.rendered": "Messages écrits dans {path} : {count} ; rien n'a été envoyé.",
    "done.contact": "Inscription n° {number} : les coordonnées de « {person} » sont modifiées.",
    "done.mail_hold": "Retenus : {ids}.",
    "done.mail_release": "Libérés : {ids}.",
    "done.mail_cancel": "Annulés : {ids}.",
    "done.mail_retry": "Nouvelle tentative prévue : {ids}.",
    "done.bounces": "Avis lus : {counts}.",
    "done.no_bounces": "Il ne s'y trouve aucun avis.",
}
