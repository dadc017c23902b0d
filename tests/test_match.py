"""`kith match`: whose needs meet whose offers, and which introductions are worth making."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import TODAY, read_texts
from kithbook.insights.matching import BEST, COMMON, Introduction, introductions
from kithbook.insights.stems import Stemmer
from kithbook.views.introductions import introductions_as_json, log_line
from kithbook.views.terminal import columns
from planning import read
from running import kith, said

Write = Callable[[Mapping[str, str]], Path]
Golden = Callable[[str, str], None]
SAMPLE = Path(__file__).parents[1]


def pairs(ada: str, bruno: str, settings: str = "", **others: str) -> tuple[Introduction, ...]:
    """The introductions in a journal of Ada and Bruno, of whom these fields are written."""
    texts = {"ada": f"---\nname: Ada\n{ada}\n---\n", "bruno": f"---\nname: Bruno\n{bruno}\n---\n"}
    return introductions(read(settings=settings, **(texts | others)))


def test_a_need_meets_an_offer_by_the_stems_of_their_words() -> None:
    [pair] = pairs("language: en\nneeds: [somebody who prints brochures]", "language: en\noffers: [brochure printing]")
    assert (pair.one.id, pair.other.id) == ("ada", "bruno")
    assert (pair.meetings[0].need, pair.meetings[0].offer) == ("somebody who prints brochures", "brochure printing")


@pytest.mark.parametrize(
    ("language", "need", "offer"),
    [
        ("it", "un catalogo stampato", "cataloghi in piccole tirature"),
        ("de", "Verkäufer für Gartenscheren", "eine Gartenschere"),
        ("fr", "des ciseaux à tailler", "taille des vignes"),
        ("pt-BR", "tesouras para vinhas", "uma vinha"),
    ],
)
def test_stems_are_those_of_the_contacts_language(language: str, need: str, offer: str) -> None:
    assert len(pairs(f"language: {language}\nneeds: [{need}]", f"language: {language}\noffers: [{offer}]")) == 1


def test_notes_in_the_journals_language_about_somebody_of_another_meet_too() -> None:
    italian = "language: it\nneeds: [a printer for brochures]"
    assert len(pairs(italian, "language: ja\noffers: [printing brochures]", settings='language = "en"')) == 1


@pytest.mark.parametrize("language", ["en", "it", "de", "tlh", ""])
def test_words_that_say_nothing_meet_nothing(language: str) -> None:
    both = "somebody for something, qualcuno per una cosa, jemand mit einem der die das"
    assert pairs(f"language: {language}\nneeds: ['{both}']", f"language: {language}\noffers: ['{both}']") == ()


def test_a_language_without_stems_compares_whole_words() -> None:
    assert Stemmer("tlh").stems("Qapla' bortas", "tlh") == (frozenset({"qapla"}), frozenset({"bortas"}))


def test_accents_and_case_do_not_part_words() -> None:
    assert len(pairs("needs: [CAFFÈ verde]", "offers: [caffe tostato]")) == 1


@pytest.mark.parametrize("field", ["role: Printer", "organisation: Printers of Udine"])
def test_role_and_organisation_imply_an_offer(field: str) -> None:
    assert len(pairs("needs: [a printer]", field)) == 1


@pytest.mark.parametrize("field", ["tags: [printer]", "town: Printer"])
def test_a_tag_or_a_town_alone_is_no_offer(field: str) -> None:
    assert pairs("needs: [a printer]", field) == ()


@pytest.mark.parametrize(
    ("language", "need", "offer"),
    [
        ("en", "a brand that is not in every other shop", "Shop owner"),
        ("en", "shears reground within a week", "a pruning school with our shears"),
        ("en", "pruning shears for small hands", "pictures of hands at work"),
        ("en", "a workshop for her thesis on tool steel", "small quantities of the new steel"),
        ("en", "display stands of wood, not plastic", "olive and box wood"),
        ("en", "long shears for lemons", "The Long Row Catalogue"),
        ("en", "three hundred words on how a blade is made", "a word with garden writers"),
        ("it", "un apprendista per l'estate", "una casa per l'estate al mare"),
        ("de", "ein Lager ohne Treppen", "Treppen und Geländer"),
        ("fr", "une vitrine pour les fêtes", "des jouets pour les fêtes de Noël"),
        ("es", "alguien para la feria de Bilbao", "un piso cerca de la feria"),
        ("pt", "uma loja para o verão", "férias de verão no Douro"),
        ("nl", "een drukker voor boekjes", "voor iedereen een kopje koffie"),
    ],
)
def test_one_word_that_two_long_texts_have_in_common_is_an_accident(language: str, need: str, offer: str) -> None:
    both = f"language: {language}\n"
    assert pairs(f"{both}needs: ['{_quoted(need)}']", f"{both}offers: ['{_quoted(offer)}']") == ()


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ("a printer for brochures", "Printer"),
        ("somebody to prune her wisteria", "vine pruning, and teaching it to others"),
        ("export to Switzerland, cheaply", "help with export to Switzerland and Austria"),
    ],
)
def test_two_words_or_the_better_part_of_a_clause_are_none(need: str, offer: str) -> None:
    assert len(pairs(f"needs: ['{need}']", f"offers: ['{offer}']")) == 1


def gardeners(count: int) -> dict[str, str]:
    """So many others who offer something for the garden."""
    return {
        f"g{n:02}.md": f"---\nname: G{n}\noffers: [garden {'abcdefghijklmnopqrst'[n] * 3}]\n---\n" for n in range(count)
    }


@pytest.mark.parametrize(("others", "met"), [(0, 1), (3, 1), (15, 0)])
def test_a_word_that_much_of_the_journal_offers_is_half_of_nothing(others: int, met: int) -> None:
    texts = {
        "ada.md": "---\nname: Ada\nneeds: [garden benches]\n---\n",
        "bruno.md": "---\nname: Bruno\noffers: [garden music]\n---\n",
    }
    found = introductions(read_texts(texts | gardeners(others))[0])
    assert len([pair for pair in found if {pair.one.name, pair.other.name} == {"Ada", "Bruno"}]) == met


@pytest.mark.parametrize(
    "offer", ["garden benches", "benches of oak", "old benches and chairs for a garden or terrace"]
)
def test_what_is_rare_meets_among_many_who_offer_nearly_the_same(offer: str) -> None:
    texts = {
        "ada.md": "---\nname: Ada\nneeds: [garden benches]\n---\n",
        "bruno.md": f"---\nname: Bruno\noffers: [{offer}]\n---\n",
    }
    found = introductions(read_texts(texts | gardeners(15))[0])
    assert [{pair.one.name, pair.other.name} for pair in found] == [{"Ada", "Bruno"}]


def test_two_words_that_everybody_says_are_not_two_words() -> None:
    texts = {
        "ada.md": "---\nname: Ada\nneeds: [garden tools to carry up her hill]\n---\n",
        "bruno.md": "---\nname: Bruno\noffers: [garden paths with tools brought along by four masons]\n---\n",
    }
    tools = {name: text.replace("garden", "garden tools") for name, text in gardeners(8).items()}
    assert len(introductions(read_texts(texts)[0])) == 1
    found = introductions(read_texts(texts | tools)[0])
    assert [pair for pair in found if {pair.one.name, pair.other.name} == {"Ada", "Bruno"}] == []


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def test_what_is_offered_in_words_weighs_more_than_what_is_implied() -> None:
    texts = {"carla": "---\nname: Carla\noffers: [printer]\n---\n"}
    found = pairs("needs: [printer]", "role: Printer", **texts)
    assert [pair.other.id for pair in found] == ["carla", "bruno"]


def test_a_long_offer_meets_less_than_a_short_one_with_the_same_word() -> None:
    texts = {"carla": "---\nname: Carla\noffers: [printer]\n---\n"}
    found = pairs("needs: [printer]", "offers: [printer ink paper boxes]", **texts)
    assert [pair.other.id for pair in found] == ["carla", "bruno"]


def test_the_same_town_and_a_common_tag_speak_for_a_pair() -> None:
    [far] = pairs("needs: [printer]\ntown: Milano", "offers: [printer]\ntown: Roma")
    [near] = pairs("needs: [printer]\ntown: Milano", "offers: [printer]\ntown: milano")
    [kin] = pairs("needs: [printer]\ntags: [garden]", "offers: [printer]\ntags: [garden, shop]")
    assert near.score == kin.score == pytest.approx(far.score * 1.25, abs=0.001)
    assert (near.same_town, kin.tags) == (True, ("garden",))


def test_needs_that_meet_both_ways_are_one_introduction() -> None:
    [pair] = pairs("needs: [printer]\noffers: [garden]", "needs: [garden]\noffers: [printer]")
    assert len(pair.meetings) == 2


def test_nobody_meets_herself() -> None:
    assert pairs("needs: [printer]\noffers: [printer]", "") == ()


@pytest.mark.parametrize("ended", ["archived: 2026-01-01", "deceased: 2026-01-01"])
def test_archived_and_deceased_contacts_are_not_introduced(ended: str) -> None:
    assert pairs("needs: [printer]", f"offers: [printer]\n{ended}") == ()


@pytest.mark.parametrize(
    ("ada", "bruno", "how"),
    [
        ("referred_by: bruno", "", "a referral"),
        ("", "referred_by: ada", "a referral"),
        ("organisation: Acme", "organisation: ACME", "the same organisation"),
        ("organisation: acme-works", "organisation: The Acme Works", "the same organisation"),
    ],
)
def test_those_who_know_each_other_are_not_proposed(ada: str, bruno: str, how: str) -> None:
    acme = {"acme_works": "---\nkind: organisation\nname: The Acme Works\n---\n"}
    [pair] = pairs(f"needs: [printer]\n{ada}", f"offers: [printer]\n{bruno}", **acme)
    assert pair.known == how


@pytest.mark.parametrize("touch", ["coffee with [[ada]] and [[bruno]]", "intro with [[bruno]] and [[Ada]]"])
def test_those_who_were_touched_together_know_each_other_even_through_a_third(touch: str) -> None:
    carla = f"---\nname: Carla\n---\n## Log\n- 2026-03-20 {touch}: both\n"
    [pair] = pairs("needs: [printer]", "offers: [printer]", carla=carla)
    assert pair.known == "a touch together"


def test_two_who_each_had_touches_with_others_need_not_know_each_other() -> None:
    carla = (
        "---\nname: Carla\n---\n## Log\n- 2026-02-20 coffee with [[ada]]: a\n- 2026-02-21 coffee with [[bruno]]: b\n"
    )
    [pair] = pairs("needs: [printer]", "offers: [printer]", carla=carla)
    assert pair.known == ""


def test_a_word_that_too_many_offer_tells_nothing() -> None:
    texts = {f"c{n:03}.md": f"---\nname: C{n}\noffers: [printer]\n---\n" for n in range(COMMON)}
    need = {"ada.md": "---\nname: Ada\nneeds: [printer]\n---\n"}
    assert len(introductions(read_texts(texts | need)[0])) == BEST
    more = {"more.md": "---\nname: More\noffers: [printer]\n---\n"}
    assert introductions(read_texts(texts | need | more)[0]) == ()


def test_a_private_contact_is_introduced_on_this_machine_too() -> None:
    assert len(pairs("needs: [printer]\nprivate: true", "offers: [printer]")) == 1


def test_the_line_to_log_is_a_touch_of_both() -> None:
    [pair] = pairs("needs: [printer]", "offers: [printer]")
    journal = read(ada=f"---\nname: Ada\n---\n## Log\n{log_line(pair, TODAY)}\n", bruno="---\nname: Bruno\n---\n")
    [touch] = journal.touches["bruno"]
    assert (touch.channel, touch.exchange, touch.contact) == ("intro", ("gave",), "ada")
    assert journal.touches["ada"] == (touch,)


WORDS = st.lists(st.sampled_from(["printer", "garden", "boxes", "the", "wood"]), max_size=3).map(" ".join)


@settings(max_examples=40)
@given(st.lists(st.tuples(WORDS, WORDS), max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter_and_nobody_meets_herself(
    said: list[tuple[str, str]], chance: object
) -> None:
    texts = {f"c{n}.md": f"---\nname: C{n}\nneeds: ['{a}']\noffers: ['{b}']\n---\n" for n, (a, b) in enumerate(said)}
    names = list(texts)
    chance.shuffle(names)
    found = introductions(read_texts(texts)[0])
    again = introductions(read_texts({name: texts[name] for name in names})[0])
    assert introductions_as_json(again, TODAY) == introductions_as_json(found, TODAY)
    assert [pair for pair in found if pair.one.id == pair.other.id or pair.score <= 0] == []
    assert len({frozenset((pair.one.id, pair.other.id)) for pair in found}) == len(found)


@pytest.mark.parametrize("who", ["", "giulia-ferrante"])
@pytest.mark.parametrize("width", [40, 80])
def test_introductions_look_as_they_were_approved(who: str, width: int, golden: Golden) -> None:
    golden(f"match/{who or 'all'}-{width}.txt", said(SAMPLE, "match", *who.split(), width=width))


def test_the_json_looks_as_it_was_approved(golden: Golden) -> None:
    golden("match/giulia-ferrante.json", said(SAMPLE, "match", "giulia-ferrante", "--json"))


def test_nobody_to_introduce_is_said(write_journal: Write) -> None:
    assert said(write_journal({"a.md": "---\nname: Ada\n---\n"}), "match").startswith("No introduction is worth making")


@pytest.mark.parametrize("width", [20, 33, 47, 66, 81])
def test_no_width_breaks_the_lines(width: int) -> None:
    assert max(map(columns, said(SAMPLE, "match", width=width).splitlines())) <= width


def test_an_unknown_contact_is_wrong_usage() -> None:
    assert kith(SAMPLE, "match", "nobody-at-all").exit_code == 2
