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
    # The report of an auditor
    "report.title": "Audit report: {country}",
    "report.title.programme": "Audit report: the programme",
    "report.all_recorded": "all that is recorded",
    "report.counts": "{entries}, of which corrections: {corrections}, refused attempts: "
    "{refusals}, moves attested by public sources: {attested_moves}, recorded by the program of "
    "its own accord: {own}",
    "report.board": "with a case: {manifested}, holding the status: {holding}, implementing: "
    "{implementing}",
    "report.possible.one": "Entry {numbers} is possible, and not certain.",
    "report.possible.other": "Entries {numbers} are possible, and not certain.",
    "report.disputed.one": "The sources disagree about entry {numbers}.",
    "report.disputed.other": "The sources disagree about entries {numbers}.",
    "report.nothing": "nothing of what is told here",
    "report.empty": "Nothing is told here: nothing was recorded that held then.",
    "report.left_out": "Left out: entries that the program recorded of its own accord ({count}); "
    "--everything tells them too.",
    "label.stands": "Where it stands",
    "label.countries": "Countries",
    "label.as_of": "As of",
    "label.known_at": "As known",
    "label.entries": "Entries",
    "label.uncertain": "Uncertain",
    "label.unseen": "Never seen",
    # What became known between two moments
    "diff.title": "What became known between {first} and {second}",
    "diff.stood": "Where they stood on {day}, as known at the first moment and at the second",
    "diff.nothing": "Nothing became known between {first} and {second}.",
    "diff.late": "Learned late: recorded later, about what had happened by {day}",
    "diff.changes": "Corrected since",
    "diff.other": "Also new: {kinds}.",
    "diff.effective": "effective {before} → {after}",
    "diff.withdrawn": "withdrawn",
    "diff.restored": "no longer withdrawn",
    "diff.by.one": "by entry {numbers}",
    "diff.by.other": "by entries {numbers}",
    "board.brief": "{stage}; status: {status}",
    "label.known_first": "As known first",
    "label.known_second": "As known later",
    "label.programme": "The programme as a whole",
    # What was known on the day
    "knew.title": "What was known: entry {number}",
    "knew.decided": "Decided on {day}, recorded on {recorded}.",
    "knew.took_effect": "It took effect on {day} and was recorded on {recorded}.",
    "knew.same_day": "It took effect on the day it was recorded: {day}.",
    "knew.imprecise": "Its date is imprecise ({when}): what follows is about {day}, the last day "
    "it can be.",
    "knew.ahead": "It takes effect only later ({when}): what follows is about {day}, the day it "
    "was recorded.",
    "knew.unborn": "This ledger did not exist yet on {day}: it begins on {begins}.",
    "knew.held": "What this ledger held on {day}",
    "knew.recorded": "Where the countries stood on {day}, as known when it was recorded",
    "knew.same": "When it was recorded, on {recorded}, the same was known of that day.",
    "knew.differs": "What was known otherwise of that day when it was recorded, on {recorded}",
    "knew.covered": "The countries it covers, and where each stood on {day}, as known when it was "
    "recorded",
    "knew.could_act": "Who could act in this on {day}: mandates in force, as known when it was "
    "recorded",
    "knew.nobody": "No mandate to act in this on {day} was on record when it was recorded.",
    "label.aside": "Stood aside",
    "label.held": "Held then",
    "label.known_recorded": "Known when recorded",
    # Headings
    "label.story": "What happened",
}
