"""Two words that differ by one letter: a slip of the pen, or two names that there are."""

from __future__ import annotations

from enum import Enum

SHORTEST = 4
"""Letters of a word in which one may be wrong; shorter words are one letter apart by nature."""

_GIVEN = """
ada adam adela adele alan albert alberta alberto aldo alea alex alexa alice alina aline alma amalia amelia amanda ana
andre andrea andreas andrei andrej angela angelo angelica anita anja anke anna anne anni annika anselm anton antonia
antonio ariana arianna armando arno arthur astrid aurelia aurelio axel barbara bart beata beate bela ben bernd bert
berta bianca bianka birgit bjorn boris bruna bruno camilla carina carl carla carlo carlos carmen carola carolin
carolina caroline catia cecilia celia celine celina cesare chiara christa christel christian christiane christina
christine clara clare claudia claudio claus conny cora corina corinna cornelia cornelius cosima cristian cristiana
cristiano dana daniel daniela daniele danilo dario daria david davide dean denis denise diana diane diego dina dino
dirk donata donato dora doris dorothea edda edgar edith eduard elena eleonora elia elias elisa elise eliza ella ellen
elsa elena emil emilia emilio emma enea enrica enrico erica erich erik erika ernst ernesto ettore eugen eugenia
eugenio eva evan fabia fabian fabiana fabiano fabio fabiola fausta fausto federica federico felicia felix fiona flavia
flavio flora florian franca francesca francesco franco frank franz franziska frida frieda fritz gabriel gabriela
gabriele gabriella gaia gemma georg george georgia gerd gerda gerhard gianna gianni gina gino giada giorgia giorgio
giovanna giovanni gisela giulia giulio giuliana giuliano giuseppa giuseppe gloria greta guido gudrun hanna hanne
hannes hans harald harry heike heiko heidi heinz helen helena helene helga helmut henri henrik henry hilda ida igor
ilaria ilona ina ines inga inge ingo irena irene irina iris irma isa isabel isabell isabella ivan ivana ivo jack jaco
jacob jakob jan jana jane janet janina jason jean jenny jens joan joana joanna johan johann johanna john jon jonas
joris josef josefa joseph julia julian juliana juliane julie julius jurgen kai karen karin karina karl karla karsten
katharina katja katrin kevin kim kira klara klaus kurt lara larissa lars laura laure lauren laurin lea leah lena leni
leo leon leona leonard leonardo leone leonie lia liam liana lidia lili lilia lilli lilly lina linda linus lisa livia
livio lora lorena lorenz lorenza lorenzo loris louis louisa luana luca lucas lucia luciana luciano lucio ludovica
ludovico luigi luisa luise luka lukas luna lydia magda malte manuel manuela mara marc marcel marcella marcello marcia
marco marcus marek margit margot margret maria marian mariana mariano marianna marianne marie marika marina marino
mario marion marisa marita marius mark markus marlene marta martha martin martina martine martino massimo massima
mateo matilda matilde matteo mattia matthias maura maurizia maurizio mauro max mia michael michaela michel michela
michele michelle mika milan milena milo mina mira miriam mirko mona monica monika morena moreno morris nadia nadine
nadja nancy natale natalia natalie nele nicola nicolas nicole nicoletta nico nils nina nino nora norma norman ole olga
oliver olivia oscar oskar otto pablo pamela paola paolo patricia patricio patrick patrizia patrizio paul paula paulina
pauline peter petra philip philipp pia piera pietro pino rafael raffaele raffaella ralf ramon ramona rebecca regina
reiner reinhard renata renate renato rene rene rita rob robert roberta roberto robin rocco roland rolf roman romana
romano romeo romina ronald rosa rosanna rosario rosaria rosina ruben rudi rudolf ruth sabina sabine sabrina samuel
samuela samuele sandra sandro sara saskia savina savino sean sebastian selena serena sergio sibylle silke silvia
silvio silvana silvano simon simona simone sina sofia sofie sonia sonja stefan stefania stefanie stefano stella steven
susan susanna susanne svea sven svenja sylvia tamara tania tanja tatiana teresa terese thea theo theresa thomas tim
tilda tina timo tino tobias tom toni tonia torsten ugo ulrich ulrike umberto ursula uta ute valentin valentina
valentino valeria valerie valerio vera verena veronica veronika vincent vincenza vincenzo viola virginia vita vito
vittoria vittorio viviana viviane walter wanda werner willi wolf wolfgang xenia yara yvonne zita zoe
"""
GIVEN = frozenset(_GIVEN.split())
"""Given names that have a neighbour, one letter away, who is somebody else: Mario and Marco, Paola and Paolo."""


class Slip(Enum):
    """What went wrong in one of two words."""

    DROPPED = "dropped"
    SWAPPED = "swapped"
    OTHER = "other"
    ENDING = "ending"


def slip(one: str, other: str) -> Slip | None:
    """How two words differ in one place: a letter is missing, two are swapped, one is another, or one more ends it.

    None for anything more, for the first letter, and for another last letter, which makes another name of many.
    """
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST or len(long) - len(short) > 1 or one[0] != other[0] or one == other:
        return None
    place = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    if len(long) > len(short):
        if place == len(short):
            return Slip.ENDING
        return Slip.DROPPED if long[place + 1 :] == short[place:] else None
    if short[place + 2 :] == long[place + 2 :] and short[place : place + 2] == long[place : place + 2][::-1]:
        return Slip.SWAPPED
    is_inside = place < len(short) - 1
    return Slip.OTHER if is_inside and short[place + 1 :] == long[place + 1 :] else None
