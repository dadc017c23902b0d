"""A small journal for the commands that ask: a fair with five cards, an inbox, and people to whom a word is due."""

from __future__ import annotations

from collections.abc import Mapping

FAIR = """\
---
name: Garden Fair
starts: 2026-02-24
ends: 2026-02-26
town: Parma
purpose: find two shops
---

Hall 4. It rained.

## Cards

- Dora Holm; Holm Nurseries; fruit trees, twelve hectares; dora@holm.example; call on 2026-03-04 about knives
  left-handed, like her father
- Li Wei; Blue Heron; shops in Singapore; li.wei@blueheron.example; send the export list
- Bas de Wit; Tuin & Staal; two shops in Utrecht; bas@tuinstaal.example +31 20 555 0142 at home; wants a picture
- Rena Fux; ; writes about roses; +49 221 4710 155;
- Sam Oak; ; carves spoons; ; send him a blank
"""
INBOX = """\
- 2026-02-27 the man with the espaliers, Kasimir?, gave his card to Sam
- Ada: left-handed, and a loop for the belt
- 2026-02-28 Livia Conti, met on the train, send her the catalogue
"""
ADA = """\
---
name: Ada Rossi
organisation: Rossi Macchine
phone: +39 333 5550100
why: She buys what only we can repair on site
tier: inner
---

## Next

- [ ] 2026-02-27 email: the offer for forty knives
- [ ] 2026-03-20 call: is the first knife any good?

## Log

- 2026-02-19 visit, positive: walked the grafting house
"""
BRUNO = """\
---
name: Bruno Conti
email: bruno@conti.example
cadence: 4 weeks
---

## Log

- 2026-01-20 coffee: half way, in Villach
"""
PEOPLE: Mapping[str, str] = {"ada-rossi.md": ADA, "friends/bruno-conti.md": BRUNO}
JOURNAL: Mapping[str, str] = {**PEOPLE, "events/2026-02-garden-fair.md": FAIR, "inbox.md": INBOX}
