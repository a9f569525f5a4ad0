"""English: reminders to the communes."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "subject": "Subject: {commune} – what we are expecting from your commune",
    "greeting": "Dear {contact},",
    "greeting.nobody": "Dear Sir or Madam,",
    "opening": "I am writing on behalf of the coordination of the group of partner communes. "
    "Unless I am mistaken, as of {day} we are still missing the following from your commune:",
    "deliverable": "- {what}: due by {day};",
    "deliverable.late": "- {what}: the due date was {day};",
    "deadline": "- {what}: the deadline is {day};",
    "deadline.late": "- {what}: the deadline was {day};",
    "follow_up": "- {what} (follow-up of the platform): the planned date is {day};",
    "follow_up.late": "- {what} (follow-up of the platform): the planned date was {day};",
    "measure": "- by {day}, the year's value of each of these indicators:",
    "measure.late": "- the year's value, which was due by {day}, of each of these indicators:",
    "unavailable": "- if you know them by now, the values of these indicators, which were not yet "
    "available:",
    "indicator": "    · {what}",
    "attendance": '- the signed attendance list of the activity "{what}", held in your '
    "commune and ended on {day};",
    "minutes": '- your notes and documents from the platform "{what}", which your commune '
    "hosted and which ended on {day}, for the minutes;",
    "absence": '- a word of apology for the platform "{what}" of {day}, where your commune '
    "was not represented;",
    "evaluation": "- your yearly evaluation of the coordination, on the form provided, by {day};",
    "evaluation.late": "- your yearly evaluation of the coordination, on the form provided, which "
    "was due by {day};",
    "request": "Please send me these by the dates given.",
    "request.late": "For what has no date or is past it, could you answer me by {by} at the "
    "latest? For the rest, the dates given are fine.",
    "request.all_late": "Could you answer me by {by} at the latest?",
    "help": "If anything stands in your way, just tell me: we shall look for a solution together. "
    "If you have already answered me, please disregard this message.",
    "closing": "With many thanks and best regards,",
    "name": "{name}",
    "role": "Coordination of the group of partner communes",
    "phone": "Telephone: {phone}",
    "mail": "Email: {mail}",
}
