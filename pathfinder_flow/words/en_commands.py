"""English: what the commands on deadlines, reminders and mail say."""

COMMANDS = {
    "when.local": "{day}, {time} ({zone})",
    # Wrong usage
    "usage.span": "'{given}' is not a span of time: give 90d, 12w, 6m or a number of days.",
    "usage.until": "'{given}' is not a day to come: give 2027-06-30, or a span such as +18months.",
    "usage.past": "{given} has passed: give a day to come.",
    "usage.far": "{given} is too far ahead: at most {years} years are foreseen.",
    "usage.language": "There are no mails in '{given}': there are templates for {known}.",
    "usage.one_form": "Choose one way of printing it.",
    "usage.feed_alone": "A calendar holds all deadlines: --ics goes with --country and --lang "
    "alone.",
    "usage.feed_language": "--lang is the language of the calendar and goes with --ics; for what "
    "you read yourself, give --lang before the command.",
    "usage.evidence_alone": "--evidence names a report on file: leave --file, --url and --field "
    "out.",
    "usage.field_alone": "--field goes with the report: attach it with --file or --url.",
    "usage.ids_or_all": "Name the mails by their ids, or give --all.",
    # Deadlines
    "standing.suspended_since": "suspended since {since}",
    "deadlines.none": "No report is owed.",
    "deadlines.none_chosen": "Nothing is due then.",
    "deadlines.no_zone": "Nobody has said yet in which of their time zones the day ends for "
    "{countries}: until then no reminder goes out to them and nothing becomes overdue. These "
    "commands show the zones, and with a zone and --reason say which holds:",
    "feed.all": "Alliance 8.7: reports due",
    "feed.country": "Alliance 8.7: reports due from {country}",
    "explain.steps": "How the date was computed",
    "explain.earlier": "Earlier dates on record",
    "explain.due": "Due on {day}: {standing}.",
    "explain.not_owed": "No report is owed for {period}: {why}.",
    "explain.result": "Settled as '{outcome}' from {when} on (entry {number}).",
    "explain.working_day": "{day} is a working day ({calendar}, {version}).",
    "explain.fallen_away": "It fell away: {why} ({workflow}).",
    "explain.suspended": "Suspended since {since} (entry {number}): no reminder goes out and "
    "nothing becomes overdue until 'deadline resume {country}'.",
    "explain.same_none": "Recomputed now: still not owed.",
    "explain.other_none": "Recomputed now: no longer owed; the next run puts that on record with "
    "its reason.",
    "explain.left": "Recomputed now: {day}, another date; as it is settled or has passed, the one "
    "on record stays.",
    "explain.earlier_date": "{day}: on record since {moment} (entry {number}), {because}",
    "explain.earlier_none": "none: on record since {moment} (entry {number}), {because}",
    "zones.only": "{country} has one time zone: its deadlines end at midnight in {zone}.",
    "zones.said": "The deadlines of {country} end at midnight in {zone} (entry {number}).",
    "zones.unsaid": "Nobody has said yet which holds for {country}: say it with 'country zone "
    "{code} ZONE --reason TEXT'.",
    "zones.none": "No time zone is known for {country}.",
    # Rungs
    "rung.opening": "on the day reporting opens",
    "rung.due": "on the due date",
    "rung.before_opening.one": "{count} day before reporting opens",
    "rung.before_opening.other": "{count} days before reporting opens",
    "rung.after_opening.one": "{count} day after reporting opens",
    "rung.after_opening.other": "{count} days after reporting opens",
    "rung.before_due.one": "{count} day before the due date",
    "rung.before_due.other": "{count} days before the due date",
    "rung.after_due.one": "{count} day after the due date",
    "rung.after_due.other": "{count} days after the due date",
    "ladder.title": "{name}: on working days of those it is to, {start}:00 to {end}:00",
    "label.said": "What was said",
    # Reminders
    "reminder.state": "{state}, for {to}",
    "reminder.copy": "{role} (copy)",
    "reminder.withheld": "withheld: {why}",
    "reminder.would_be_withheld": "will be withheld: {why}",
    "reminder.to_come": "will go to {to}",
    "reminder.waits.not_reachable": "waits: nobody in the country can be written to",
    "reminder.waits.not_told": "waits until the country has been told that the report is late",
    "why.waits.not_reachable": "It waits: nobody in the country can be written to. It will go out "
    "once a focal point with a valid address is on record.",
    "why.waits.not_told": "It waits until an address in the country has accepted the word that "
    "the report is late, and until the time to answer has passed.",
    "reminder.no_address": "will go to the Secretariat instead: nobody can be reached",
    "reminder.no_zone": "No reminder can go out yet: nobody has said in which of its time zones "
    "the day ends for {country}; 'country zone {country}' shows them.",
    "why.written": "A mail to {to} at {address}, in {language}, was written on {moment} (entry "
    "{number}, mail {id}): '{subject}'.",
    "why.copied": "A copy went to {to} at {address}, in {language}, on {moment} (entry {number}, "
    "mail {id}): '{subject}'.",
    "why.withheld": "It was withheld on {moment} (entry {number}): {why}.",
    "why.would_be_withheld": "It is due on {moment} and will be withheld as things stand: {why}.",
    "why.to_come": "It will go to {to} at {address} on {moment}, in {language}.",
    "why.copy_to_come": "A copy will go to {to} at {address} on {moment}, in {language}.",
    "why.nobody": "Nobody holds a mandate as {roles} for {country} then; record one with 'mandate "
    "add'.",
    "why.instead": "If that stays so, the Secretariat's office will be told instead on {moment}.",
    "unserved.no_address": "No address is known of {whom}; add one with 'mandate contact'.",
    "unserved.bad_address": "What is on file of {whom} is no mail address; change it with 'mandate "
    "contact'.",
    "unserved.doubtful": "Mail to {whom} has come back, so it is not tried again; give a new "
    "address with 'mandate contact'.",
    "forecast.none": "Nothing will be sent by then.",
    # Mails
    "mail.queued": "It has waited in the outbox since {moment}.",
    "mail.sending": "It has been in hand since {moment}.",
    "mail.sent": "It was sent on {moment}.",
    "mail.deferred": "It was not taken on {moment} (attempts: {attempts}) and will be tried again "
    "on {next}.",
    "mail.unknown": "Nobody knows since {moment} whether it arrived; it will be sent again with "
    "the same Message-ID on {next}.",
    "mail.failed": "It failed on {moment}; try it again with 'outbox retry {id}'.",
    "mail.failed.unwritten": "It could not be written on {moment}; mend the cause, then 'outbox "
    "retry {id}'.",
    "mail.failed.refused": "The server refused it on {moment}; the Secretariat was written to "
    "instead.",
    "mail.failed.bounced": "It came back on {moment}; the Secretariat was written to instead.",
    "mail.failed.given_up": "It was given up on {moment} (attempts: {attempts}); the Secretariat "
    "was written to instead.",
    "mail.held": "It has been held since {moment}; let it go with 'outbox release {id}'.",
    "mail.held.release": "It has waited for a person since {moment}; let it go with 'outbox "
    "release {id}'.",
    "mail.held.draft": "It is a draft since {moment}: read it, then 'outbox release {id}' or "
    "'outbox cancel {id}'.",
    "mail.held.person": "Somebody has held it since {moment}; let it go with 'outbox release "
    "{id}'.",
    "mail.held.daily_limit": "No more mail went to that address on that day; it will be sent on "
    "{next}.",
    "mail.cancelled": "It was cancelled on {moment}.",
    "mail.cancelled.person": "Somebody cancelled it on {moment}.",
    "mail.cancelled_for": "It was cancelled on {moment}: {why}.",
    "mail.reply": "Last answer: {reply}",
    "mail.unwritten": "The mail has no text, as it could not be written; mend the cause, then "
    "'outbox retry {id}'.",
    "outbox.none": "There are no mails yet.",
    "outbox.none_such": "There are no such mails.",
    "outbox.none_waiting": "No mail waits for release.",
    "ask.release": "Mails to release: {count}. Let them all go out? [y/N]",
    "bounce.failed": "will not arrive",
    "bounce.known": "known already",
    "bounce.delayed": "delayed, still tried",
    "bounce.unmatched": "of none of our mails",
    "bounce.other": "not a notice",
    "bounces.failed": "will not arrive: {count}",
    "bounces.known": "known already: {count}",
    "bounces.delayed": "delayed: {count}",
    "bounces.unmatched": "of none of our mails: {count}",
    "bounces.other": "not a notice: {count}",
    # Status
    "status.last_tick": "Last look",
    "status.next_turn": "Next turn",
    "status.oldest": "Oldest unsent mail",
    "status.queue": "Mails: {state}",
    "status.mail": "{id}, since {since}",
    "status.no_server": "No mail server is set: mails are kept in {folder} and reach nobody.",
    "status.well": "All is well.",
    "trouble.never_ran": "The scheduler has never run here: start 'pathfinder-flow run', or 'run "
    "--once' every few minutes from cron.",
    "trouble.stopped": "The scheduler has not looked since {since}: see that 'pathfinder-flow run' "
    "is running, and what it logged last.",
    "trouble.overdue_look": "Something has been due since {since} and nobody has looked at it: see "
    "what 'pathfinder-flow run' logs.",
    "trouble.stuck_mail": "Mail {id} has been unsent since {since} (last answer: {reply}): see "
    "that the mail server answers, then 'outbox retry {id}'.",
    "trouble.unwritten": "Mails that could not be written: {count}, among them {id} ({reply}): "
    "mend the cause, then 'outbox retry {id}'.",
    "trouble.cannot_look": "{country} could not be looked at since {since} ({said}): nothing is "
    "sent for it until that is mended; it is tried again every hour.",
    "trouble.office_unreached": "Mails that the Secretariat's own address did not take: {count}, "
    "among them {id} ({reply}): mend the setting 'office', then 'outbox retry' or 'outbox cancel'.",
    "trouble.drafts": "Letters that a person must read before they go: {count}, among them {id}: "
    "see "
    "'outbox show {id}', then 'outbox release' or 'outbox cancel'.",
    "trouble.waiting": "Mails that have been held for more than a day: {count}, among them {id}: "
    "see "
    "'outbox show {id}', then 'outbox release' or 'outbox cancel'.",
    "trouble.doubtful": "Mail does not arrive at the address of {people}: record the right one "
    "with "
    "'mandate contact'.",
    "trouble.no_ladder": "There is no ladder for '{obligation}' in ladders.yaml, so that nobody is "
    "reminded of it: name it there as the workflow does.",
    "trouble.no_zone": "Deadlines wait for a time zone of {countries}: 'country zone {example}' "
    "shows which there are and says how to choose.",
    # What was done
    "done.feed": "{path}: {count} deadline(s) written.",
    "done.extended": "Entry {number}: the report of {country} on {period} is now due on {day}.",
    "done.suspended": "Entry {number}: reporting by {country} is suspended.",
    "done.resumed": "Entry {number}: reporting by {country} is resumed.",
    "done.zone": "Entry {number}: the deadlines of {country} end at midnight in {zone}.",
    "done.report": "Entry {number}: {country}, {period}: {outcome}.",
    "done.report_stays": "The report of {country} is recorded; the country stays where it is until "
    "'advance {country} {event}' is possible.",
    "done.preview": "Written to {path}; nothing was sent.",
    "done.foreseeing": "Looking ahead",
    "done.sweeping": "Looking at countries",
    "done.rendered": "{count} mail(s) written to {path}; nothing was sent.",
    "done.contact": "Entry {number}: the contact of '{person}' is changed.",
    "done.mail_hold": "Held: {ids}.",
    "done.mail_release": "Released: {ids}.",
    "done.mail_cancel": "Cancelled: {ids}.",
    "done.mail_retry": "To be tried again: {ids}.",
    "done.bounces": "Notices read: {counts}.",
    "done.no_bounces": "There are no notices in it.",
}
