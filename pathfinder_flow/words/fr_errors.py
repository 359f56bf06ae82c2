"""French: errors, by the code of their class, and the clauses they are made of.

The English sentence of each is where it is raised.
"""

ERRORS = {
    "error.once_number_used": "Le numéro à usage unique « {given} » appartient déjà à un autre de "
    "vos actes (inscription {number}) ; rien n’a donc été inscrit : donnez à cet acte un numéro à "
    "lui.",
    "clause.once_number": "numéro à usage unique",
    "clause.other_once": "les numéros à usage unique ne correspondent pas aux inscriptions",
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
    "error.text_missing": "Il manque un texte ({what}) : veuillez l'écrire, afin que "
    "l'historique se comprenne.",
    "error.text_too_long": "Ce texte ({what}) compte {length} caractères et le registre en "
    "conserve au plus {limit} : veuillez l'abréger ou le joindre en tant que fichier avec "
    "« evidence add --file ».",
    "error.not_canonical": "La valeur {given} ne peut pas être conservée exactement : seuls sont "
    "conservés les textes, les nombres entiers inférieurs à 2^53, oui/non, les listes et les "
    "tableaux de correspondance ; veuillez l'écrire sous forme de texte.",
    "error.bad_frontier": "La tête du registre est endommagée : la frontière y occupe {length} "
    "octets, ce qui ne peut pas correspondre à {size} inscriptions ; veuillez restaurer la "
    "dernière sauvegarde.",
    "error.concurrent_write": "Une autre personne a écrit dans le registre au même moment (il "
    "compte désormais plus de {expected} inscriptions) : rien de votre part n'a été consigné ; "
    "veuillez consulter le registre et recommencer.",
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
    "un mandat en vigueur le {day} pour agir comme {roles}. Veuillez "
    "vous adresser à qui peut agir ({whom}), ou demander ce mandat au Secrétariat.",
    "error.denied": "Cette demande n'a pas pu aboutir.",
    "error.refused": "« {event} » n'est pas possible en l'état : {countries}.",
    "error.decision_refused": "« {event} » n'est pas possible en l'état pour {countries} ; la "
    "décision n'a donc été consignée pour aucun pays (nombre de pays : {count}).",
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
    "n° {number} ({date}) part de « {source} », alors que le pays en serait à {found}. "
    "Veuillez corriger d'abord l'inscription n° {number}.",
    "error.no_longer_stands": "Cela n'est pas possible : l'inscription n° {number} "
    "({country}, {event}, {date}) repose sur l'inscription n° {support}, qui serait alors "
    "retirée, postérieure ou échue à cette date. Veuillez d'abord retirer l'inscription "
    "n° {number}.",
    "clause.out_of_order": "la démarche ne part pas de l'étape où la précédente s'est arrêtée",
    "clause.unsupported": "la démarche repose sur l'inscription n° {support}, qui ne vaut "
    "pas à cette date",
    "clause.a_stage": "« {stage} »",
    "clause.no_stage": "aucune étape, son dossier n'étant pas encore ouvert",
    "clause.lockout": "personne ne pourrait ensuite agir au nom du Secrétariat ; veuillez "
    "d'abord donner le mandat à quelqu'un d'autre",
    "clause.extends": "il prend fin le {end} et ne peut être prolongé ainsi ; veuillez "
    "consigner un nouveau mandat",
    "error.bad_mandate": "Ce mandat ne peut pas être consigné : {why}.",
    "error.bad_decision": "Cette décision ne peut pas être consignée : {why}.",
    "error.bad_migration": "{country} ne peut pas passer à {workflow} : {why}.",
    "error.several_in_force": "Plusieurs procédures sont en vigueur le {day} ({known}) : veuillez "
    "indiquer celle qui convient avec « country open {country} --workflow NAME ».",
    "error.file_refused": "Le fichier « {path} » ne peut pas être utilisé : {why}.",
    "error.import_refused": "Rien n'a été importé de « {path} » ; lignes qui ne peuvent pas l'être "
    "en l'état : {bad} sur {rows}. Veuillez corriger les lignes signalées et recommencer "
    "l'importation.",
    "error.definition_refused": "Le fichier {path} n'a pas été utilisé ; nombre de points à "
    "corriger : {count}\n{listing}",
    "error.published_differs": "{workflow} a été publié avec un autre contenu (date : {date}), et "
    "une version publiée ne change jamais : veuillez donner au fichier une nouvelle version ou le "
    "rétablir. Différence :\n{difference}",
    "error.database_unavailable": "Base de données {where} : {why}. Rien n'a été consigné.",
    "error.database_version": "Base de données {where} : {why}.",
    "error.settings_refused": "Les réglages ne peuvent pas être utilisés : {problems}.",
    "error.not_initialised": "Rien n'est encore en place dans {where} : veuillez d'abord lancer "
    "« pathfinder-flow init » (ou « demo »).",
    "error.already_initialised": "Tout est déjà en place dans {where} (inscriptions : {size}) ; "
    "rien n'a été modifié.",
    # Suggestions and choices
    "clause.did_you_mean": " (vouliez-vous dire « {name} » ?)",
    "clause.did_you_mean_country": " (vouliez-vous dire {name}, {code} ?)",
    "clause.none": "aucun",
    "clause.quoted": "« {text} »",
    "clause.one_of": "l'une des valeurs admises ({known}){near}",
    # What was given, and what is expected
    "clause.reason": "motif",
    "clause.note": "remarque",
    "clause.url": "adresse Web",
    "clause.file_name": "nom du fichier",
    "clause.name": "nom",
    "clause.email": "adresse électronique",
    "clause.letter": "lettre",
    "clause.meeting": "réunion",
    "clause.a_moment": "un moment",
    "clause.a_day": "un jour",
    "clause.moment_expected": "veuillez indiquer un jour (2026-11-22) ou un moment "
    "(2026-11-22T14:30 ou 2026-11-22T14:30+01:00) ; sans fuseau horaire, il s'entend en temps "
    "universel (UTC), et il ne peut pas être à venir",
    "clause.day_expected": "veuillez l'écrire sous la forme 2020-06-30 et vérifier qu'il existe",
    "clause.one_value": "une seule valeur",
    "clause.a_period": "une période avec ses deux bornes, telle que 2023/2030",
    "clause.a_year": "une année à quatre chiffres, telle que 2025",
    "clause.a_url": "une adresse Web telle que {example}",
    # What somebody tried to do
    "clause.attempt_open": "ouvrir un dossier",
    "clause.attempt_migrate": "soumettre un dossier à une autre procédure",
    "clause.attempt_evidence": "consigner la pièce « {kind} »",
    "clause.attempt_decision": "consigner une décision",
    "clause.attempt_mandate": "accorder un mandat",
    "clause.attempt_end": "mettre fin à un mandat",
    "clause.attempt_correct": "corriger le registre",
    "clause.attempt_import": "importer des faits",
    "clause.attempt_publish": "publier une procédure",
    "clause.mandate_needed": "Un mandat en vigueur le {day} pour agir comme {roles} est "
    "nécessaire.",
    # Why something cannot be recorded
    "clause.governed_already": "cette procédure régit déjà son dossier",
    "clause.governing": "{workflow}, qui régit {country},",
    "clause.unknown_stage": "le pays en est à l'étape « {state} », que cette procédure ne comporte "
    "pas",
    "clause.unknown_possible_stage": "le pays en est peut-être à l'étape « {state} », que cette "
    "procédure ne comporte pas",
    "clause.unknown_outcome": "{workflow}, qui régit {country}, ne prévoit pas de décision "
    "« {given} » du {body}{near} ; décisions prévues : {known}",
    "clause.no_country": "elle ne nomme aucun pays ; veuillez en indiquer au moins un",
    "clause.withdrawn_already": "une correction l'a déjà retirée",
    "clause.only_kinds": "seuls certains types d'inscription s'y prêtent ({kinds})",
    "clause.only_evidence": "seules les pièces ont des champs",
    "clause.say_wrong": "veuillez préciser ce qui est à corriger avec --withdraw, --effective ou "
    "--field",
    "clause.not_both": "elle est soit retirée, soit modifiée dans sa date ou ses champs",
    "clause.entry": "inscription n° {number} ({country}, {event})",
    "clause.focal_country": "un point focal agit pour un pays ; veuillez l'indiquer avec --country",
    "clause.programme_role": "le rôle « {role} » vaut pour l'ensemble du programme ; veuillez ne "
    "pas indiquer de pays",
    "clause.ends_before": "il prendrait fin le {end}, avant de commencer le {start}",
    "clause.not_one_day": "« {given} » n'est pas un jour certain ; veuillez l'écrire sous la forme "
    "2024-05-01",
    "clause.no_mandate": "l'inscription n° {number} n'est pas un mandat ; « mandate list » "
    "présente les mandats",
    "clause.mandate_withdrawn": "l'inscription n° {number} a été retirée par une correction",
    # Files
    "clause.not_a_file": "ce n'est pas un fichier ; veuillez indiquer le chemin d'un document",
    "clause.give_url": "il dépasse {limit} Mio ; veuillez en indiquer l'adresse Web",
    "clause.empty_file": "il est vide ; veuillez vérifier qu'il a bien été enregistré",
    "clause.check_rights": "{said} ; veuillez vérifier le chemin et les droits d'accès",
    "clause.check_path": "{said} ; veuillez vérifier le chemin",
    "clause.check_it": "{said} ; veuillez le vérifier",
    "clause.name_home": "{said} ; veuillez indiquer un répertoire avec --home",
    "clause.unwritable": "il ne peut pas être écrit ({said})",
    "clause.folder_not_empty": "ce répertoire n'est pas vide ; veuillez en indiquer un nouveau",
    "clause.folder_unwritable": "{said} ; veuillez indiquer un répertoire accessible en écriture",
    "clause.not_installed": "il n'a pas été livré avec cette installation ; veuillez réinstaller "
    "le programme",
    # Files of facts
    "clause.not_utf8": "la ligne {line} n'est pas en UTF-8 ; veuillez enregistrer le fichier au "
    "format « CSV UTF-8 » et réessayer",
    "clause.split_it": "il dépasse {limit} Mio ; veuillez le diviser",
    "clause.no_columns": "il est vide ; sa première ligne doit nommer les colonnes",
    "clause.other_columns": "sa première ligne doit être {expected} et non {given}",
    "clause.bad_csv": "ce n'est pas un fichier CSV bien formé (ligne {line} : {said})",
    "clause.column_count": "Cette ligne compte {found} colonnes au lieu de {expected}.",
    "clause.unknown_kind": "Aucune procédure publiée ne connaît de pièce du type "
    "« {given} »{near}.",
    "clause.unknown_certainty": "« {given} » n'est pas une valeur admise ({known}){near}.",
    "clause.needs_source": "Il faut une source : une adresse Web qui commence par http.",
    # Settings
    "clause.no_setting": "il n'y a pas de réglage {name}{near}",
    "clause.setting_in_file": "« {name} » dans {path}",
    "clause.unreadable": "{path} ne peut pas être lu ({said})",
    "clause.no_folder": "{name} : « {given} » n'est pas un répertoire",
    "clause.no_user": "{name} : l'utilisateur nommé dans « {given} » n'existe pas",
    "clause.not_utf8_name": "{name} : le nom {given} n'est pas en UTF-8",
    "clause.no_language": "lang : « {given} » ne fait pas partie des langues proposées ({known})",
    "clause.no_number": "{name} : « {given} » n'est pas un nombre entier compris entre "
    "{least} et {most}",
    "clause.no_choice": "{name} : « {given} » n'est pas une valeur admise ({known})",
    "clause.no_office": "office : « {given} » n'est pas une adresse électronique",
    "clause.other_database": "database_url : l'adresse doit commencer par {postgresql} ou {sqlite} "
    "(elle n'est pas reproduite ici, car elle peut contenir un mot de passe)",
    "clause.not_our_url": "database_url : cette adresse n'est pas prise en charge ; veuillez "
    "écrire {sqlite} ou {postgresql}",
    # Databases
    "clause.no_tables": "elle n'a pas encore de tables ; veuillez lancer « pathfinder-flow init » "
    "ou « db upgrade »",
    "clause.older_schema": "elle en est à la version {found} du schéma, alors que ce programme "
    "demande la version {needed} ; veuillez lancer « db upgrade »",
    "clause.newer_schema": "elle a été écrite par un pathfinder-flow plus récent (version {found} "
    "du schéma ; ce programme connaît la version {needed}) ; veuillez mettre le programme à jour ; "
    "rien n'a été modifié",
    "clause.busy": "elle est occupée, car un autre programme y écrit depuis trop longtemps ; "
    "veuillez réessayer dans un instant",
    "clause.read_only": "elle ne peut être que lue ; veuillez utiliser une copie accessible en "
    "écriture ou demander le droit d'écrire",
    "clause.append_only": "elle n'admet pas que ce qui est consigné soit modifié ; veuillez plutôt "
    "le corriger avec « correct »",
    "clause.no_right": "cet utilisateur n'y est pas autorisé ; veuillez utiliser un rôle qui en a "
    "le droit",
    "clause.disk_full": "elle ne peut pas grandir, car le disque est plein ; veuillez libérer de "
    "la place et réessayer",
    "clause.foreign": "ce n'est pas une base de données de ce programme ; veuillez vérifier le "
    "chemin",
    "clause.damaged": "elle est endommagée ; veuillez restaurer la dernière sauvegarde, puis "
    "lancer « db check »",
    "clause.not_opened": "elle ne peut pas être ouverte ; veuillez vérifier que le répertoire "
    "existe et qu'il est accessible en écriture",
    "clause.disk_error": "elle ne peut être ni lue ni écrite, car le disque signale une erreur",
    "clause.no_answer": "elle ne répond pas ; veuillez vérifier l'adresse et le fonctionnement du "
    "serveur",
    "clause.out_of_reach": "elle est inaccessible ; veuillez vérifier l'adresse et le "
    "fonctionnement du serveur",
    "clause.run_upgrade": "elle n'a pas encore de tables ; veuillez lancer « db upgrade »",
    "clause.reports": "elle signale « {said} »",
    # What the check of a database finds
    "clause.head_missing": "la tête du registre manque",
    "clause.other_head": "la tête ({size} inscriptions) n'est pas la racine des {stored} "
    "inscriptions conservées",
    "clause.entries_missing": "les inscriptions n° {first} à {last} manquent",
    "clause.other_leaf": "les octets ne correspondent pas à leur empreinte",
    "clause.other_columns_kept": "les colonnes diffèrent des octets",
    "clause.trigger_missing": "le déclencheur « {name} » manque",
    "clause.trigger_changed": "le déclencheur « {name} » a été modifié",
    "clause.workflow_missing": "{name} manque",
    "clause.workflow_changed": "{name} n'est pas ce qui a été publié",
    "clause.never_published": "{name} s'y trouve sans avoir jamais été publié",
    "clause.other_fold": "la ligne {country} ne correspond pas aux inscriptions",
    "clause.row_of_nobody": "la ligne {country} ne repose sur aucune inscription",
    "clause.not_noted": "l'importation de l'inscription n° {number} n'est pas notée",
    "clause.wrongly_noted": "l'inscription n° {number} est notée comme importée, ce qu'elle n'est "
    "pas",
    "clause.file_unreadable": "le fichier {start}… ne peut pas être lu",
    "clause.file_changed": "le fichier {start}… n'a plus le même contenu",
    # Mail
    "error.template_broken": "Le modèle de courrier {path}, ligne {line}, ne peut pas être "
    "utilisé : {why}. Veuillez corriger ce fichier et vérifier le résultat avec "
    "« reminders preview » ; les messages qui n'en ont pas besoin ne sont pas touchés.",
    "error.bad_header": "L'en-tête « {header} » d'un message ne peut pas être "
    "« {given} » : {why} ; veuillez corriger cette valeur à sa source et "
    "réessayer ; rien n'a été envoyé.",
    "error.bad_address": "« {given} » n'est pas une adresse électronique à laquelle écrire : "
    "veuillez indiquer une seule adresse, telle que focal.point@labour.example.",
    "clause.template_reports": "le moteur signale « {said} »",
    "clause.template_missing": "le fichier {name} manque",
    "clause.not_one_line": "il ne donne pas une ligne unique de caractères imprimables",
    "clause.holds_controls": "cette valeur contient des caractères de contrôle",
    "clause.malformed": "le courrier demande une autre forme à cet endroit",
    "clause.header_taken": "chaque message a déjà le sien",
}
