"""English: people, what is kept about them, and erasing it."""

PEOPLE = {
    "label.person": "Person",
    "label.handle": "Sign-in name",
    "label.name": "Name",
    "label.address": "Address",
    "people.erased": "erased (entry {number})",
    "people.erased_on": "Name, addresses and language were erased on {moment} (entry {number}).",
    "people.doubtful": "{address} (in doubt since {since})",
    "people.mandates": "Mandates",
    "people.no_mandates": "There are no mandates.",
    "people.mails": "Mails",
    "people.no_mails": "There are no mails to this person, and none that name this person.",
    "people.to_them": "To this person: {counts}.",
    "people.named_in": "To others, and naming this person: {ids}.",
    "people.readable": "Whose text is kept: {ids}.",
    "people.none_readable": "Their text is not kept any more.",
    "erase.takes": "This erases what is kept of {person}: sign-in name, name, addresses and "
    "language, the text of mails to this person ({own}), and of mails to others that name this "
    "person ({others}).",
    "erase.waiting": "Mails of these that have not left are cancelled; whoever else they are for "
    "is written to anew.",
    "erase.shared": "What is also kept of somebody else stays with them: {shared}.",
    "erase.stays": "Entries, mandates and roles stay, under {person} alone. It cannot be taken "
    "back.",
    "erase.beyond": "Out of reach: backups and archives made before, mails in people's mailboxes, "
    "evidence files, and what was written as a reason or a letter.",
    "ask.erase": "Erase it? [y/N]",
    "usage.erase_yes": "There is no terminal to ask on: give --yes to erase without being asked.",
    "done.erased": "Entry {number}: {person} is erased, and the text of mails: {count}.",
    "done.erased_before": "{person} was erased before (entry {number}): nothing is recorded again, "
    "and what may be left is cleaned away.",
    "done.written_anew": "Mails written anew for others: {count}.",
    "done.copies_removed": "Copies removed from the mail folders: {count}.",
    "done.copies_stuck": "Copies of the mails could not be removed from {folder} ({said}): mend "
    "that, then repeat 'people erase {person}'.",
    "done.cleaned": "The database is written anew: nothing of it is left in free pages.",
    "done.not_cleaned": "The program shows it to nobody any more, but old pages may still hold it: "
    "the database {why}. Repeat 'people erase {person}' later to clean them.",
    "withheld.erased": "a person it names was erased",
    "mail.erased": "Its text was erased on {moment}, with a person whom it named (entry {number}).",
    "mail.address_erased": "an address since erased",
    "bounce.erased": "its recipient was erased",
    "bounces.erased": "to people erased since: {count}",
}
