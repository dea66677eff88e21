/* glossary_table.h - every term, what it looks like on the screen, and what it means. Read by
 * glossary.c alone.
 *
 * X(term, name, words, labels, meaning), all of them looked up in the catalog, where another
 * language may have other ones; Go's own words are the same in all
 *   words    what stands for it anywhere, separated by "|"; the case of ASCII letters does not
 *            matter
 *   labels   what stands for it where something is named, or in a slot, but not in a sentence; as
 *            it is written
 *
 * A "fact" is one of the numbered facts about Go's map that were observed on the real runtime, a
 * "file" where this project decides. */
#ifndef VIZ_SCREEN_GLOSSARY_TABLE_H
#define VIZ_SCREEN_GLOSSARY_TABLE_H

#include "viz/language/language.h"

/* clang-format off */
#define GLOSSARY_LIST(X) \
    /* ---- The header ---- */ \
    /* fact 1 */ \
    X(HMAP, "hmap", "hmap|header", "", \
      N_("The map's header, 48 bytes: count, flags, B, noverflow, hash0, buckets, " \
         "oldbuckets, nevacuate, extra. A variable of a map type is a pointer to it.")) \
    /* facts 1, 21, 22 */ \
    X(COUNT, "count", "count", "", \
      N_("How many entries the map holds: what len(m) gives. At 0, get, delete and clear " \
         "have nothing to do.")) \
    /* fact 24 */ \
    X(FLAGS, "flags", "flags", "", \
      N_("A byte of the header with four bits: 1 iterator, 2 oldIterator, 4 hashWriting, 8 " \
         "sameSizeGrow. ● is on, · is off.")) \
    /* fact 24 */ \
    X(ITERATOR, "iterator", "iterator", "", \
      N_("Flag 1: a cursor may walk buckets. Any iteration over a map that is not empty sets " \
         "it, and flag 2; only a growth that starts takes it off.")) \
    /* facts 18, 24 */ \
    X(OLD_ITERATOR, "oldIterator", "oldIterator", "", \
      N_("Flag 2: a cursor may walk oldbuckets, so an evacuated bucket keeps its keys and " \
         "values. A growth that starts gives it the value of flag 1.")) \
    /* the table of checks behind the facts; core/fatal.h */ \
    X(WRITING, "hashWriting", "hashWriting|writing|●W", "W", \
      N_("Flag 4: somebody is writing. A write sets it, and clears it at its end. Who finds " \
         "it set on entering, or gone on leaving, stops the program.")) \
    /* facts 16, 23 */ \
    X(SAME_SIZE_FLAG, "sameSizeGrow", "sameSizeGrow|sameSize", "", \
      N_("Flag 8: the growth under way keeps the size. It goes off when that is over, or the " \
         "map is cleared.")) \
    /* facts 3, 4 */ \
    X(B, "B", "", "B", \
      N_("There are 2^B main buckets, and the lowest B bits of a key's hash choose one. 1→2: " \
         "the map is growing from 2 buckets to 4.")) \
    /* facts 10, 23 */ \
    X(NOVERFLOW, "noverflow", "noverflow", "", \
      N_("Overflow buckets linked since the present array was made. Deletes never lower it; " \
         "a growth and a clear begin at 0 again. From B = 16 on it is a guess.")) \
    /* core/hash.h, core/map_delete.c, core/map_clear.c */ \
    X(HASH0, "hash0", "hash0", "", \
      N_("The map's seed: it goes into the hash of every key, so each map places keys in its " \
         "own way. A map that has become empty draws a new one.")) \
    /* facts 5, 10 */ \
    X(BUCKETS, "buckets", "", \
      NC_("labels of a term", "buckets|arrays"), \
      N_("The array of main buckets. With B = 0 it is nil until the first put. While the map " \
         "grows, it is the new array.")) \
    /* facts 15, 16 */ \
    X(OLDBUCKETS, "oldbuckets", \
      NC_("words of a term", "oldbuckets"), \
      "old", \
      N_("While the map grows: the array before. Its buckets are evacuated a few at a time; " \
         "after the last one it is nil again.")) \
    /* facts 26, 27; viz/timeline/model.h */ \
    X(OLD_ARRAY, NC_("term", "old array"), \
      NC_("words of a term", "old array"), \
      "", \
      N_("An array that the map has let go. A cursor that was opened on it still walks it; " \
         "when none does, its memory is given back.")) \
    /* facts 14 to 16 */ \
    X(NEVACUATE, "nevacuate", "nevacuate", "↑nev|nevac", \
      N_("All old buckets with a smaller number are evacuated: 1/4 says one of four, ↑nev " \
         "stands at the next. After the growth it keeps its last value.")) \
    /* facts 1, 6 */ \
    X(EXTRA, "extra", "", "extra", \
      N_("The header's pointer to what only some maps need: here, to the stock of overflow " \
         "buckets that was made together with the array, from B = 4 on.")) \
    \
    /* ---- Buckets ---- */ \
    /* fact 2 */ \
    X(BUCKET, NC_("term", "bucket"), \
      NC_("words of a term", "bucket"), \
      "", \
      N_("Room for eight entries: eight tophash bytes, eight keys, eight values, and a " \
         "pointer to an overflow bucket.")) \
    /* fact 2 */ \
    X(SLOT, NC_("term", "slot"), \
      NC_("words of a term", "slot|slots"), \
      "", \
      N_("One of a bucket's eight places, 0 to 7: a tophash byte, a key and a value.")) \
    /* facts 10, 19 */ \
    X(OVERFLOW, NC_("term", "overflow bucket"), \
      NC_("words of a term", "overflow bucket|overflow buckets"), \
      NC_("labels of a term", "└→|overflow"), \
      N_("A further bucket, linked at the end of a chain that is full. A delete never " \
         "unlinks it; a growth leaves it behind.")) \
    /* fact 19 */ \
    X(CHAIN, NC_("term", "chain"), \
      NC_("words of a term", "chain|chains"), \
      "", \
      N_("A main bucket and the overflow buckets behind it. A search goes down it, slot by " \
         "slot, to the first ∅ or to its end.")) \
    /* facts 6, 7 */ \
    X(STOCK, NC_("term", "stock"), \
      NC_("words of a term", "stock"), \
      "", \
      N_("Overflow buckets that were made together with the array, from B = 4 on. They are " \
         "handed out first; then memory comes from the heap.")) \
    /* fact 3 */ \
    X(HASH, NC_("term", "hash"), \
      NC_("words of a term", "hash"), \
      "", \
      N_("64 bits made of a key and hash0. The lowest B bits choose the bucket, the highest " \
         "eight make the tophash.")) \
    /* fact 3 */ \
    X(TOPHASH, "tophash", "tophash", "", \
      N_("The hash's top byte, kept in the slot: where it differs, the key need not be " \
         "looked at. 0 to 4 are marks, so a top byte below 5 counts as 5 more.")) \
    /* fact 2 */ \
    X(KEY, NC_("term", "key"), "", \
      NC_("labels of a term", "key"), \
      N_("In memory a string key is 16 bytes: a pointer to its text, and its length. A " \
         "bucket has its eight keys in a row, then its eight values.")) \
    /* fact 2 */ \
    X(VALUE, NC_("term", "value"), "", \
      NC_("labels of a term", "value|values"), \
      N_("What the map gives back for a key. A bucket's eight values lie behind its eight " \
         "keys, as many bytes each as the type has.")) \
    \
    /* ---- Marks ---- */ \
    /* facts 19, 20; Go's name: emptyRest */ \
    X(EMPTY_REST, NC_("term", "∅ rest (emptyRest)"), \
      NC_("words of a term", "∅|emptyRest|rest empty|empty, and so is the rest"), \
      "rest", \
      N_("Mark 0: the slot is empty, and so is everything behind it in the chain. A search " \
         "ends here.")) \
    /* facts 19, 20; Go's name: emptyOne */ \
    X(EMPTY_ONE, NC_("term", "· empty (emptyOne)"), "emptyOne", \
      NC_("labels of a term", "empty"), \
      N_("Mark 1: the slot is empty, but entries may stand behind it, so a search goes on. A " \
         "put may take it.")) \
    /* fact 17; Go's name: evacuatedX */ \
    X(EVACUATED_X, NC_("term", "→X (evacuatedX)"), \
      NC_("words of a term", "→X|evacuatedX|moved to X"), \
      "", \
      N_("Mark 2: the entry has moved to X, the new bucket of the same number.")) \
    /* fact 17; Go's name: evacuatedY */ \
    X(EVACUATED_Y, NC_("term", "→Y (evacuatedY)"), \
      NC_("words of a term", "→Y|evacuatedY|moved to Y"), \
      "", \
      N_("Mark 3: the entry has moved to Y, the new bucket whose number is greater by the " \
         "number of old buckets.")) \
    /* fact 17; Go's name: evacuatedEmpty */ \
    X(EVACUATED_EMPTY, NC_("term", "✓ (evacuatedEmpty)"), \
      NC_("words of a term", "evacuatedEmpty"), \
      NC_("labels of a term", "✓ evacuated"), \
      N_("Mark 4: the slot was empty when its bucket was evacuated. In the overview: the " \
         "whole bucket is evacuated.")) \
    \
    /* ---- Growth ---- */ \
    /* facts 8, 11 */ \
    X(GROWTH, NC_("term", "growth"), \
      NC_("words of a term", "growth|growing|grow|grows|grew|doubling|double|doubles|hashGrow"), \
      "", \
      N_("Before a put stores a new key that would make more than 8 entries, and more than 6.5 " \
         "a bucket, it doubles the array. This write and later ones move the entries.")) \
    /* facts 8, 17 */ \
    X(SAME_SIZE, NC_("term", "same-size growth"), \
      NC_("words of a term", "same-size|same size"), \
      "", \
      N_("A growth into an array of the same size: begun by a new key when there are as many " \
         "overflow buckets as main ones, or 32,768. It packs the entries densely.")) \
    /* facts 14, 17 */ \
    X(EVACUATION, NC_("term", "evacuation"), \
      NC_("words of a term", "evacuation|evacuate|evacuates|evacuated|evacuations"), \
      NC_("labels of a term", "moved"), \
      N_("Moving the entries of an old bucket's chain to new buckets. During a growth each " \
         "put and delete evacuates its key's old bucket, and one more; a get none.")) \
    /* fact 17 */ \
    X(HALVES, NC_("term", "X and Y"), "", "X|Y", \
      N_("A doubling splits old bucket i: where the next bit of the hash is 0, an entry goes " \
         "to X, new bucket i; where it is 1, to Y, which is i + the number of old buckets.")) \
    /* fact 8 */ \
    X(LOAD, NC_("term", "load"), \
      NC_("words of a term", "load factor|load"), \
      NC_("labels of a term", "mean"), \
      N_("How full the map is: entries to slots of main buckets. ┃ is the limit, 8 entries " \
         "with one bucket, else 6.5 a bucket; the next new key doubles the array.")) \
    /* fact 4 */ \
    X(HINT, "hint", "", "hint", \
      N_("How many entries make is to prepare for: B becomes the least with hint ≤ 8 or hint " \
         "≤ 6.5 × 2^B.")) \
    \
    /* ---- Iteration ---- */ \
    /* fact 25 */ \
    X(CURSOR, NC_("term", "cursor"), \
      NC_("words of a term", "cursor|cursors|▲|○"), \
      "", \
      N_("A range under way. ▲ is where it stands, ○ where it began: bucket after bucket, " \
         "round to the start, and in each from the slot offset on.")) \
    /* fact 25 */ \
    X(OFFSET, NC_("term", "offset"), \
      NC_("words of a term", "offset"), \
      "", \
      N_("The slot at which a range begins in every bucket; it goes round to the slot " \
         "before. It is drawn at random, as the start bucket is.")) \
    /* ARCHITECTURE.md: what C makes harder than Go */ \
    X(PIN, NC_("term", "pin"), \
      NC_("words of a term", "pin|pinned|unpin"), \
      "", \
      N_("A cursor keeps the array that it walks from being freed. In Go the garbage " \
         "collector sees to that; this map is written in C.")) \
    \
    /* ---- What goes wrong ---- */ \
    /* the table of runtime errors behind the facts; fact 29 */ \
    X(NIL, "nil", "nil", "", \
      N_("A pointer to nothing. A nil map reads as an empty one; writing to it panics.")) \
    /* the table of runtime errors behind the facts */ \
    X(PANIC, "panic", "panic|panics", "", \
      N_("An error that the program may recover from: here, assignment to an entry in a nil " \
         "map.")) \
    /* the table of runtime errors behind the facts */ \
    X(FATAL, NC_("term", "fatal error"), \
      NC_("words of a term", "fatal error|fatal"), \
      "", \
      N_("The runtime stops the whole program, here because of a race: no deferred call " \
         "runs, nobody can recover.")) \
    \
    /* ---- Lessons ---- */ \
    /* core/observe.h */ \
    X(MOVE, NC_("term", "move"), "", \
      NC_("labels of a term", "move|moves"), \
      N_("The smallest thing that a map does: it looks at one thing, or changes one. → and ← " \
         "go from move to move.")) \
    /* lessons/README.md */ \
    X(STEP, NC_("term", "step"), "", \
      NC_("labels of a term", "step"), \
      N_("A part of a lesson: words, and what the map then does. ↓ and ↑ go from step to " \
         "step.")) \
    X(OPERATION, NC_("term", "operation"), "", \
      NC_("labels of a term", "op|operations"), \
      N_("A call: put, get, delete, clear, or a step of an iteration. It takes some moves; ] " \
         "and [ go from operation to operation.")) \
    /* core/pseudocode.h */ \
    X(CODE, NC_("term", "pseudo-code"), "", \
      "make (makemap)|get (mapaccess)|put (mapassign)|delete (mapdelete)|clear (mapclear)|" \
         "iterate (mapiternext)|grow (hashGrow, evacuate)|put → grow (hashGrow, evacuate)|" \
         "delete → grow (hashGrow, evacuate)", \
      N_("What the map does, in few lines; in brackets stands the name of Go's function. ▶ " \
         "is the line that the move belongs to.")) \
    X(VIEW, NC_("term", "view"), "", \
      NC_("labels of a term", "overview|memory|history"), \
      N_("What stands in the middle of the screen: the buckets, an overview of all of them, " \
         "their bytes in memory, or the operations so far. Tab shows the next.")) \
    X(QUESTION, NC_("term", "question"), "", \
      NC_("labels of a term", "question|Answer, a number|Answer, a key|Answer, in " \
         "hexadecimal|Point at the bucket|Point at the slot"), \
      N_("A step may ask before it moves. It is answered once; the truth is then read from " \
         "the map.")) \
    \
    /* ---- Races: viz/race ---- */ \
    X(WORKER, NC_("term", "worker, lane"), \
      NC_("words of a term", "worker|workers"), \
      "", \
      N_("One of several that use a map at the same time, as goroutines do. Each has a lane " \
         "on the screen, and a key that moves it.")) \
    X(STATE, NC_("term", "ready, waits, done, dead"), "", \
      NC_("labels of a term", "ready|waits|dead"), \
      N_("How a worker stands: • can make its next move, ■ waits for a lock, ✓ has done all " \
         "its operations, ✗ its move was fatal.")) \
    X(GATE, NC_("term", "gate"), \
      NC_("words of a term", "gate"), \
      NC_("labels of a term", "next"), \
      N_("Before each access to what is shared a worker waits at its gate; one is let " \
         "through at a time. \"next\" says what it will then touch.")) \
    X(CHOICE, NC_("term", "choice"), "", \
      NC_("labels of a term", "choice"), \
      N_("In a race: who makes the next move. 1 to 9 choose, u takes a choice back.")) \
    X(SCHEDULE, NC_("term", "schedule"), \
      NC_("words of a term", "schedule|schedules"), \
      NC_("labels of a term", "a shortest schedule|a shortest"), \
      N_("The order in which workers move: A*3 B is three moves of A, then one of B. The " \
         "same schedule always gives the same race.")) \
    X(PREEMPTION, NC_("term", "preemption"), \
      NC_("words of a term", "preemption|preemptions|preempted"), \
      "", \
      N_("The turn is taken from a worker that could go on. Many bad ends need only one or " \
         "two.")) \
    X(SLEEP_SET, NC_("term", "sleep set"), \
      NC_("words of a term", "sleep set|sleep sets"), \
      "", \
      N_("How exploring saves work: of schedules that differ only in moves which do not " \
         "disturb each other, one is run; the others are counted.")) \
    X(OUTCOME, NC_("term", "outcome"), "", \
      NC_("labels of a term", "outcome|result"), \
      N_("How a race ends: clean, as if one came after the other; caught by a fatal error; " \
         "silent and wrong; a crash; a deadlock.")) \
    X(ODDS, NC_("term", "odds"), \
      NC_("words of a term", "odds"), \
      "", \
      N_("How likely an outcome is when at every choice all workers that can move are " \
         "equally likely to be next.")) \
    X(FREE_RUN, NC_("term", "free runs"), \
      NC_("words of a term", "free runs"), \
      NC_("labels of a term", "runs|share"), \
      N_("Threads that truly race, without anybody's order. The share is counted, and true " \
         "of this machine only.")) \
    X(CONFIDENCE, NC_("term", "confidence"), \
      NC_("words of a term", "confidence"), \
      "", \
      N_("From so many runs the true share can only be guessed: intervals made like this one " \
         "hold it 95 times in 100.")) \
    X(LOCK, NC_("term", "lock"), \
      NC_("words of a term", "lock|locks|unlock|rlock|runlock|mutex|rwmutex"), \
      "", \
      N_("A mutex has one owner at a time, the others wait; an rwmutex also takes several " \
         "readers, while nobody writes.")) \
    X(DEADLOCK, NC_("term", "deadlock"), \
      NC_("words of a term", "deadlock"), \
      "", \
      N_("Everybody who is not done waits for a lock that another one holds: nobody can go " \
         "on."))
/* clang-format on */

#endif
