"""French. Spaces inside guillemets and before ``: ; ? !`` are no-break ones."""

TEXTS = {
    "join.and": "et",
    "join.or": "ou",
    "quoted": "« {text} »",
    # Dates
    "when.latest": "{end} au plus tard",
    "when.open": "{start}, fin inconnue",
    "when.span": "{start} – {end}",
    "when.latest.short": "{end} au plus tard",
    "when.open.short": "{start} – …",
    "when.inferred": "{date} (déduit)",
    "when.about": "{date} environ",
    "when.about_inferred": "{date} environ (déduit)",
    "when.moment": "{day} à {time} UTC",
    # Roles, bodies and outcomes
    "role.secretariat": "Secrétariat",
    "role.gcg": "Groupe de coordination mondiale",
    "role.mwg": "Groupe de travail chargé du suivi",
    "role.focal_point": "point focal",
    "role.auditor": "responsable de l'audit",
    "by.secretariat": "le Secrétariat",
    "by.gcg": "un membre du Groupe de coordination mondiale",
    "by.mwg": "le Groupe de travail chargé du suivi",
    "by.focal_point": "le point focal du pays",
    "by.auditor": "une personne responsable de l'audit",
    # Why not
    "refusal.not_authorised": "Cette démarche demande un mandat pour agir comme {roles}, dont "
    "vous ne disposez pas.",
    "refusal.not_available": "Cette démarche part de l'étape {from_states} ; étape actuelle du "
    "pays : {state}{moved}.",
    "refusal.not_available.moved": " depuis l'inscription n° {number}",
    "refusal.not_available.nowhere": "aucune qui soit certaine",
    "refusal.evidence_missing": "Aucune pièce « {kind} » ne figure au dossier.",
    "refusal.evidence_later": "Date de la pièce « {kind} » (inscription n° {number}) : {date} ; il "
    "n'est pas certain que la pièce existait déjà au jour de la démarche.",
    "refusal.evidence_disputed": "Les sources divergent au sujet de la pièce « {kind} » "
    "(inscription n° {number}), qui ne peut donc pas servir de fondement.",
    "refusal.evidence_used": "La dernière pièce « {kind} » (inscription n° {number}) a déjà servi "
    "à une démarche antérieure ; il en faut une nouvelle.",
    "refusal.fields_unseen": "Aucune pièce « {kind} » ne figure au dossier ; ce qui suit ne peut "
    "donc pas être vérifié : {fields}.",
    "refusal.fields_missing": "La pièce « {kind} » (inscription n° {number}) reste à compléter : "
    "{fields}.",
    "refusal.period_unseen": "Aucune pièce « {kind} » au dossier n'indique la période qu'elle "
    "couvre.",
    "refusal.period_not_current": "La pièce « {kind} » (inscription n° {number}) couvre la période "
    "suivante : {period} ; le {date} n'en fait pas partie.",
    "refusal.mandate_missing": "Aucun mandat pour agir comme {role} n'est en vigueur le {date}.",
    "refusal.decision_missing": "Le dossier ne contient aucune décision « {outcome} » du {body} à "
    "laquelle il reste à donner suite.",
    "refusal.decision_other": "La dernière décision du {body} (inscription n° {number}, {date}) "
    "est « {found} » et non « {outcome} ».",
    "refusal.groups_missing": "La pièce « {kind} » ne fait pas état de la participation de tous "
    "les groupes attendus ; il manque : {groups}.",
    "refusal.framework_missing": "L'adoption du Cadre de redevabilité (édition {edition}) par le "
    "pays ne figure pas encore au dossier.",
    "refusal.framework_other": "L'édition du Cadre de redevabilité que le pays a adoptée "
    "(inscription n° {number}) est « {found} » et non « {edition} ».",
    "refusal.same_person": "Vous avez vous-même consigné la pièce « {kind} » (inscription "
    "n° {number}) ; la personne qui la consigne ne peut pas aussi approuver la démarche.",
    "refusal.own_case_decided": "Le pays siège au {body} (inscription n° {seat}), et la décision "
    "(inscription n° {number}) ne précise pas qu'il n'y a pas pris part.",
    "refusal.status_missing": "Le pays n'a pas le statut de pays pionnier.",
    "refusal.status_disputed": "Les sources divergent sur le point de savoir si le pays a le "
    "statut de pays pionnier.",
    "refusal.too_early": "Un délai de {days} jours court à compter du {since} ; premier jour "
    "possible : le {until}.",
    # What to do
    "step.evidence": "Consigner la pièce « {title} » ({kind}){demands}",
    "step.mandate": "Consigner un mandat pour agir comme {role}{demands}",
    "step.decision": "Consigner une décision du {body}{demands}",
    "step.wait": "Attendre jusqu'au {day}",
    "step.another_person": "Demander à une autre personne ayant ce rôle d'effectuer la démarche",
    "step.move": "Effectuer d'abord la démarche « {title} » ({event}){path}",
    "step.path": ", puis {events}",
    "step.by": "peut être fait par {roles}",
    "demand.fields": "en renseignant ce qui suit ({fields})",
    "demand.choices": "en mentionnant sous « {field} » ce qui suit ({values})",
    "demand.values": "en indiquant « {value} » sous « {field} »",
    "demand.covers": "en indiquant sous « {field} » des dates qui comprennent le {day}",
    "demand.dated_by": "avec une date non postérieure au {end}",
    "demand.in_force": "en vigueur le {day}",
    "demand.outcome": "dont le résultat est « {outcome} »",
    "demand.recused": "en précisant qui n'y a pas pris part ({countries})",
    "demand.not_by": "par une autre personne que celle qui effectue la démarche",
    # Labels
    "label.country": "Pays",
    "label.code": "Code",
    "label.stage": "Étape",
    "label.since": "Depuis",
    "label.status": "Statut de pays pionnier depuis",
    "label.workflow": "Procédure",
    "label.next": "Suite",
    "label.entry": "N°",
    "label.effective": "Date d'effet",
    "label.recorded": "Consigné le",
    "label.what": "Contenu",
    "label.by": "Par",
    "label.certainty": "Certitude",
    "label.kind": "Type",
    "label.source": "Source",
    "label.fields": "Champs",
    "label.note": "Remarque",
    "label.role": "Rôle",
    "label.for": "Pour",
    "label.from": "Début",
    "label.until": "Fin",
    "label.letter": "Lettre",
    "label.holder": "Titulaire",
    "label.line": "Lig.",
    "label.result": "Résultat",
    "label.event": "Démarche",
    "label.title": "Titre",
    "label.published": "Publié",
    "label.in_force": "En vigueur",
    "certainty.certain": "établi",
    "certainty.possible": "possible",
    "certainty.disputed": "contesté",
    "certainty.withdrawn": "retiré",
    "board.title": "Situation des pays",
    "board.title_as_of": "Situation des pays au {day}",
    "board.known_at": "selon les informations disponibles le {moment}",
    "board.possibly": "peut-être {states}",
    "board.disputed": "{whens}, sources divergentes",
    "board.status_possible": "{whens}, à confirmer",
    "board.or": " ou ",
    "board.none": "—",
    "board.not_open": "ouverture non établie",
    "board.counts": "Intérêt manifesté : {manifested}   Statut de pays pionnier : {holding}   "
    "En phase de mise en œuvre : {implementing}",
    "board.empty": "Aucun pays n'a encore de dossier : vous pouvez en ouvrir un avec "
    "« country open » ou importer des faits.",
    "show.stands": "{country} : le pays en est à l'étape « {state} » (depuis : {since}).",
    "show.nowhere": "{country} : l'étape à laquelle se trouvait alors le pays n'est pas établie.",
    "show.possibly": "Le pays a peut-être atteint l'étape « {states} » : les sources divergent ou "
    "manquent de précision.",
    "show.status": "Il a le statut de pays pionnier (depuis : {when}).",
    "show.status_possible": "Il n'est pas certain que le pays ait le statut de pays pionnier : "
    "{when}.",
    "show.no_status": "Le dossier ne montre pas que le pays a le statut de pays pionnier.",
    "show.governed": "Texte qui régit son dossier : {workflow}.",
    "show.evidence": "Pièces au dossier",
    "show.no_evidence": "Aucune pièce ne figure au dossier.",
    "show.mandates": "Mandats",
    "show.no_mandates": "Personne n'est titulaire d'un mandat pour ce pays.",
    "show.unseen": "Démarches attestées par des sources publiques, et ce que le dossier n'a "
    "jamais reçu à leur sujet",
    "show.unseen_line": "{event}, {when} : il manque au dossier {things}.",
    "show.seen_line": "{event}, {when} : rien ne manque.",
    "unseen.evidence": "« {title} »",
    "unseen.decision": "une décision « {outcome} » du {body}",
    "unseen.mandate": "un mandat pour agir comme {role}",
    "mandates.none": "Personne n'est titulaire d'un tel mandat.",
    "why.next": "Ce qui peut venir ensuite : {country} (étape actuelle : {state})",
    "why.ready": "{title} ({event}) : possible dès maintenant, par {roles}.",
    "why.not_yet": "{title} ({event}) : pas encore possible.",
    "why.because": "Pourquoi pas encore",
    "why.to_do": "Que faire",
    "why.nothing": "Rien ne fait suite à cette étape, qui est la dernière.",
    "next.ready": "rien : possible dès maintenant",
    "label.missing": "Ce qui manque encore (qui peut le fournir)",
    "brief.evidence": "{title}",
    "brief.mandate": "mandat pour agir comme {role}",
    "brief.decision": "décision « {outcome} »",
    "brief.wait": "attendre jusqu'au {day}",
    "brief.move": "d'abord : {title}",
    "history.title": "Historique : {country}",
    "history.as_of": "situation au {day}",
    "history.known_at": "selon les informations disponibles le {moment}",
    "workflow.stages": "Étapes",
    "workflow.events": "Démarches",
    "workflow.evidence": "Types de pièces",
    "workflow.obligations": "Ce qui est dû",
    "workflow.by": "Par {roles}",
    "workflow.source": "Source : {source}",
    "workflow.assumption": "Hypothèse : {because}",
    "answer.yes": "oui",
    "answer.no": "non",
    # What an entry says
    "entry.case_opened": "Ouverture du dossier, étape « {state} », procédure {workflow}",
    "entry.transition": "{title} : {source} → {dest}",
    "entry.transition_first": "{title} : → {dest}",
    "entry.attested": "{what} (selon une source publique)",
    "entry.evidence": "Pièce : {title}",
    "entry.mandate": "Mandat pour agir comme {role}, à compter du {start}{end}",
    "entry.mandate.end": " jusqu'au {end}",
    "entry.mandate_ended": "Le mandat de l'inscription n° {number} prend fin le {end}",
    "entry.decision": "Décision du {body}, réunion {meeting} : {outcome}",
    "entry.migration": "Passage de {source} à {dest}",
    "entry.correction": "Correction de l'inscription n° {number} : {what}",
    "entry.correction.withdraw": "retrait",
    "entry.correction.amend": "modification",
    "entry.refusal": "Demande non aboutie : {what}",
    "entry.workflow_published": "Publication de la procédure {workflow}",
    "entry.withdrawn_by": "retrait par l'inscription n° {number}",
    "entry.amended_by": "modification par l'inscription n° {number}",
    "entry.reason": "Motif : {reason}",
    # Errors; the English sentence of each is on its class
    "error.bad_date": "« {given} » n'est pas une date que ce registre peut conserver : veuillez "
    "écrire 2024-05-01, 2024-05, 2024, ../2025 (au plus tard), 2019-03-28/2019-03-29 (début, fin) "
    "ou ajouter « ? » quand la date est déduite.",
    "error.future_date": "{given} est une date à venir (nous sommes le {today}) : ce qui n'a pas "
    "encore eu lieu ne peut pas être consigné comme ayant eu lieu ; veuillez le consigner le jour "
    "venu ou plus tard.",
    "error.unclear_date": "« {given} » n'est pas un jour certain : une démarche s'effectue un jour "
    "donné, tel que 2024-05-01 ; pour ce qu'une source se borne à attester, veuillez l'importer "
    "avec cette source.",
    "error.control_characters": "Le texte {given} ({what}) contient des caractères de contrôle : "
    "veuillez les retirer et réessayer ; rien n'a été consigné.",
    "error.text_too_long": "Ce texte ({what}) compte {length} caractères et le registre en "
    "conserve au plus {limit} : veuillez l'abréger ou le joindre en tant que fichier avec "
    "« evidence add --file ».",
    "error.not_canonical": "La valeur {given} ne peut pas être conservée exactement : seuls sont "
    "conservés les textes, les nombres entiers inférieurs à 2^53, oui/non, les listes et les "
    "tableaux de correspondance ; veuillez l'écrire sous forme de texte.",
    "error.bad_frontier": "La tête du registre est endommagée : la frontière y occupe {length} "
    "octets, ce qui ne peut pas correspondre à {size} inscriptions ; veuillez restaurer la "
    "dernière sauvegarde.",
    "error.conflict": "Une autre personne a écrit dans le registre au même moment (il compte "
    "désormais plus de {expected} inscriptions) : rien de votre part n'a été consigné ; veuillez "
    "consulter le registre et recommencer.",
    "error.clock_behind": "L'horloge de cette machine indique {now}, mais le registre contient "
    "déjà une inscription consignée à {last} : veuillez régler l'horloge et réessayer ; rien n'a "
    "été consigné.",
    "error.unknown_country": "« {given} » n'est pas un pays connu{suggestion} : veuillez indiquer "
    "son code ISO (PER) ou son nom en anglais, en français ou en espagnol.",
    "error.no_case": "{country} n'a pas encore de dossier : vous pouvez en ouvrir un avec "
    "« country open {country} ».",
    "error.no_case_yet": "{country} n'avait pas de dossier le {day} : date d'effet de son "
    "ouverture, {opened} (inscription n° {number}) ; veuillez indiquer un jour plus tardif ou "
    "corriger l'ouverture avec « correct {number} --effective DATE ».",
    "error.case_exists": "{country} a déjà un dossier (inscription n° {number}, procédure "
    "{workflow}) : vous pouvez le consulter avec « country show {country} ».",
    "error.unknown_workflow": "Aucune procédure publiée ne porte le nom « {given} »{suggestion} : "
    "« workflow list » les présente, « workflow publish FILE » en ajoute une.",
    "error.unknown_event": "{workflow} ne comporte pas de démarche « {given} »{suggestion} : "
    "« why {country} » présente ce qui peut venir ensuite.",
    "error.unknown_evidence_kind": "{workflow} ne connaît pas de pièce du type "
    "« {given} »{suggestion} ; types connus : {known}.",
    "error.unknown_field": "Une pièce du type « {kind} » n'a pas de champ "
    "« {given} »{suggestion} ; champs connus : {known}.",
    "error.bad_field": "Le champ « {field} » de « {kind} » ne peut pas recevoir {given} ; valeur "
    "attendue : {expected}.",
    "error.bad_filter": "« {given} » ne peut pas servir ici ({what}) : {expected}.",
    "error.unknown_person": "« {given} » ne figure pas encore parmi les personnes enregistrées : "
    "veuillez indiquer qui vous êtes avec --as, ou demander un mandat au Secrétariat "
    "(« mandate add {given} --role ROLE »).",
    "error.not_authorised": "Cette action n'est pas ouverte à {actor} ({attempt}) : elle demande "
    "un mandat en vigueur le {day} pour agir comme {roles}. Le Secrétariat peut l'accorder avec "
    "« mandate add {actor} --role {role} ».",
    "error.denied": "Cette demande n'a pas pu aboutir.",
    "error.refused": "{summary}",
    "error.bad_handle": "« {given} » ne peut pas servir d'identifiant : veuillez choisir de 2 à 64 "
    "lettres, chiffres, points, traits d'union ou tirets bas, en commençant par une lettre ou un "
    "chiffre.",
    "error.unknown_entry": "Il n'y a pas d'inscription n° {number} : celles du registre vont de 1 "
    "à {size}.",
    "error.not_correctable": "L'inscription n° {number} ({kind}) ne peut pas être corrigée de "
    "cette façon : {why}.",
    "error.still_needed": "L'inscription n° {number} ne peut pas être retirée seule, car d'autres "
    "en dépendent : {dependents}. Veuillez d'abord les retirer, de la plus récente à la plus "
    "ancienne, ou ajouter --with-dependents pour tout retirer ensemble.",
    "error.breaks_order": "{country} : l'ordre de l'historique serait rompu, car l'inscription "
    "n° {number} ({date}) part de « {source} », alors que le pays en serait à « {found} ». "
    "Veuillez corriger d'abord l'inscription n° {number}.",
    "error.bad_mandate": "Ce mandat ne peut pas être consigné : {why}.",
    "error.bad_decision": "Cette décision ne peut pas être consignée : {why}.",
    "error.bad_migration": "{country} ne peut pas passer à {workflow} : {why}.",
    "error.file_refused": "Le fichier « {path} » ne peut pas être utilisé : {why}.",
    "error.import_refused": "Rien n'a été importé de « {path} » ; lignes qui ne peuvent pas l'être "
    "en l'état : {bad} sur {rows}. Veuillez corriger les lignes signalées et recommencer "
    "l'importation.",
    "error.definition_refused": "Le fichier {path} n'a pas été utilisé ; nombre de points à "
    "corriger : {count}\n{listing}",
    "error.published_differs": "{workflow} a été publié avec un autre contenu (date : {date}), et "
    "une version publiée ne change jamais : veuillez donner au fichier une nouvelle version ou le "
    "rétablir. Différence :\n{difference}",
    "error.database_trouble": "Base de données {where} : {why}. Rien n'a été consigné.",
    "error.database_version": "Base de données {where} : {why}.",
    "error.settings_refused": "Les réglages ne peuvent pas être utilisés : {problems}",
    "error.not_initialised": "Rien n'est encore en place dans {where} : veuillez d'abord lancer "
    "« pathfinder-flow init » (ou « demo »).",
    "error.already_initialised": "Tout est déjà en place dans {where} (inscriptions : {size}) ; "
    "rien n'a été modifié.",
}
