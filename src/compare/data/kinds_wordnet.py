#!/usr/bin/env python3
"""Writes kinds_wordnet.txt from the files of WordNet 3.0 (Debian: wordnet-base).

    python3 kinds_wordnet.py /usr/share/wordnet > kinds_wordnet.txt

A line is one sense of a word: "word = words for the same < words for what it is a kind of", nearest
first. A star before the latter says that different things below it exclude each other: who plays a
flute plays no guitar. How common a word is, is taken from WordNet itself: from the texts that were
tagged with its senses, and from how often its own definitions use the word.
"""
import collections
import re
import sys

FOLDER = sys.argv[1]
POS = {'noun': '1', 'verb': '2'}
# A noun that occurs in no tagged text is taken if definitions use it so often.
DEFINES = 8
# What a word is a kind of is named by words at least as common as this, in tagged texts or definitions.
TAGGED, DEFINING = 10, 60
# A further sense counts if it is tagged so often, and has so much of the word's use.
SENSE, SHARE = 2, .1
# Animals, artefacts, bodies, food, plants, substances: the kinds of which one excludes another.
THINGS = {'05', '06', '08', '13', '20', '27'}
# Too wide for anything to follow from it; the second for two things of it to exclude each other.
TOP = set('''entity thing object whole unit matter artifact abstraction event act psychological_feature
    attribute relation cause causal_agent living_thing organism being state group social_group
    causal_agency process communication change physical_entity measure quantity amount content
    cognition knowledge part piece location region point line'''.split())
WIDE = set('''instrumentation device container structure covering equipment construction commodity
    implement'''.split())
# Words that mean a person and are not in its set of synonyms.
PERSON = ['people', 'human', 'somebody']


def lines(name):
    """The lines of a file without its licence."""
    with open(f'{FOLDER}/{name}', encoding='latin-1') as file:
        yield from (line for line in file if not line.startswith('  '))


def synsets(pos):
    """By place: the words of a set of synonyms, the sets above it, its field."""
    found = {}
    for line in lines(f'data.{pos}'):
        fields = line.partition('|')[0].split()
        past = 4 + 2 * int(fields[3], 16)
        pointers = [fields[past + 1 + 4 * n:][:2] for n in range(int(fields[past]))]
        above = [place for kind, place in pointers if kind == '@']
        found[fields[0]] = (fields[4:past:2], above, fields[1])
    return found


def senses(pos):
    """By word: the places of its senses, the most frequent first."""
    rows = (line.split() for line in lines(f'index.{pos}'))
    return {fields[0]: fields[-int(fields[2]):] for fields in rows}


def tags():
    """How often each sense of each word was tagged."""
    found = collections.Counter()
    for line in open(f'{FOLDER}/cntlist.rev'):
        key, nth, count = line.split()
        word, _, rest = key.partition('%')
        found[word, rest[0], int(nth)] = int(count)
    return found


SYNSETS = {pos: synsets(pos) for pos in POS}
SENSES = {pos: senses(pos) for pos in POS}
TAGS = tags()
USE, ALL_USE = collections.Counter(), collections.Counter()
for (word, kind, _), count in TAGS.items():
    USE[word, kind] += count
    ALL_USE[word] += count
DEFINED = collections.Counter()
for pos in ('noun', 'verb', 'adj', 'adv'):
    for line in lines(f'data.{pos}'):
        DEFINED.update(re.findall('[a-z]+', line.partition('|')[2]))


def defines(word):
    """How often definitions use a word, in the plural too."""
    plural = DEFINED[word[:-1] + 'ies'] if word.endswith('y') else 0
    return DEFINED[word] + DEFINED[word + 's'] + DEFINED[word + 'es'] + plural


def is_known(word, pos):
    plain = re.fullmatch('[a-z]{3,}', word)
    return plain and (USE[word, POS[pos]] > 0 or pos == 'noun' and defines(word) >= DEFINES)


def is_common(word, pos):
    return USE[word, POS[pos]] >= TAGGED or defines(word) >= DEFINING


def has_sense(word, pos, place):
    """Tells whether a word is known in a sense: it is its first, or was tagged."""
    places = SENSES[pos].get(word, [])
    nth = places.index(place) + 1 if place in places else 0
    return is_known(word, pos) and (nth == 1 or TAGS[word, POS[pos], nth] > 0)


def usual_senses(word, pos):
    for nth, place in enumerate(SENSES[pos][word], 1):
        tagged = TAGS[word, POS[pos], nth]
        if nth == 1 or tagged >= max(SENSE, SHARE * USE[word, POS[pos]]):
            yield place


def is_head(words, last):
    """Tells whether the last of several words says what they are: not so in "place of worship"."""
    return '_of_' not in words and last not in TOP and is_known(last, 'noun')


def names(pos, place):
    """The words for a set of synonyms: of several words ("musical instrument") the last."""
    words = SYNSETS[pos][place][0]
    for word in words + (PERSON if words[0] == 'person' else []):
        last = word.rsplit('_', 1)[-1]
        if word in PERSON or word == last and has_sense(word, pos, place):
            yield word
        elif pos == 'noun' and word != last and last not in words and is_head(word, last):
            yield last


def excludes(word, pos, place):
    """Tells whether a sense of a word is a thing, and the word mostly a noun."""
    return pos == 'noun' and SYNSETS[pos][place][2] in THINGS and 2 * USE[word, '1'] >= ALL_USE[word]


def above(word, pos, place):
    """The common words for what a sense of a word is a kind of, nearest first."""
    seen, level, found = {place}, [place], {}
    starred = excludes(word, pos, place)
    while level:
        level = [up for at in level for up in SYNSETS[pos][at][1] if up not in seen and not seen.add(up)]
        for up in level:
            if pos == 'noun' and TOP.intersection(SYNSETS[pos][up][0]):
                continue
            for name in names(pos, up):
                if name != word and is_common(name, pos):
                    found.setdefault(name, starred and name not in WIDE)
        starred = False
    return found


def line_of(word, pos, place):
    words = SYNSETS[pos][place][0]
    same = [other for other in words if other > word and has_sense(other, pos, place)]
    wider = [('*' if star else '') + name for name, star in above(word, pos, place).items() if name not in words]
    parts = [word] + (['='] + same if same else []) + (['<'] + wider if wider else [])
    return ' '.join(parts) if len(parts) > 1 else None


def main():
    print('''# Words and what they are kinds of: word = words for the same < words for what it is a kind of; a
# star before those of which two kinds exclude each other. Written by kinds_wordnet.py from WordNet 3.0,
# under its licence:
#''')
    for line in open(f'{FOLDER}/data.noun', encoding='latin-1'):
        if not line.startswith('  '):
            break
        print(('# ' + line.split(maxsplit=1)[1].strip() if len(line.split()) > 1 else '#').strip())
    print('#')
    found = {}
    for pos in POS:
        for word in SENSES[pos]:
            if is_known(word, pos):
                for place in usual_senses(word, pos):
                    found.setdefault(line_of(word, pos, place), word)
    found.pop(None, None)
    print('\n'.join(sorted(found, key=found.get)))


main()
