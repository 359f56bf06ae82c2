"""French: keys, checkpoints, proofs and verdicts; with their errors and clauses."""

AUDIT = {
    "kind.key": "clé",
    "kind.erasure": "effacement",
    "entry.key.first": "Clé de signature {id} mise en service, sous le nom {name}",
    "entry.key.rotated": "Clé de signature {id} mise en service à la place de {replaced}, sous le "
    "nom {name}",
    "entry.erasure": "Nom, adresses et messages d’une personne effacés ({person} ; messages : "
    "{count})",
    "error.bad_checkpoint": "Ce point de contrôle ne peut pas être tenu pour authentique : {why}. "
    "Veuillez le reprendre là où il a été conservé, entier et inchangé.",
    "error.bad_key": "La clé « {given} » ne peut pas être utilisée : {why}.",
    "error.key_file_unavailable": "La clé de signature {path} {why}.",
    "error.no_checkpoint": "{path} ne contient aucun point de contrôle : indiquez un message "
    "envoyé par ce registre, entier avec ses en-têtes, ou un point de contrôle affiché par « audit "
    "checkpoint ».",
    "error.not_covered": "L’inscription {number} est postérieure au dernier point de contrôle (qui "
    "en couvre {size}) : établissez-en un avec « audit checkpoint », puis recommencez.",
    "error.not_the_ledgers": "Le point de contrôle de {path} ne porte pas sur ce registre : {why}.",
    "error.read_only": "Le registre {where} est ouvert en lecture seule : rien n’a été inscrit ; "
    "écrivez là où il est tenu, avec les droits nécessaires.",
    "clause.wrong_signature": "sa signature ne correspond pas à son texte : l’un des deux a été "
    "modifié",
    "clause.key_name": "son nom doit être en caractères ASCII imprimables, sans espace ni signe "
    "plus",
    "clause.key_form": "elle doit avoir la forme NAME+ID+KEY, comme « audit key show » l’affiche, "
    "avec une clé Ed25519",
    "clause.key_id": "son identifiant n’est pas celui de la clé",
    "clause.note_form": "ce n’est pas un texte, une ligne vide et des signatures : il a peut-être "
    "été coupé",
    "clause.note_characters": "il contient des caractères de contrôle, comme les fins de ligne de "
    "Windows",
    "clause.signature_form": "une de ses lignes de signature a été coupée ou modifiée",
    "clause.checkpoint_form": "il n’indique pas un nom, un nombre d’inscriptions et une racine",
    "clause.key_unwritable": "ne peut pas être écrite ({said})",
    "clause.key_unreadable": "ne peut pas être lue ({said})",
    "clause.key_readable": "peut être lue par d’autres : retirez-leur ce droit avec « chmod 600 », "
    "et changez de clé avec « audit key rotate » si quelqu’un a pu la lire",
    "clause.no_signing_key": "n’est pas une clé de signature de ce programme : créez-en une avec "
    "« audit key create »",
    "clause.key_title": "porte un nom qu’aucune clé ne peut porter : rétablissez sa première ligne",
    "clause.other_passphrase": "ne s’ouvre pas avec la phrase secrète donnée",
    "clause.needs_no_passphrase": "n’est protégée ni par la phrase secrète donnée, ni par une "
    "autre : supprimez PATHFINDER_FLOW_KEY_PASSPHRASE",
    "clause.passphrase_form": "sa phrase secrète doit être un texte de 1023 octets au plus",
    "clause.needs_passphrase": "est protégée par une phrase secrète : définissez "
    "PATHFINDER_FLOW_KEY_PASSPHRASE",
    "done.key_created": "La partie secrète se trouve dans {path} : gardez-la pour vous. Remettez "
    "la ligne ci-dessus aux auditeurs par une voie distincte : qui la détient peut vérifier ce que "
    "ce registre signe.",
    "done.key_rotated": "La nouvelle partie secrète se trouve dans {path} ; l’ancienne n’existe "
    "plus. Remettez la ligne ci-dessus aux auditeurs ; ce qui a été signé avec l’ancienne clé "
    "reste valable.",
    "done.proven": "La présence de l’inscription {number} dans le registre de {size} inscriptions "
    "est prouvée ; la preuve se trouve dans {path}.",
    "keys.none": "Le registre n’a pas encore de clé de signature : créez-en une avec « audit key "
    "create ».",
    "held.grew": "{file} concorde : ce document atteste le registre de {seen} inscriptions, et le "
    "registre actuel ({now} inscriptions) commence exactement par celles-ci.",
    "held.differs": "{file} ne concorde pas : ce document atteste le registre de {seen} "
    "inscriptions, et aujourd’hui l’une d’elles, entre la {first} et la {last}, est différente. Ce "
    "qui était inscrit a été réécrit depuis, ou bien ce registre et celui dont provient le "
    "document ont continué séparément à partir d’une même sauvegarde.",
    "held.missing": "{file} ne concorde pas : ce document atteste le registre de {seen} "
    "inscriptions, et il y en a aujourd’hui {now} ; les inscriptions {first} à {last} n’y sont "
    "pas. La fin a été coupée, une sauvegarde plus ancienne a été restaurée, ou cette copie n’est "
    "pas la plus récente.",
    "fork.same": "{file} contient le même registre : {here} inscriptions, toutes identiques.",
    "fork.longer": "{file} contient le même registre, à sa longueur près : {there} inscriptions "
    "là-bas, {here} ici, les {common} premières identiques. L’un des deux a continué plus "
    "longtemps.",
    "fork.parted": "{file} est un autre registre à partir de l’inscription {first} : {there} "
    "inscriptions là-bas, {here} ici, les {common} premières identiques. Les deux ont continué à "
    "partir d’une même sauvegarde, ou l’un d’eux a été réécrit.",
    "error.key_not_on_record": "La clé de signature {key_id} n’est pas celle qui est inscrite "
    "({known}) : rien n’a été signé. Utilisez la clé inscrite, ou mettez-en une nouvelle en "
    "service avec « audit key {command} ».",
    "error.key_on_record": "Le registre a déjà une clé de signature ({key_id}, inscription "
    "{number}) : changez-la avec « audit key rotate ».",
    "error.nothing_to_rotate": "Le registre n’a pas encore de clé de signature : créez-en une avec "
    "« audit key create ».",
    "error.no_signer": "Il n’y a pas de clé de signature dans {path} : créez-en une avec « audit "
    "key create », ou lancez cette commande là où la clé est conservée.",
    "error.key_changed": "La clé de signature a été changée par quelqu’un d’autre au même moment, "
    "et non par cette commande : voyez « audit key show », et changez-la de nouveau si c’est "
    "encore nécessaire.",
    "error.not_grown": "Le registre ne prolonge pas son dernier point de contrôle ({size} "
    "inscriptions) : quelque chose qui était signé a été modifié, et rien n’a été signé cette "
    "fois. « audit verify » dit quoi.",
    "error.bad_size": "De {old} à {new} inscriptions, rien ne peut être prouvé : indiquez deux "
    "nombres d’inscriptions, le plus petit d’abord ; le registre en contient {held}.",
    "error.not_grown_from": "Le registre ne commence pas par ce que {path} atteste ; il n’y a donc "
    "pas de preuve : « audit against » dit où ils se séparent.",
    "error.none_made": "Aucun point de contrôle n’a encore été établi : « audit key create » crée "
    "la clé et signe le registre.",
    "clause.no_keys": "ce registre n’a inscrit aucune clé de signature, et aucune n’a été donnée",
    "clause.other_ledger": "il porte sur « {origin} », et ce registre est « {name} »",
    "clause.other_signer": "aucune clé inscrite ici ou donnée ne l’a signé",
    "clause.other_key": "n’est pas la clé inscrite ({key_id}) : retrouvez celle-ci, ou précisez "
    "--lost si elle est perdue",
    "clause.attempt_key": "changer la clé de signature",
    "status.checkpoint": "Dernier point de contrôle",
    "status.covers": "{moment} ; inscriptions : {size}",
    "status.no_checkpoint": "— (pas encore de clé : « audit key create »)",
    "trouble.unsigned": "Le registre a été signé pour la dernière fois le {since} et a grandi "
    "depuis ; les messages portent ce point de contrôle ({size} inscriptions) : « audit "
    "checkpoint » dit ce qui empêche de le signer.",
    "label.verdict": "Verdict",
    "label.result": "Résultat",
    "label.judged": "Examiné",
    "verdict.integrity": "Intégrité",
    "verdict.anchoring": "Ancrage",
    "verdict.completeness": "Exhaustivité",
    "verdict.conformance": "Conformité",
    "verdict.sound": "en ordre",
    "verdict.broken": "EN DÉFAUT : {count}",
    "verdict.open": "sans objet",
    "verdict.entry": ", inscription {number}",
    "verdict.fault": "{verdict}{where} : {said}.",
    "verdict.more": "{verdict} : et {count} autres ; --json en nomme jusqu’à mille.",
    "verdict.and_more": " et {count} autres",
    "verdict.attested": "Étapes qu’une source atteste seulement, sans que rien n’ait été décidé "
    "ici : inscriptions {numbers}.",
    "verdict.not_anchored": "Rien n’a encore été signé ; rien ne montre donc que le registre n’a "
    "pas été réécrit en entier : « audit key create » y remédie pour la suite.",
    "judged.entries": "inscriptions : {count}",
    "judged.checkpoints": "points de contrôle : {count}",
    "judged.mails": "messages : {count}",
    "judged.documents": "documents : {count}",
    "judged.rungs": "rappels : {count}",
    "judged.acts": "actes : {count}",
    "judged.moves": "étapes décidées : {count}",
    "judged.attested": "attestées : {count}",
    "clause.not_governed": "l’étape a été franchie alors qu’aucun dossier n’était ouvert ce "
    "jour-là",
    "clause.other_workflow": "l’étape a été franchie selon {used}, alors que {governing} régissait "
    "le dossier",
    "clause.no_event": "{workflow} ne connaît pas l’événement « {event} »",
    "clause.not_allowed": "{workflow} ne permettait pas cette étape",
    "clause.other_move": "la procédure donne une autre étape : d’un autre état, vers un autre, ou "
    "fondée sur d’autres inscriptions",
    "clause.act_without_mandate": "elle ne repose sur aucun mandat",
    "clause.mandate_unknown": "elle repose sur le mandat {number}, qui n’était pas inscrit alors",
    "clause.mandate_of_another": "elle repose sur le mandat {number}, qui est celui d’une autre "
    "personne ou d’un autre rôle",
    "clause.mandate_not_in_force": "elle repose sur le mandat {number}, qui n’était pas en vigueur "
    "le {day}",
    "clause.mandate_not_for": "elle repose sur le mandat {number}, qui ne vaut pas pour {country}",
    "clause.unreadable_entry": "elle ne dit pas ce que dit une inscription de son genre, et ne "
    "peut pas être jugée",
    "clause.recorded_before": "elle dit avoir été inscrite le {at}, avant celle qu’elle suit",
    "clause.unreadable_entries": "les inscriptions de {country} ne peuvent pas être lues jusqu’au "
    "bout",
    "clause.delivery_missing": "ce qu’il est advenu du message {message} n’y figure pas",
    "clause.rung_forgotten": "le rappel « {rung} » sur {period} devait partir le {day} et n’a été "
    "ni envoyé ni retenu",
    "clause.key_checkpoint_gone": "le point de contrôle établi avec elle n’est plus là",
    "clause.mail_checkpoint_gone": "le point de contrôle que porte son message {message} n’est "
    "plus là",
    "clause.checkpoint_unfit": "le point de contrôle de {place} ne peut pas être tenu pour "
    "authentique : {why}",
    "clause.checkpoint_ahead": "le point de contrôle de {place} couvre {seen} inscriptions ; "
    "celles de {first} à {last} n’y sont pas",
    "clause.checkpoint_differs": "une des inscriptions {first} à {last} n’est pas celle que couvre "
    "le point de contrôle de {place}",
    "done.checkpoint": "Le point de contrôle de {size} inscriptions se trouve dans {path}.",
    "judged.no_rungs": "rappels : non jugés",
    "verdict.not_swept": "Les rappels ne sont pas jugés avant que le planificateur ait tout "
    "examiné avec les échelles en usage : « run --once » le fait.",
    "clause.retired_signer": "la clé qui l’a signé avait été remplacée avant, à l’inscription "
    "{number}",
    "clause.key_in_settings": "est définie et continuerait à signer : retirez d’abord ce réglage, "
    "et définissez-le à nouveau ensuite",
    "clause.act_of_another_role": "elle repose sur le mandat {number}, et seul le Secrétariat peut "
    "faire cela",
}
