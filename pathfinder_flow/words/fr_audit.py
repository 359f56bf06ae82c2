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
    "error.key_file_trouble": "La clé de signature {path} {why}.",
    "error.no_checkpoint": "{path} ne contient aucun point de contrôle : indiquez un message "
    "envoyé par ce registre, entier avec ses en-têtes, ou un point de contrôle affiché par "
    "« audit checkpoint ».",
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
    "clause.note_form": "ce n’est pas un texte, une ligne vide et des signatures : il a "
    "peut-être été coupé",
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
    "clause.other_passphrase": "ne s’ouvre pas avec la phrase secrète donnée",
    "clause.needs_no_passphrase": "n’est protégée ni par la phrase secrète donnée, ni par une "
    "autre : supprimez PATHFINDER_FLOW_KEY_PASSPHRASE",
    "clause.passphrase_form": "sa phrase secrète doit être un texte de 1023 octets au plus",
    "clause.needs_passphrase": "est protégée par une phrase secrète : définissez "
    "PATHFINDER_FLOW_KEY_PASSPHRASE",
}
