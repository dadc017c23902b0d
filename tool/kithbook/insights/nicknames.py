"""Short names that stand for one name and no other, each with the name in full. Where that is not sure, none stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

_TABLE = """
aleksandr: alexander
aleksandra: alexandra
andrew: andy drew
anthony: tony
antonio: tonino toni
benjamin: ben benny
caterina: rina
catherine: kate katie cathy kathy katherine kathryn
charles: charlie chuck
christopher: kit
cristina: cris
daniel: dan danny
david: dave
deborah: debbie deb
dmitriy: dima dmitri
edoardo: edo
edward: eddie
ekaterina: katya yekaterina
elisabetta: betta
elizabeth: liz lizzie beth betsy betty elisabeth
evgeniy: zhenya yevgeniy
federico: fede
ferdinando: nando
francesco: ciccio
friedrich: fritz
gabriele: lele
giovanni: gianni nanni
giuseppe: beppe peppe peppino pino
gregory: greg
ivan: vanya
jacob: jake
james: jim jimmy
jeffrey: jeff geoffrey geoff
jennifer: jen jenny
johannes: hans
jose: pepe
joseph: joe joey
joshua: josh
kenneth: ken kenny
lawrence: larry
leonardo: leo
luigi: gigi
margaret: maggie peggy meg
matteo: teo
matthew: matt
michael: mike mick mickey
mohammed: muhammad mohamed mohammad muhammed mohamad
mikhail: misha
nicholas: nick nicky
patricia: tricia patty
pamela: pam
peter: pete
philip: phil phillip
rebecca: becky
richard: rick ricky dick
robert: bob bobby rob robbie
ronald: ron ronnie
salvatore: toto turi
samuel: sammy
sebastian: bastian
sergio: sergino
stephen: steve steven
susan: sue susie
thomas: tom tommy
timothy: tim
vincent: vinny
vincenzo: enzo
vladimir: vova volodya
walter: wally
william: bill billy will willie
zachary: zach zack
"""


def _pairs() -> Iterator[tuple[str, str]]:
    for line in _TABLE.strip().splitlines():
        formal, _, short = line.partition(":")
        yield from ((word, formal) for word in short.split())


FORMAL: Mapping[str, str] = MappingProxyType(dict(_pairs()))
"""The name in full for each short one, all without accents."""
