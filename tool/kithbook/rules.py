"""Every rule that `kith check` knows, in one table: code, severity, and what it protects.

The manual has a paragraph for each, `tests/errors/` a pair of files for each; a test holds the
three sets equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kithbook.diagnostic import Rule, Severity

_ALL: list[Rule] = []


def _rule(severity: Severity, code: str, summary: str) -> Rule:
    rule = Rule(code=code, severity=severity, summary=summary)
    _ALL.append(rule)
    return rule


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

# Files
NOT_UTF8 = _rule(_E, "not-utf8", "A file is text in UTF-8; anything else cannot be read.")
TOO_LARGE = _rule(_E, "too-large", "A file of more than 5 MB is not read.")
UNREADABLE = _rule(_E, "unreadable", "A file that the system refuses to open cannot be read.")
NOT_A_FILE = _rule(_W, "not-a-file", "Pipes, devices and the like with the name of a contact are not read.")
CONFLICT_COPY = _rule(_W, "conflict-copy", "A copy that a synchronising program left behind is not read.")
LINK_OUTSIDE = _rule(_W, "link-outside", "A symbolic link that leaves the contacts folder is not followed.")
CONFLICT_MARKERS = _rule(_E, "conflict-markers", "A merge was left half done: git's markers stand in the file.")
NOT_A_CONTACT = _rule(_W, "not-a-contact", "A log or next steps in a page: nothing is planned without frontmatter.")
DUPLICATE_ID = _rule(_E, "duplicate-id", "Two files have the same id, compared without case and in one Unicode form.")
DUPLICATE_ALIAS = _rule(_W, "duplicate-alias", "Two contacts answer to one alias, so that a link to it is ambiguous.")
DUPLICATE_UID = _rule(_E, "duplicate-uid", "Two contacts have one uid, so that their calendar entries are the same.")

# Frontmatter as YAML
UNCLOSED_FRONTMATTER = _rule(_E, "unclosed-frontmatter", "The frontmatter begins with --- and never ends.")
HIDDEN_FRONTMATTER = _rule(_E, "hidden-frontmatter", "Fields that do not begin in the first line are not read.")
YAML_SYNTAX = _rule(_E, "yaml-syntax", "The frontmatter is not YAML at this place; the field is not read.")
YAML_FEATURE = _rule(_E, "yaml-feature", "Anchors, aliases, tags and merge keys hide what a value is.")
YAML_DEPTH = _rule(_E, "yaml-depth", "Values nested deeper than eight levels are not read.")
NOT_FIELDS = _rule(_E, "not-fields", "The frontmatter is a set of lines `key: value`.")
DUPLICATE_KEY = _rule(_E, "duplicate-key", "A key that stands twice: YAML would silently drop the first.")
CUT_BY_COMMENT = _rule(_W, "cut-by-comment", "Everything behind ` #` is a comment, perhaps against the writer's will.")
CONTROL_CHARACTER = _rule(_E, "control-character", "Invisible control characters do not belong into frontmatter.")

# Fields
UNKNOWN_KEY = _rule(_W, "unknown-key", "A key that means nothing here; it is kept and not read.")
UNKNOWN_KIND = _rule(_E, "unknown-kind", "`kind:` is contact, event, organisation or campaign.")
MISSING_NAME = _rule(_E, "missing-name", "Every contact, event, organisation and campaign has a name.")
WRONG_SHAPE = _rule(_E, "wrong-shape", "A list stands where one value is meant, or the other way round.")
DATE_FORM = _rule(_E, "date-form", "A date in another form than 2026-03-01, clear enough to be corrected.")
DATE_AMBIGUOUS = _rule(_E, "date-ambiguous", "A date that could mean two days is not guessed.")
DATE_IMPOSSIBLE = _rule(_E, "date-impossible", "A day that no calendar has.")
DATE_UNREADABLE = _rule(_E, "date-unreadable", "Something else stands where a date is meant.")
MISREAD_DATE = _rule(
    _E, "misread-date", "A number stands where a date is meant: programs that read YAML count with it."
)
INTERVAL = _rule(_E, "interval", "A length of time has a number above zero, a unit, and at most ten years.")
NUMBER = _rule(_E, "number", "A value, a goal or a cost is a plain number.")
PRIVATE_VALUE = _rule(_E, "private-value", "`private:` is true or false; anything else counts as true.")
LANGUAGE = _rule(_W, "language", "A language is a code such as en, it or pt-BR.")
QUIET_TIME = _rule(_E, "quiet-time", "A quiet time is a month, a day, or a stretch `20 Dec..6 Jan`.")
UNKNOWN_CHANNEL = _rule(_E, "unknown-channel", "A channel is one of the settings' channels.")
UNKNOWN_TIER = _rule(_E, "unknown-tier", "A tier is one of the settings' tiers.")
EMAIL = _rule(_E, "email", "An e-mail address that cannot be one.")
PHONE = _rule(_W, "phone", "A phone number that cannot be one.")
URL = _rule(_W, "url", "A web address begins with https:// or http://.")
QUERY = _rule(_E, "query", "A filter that cannot be understood.")
STEP_FORM = _rule(_E, "step-form", "A step or a reaction is `2 days call: what to do`.")
UNKNOWN_OUTCOME = _rule(_E, "unknown-outcome", "A reaction answers to one of the outcomes of a touch.")
ENDS_BEFORE_START = _rule(_E, "ends-before-start", "An event or a campaign ends after it starts.")

# Lines of the body
NOT_A_TOUCH = _rule(_W, "not-a-touch", "A line under `## Log` that is no touch; it is kept and counts for nothing.")
UNKNOWN_MARK = _rule(_E, "unknown-mark", "A mark is a direction, an outcome, or help that was exchanged.")
TWO_OUTCOMES = _rule(_E, "two-outcomes", "A touch has one outcome and one direction.")
NOT_A_FOLLOW_UP = _rule(_W, "not-a-follow-up", "A line under `## Next` that is no follow-up.")
FOLLOW_UP_WITHOUT_DATE = _rule(_W, "follow-up-without-date", "No next step without a date.")
FOLLOW_UP_FORM = _rule(_W, "follow-up-form", "A follow-up without the colon before its text; it is read all the same.")
NOT_A_CARD = _rule(_W, "not-a-card", "A line under `## Cards` that is no business card.")
TWO_SECTIONS = _rule(
    _E, "two-sections", "`## Log`, `## Next` or `## Cards` stands twice, so that a new line has no one place."
)

# The journal as a whole
TOUCH_IN_FUTURE = _rule(_I, "touch-in-future", "A touch with a date to come is an appointment.")
DISTANT_TOUCH = _rule(_W, "distant-touch", "A touch more than a year ahead is a slip in the year.")
BIRTHDAY_IN_FUTURE = _rule(_W, "birthday-in-future", "A birthday to come is a slip in the year.")
DANGLING_LINK = _rule(_W, "dangling-link", "A `[[link]]` to nothing.")
DANGLING_REFERRAL = _rule(_W, "dangling-referral", "`referred_by` names a contact of the journal.")
DANGLING_DOUBLE = _rule(_W, "dangling-double", "`not_same_as` names another contact of the journal.")
CIRCULAR_REFERRAL = _rule(_E, "circular-referral", "Nobody was brought by somebody whom they brought themselves.")
DANGLING_EVENT = _rule(_W, "dangling-event", "`met_at` looks like an event's id, and there is no such event.")
DANGLING_ORGANISATION = _rule(_W, "dangling-organisation", "`organisation` looks like an id, and there is none.")
DANGLING_CAMPAIGN = _rule(_W, "dangling-campaign", "`campaigns` names campaigns of the journal.")
MISSING_PHOTO = _rule(_W, "missing-photo", "A picture is not where `photo` or `card_photo` says.")
UNCLOSED_PRIVATE = _rule(_W, "unclosed-private", "A private section that is never closed goes to the end of the file.")
UNOPENED_PRIVATE = _rule(_E, "unopened-private", "What closes a private section has something to close.")
MISSPELT_PRIVATE = _rule(_W, "misspelt-private", "The marker of a private section is written <!-- private -->.")
FOLLOW_UP_OF_ARCHIVED = _rule(
    _W, "follow-up-of-archived", "A promise to somebody for whom nothing is planned any more."
)
CARD_WITHOUT_NEXT_STEP = _rule(_W, "card-without-next-step", "No card without a next step, two days after an event.")
MISSING_WHY = _rule(_W, "missing-why", "Somebody of the top tier has a reason to be there.")
TIER_OVER_LIMIT = _rule(_W, "tier-over-limit", "A tier holds no more people than one can keep up with.")
MISSING_PURPOSE = _rule(_W, "missing-purpose", "Every event has a purpose.")
DRAFT_CAMPAIGN = _rule(_W, "draft-campaign", "A campaign that lacks something is a draft.")
TEMPLATE_FIELD = _rule(_W, "template-field", "A field of a template is one of those that `kith draft` can fill in.")

# Settings
SETTINGS_SYNTAX = _rule(_E, "settings-syntax", "The settings file is not TOML.")
UNKNOWN_SETTING = _rule(_W, "unknown-setting", "A key that means nothing under `[tool.kith]`.")
SETTING = _rule(_E, "setting", "A setting has a value that it cannot have; the default is used.")

RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in _ALL})
