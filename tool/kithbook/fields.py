"""The table of fields: key, reader, meaning. Reading, the manual, the JSON Schema and "did you mean" use it.

The order is the order in which the tool adds fields to a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Any

from kithbook import values
from kithbook.frozen import dataclass
from kithbook.values import Reader

TEXT: Mapping[str, Any] = MappingProxyType({"type": "string"})
TEXTS: Mapping[str, Any] = MappingProxyType(
    {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
)
DATE: Mapping[str, Any] = MappingProxyType(
    {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
)
PARTIAL: Mapping[str, Any] = MappingProxyType(
    {"type": ["string", "integer"], "pattern": "^([0-9]{4}|-)(-[0-9]{2}(-[0-9]{2})?)?$"}
)
NUMBER: Mapping[str, Any] = MappingProxyType({"type": "number", "minimum": 0})
FLAG: Mapping[str, Any] = MappingProxyType({"type": "boolean"})
HANDLES: Mapping[str, Any] = MappingProxyType(
    {
        "anyOf": [
            {"type": "string"},
            {"type": "array", "items": {"type": "string"}},
            {"type": "object", "additionalProperties": {"anyOf": [{"type": "string"}, {"type": "array"}]}},
        ]
    }
)
STEPS: Mapping[str, Any] = MappingProxyType(  # to YAML the words before the colon are a key
    {"type": "array", "items": {"type": ["string", "object"]}}
)
DATES: Mapping[str, Any] = MappingProxyType({"type": "object", "additionalProperties": {"type": ["string", "null"]}})


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One key of the frontmatter. `attribute` is its name in the model, `example` what a person would type."""

    key: str
    reader: Reader
    meaning: str
    example: str
    schema: Mapping[str, Any] = field(default_factory=lambda: TEXT)
    attribute: str = ""
    required: bool = False

    @property
    def name(self) -> str:
        """The attribute of the model that holds the value."""
        return self.attribute or self.key


OTHER_WORDS: Mapping[str, str] = MappingProxyType(
    {
        word: key
        for key, words in {
            "name": "fullname full_name fn",
            "aliases": "alias nickname nicknames nick",
            "organisation": "organization org company firm employer business",
            "role": "job job_title position profession",
            "email": "mail e-mail emails email_address",
            "phone": "tel telephone mobile cell cellphone phones number whatsapp",
            "url": "website web site homepage linkedin link urls",
            "address": "addr street home",
            "town": "city place location",
            "language": "lang",
            "photo": "picture image avatar portrait",
            "card_photo": "card business_card businesscard card_picture",
            "tags": "tag label labels category categories keywords group groups",
            "cadence": "frequency interval every rhythm",
            "birthday": "bday dob born birthdate date_of_birth",
            "referred_by": "referral introduced_by via source",
            "met_at": "where_met met_where",
            "value": "worth revenue",
            "date": "when day",
            "starts": "start begins from",
            "ends": "end until",
            "cost": "price expenses",
        }.items()
        for word in words.split()
    }
)
"""What other programs and people call a field, for "did you mean"."""
NOTES = frozenset({"note", "notes", "comment", "comments", "description", "text", "bio", "about"})
"""What stands below the frontmatter here."""


def _table(*fields: Field) -> Mapping[str, Field]:
    return MappingProxyType({field.key: field for field in fields})


_NAME = Field(key="name", reader=values.text, meaning="What to call it.", example="Ada Rossi", required=True)
_ALIASES = Field(
    key="aliases",
    reader=values.texts,
    schema=TEXTS,
    meaning="Other names under which links and commands find it.",
    example="[Ada]",
)
_KIND = Field(
    key="kind",
    reader=values.text,
    schema={"enum": ["contact", "event", "organisation", "campaign"]},
    meaning="What the file is about, where the folder does not say it.",
    example="contact",
)
_TAGS = Field(
    key="tags", reader=values.texts, schema=TEXTS, meaning="Words to find it by.", example="[customer, garden]"
)
_TOWN = Field(key="town", reader=values.text, meaning="The town.", example="Milano")
_CADENCE = Field(
    key="cadence",
    reader=values.cadence,
    meaning='How often to be in touch; overrides the tier\'s. "4..6 weeks" is ideal..latest; "never".',
    example="4 weeks",
)
_PRIVATE = Field(
    key="private",
    reader=values.private,
    schema=FLAG,
    meaning="Never leaves this machine: not in a published site or feed.",
    example="true",
)

