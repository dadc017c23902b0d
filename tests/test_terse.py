"""Templates that are compiled to do less work give what Jinja gives, and each language its own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, Template, TemplateAssertionError, UndefinedError
from markupsafe import Markup, escape

from kithbook import locale, words
from kithbook.views.pages import contact, contact_parts, people, rendering
from kithbook.views.pages.terse import Terse

TEMPLATE = """{% macro bold(text, more="&") %}<b>{{ text }}{{ more }}</b>{% endmacro %}
{% set kept = bold("<") %}
<p title="{{ text }}">{{ text | upper }}{{ text[:1] }}{{ number }}{{ safe }}{{ hear("<i>") }}{{ hear(text) }}{{ kept }}
{% for one in many %}{{ loop.index }}{{ bold(one) }}
{{ bold(one, ">") }}{{ hear(one) }}{{ ", " if not loop.last }}{% endfor %}
{% block more %}{{ hear(number=text) }}{{ hear(text) }}{% endblock %}
{% call(one) twice() %}{{ one }}{{ text }}{% endcall %}"""
HEAD = "{% macro twice() %}{{ caller('<') }}{{ caller(1) }}{% endmacro %}"


def heard(text: str = "", number: str = "") -> Markup:
    return Markup("<i>{}{}</i>").format(text, number)


def compiled(environment: Environment) -> Template:
    environment.globals["hear"] = heard
    return environment.from_string(HEAD + TEMPLATE)


OURS = compiled(Terse({"hear": heard}, undefined=StrictUndefined))
JINJAS = compiled(Environment(autoescape=True, undefined=StrictUndefined))


@given(text=st.text() | st.sampled_from(["<b>", "Ada", "a & b", "'\""]), many=st.lists(st.text(), max_size=3))
def test_a_template_says_what_jinja_would_say(text: str, many: list[str]) -> None:
    values = {"text": text, "many": many, "number": 7, "safe": Markup("<hr>")}
    assert OURS.render(values) == JINJAS.render(values)


def test_a_name_that_is_not_there_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        OURS.render(many=[])


def test_an_argument_that_a_macro_needs_is_an_error_when_it_is_missing() -> None:
    template = Terse({}, undefined=StrictUndefined).from_string(
        "{% macro bold(text) %}{{ text }}{% endmacro %}{{ bold() }}"
    )
    with pytest.raises(UndefinedError):
        template.render()


def test_arguments_in_a_list_are_refused_when_the_template_is_compiled() -> None:
    with pytest.raises(TemplateAssertionError):
        Terse({}).from_string("{{ hear(*words) }}")


@given(text=st.text(), number=st.integers(0, 3), channel=st.sampled_from(["call", "{0} <b>", "a}b"]))
def test_a_form_says_what_its_template_says(text: str, number: int, channel: str) -> None:
    values = {"channel": channel, "marks": (), "is_attempt": False, "is_ahead": True}
    fields = {"iso": "2026-03-01", "day": "1 Mar", "company": "", "number": str(number or ""), "by": ""}
    whole = fields | {"text": escape(text), "details": ""}
    filled_in = rendering.form("moment", {name: bool(value) for name, value in whole.items()}, **values)
    made = filled_in(tuple(whole.values()))
    assert made.split() == rendering.render("moment", **values, **whole).split()


def test_fixed_words_are_said_once_and_no_more() -> None:
    asked: list[str] = []

    def fixed(text: str) -> str:
        asked.append(text)
        return text.upper()

    environment = Terse({"_": fixed}, loader=DictLoader({"a": "{{ _('word') }}, {{ _(other) }}"}))
    environment.globals["_"] = fixed
    assert [environment.get_template("a").render(other="more") for _ in range(2)] == ["WORD, MORE", "WORD, MORE"]
    assert asked.count("word") == 1
    assert asked.count("more") == 2


def test_each_language_has_its_own_fixed_words_whichever_is_spoken_first() -> None:
    said = []
    for language in ("en", "it", "en"):
        with words.speaking(locale.catalogue(language)):
            said.append(rendering.render("trouble", title="?", messages=[]))
    assert said[0] == said[2] != said[1]


FORMS = [
    one
    for module in (contact, contact_parts, people)
    for one in vars(module).values()
    if isinstance(one, rendering.Form)
]
FIXED = {"image": "phone", "icon_of": "call", "what": "got", "state": "due"}


@pytest.mark.parametrize("written", FORMS, ids=lambda one: one.template)
@given(data=st.data())
def test_a_form_says_what_its_template_says_whichever_places_are_empty(
    written: rendering.Form, data: st.DataObject
) -> None:
    piece = st.sampled_from(["", "Ada", "{0}", "<b>x</b>", "}{", "100 % \0", "a\nb"])
    values = [data.draw(piece, label=place) for place in written.places]
    fixed = tuple(FIXED.get(name, data.draw(st.booleans(), label=name)) for name in written.fixed)
    whole = rendering.render(
        written.template,
        **dict(zip(written.fixed, fixed, strict=True)),
        **dict(zip(written.places, map(Markup, values), strict=True)),
    )
    assert written(fixed, *values) == whole


def test_a_form_whose_places_are_named_in_another_order_is_refused() -> None:
    with pytest.raises(TypeError, match="contact_idle"):
        rendering.Form("contact_idle", "why")((), because="words")
