"""French: evidence packs and what their check finds; with their errors and clauses."""

PACK = {
    "error.entries_gone": "Le dernier point de contrôle signe {size} inscriptions et le registre "
    "en contient {held} : ce qui manque ne peut être prouvé, et aucun recueil n’a été établi. "
    "« audit verify » en dit plus.",
    "error.unreadable": "Ce qui est inscrit sur {country} ne peut pas être lu : une de ces "
    "inscriptions, ou sa procédure, n’est pas ce que ce programme a écrit, et aucun recueil n’a "
    "été établi. "
    "« audit verify » dit laquelle.",
    "clause.pack_exists": "il existe déjà ; nommez-en un autre, ou remplacez-le avec --force",
    "done.proving": "Établissement des preuves",
    "done.packed": "Recueil pour un auditeur : {count} inscriptions, {files} fichiers, dans "
    "{path}.",
    "done.pack_faulty": "Il est dans {path} tel quel ; son propre contrôle y trouve ceci de faux :",
    "done.pack_unsigned": "Aucune clé n’est disponible ici pour signer sa liste de fichiers : ce "
    "qui relate les inscriptions n’est pas protégé, les inscriptions le sont.",
    "done.pack_names": "Inscriptions qui contiennent, dans ce que des personnes ont écrit, le "
    "nom, l’adresse ou l’identifiant d’une personne enregistrée : {numbers}. Elles figurent dans "
    "le recueil telles qu’inscrites, faute de quoi elles ne pourraient être prouvées ; "
    "examinez-les avant de le remettre.",
    "pack.title": "Recueil de preuves : {country}",
    "pack.what": "Ce que dit le registre {ledger} sur {country} : {count} de ses {size} "
    "inscriptions, avec tout ce qu’il faut à un auditeur pour les contrôler sans devoir se fier à "
    "qui tient le registre.",
    "pack.check": "Comment le contrôler",
    "pack.check.how": "Il suffit de Python 3.9 ou d’une version ultérieure ; rien n’est modifié et "
    "aucun réseau n’est nécessaire. Décompressez le fichier zip, placez-vous dans le répertoire "
    "obtenu et lancez (sous Windows avec py au lieu de python3) :",
    "pack.check.witness": "Avec la clé du registre, obtenue par une autre voie, et un message que "
    "quelqu’un a reçu du registre et conservé :",
    "pack.check.own": "Qui forge un recueil peut aussi en modifier le fichier verify.py. Par "
    "prudence, prenez-en un d’une autre provenance et donnez-lui le fichier zip, ou lancez "
    "« pathfinder-flow audit verify-pack ».",
    "pack.proves": "Ce que cela prouve",
    "pack.proves.entries": "Chaque ligne de entries.jsonl figurait dans le registre sous son "
    "numéro, à l’octet près, lorsque checkpoint.txt a été signé.",
    "pack.proves.history": "Tous les points de contrôle du recueil, et les messages auxquels vous "
    "le confrontez, relèvent d’une seule histoire : entre eux, rien n’a été réécrit.",
    "pack.proves.files": "Les procédures, les pièces et les messages qu’il contient "
    "sont exactement ceux que nomment les inscriptions.",
    "pack.open": "Ce que cela ne prouve pas",
    "pack.open.key": "À qui est la clé : keys.txt donne les clés inscrites ; comparez-les à celle "
    "que vous avez obtenue par une autre voie.",
    "pack.open.left_out": "Que rien n’a été omis : il contient les inscriptions dont il donne les "
    "numéros, et ce sur quoi elles reposent. Qui peut lire le registre entier peut aussi le "
    "vérifier là, avec « audit verify ».",
    "pack.open.retold": "Que ce qui relate les inscriptions (ce texte, les historiques, les "
    "listes) le fait fidèlement, à moins que la liste des fichiers ne soit signée : en cas de "
    "différence, ce sont les inscriptions qui comptent.",
    "pack.open.truth": "Que ce qui a été inscrit est vrai.",
    "pack.people": "Personnes",
    "pack.people.without_names": "Aucun nom, aucune adresse et aucun identifiant n’ont été mis "
    "dans ce recueil : les personnes y figurent par pseudonyme et par rôle. Ce que des personnes "
    "ont écrit elles-mêmes (motifs, notes, lettres, noms de fichiers) et les pièces "
    "sont tels qu’inscrits.",
    "pack.people.with_names": "Ce recueil nomme des personnes : people.csv dit qui se trouve "
    "derrière les pseudonymes, et messages/ contient les messages avec noms et adresses. Ne le "
    "remettez à personne qui n’ait à le savoir.",
    "pack.files": "Ce qu’il contient",
    "pack.file.entries.jsonl": "les inscriptions, une par ligne, dans les octets mêmes qui ont été "
    "signés",
    "pack.file.proofs.jsonl": "pour chacune, le chemin jusqu’à la racine signée",
    "pack.file.checkpoint.txt": "le nombre d’inscriptions et la racine du registre, signés",
    "pack.file.checkpoints.jsonl": "tous les autres points de contrôle, avec la preuve que le "
    "registre les prolonge",
    "pack.file.keys.txt": "les clés inscrites qui signent le registre",
    "pack.file.workflows": "les versions de la procédure qui ont régi le dossier",
    "pack.file.evidence": "les pièces, nommés par leur SHA-256",
    "pack.file.history.html": "l’historique, à lire",
    "pack.file.history.csv": "l’historique, en tableau",
    "pack.file.deadlines.csv": "chaque échéance et son calcul",
    "pack.file.deadlines.json": "les mêmes données, pour des programmes",
    "pack.file.messages.csv": "chaque message, à qui et dans quel rôle, et ce qu’il est devenu",
    "pack.file.evidence.csv": "les pièces, avec les noms de leurs fichiers",
    "pack.file.people.csv": "qui se trouve derrière les pseudonymes",
    "pack.file.messages": "les messages tels qu’écrits, nommés par leur SHA-256",
    "pack.file.manifest.txt": "SHA-256, taille et nom de tous les autres fichiers, signés s’il y "
    "avait une clé",
    "pack.file.verify.py": "le programme qui contrôle tout cela",
    "pack.root": "Racine des {size} inscriptions :\n  {root}",
    # What the check says
    "verify.files_listed": "{count} fichiers conformes à la liste, et aucun autre",
    "verify.manifest_signed": "signée par la clé {signer}",
    "verify.manifest_unsigned": "non signée : fiez-vous aux inscriptions, non à ce qui les relate",
    "verify.signed": "{size} inscriptions, signées par la clé {signer}",
    "verify.entries_proven": "{count} sur {count} figurent ainsi dans le registre",
    "verify.checkpoints_consistent": "autres : {count}, tous de la même histoire",
    "verify.keys_on_record": "inscrites : {count}",
    "verify.as_named": "{count}, comme les nomment les inscriptions",
    "verify.messages_only_listed": "inscrits : {count} ; leurs textes ne sont pas dans ce recueil",
    "verify.messages_as_named": "{count}, comme les nomment les inscriptions ; effacés : {erased}",
    "verify.no_witness": "aucun n’a été donné",
    "verify.witnessed": "{count}, de la même histoire",
    "verify.problems": "erreurs : {count}, voir ci-dessous",
    "verify.unmade": "Non contrôlé : {checks}.",
    "verify.root": "La racine des {size} inscriptions du registre est :",
    "verify.own_key": "Elle a été signée avec une clé qui vient du recueil lui-même, et n’importe "
    "qui peut en faire une. Comparez-la à celle que vous avez obtenue par une autre voie, ou "
    "donnez celle-ci avec --key :",
    "verify.sound": "Tout est en ordre.",
    "verify.unsound": "Erreurs : {count} ; ne vous fiez pas à ce recueil.",
    "verify.more": "... et {count} autres ({check}).",
    "verify.unreadable": "{file} : ne peut pas être lu.",
    "verify.no_zip": "{file} : n’est pas un fichier zip, ou a été coupé.",
    "verify.unsafe_name": "{file} : aucun recueil de preuves n’a de fichier de ce nom ; ne "
    "décompressez pas celui-ci.",
    "verify.twice": "{file} : y figure deux fois ; ne décompressez pas ce recueil.",
    "verify.no_file": "{file} : est un lien, un répertoire ou un périphérique, ce que ne contient "
    "aucun recueil de preuves.",
    "verify.encrypted": "{file} : est chiffré, ce que rien n’est dans un recueil de preuves.",
    "verify.odd_method": "{file} : est compressé par une méthode étrangère aux recueils de "
    "preuves.",
    "verify.too_many": "{file} : contient plus de fichiers qu’un recueil de preuves ne peut en "
    "avoir ({limit}).",
    "verify.too_large": "{file} : avec ce fichier, le recueil dépasserait {limit} octets ; ne le "
    "décompressez pas.",
    "verify.inflates": "{file} : contient plus que les {size} octets annoncés ; ne décompressez "
    "pas ce recueil.",
    "verify.damaged": "{file} : est endommagé et ne peut pas être décompressé.",
    "verify.not_there": "{file} : manque, et rien ne peut être contrôlé sans ce fichier.",
    "verify.long_line": "{file}, ligne {line} : est trop longue pour être lue.",
    "verify.manifest_form": "manifest.txt, ligne {line} : n’est pas une ligne d’une telle liste.",
    "verify.missing": "{file} : manque, alors que manifest.txt en fait état.",
    "verify.not_listed": "{file} : est présent, alors que manifest.txt n’en fait pas état.",
    "verify.changed": "{file} : n’est pas ce qu’indique manifest.txt ; l’un des deux a été "
    "modifié.",
    "verify.not_signed": "{file} : aucune clé inscrite ne l’a signé.",
    "verify.not_vouched": "{file} : ni la clé donnée ni une clé dont elle se porte garante ne l’a "
    "signé.",
    "verify.wrong_signature": "{file} : la signature de la clé {signer} est fausse ; le texte ou "
    "la signature a été modifié.",
    "verify.no_note": "{file} : n’est pas une note signée, ou a été coupé.",
    "verify.no_checkpoint": "{file} : n’est pas un point de contrôle.",
    "verify.no_key": "{file} : « {given} » n’est pas une clé ; une clé s’écrit NAME+ID+KEY.",
    "verify.other_keys": "keys.txt : ses clés ne sont pas celles que nomment les inscriptions.",
    "verify.unproven": "entries.jsonl, inscription {number} : ne mène pas à ce qui a été "
    "signé ; elle, ou sa ligne dans proofs.jsonl, a été modifiée.",
    "verify.no_proof": "proofs.jsonl, ligne {line} : n’est pas une preuve, ou n’est pas à sa "
    "place.",
    "verify.no_entry": "entries.jsonl, inscription {number} : est prouvée, mais n’est pas une "
    "inscription de ce numéro.",
    "verify.uneven": "proofs.jsonl : a plus de lignes ou moins que entries.jsonl.",
    "verify.foreign": "entries.jsonl, inscription {number} : porte sur un autre pays.",
    "verify.left_out": "entries.jsonl, inscription {number} : repose sur l’inscription {on}, qui a "
    "été omise.",
    "verify.no_history": "checkpoints.jsonl, ligne {line} : n’est pas un point de contrôle avec sa "
    "preuve.",
    "verify.forked": "checkpoints.jsonl, ligne {line} : {size} inscriptions ont été signées, et le "
    "registre ne les prolonge pas ; il a été réécrit depuis.",
    "verify.named_missing": "{file} : manque, alors que l’inscription {number} le nomme.",
    "verify.named_changed": "{file} : n’est pas ce que nomme l’inscription {number}.",
    "verify.not_named": "{file} : aucune inscription ne le nomme.",
    "verify.witness_none": "{file} : ne contient aucun point de contrôle de ce registre.",
    "verify.witness_unsigned": "{file} : aucune clé tenue ici pour fiable n’a signé son point de "
    "contrôle.",
    "verify.witness_newer": "{file} : témoigne de {size} inscriptions, plus que ce recueil n’en "
    "couvre, et le recueil n’en peut rien dire ; demandez un recueil plus récent.",
    "verify.witness_unknown": "{file} : témoigne de {size} inscriptions, dont ce recueil n’a aucun "
    "point de contrôle ; il n’en peut rien dire.",
    "verify.witness_forked": "{file} : témoigne de {size} inscriptions avec une autre racine ; le "
    "registre a été réécrit depuis.",
    "verify.check_files": "fichiers",
    "verify.check_manifest": "liste",
    "verify.check_signature": "signature",
    "verify.check_entries": "inscriptions",
    "verify.check_checkpoints": "points de contrôle",
    "verify.check_keys": "clés",
    "verify.check_workflows": "procédures",
    "verify.check_evidence": "pièces",
    "verify.check_messages": "messages",
    "verify.check_witness": "témoins",
    "verify.mark_ok": "bon",
    "verify.mark_wrong": "FAUX",
    "verify.mark_none": "-",
}