CONTACT = _table(
    _NAME,
    _ALIASES,
    Field(
        key="organisation",
        reader=values.text,
        meaning="Where they belong: an organisation's id, or free text.",
        example="acme",
    ),
    Field(key="role", reader=values.text, meaning="What they do there.", example="Head of purchasing"),
    Field(
        key="email",
        attribute="emails",
        reader=values.handles,
        schema=HANDLES,
        meaning="E-mail: a value, a list, or {work: …, home: …}.",
        example="ada@rossi.example",
    ),
    Field(
        key="phone",
        attribute="phones",
        reader=values.handles,
        schema=HANDLES,
        meaning="Phone, written as the e-mail is.",
        example='{mobile: "+39 333 5550100"}',
    ),
    Field(
        key="url",
        attribute="urls",
        reader=values.handles,
        schema=HANDLES,
        meaning="Web pages and profiles.",
        example="https://rossi.example",
    ),
    Field(key="address", reader=values.text, meaning="Where letters go, as free text.", example="Via Roma 1, Milano"),
    _TOWN,
    Field(key="language", reader=values.language, meaning="The language they are written to in.", example="it"),
    Field(key="photo", reader=values.text, meaning="A picture below the contacts folder.", example="photos/ada.jpg"),
    Field(
        key="card_photo",
        attribute="card_photos",
        reader=values.texts,
        schema=TEXTS,
        meaning="Pictures of their business cards, below the contacts folder.",
        example="cards/ada-rossi.jpg",
    ),
    _TAGS,
    Field(
        key="tier",
        reader=values.tier,
        meaning="How much they matter: a tier of the settings; lends cadence, weight and capacity.",
        example="key",
    ),
    _CADENCE,
    Field(
        key="prefers", reader=values.channel, meaning="The channel on which they like to be reached.", example="call"
    ),
    Field(
        key="why",
        reader=values.text,
        meaning="The reason this person is on the list.",
        example="She buys what only we can repair on site",
    ),
    Field(key="met", reader=values.day, schema=DATE, meaning="The day you met.", example="2026-10-03"),
    Field(
        key="met_at",
        reader=values.text,
        meaning="Where you met: an event's id, or free text.",
        example="2026-10-fiera-milano",
    ),
    Field(
        key="referred_by",
        reader=values.text,
        meaning="Who brought you together: a contact's id.",
        example="bruno-conti",
    ),
    Field(
        key="owner",
        reader=values.text,
        meaning="Which of you looks after them, where several keep one journal.",
        example="irene",
    ),
    Field(
        key="campaigns",
        reader=values.enrolments,
        schema=DATES,
        meaning="The campaigns they take part in, since when.",
        example="{spring-launch: 2026-10-05}",
    ),
    Field(
        key="birthday",
        reader=values.partial_date,
        schema=PARTIAL,
        meaning="1979-04-12, or --04-12, 1979-04, 1979 where parts are unknown.",
        example="--04-12",
    ),
    Field(
        key="occasions",
        reader=values.occasions,
        schema=DATES,
        meaning="Other personal days by name.",
        example="{wedding: 2010-06-05, name day: --12-07}",
    ),
    Field(key="needs", reader=values.texts, schema=TEXTS, meaning="What they look for.", example="[a printer]"),
    Field(key="offers", reader=values.texts, schema=TEXTS, meaning="What they can give.", example="[export advice]"),
    Field(
        key="value",
        reader=values.number,
        schema=NUMBER,
        meaning="What they bring in a year, in the journal's currency.",
        example="12000",
    ),
    Field(
        key="verified",
        reader=values.day,
        schema=DATE,
        meaning="When the details were last confirmed.",
        example="2026-03-01",
    ),
    Field(
        key="imported",
        reader=values.day,
        schema=DATE,
        meaning="The day an import brought them; a cadence is counted from it until there is a touch.",
        example="2026-03-01",
    ),
    Field(
        key="bounced",
        reader=values.texts,
        schema=TEXTS,
        meaning="Addresses that are known to be dead.",
        example="[ada@old.example]",
    ),
    Field(
        key="not_same_as",
        reader=values.texts,
        schema=TEXTS,
        meaning="Contacts that look like this one and are somebody else: their ids.",
        example="[ada-rossi-2]",
    ),
    Field(
        key="consent",
        reader=values.consent,
        schema=DATES,
        meaning="What they agreed to, and when.",
        example="{newsletter: 2026-01-03}",
    ),
    Field(
        key="snoozed_until",
        attribute="snoozed",
        reader=values.snooze,
        meaning='Hidden from the plan until a day; "since" tells when it was set, so that a later touch ends it.',
        example="2027-01-10 since 2026-11-20",
    ),
    Field(
        key="archived",
        reader=values.day_and_reason,
        meaning="Since when nothing is planned any more, and why.",
        example="2026-08-01 not a fit",
    ),
    Field(key="deceased", reader=values.day, schema=DATE, meaning="The day they died.", example="2026-08-01"),
    _PRIVATE,
    Field(
        key="uid",
        reader=values.text,
        meaning="A name that stays when the file is renamed; calendars know the contact by it.",
        example="5c0f7c1e-ada",
    ),
    _KIND,
)

