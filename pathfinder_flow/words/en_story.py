"""English: the story of each entry."""

STORY = {
    # Who
    "story.by.program": "the program, of its own accord,",
    "story.by.founder": "whoever set this ledger up",
    "story.by.unmandated": "somebody without a mandate for it",
    "story.by.unregistered": "somebody who is not registered here",
    "story.on_behalf": "{who}, on behalf of {country},",
    # Did what, recorded when
    "story.did": "On {day} {who} {deed}.",
    "deed.recorded": "recorded: {what}",
    "deed.refused": "attempted this and was refused: {what}",
    "deed.case_opened": "opened the case at '{state}', under {workflow}",
    "deed.case_opened.attested": "recorded, as a public source attests it, that the case was "
    "opened at '{state}', under {workflow}",
    "deed.transition": "moved the country from '{source}' to '{dest}' ('{title}')",
    "deed.transition.attested": "recorded, as a public source attests it, that the country moved "
    "from '{source}' to '{dest}' ('{title}')",
    "deed.transition_first": "placed the country at '{dest}' ('{title}')",
    "deed.transition_first.attested": "recorded, as a public source attests it, that the country "
    "came to '{dest}' ('{title}')",
    "deed.evidence": "recorded the evidence '{title}'",
    "deed.decision": "recorded the decision of the {body}, meeting {meeting}: {outcome}",
    "deed.mandate": "gave a mandate as {role}, from {start}{end}",
    "deed.mandate_ended": "recorded that the mandate of entry {number} ends on {end}",
    "deed.withdrawn": "withdrew entry {number} by a correction",
    "deed.amended": "amended entry {number} by a correction",
    "deed.migration": "moved the case from {source} to {dest}",
    "deed.workflow_published": "published the workflow {workflow}",
    "story.answer": "The answer given: {said}",
    "story.concerns": "Concerns: {countries}.",
    "story.recused": "Stood aside: {countries}.",
    "story.correction.effective": "New effective date: {when}.",
    "story.correction.fields": "Fields changed: {fields}.",
    "entry.refusal.act": "act",
    "entry.refusal.unregistered": "Nobody is registered under the name given.",
    # Effective when
    "story.effective": "Effective {when}.",
    "story.effective.same_day": "Effective the same day.",
    "story.effective.first": "Effective {when}; first recorded as effective {before}.",
    # Relying on what
    "story.relying": "Relying on {grounds}.",
    "story.ground.evidence": "'{title}' (entry {number})",
    "story.ground.decision": "a decision of the {body} (entry {number})",
    "story.ground.mandate": "a mandate as {role} (entry {number})",
    "story.ground.entry": "entry {number}",
    "story.ground.own_mandate": "the mandate of entry {number}",
    "story.ground.letter": "the letter '{letter}'",
    # After which refusals
    "story.after_refusals.one": "After one refused attempt (entry {numbers}).",
    "story.after_refusals.other": "After {count} refused attempts (entries {numbers}).",
    # What is to be said of it beside
    "story.note": "Note: {note}",
    "story.certainty.possible": "This is possible, and not certain.",
    "story.certainty.disputed": "The sources disagree about this.",
    "story.withdrawn": "Withdrawn since (entry {number}).",
    "story.amended.one": "Amended since (entry {numbers}).",
    "story.amended.other": "Amended since (entries {numbers}).",
    "story.file": "{name} (SHA-256 {sha256})",
    # The program's own doings, counted
    "story.own": "Besides, the program recorded of its own accord: {kinds}.",
    "story.own.due.one": "{count} due date",
    "story.own.due.other": "{count} due dates",
    "story.own.reminder.one": "{count} reminder",
    "story.own.reminder.other": "{count} reminders",
    "story.own.delivery.one": "{count} delivery of a mail",
    "story.own.delivery.other": "{count} deliveries of mails",
    # Headings
    "label.story": "What happened",
}
