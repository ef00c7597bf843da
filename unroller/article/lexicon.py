"""Word lists that stitching decides by, in the languages the sites are read in most. Lower case, no proper names."""

from __future__ import annotations

#: Words that announce a thread when they stand alone.
ANNOUNCING = (
    "thread", "megathread", "hilo", "fil", "fio", "draadje", "faden", "tråd", "tråden", "wątek", "vlákno", "тред",
    "нитка", "スレッド", "ツリー", "連ツイ", "스레드", "타래", "ثريد", "رشته",
)  # fmt: skip

#: Small words that may stand before an announcing word ("a short thread").
ANNOUNCING_BEFORE = (
    "a", "an", "my", "new", "short", "long", "quick", "small", "little", "brief", "mini", "important", "un", "une",
    "uno", "abro", "dentro", "breve", "corto", "pequeño", "petit", "um", "segue", "curto", "ein", "eine", "kleiner",
    "kurzer", "neuer", "een", "kort", "nieuw", "en", "et", "ett", "bir",
)  # fmt: skip

#: Words a sentence does not end with: articles, prepositions, conjunctions, pronouns that lean on what follows.
LEANING = frozenset(
    (
        "a an the and or but nor so of to in on at by for from with without into onto about over under between "
        "through during before after as if when while because since until that which who whom whose than then is are "
        "was were be been being has have had do does did will would can could may might must should not no my your "
        "his her its our their this these those we i they he she it you very more most some any each every only just "
        "el la los las un una unos unas y e o u pero de del al con sin por para sobre entre hasta desde que como si "
        "cuando porque su sus mi tu se lo le muy más "
        "les des du et ou mais à au aux dans sur sous avec sans pour par vers chez qui dont où quand comme ne pas ce "
        "cet cette ces son sa ses leur nous vous ils elles je il elle est sont "
        "der die das den dem ein eine einen einem einer und oder aber von vom zu zum zur im am auf aus bei mit nach "
        "seit für gegen ohne um durch über unter zwischen dass daß weil wenn als ob nicht kein sich ich wir sie er es "
        "ist sind war hat haben wird "
        "gli ed ma di della dello dei degli delle da dal dalla nel nella su sul sulla per tra fra che chi cui non è "
        "sono ha hanno si ci "
        "os um uma uns umas mas do dos na nas com sem pelo pela até não seu sua são "
        "het een en van maar naar op met zonder voor door onder tussen dat wanneer omdat niet geen ik we wij ze hij "
        "zij zijn heeft "
        "och eller men av till från utan om som att inte det ett "
        "lub ale z ze w od przez dla że który nie się jest"
    ).split()
)

#: Shortened words whose full stop does not end a sentence.
ABBREVIATED = frozenset(
    (
        "mr mrs ms dr prof st sr jr hon rev gen col capt lt sgt messrs mt no nos nr vs v cf ca c approx est fig figs "
        "p pp vol vols ed eds ch sec dept inc ltd co corp ave rd blvd e.g i.e eg ie a.m p.m u.s u.k "
        "jan feb mar apr jun jul aug sep sept oct nov dec tue tues wed thu thur thurs fri "
        "sra srta d dª dña dra lic ud uds núm pág págs p.ej aprox "
        "m mm mme mlle mgr bd env art éd "
        "z.b d.h u.a bzw bspw evtl ggf inkl max min mio mrd str tel usw vgl z o.ä s.o s.u "
        "sig sig.ra dott dott.ssa avv ing pag pagg ecc "
        "exmo exma dhr mevr mw bijv blz o.a t.z ul tzw np hab im"
    ).split()
)
