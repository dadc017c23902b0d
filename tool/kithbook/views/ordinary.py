"""Names that are ordinary words as well: Will, May, Rose. In small letters the word is meant, and not somebody."""

from __future__ import annotations

from kithbook.facts import plain

_SHORT = 2
"""Letters of a word that is too short to be a name unless it is written as one: Al, Di, An."""
_ENGLISH = """
abbey ace amber angel april archer art august autumn baker banks barber basil bay bell berry best bill birch bird
bishop black bliss blue bond booth bow brand brook brown buck bud bush butler call car card carpenter carter case cash
chance chase chat church clay cliff coach cook cooper coral cross crystal daisy dale dawn day dean destiny dick dolly
don dot drew duke dusty earl early east ember eve faith fern field fish flora flower fly ford forest foster fox frank
free french gale garland gene ginger glen gold good grace grant gray green grey guy hall hand hardy hare harmony haven
hawk hay hazel head heath hill holly home honey hood hope hunt hunter ice iris iron ivory ivy jack jade jasmine jewel
job jolly joy judge july june justice key king knight lake lamb lance lane lark laurel law leaf lee letter light lily
link little long love low luck lucky madge mail major mark marsh mason mat max may meadow melody mercy merit merry
miles mill miller mint misty moon more moss nail nick noble noon north note nova oak ocean olive opal page park pat
patience patty pearce pearl peg penny pepper perry pet piper poppy port post power precious price pride prince
prudence rain rainbow raven ray read red reed rich ring rise river rob rock rod rose rosemary ruby rue rush rusty sage
sail sand sandy scarlet season september serenity sharp shell shepherd short sienna silver simple sky smart smith snow
sonny south spring star sterling stock stone storm strong sue summer sun sunday sunny sure sutton swan sweet tab
tanner teal temple thorn tiger town trace travel trinity trip true tuesday turner unity van vera victory vine viola
violet wade walker wall ward water way weaver web welcome wells west wheeler white wild will willow winner winter wise
wolf wood woods woody worth wright young
"""
_ITALIAN = """
acqua alba allegra alma ambra amore angelo anni aprile aria aurora azzurra barba bella bello benedetta benedetto
bianca bianco bravo bruna bruno buono candida cara caro castagna celeste chiara chiaro clemente colomba conte conti
corallo costa costante cristallo croce delfino delizia desiderio diamante dolce edera esposito estate fata fausto fede
fedele felice ferro festa fiamma fiocco fiore fiorella fiorenza fiorenze fontana forte fortuna franca franco gaia
galli gallo gatti gatto gemma genio gentile gentili giada ginestra gioia gioiello giusta giusto grande grassa grassi
grazia grazie greco guerra guida iride lago leone lino luce luna lungo maggio magno mancini mare margherita marina
marini marino marmo martini massima massimo melissa mia mira monte monti morena moro natale nella nera neri nero neve
ninfa norma oliva onda onesta onesto oro orso pace palma parisi pasqua pepe perla pesce pia piana piccola piccolo
pietra pino pio poli ponte porta preziosa prima primo primula prospero quarto quinta quinto radice ricca riccio ripa
riva rocca rocco rondine rosa rosario rossa rossi rosso sabbia sale salute salva sana santa santi santo sasso seconda
secondo selva serena sereno sergente serra sesto settima settimo sole sorriso speranza terra tesoro testa tosto uva
valle valli vela vento vera verde verdi vero vespa viola vita vite vittoria viva volpe
"""
_GERMAN = """
bach bauer baum berg blume bunt ernst falk fest fink frei frisch fritz froh gold gross gut hahn hart haupt hell herbst
herz himmel hirsch hof holz jung kaiser kind klein klug koch krause kuh kunst kurz lang lieb mai mann nagel neu rau
reich ritter rot sauer scharf schnell schwarz sommer stark stern still stolz streng sturm treu vogel vogt wein weise
weiss winkler winter wirt wolf zart
"""
_WORDS = frozenset(f"{_ENGLISH}{_ITALIAN}{_GERMAN}".split())
MONTHS = frozenset({"april", "may", "june", "july", "august", "mai"})
"""Those of them that are no names where the number of a day or a year stands beside them."""


def is_ordinary(word: str) -> bool:
    """Whether a name of one word is met in small letters where nobody is meant."""
    return len(word) <= _SHORT or plain(word) in _WORDS


def as_name(word: str) -> tuple[str, ...]:
    """How it is written where somebody is meant: with a capital letter, or in capitals."""
    return tuple(dict.fromkeys((word[:1].upper() + word[1:].lower(), word[:1].upper() + word[1:], word.upper())))