EVENT = _table(
    _NAME,
    _ALIASES,
    Field(key="date", attribute="starts", reader=values.day, schema=DATE, meaning="Its day.", example="2026-10-03"),
    Field(key="starts", reader=values.day, schema=DATE, meaning="Its first day.", example="2026-10-03"),
    Field(key="ends", reader=values.day, schema=DATE, meaning="Its last day.", example="2026-10-05"),
    _TOWN,
    Field(key="purpose", reader=values.text, meaning="Why you go.", example="find two resellers for the north"),
    Field(key="goal", reader=values.number, schema=NUMBER, meaning="How many people to meet.", example="8"),
    Field(key="cost", reader=values.number, schema=NUMBER, meaning="What it cost.", example="340"),
    _TAGS,
    Field(key="url", reader=values.text, meaning="Its web page.", example="https://fair.example"),
    _PRIVATE,
    _KIND,
)

ORGANISATION = _table(
    _NAME,
    _ALIASES,
    _CADENCE,
    Field(
        key="quiet",
        reader=values.quiet,
        schema=TEXTS,
        meaning="When business rests there: months and stretches of days.",
        example="[Aug, 20 Dec..6 Jan]",
    ),
    _TAGS,
    _TOWN,
    Field(key="url", reader=values.text, meaning="Its web page.", example="https://acme.example"),
    _PRIVATE,
    _KIND,
)

CAMPAIGN = _table(
    _NAME,
    _ALIASES,
    Field(
        key="audience",
        reader=values.text,
        meaning="Whom it is for, as a query; or leave it out and enrol people by hand.",
        example="tag:customer tier:key,good -town:Roma",
    ),
    Field(
        key="channels", reader=values.channels, schema=TEXTS, meaning="The channels it uses.", example="[email, call]"
    ),
    _CADENCE,
    Field(key="starts", reader=values.day, schema=DATE, meaning="Its first day.", example="2026-10-01"),
    Field(key="ends", reader=values.day, schema=DATE, meaning="Its last day.", example="2027-03-31"),
    Field(
        key="steps",
        reader=values.steps,
        schema=STEPS,
        meaning="A sequence of touches, each after the one before.",
        example="\n  - 2 days call: thank them and propose a coffee",
    ),
    Field(
        key="reactions",
        reader=values.reactions,
        schema=DATES,
        meaning="What to do on each outcome, in the time the medium allows.",
        example="\n  positive: 2 days call: answer",
    ),
    _TAGS,
    _PRIVATE,
    _KIND,
)

KINDS: Mapping[str, Mapping[str, Field]] = MappingProxyType(
    {"contact": CONTACT, "event": EVENT, "organisation": ORGANISATION, "campaign": CAMPAIGN}
)
FOLDERS: Mapping[str, str] = MappingProxyType(
    {"events": "event", "organisations": "organisation", "campaigns": "campaign"}
)

PARTS: Mapping[str, str] = MappingProxyType(
    {
        "notes": "what stands in the body of a file beside its lists",
        "log": "the touches",
        "next": "the next steps",
        "cards": "the cards of an event",
        "templates": "the messages of a campaign",
        "pages": "files without fields, as pages",
        "inbox": "the lines of the inbox",
        "plan": "what falls due: on the pages and in the feeds",
    }
)
"""What else a file consists of, by the names under which it can be published."""
NEVER_LISTED = frozenset({"private", "kind"})


def publishable() -> tuple[str, ...]:
    """Everything that can be on the list of what is published."""
    keys = (key for table in KINDS.values() for key in table if key not in NEVER_LISTED)
    return tuple(dict.fromkeys((*keys, *PARTS)))
