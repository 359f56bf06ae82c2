"""French: people, what is kept about them, and erasing it; with their errors and clauses."""

PEOPLE = {
    "label.person": "Personne",
    "label.handle": "Nom d'utilisateur",
    "label.name": "Nom",
    "label.address": "Adresse",
    "people.erased": "effacement (inscription n° {number})",
    "people.erased_on": "Le nom, les adresses et la langue ont été effacés le {moment} "
    "(inscription n° {number}).",
    "people.doubtful": "{address} (douteuse depuis le {since})",
    "people.mandates": "Mandats",
    "people.no_mandates": "Il n'y a pas de mandat.",
    "people.mails": "Messages",
    "people.no_mails": "Il n'y a aucun message adressé à cette personne, ni aucun qui la nomme.",
    "people.to_them": "Adressés à cette personne : {counts}.",
    "people.named_in": "Adressés à d'autres et la nommant : {ids}.",
    "people.readable": "Dont le texte est conservé : {ids}.",
    "people.none_readable": "Leur texte n'est plus conservé.",
    "erase.takes": "Ceci efface ce qui est conservé de {person} : nom d'utilisateur, nom, adresses "
    "et langue, le texte des messages adressés à cette personne ({own}) et de ceux qui la nomment, "
    "adressés à d'autres ({others}).",
    "erase.waiting": "Ceux de ces messages qui ne sont pas partis sont annulés ; à leurs autres "
    "destinataires, un nouveau message est écrit.",
    "erase.shared": "Ce qui est aussi conservé d'une autre personne lui reste : {shared}.",
    "erase.stays": "Les inscriptions, mandats et rôles restent, sous {person} seulement. C'est "
    "définitif.",
    "erase.beyond": "Hors d'atteinte : les sauvegardes et archives antérieures, les messages dans "
    "les boîtes de leurs destinataires, les pièces, et ce qui a été écrit comme motif ou comme "
    "lettre.",
    "ask.erase": "Tout effacer ? [o/N]",
    "usage.erase_yes": "Aucun terminal où poser la question : indiquez --yes pour effacer sans "
    "confirmation.",
    "done.erased": "Inscription n° {number} : {person} est maintenant sans nom ni adresse ; textes "
    "de messages effacés : {count}.",
    "done.erased_before": "L'effacement de {person} est déjà consigné (inscription n° {number}) : "
    "rien n'est inscrit de nouveau, et ce qui pourrait en rester est nettoyé.",
    "done.written_anew": "Messages réécrits pour d'autres destinataires : {count}.",
    "done.copies_removed": "Copies supprimées des dossiers de courrier : {count}.",
    "done.copies_stuck": "Des copies des messages n'ont pas pu être supprimées de {folder} "
    "({said}) : veuillez y remédier, puis répéter « people erase {person} ».",
    "done.cleaned": "La base de données est réécrite : rien n'en reste dans les pages libres.",
    "done.not_cleaned": "Le logiciel ne le montre plus à personne, mais d'anciennes pages peuvent "
    "encore le contenir : la base de données {why}. Veuillez répéter « people erase {person} » "
    "plus tard pour les nettoyer.",
    "withheld.erased": "une personne qu'il nomme a été effacée",
    "mail.erased": "Son texte a été effacé le {moment}, avec une personne qu'il nommait "
    "(inscription n° {number}).",
    "mail.address_erased": "adresse effacée depuis",
    "bounce.erased": "destinataire effacé",
    "bounces.erased": "à des personnes effacées depuis : {count}",
    "error.nobody_known": "Personne n'est connu sous « {given} » ici : « people list » montre tout "
    "le monde, les personnes effacées sous leur pseudonyme.",
    "error.cannot_erase": "L'effacement de {person} n'est pas possible : {why}.",
    "error.mail_erased": "Le message {id} a été effacé avec une personne qu'il nommait "
    "(inscription n° {number}) : il n'en reste rien à montrer ni à envoyer.",
    "clause.attempt_erase": "effacer une personne",
    "clause.still_mandated": "des mandats sont en vigueur ou à venir (inscriptions : {numbers}) ; "
    "mettez-y d'abord fin avec « mandate end »",
    "clause.being_sent": "le message {id} est en cours d'envoi ; réessayez dans une minute",
    "clause.reason_names": "le motif reste pour toujours et nomme la personne ; indiquez-en un "
    "sans nom, adresse ni nom d'utilisateur",
    "clause.still_read": "est en cours de lecture par un autre programme, qui peut encore voir ce "
    "qui a été effacé",
    "clause.owner_only": "ne laisse faire cela qu'à son propriétaire : il doit exécuter {command} "
    "pour {tables}",
    "clause.mail_not_erased": "le courrier {message} manque, ou est de nouveau là après son "
    "effacement",
    "clause.never_erased": "le courrier {message} serait effacé, ce que l'inscription ne dit pas",
}
