/* sentence_table.h - every sentence. Read by sentence.c alone.
 *
 * X(kind, case, sentence): a kind's cases are numbered from 0 by sentence.c's case_of.
 * Names in braces stand for values, written by sentence.c's writers:
 *   {key} {value} {hash} {tophash} {before} {after} {hint} {cursor}
 *   {at} {to}        a slot: "slot 3 of bucket 1", with "overflow 2 of" where it lies in one
 *   {bucket}         a bucket: "bucket 1", "old bucket 1", "overflow 2 of bucket 1"
 *   {held} {wanted}  tophash bytes, or marks by name    {stored} the key in the slot
 *   {rest} {empty} {evacuated}  marks by name           {arrow} from one place to another
 *   {B} {bit} {side} {buckets} {x} {y} {limit} {noverflow} {fatal} {status} */
#ifndef VIZ_SCREEN_SENTENCE_TABLE_H
#define VIZ_SCREEN_SENTENCE_TABLE_H

#include "viz/language/language.h"

/* clang-format off */
#define SENTENCE_LIST(X) \
    X(OP_START, 0, \
      N_("make: a new map, with room asked for {hint} entries.")) \
    X(OP_START, 1, \
      N_("get {key}: is it there, and with what value?")) \
    X(OP_START, 2, \
      N_("put {key} = {value} begins.")) \
    X(OP_START, 3, \
      N_("delete {key} begins.")) \
    X(OP_START, 4, \
      N_("clear begins: all entries are to go.")) \
    X(OP_START, 5, \
      N_("A cursor is opened: a walk over the map begins.")) \
    X(OP_START, 6, \
      N_("Cursor {cursor} is asked for the next entry.")) \
    X(OP_START, 7, \
      N_("Cursor {cursor} is to be closed.")) \
    \
    X(OP_END, 0, \
      N_("make is done.")) \
    X(OP_END, 1, \
      N_("get is done: it found no {key}.")) \
    X(OP_END, 2, \
      N_("get is done: it found {key}, with value {value}.")) \
    X(OP_END, 3, \
      N_("put is done: it found {key}, and gave it the value {value}.")) \
    X(OP_END, 4, \
      N_("put is done: it found no {key}, and wrote one.")) \
    X(OP_END, 5, \
      N_("delete is done: it found no {key}.")) \
    X(OP_END, 6, \
      N_("delete is done: it found {key}, and removed it.")) \
    X(OP_END, 7, \
      N_("clear is done: the map was empty already.")) \
    X(OP_END, 8, \
      N_("clear is done: the map is empty.")) \
    X(OP_END, 9, \
      N_("The cursor is open, but the map is empty: it will give nothing.")) \
    X(OP_END, 10, \
      N_("Cursor {cursor} is open. It has given nothing yet.")) \
    X(OP_END, 11, \
      N_("There is no next entry: the walk is over.")) \
    X(OP_END, 12, \
      N_("The caller has its next entry: {key}.")) \
    X(OP_END, 13, \
      N_("The cursor is closed.")) \
    X(OP_END, 14, \
      N_("The call is over: it failed, and the map is as it was.")) \
    \
    X(FLAGS_READ, 0, \
      N_("flags has no writing bit: nobody else is writing, go on.")) \
    X(FLAGS_READ, 1, \
      N_("flags has the writing bit: somebody is writing to this map right now.")) \
    X(HASH, 0, \
      N_("{key} hashes to {hash}: its top byte makes tophash {tophash}.")) \
    X(WRITING_SET, 0, \
      N_("The writing bit goes on: whoever looks at flags now sees that somebody writes.")) \
    X(WRITING_SET, 1, \
      N_("The writing bit was on already: the xor turns it off again.")) \
    X(WRITING_SET, 2, \
      N_("The writing bit was on already, and stays on: the copy of flags was too old.")) \
    X(WRITING_SET, 3, \
      N_("The writing bit was off already, and stays off: the copy of flags was too old.")) \
    X(WRITING_CLEARED, 0, \
      N_("The writing bit goes off: the write is over.")) \
    X(WRITING_CLEARED, 1, \
      N_("The writing bit was off already: the copy of flags was too old. The write is over.")) \
    X(FLAGS_LOADED, 0, \
      N_("flags is loaded: in this copy, writing is off. The next move stores it, changed.")) \
    X(FLAGS_LOADED, 1, \
      N_("flags is loaded: in this copy, writing is on. The next move stores it, changed.")) \
    X(COUNT_LOADED, 0, \
      N_("count is loaded: this copy is {before}. The next move stores it, changed.")) \
    X(SHAPE_READ, 0, \
      N_("There are no buckets yet.")) \
    X(SHAPE_READ, 1, \
      N_("B is {B}: there are {buckets} buckets, and no growth is under way.")) \
    X(SHAPE_READ, 2, \
      N_("B is {B}, and a growth is under way: the number of new buckets is {buckets}.")) \
    X(SHAPE_READ, 3, \
      N_("B is 0: there is one bucket, and no growth is under way.")) \
    X(SLOT_READ, 0, \
      N_("{at} is looked at: there is nothing to do.")) \
    X(SLOT_READ, 1, \
      N_("{at} holds tophash {held}: an entry, still to be moved.")) \
    X(LOCK_MOVED, 0, \
      N_("The lock is taken: until it is given back, everybody else waits.")) \
    X(LOCK_MOVED, 1, \
      N_("The lock is given back.")) \
    X(LOCK_MOVED, 2, \
      N_("The lock is taken for reading: other readers may come, writers wait.")) \
    X(LOCK_MOVED, 3, \
      N_("The lock is given back by a reader.")) \
    X(LOOKED, 0, \
      N_("A look is enough: what is read, {before}, asks for nothing here.")) \
    X(BUCKETS_MADE, 0, \
      N_("The bucket array is made: B is {after}, so it has 2^{after} = {buckets}.")) \
    \
    X(BUCKET_CHOSEN, 0, \
      N_("The low {B} bits of the hash are the bucket's number: {bucket}.")) \
    X(BUCKET_CHOSEN, 1, \
      N_("B is 0: there is only one bucket, {bucket}.")) \
    X(BUCKET_CHOSEN, 3, \
      N_("The lowest bit of the hash is the bucket's number: {bucket}.")) \
    X(BUCKET_CHOSEN, 2, \
      N_("{bucket} is not evacuated yet: the key can only be there.")) \
    X(SLOT_PROBED, 0, \
      N_("{at} says {rest}: it is empty, and so is all behind it. The search ends.")) \
    X(SLOT_PROBED, 1, \
      N_("{at} is empty: the search goes on behind it.")) \
    X(SLOT_PROBED, 2, \
      N_("{at} has tophash {held}, not {wanted}: this cannot be the key.")) \
    X(SLOT_PROBED, 3, \
      N_("{at} has tophash {held}, as wanted: the keys must be compared.")) \
    X(SLOT_PROBED, 4, \
      N_("{at} holds an entry: its key must be compared.")) \
    X(SLOT_PROBED, 5, \
      N_("{at} has the mark {held}: not the key.")) \
    X(KEY_COMPARED, 0, \
      N_("The key in {at} is {stored}, not {key}: the search goes on.")) \
    X(KEY_COMPARED, 1, \
      N_("The key in {at} is {stored}: found.")) \
    \
    X(GROWTH_CHECKED, 0, \
      N_("A count of {before} is within the limit of {limit}, and {noverflow} overflow " \
         "buckets are not too many: no growth.")) \
    X(GROWTH_CHECKED, 1, \
      N_("A count of {before} is over the limit of {limit}: the array must double.")) \
    X(GROWTH_CHECKED, 2, \
      N_("{noverflow} overflow buckets are too many for {buckets}: a new array of the same " \
         "size.")) \
    X(GROWTH_CHECKED, 3, \
      N_("A growth is under way: no other may start.")) \
    X(GROW_START, 0, \
      N_("Growth begins: buckets become oldbuckets, {buckets} new ones are made, B is now " \
         "{B}.")) \
    X(GROW_START, 1, \
      N_("Same-size growth begins: buckets become oldbuckets, {buckets} fresh ones are made.")) \
    X(EVACUATE_START, 0, \
      N_("{bucket} is evacuated: each entry goes to X = bucket {x} or Y = bucket {y}.")) \
    X(EVACUATE_START, 1, \
      N_("{bucket} is evacuated: all entries go to the new bucket {x}, close together.")) \
    X(SLOT_MOVED, 0, \
      N_("{key} moves: {at}{arrow}{to}; bit {bit} is {side}.")) \
    X(SLOT_MOVED, 1, \
      N_("{key} moves: {at}{arrow}{to}; at the same size all is X.")) \
    X(EMPTY_EVACUATED, 0, \
      N_("{at} was empty: it is marked {evacuated}.")) \
    X(BUCKET_WIPED, 0, \
      N_("{bucket} is wiped: no cursor can need its keys. Its marks stay.")) \
    X(NEVACUATE, 0, \
      N_("nevacuate goes from {before} to {after}: all old buckets below {after} are " \
         "evacuated.")) \
    X(GROW_END, 0, \
      N_("Every old bucket is evacuated: oldbuckets becomes nil, the growth is over.")) \
    X(ARRAY_FREED, 0, \
      N_("The old array's memory is given back: nobody needs it any more.")) \
    \
    X(OVERFLOW_LINKED, 0, \
      N_("No slot is free: {bucket} is linked, from the heap. noverflow is {after}.")) \
    X(OVERFLOW_LINKED, 1, \
      N_("No slot is free: {bucket} is linked, from the stock. noverflow is {after}.")) \
    \
    X(SLOT_WRITTEN, 0, \
      N_("{at} takes tophash {wanted}, key {key} and value {value}.")) \
    X(VALUE_WRITTEN, 0, \
      N_("The value in {at} is overwritten: {key} = {value}.")) \
    X(SLOT_CLEARED, 0, \
      N_("{at} is wiped, key and value, and marked {empty}.")) \
    X(EMPTY_REST, 0, \
      N_("Nothing is left behind {at}: its mark goes from {empty} to {rest}.")) \
    X(COUNT, 0, \
      N_("count goes from {before} to {after}.")) \
    X(COUNT, 1, \
      N_("count was {before} already: the copy was too old, and one change is lost.")) \
    X(SEED, 1, \
      N_("hash0 is set from the map's seed: it goes into every hash of a key.")) \
    X(SEED, 0, \
      N_("The map is empty: it draws a new hash0, so that old collisions mean nothing.")) \
    X(CLEARED, 0, \
      N_("All buckets are wiped, a growth is over, B stays {B}: the array never shrinks.")) \
    \
    X(ITER_START, 0, \
      N_("Cursor {cursor} begins at {at}, and will come round to it.")) \
    X(ITER_BUCKET, 0, \
      N_("Cursor {cursor} enters {bucket}.")) \
    X(ITER_BUCKET, 1, \
      N_("Cursor {cursor} enters {bucket}, which is not evacuated yet.")) \
    X(ITER_SKIP, 0, \
      N_("{at} holds nothing: the cursor goes on.")) \
    X(ITER_SKIP, 1, \
      N_("{at} will move to the other half: it is given there, not here.")) \
    X(ITER_SKIP, 2, \
      N_("{at}: its entry has been deleted meanwhile. The cursor goes on.")) \
    X(ITER_LOOKUP, 0, \
      N_("{key} was in {at}, and moved: looked up again, it is no longer there.")) \
    X(ITER_LOOKUP, 1, \
      N_("{key} was in {at}, and moved: looked up again, it is still there.")) \
    X(ITER_YIELD, 0, \
      N_("Cursor {cursor} gives {key} = {value}, from {at}.")) \
    X(ITER_END, 0, \
      N_("Cursor {cursor} is back where it began: there is nothing more.")) \
    X(ITER_CLOSED, 0, \
      N_("Cursor {cursor} is closed: the array that it walked is no longer pinned.")) \
    \
    X(PANIC, 0, \
      N_("panic: {status}. Nothing has changed; a caller may recover.")) \
    X(FATAL, 0, \
      N_("fatal error: {fatal}. It was noticed when the operation began; nobody can recover.")) \
    X(FATAL, 1, \
      N_("fatal error: {fatal}. It was noticed when the operation ended; nobody can recover.")) \
    X(FATAL, 2, \
      N_("fatal error: {fatal}. Somebody has evacuated this slot meanwhile; nobody can recover.")) \
    X(FATAL, 3, \
      N_("fatal error: {fatal}. A pointer that others changed leads nowhere; nobody can recover."))
/* clang-format on */

#endif
