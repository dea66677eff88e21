/* sentence_table.h - every sentence, in both languages. Read by sentence.c alone.
 *
 * X(kind, case, English, Chinese): a kind's cases are numbered from 0 by sentence.c's case_of.
 * Names in braces stand for values, written by sentence.c's writers:
 *   {key} {value} {hash} {tophash} {before} {after} {hint} {cursor}
 *   {at} {to}        a slot: "slot 3 of bucket 1", with "overflow 2 of" where it lies in one
 *   {bucket}         a bucket: "bucket 1", "old bucket 1", "overflow 2 of bucket 1"
 *   {held} {wanted}  tophash bytes, or marks by name    {stored} the key in the slot
 *   {rest} {empty} {evacuated}  marks by name           {arrow} from one place to another
 *   {B} {bit} {side} {buckets} {x} {y} {limit} {noverflow} {fatal} {status} */
#ifndef VIZ_SCREEN_SENTENCE_TABLE_H
#define VIZ_SCREEN_SENTENCE_TABLE_H

/* clang-format off */
#define SENTENCE_LIST(X) \
    X(OP_START, 0, \
      "make: a new map, with room asked for {hint} entries.", \
      "make：新建 map，要求容纳 {hint} 项。") \
    X(OP_START, 1, \
      "get {key}: is it there, and with what value?", \
      "get {key}：它在吗？值是什么？") \
    X(OP_START, 2, \
      "put {key} = {value} begins.", \
      "put {key} = {value} 开始。") \
    X(OP_START, 3, \
      "delete {key} begins.", \
      "delete {key} 开始。") \
    X(OP_START, 4, \
      "clear begins: all entries are to go.", \
      "clear 开始：要删除所有项。") \
    X(OP_START, 5, \
      "A cursor is opened: a walk over the map begins.", \
      "打开游标：开始遍历 map。") \
    X(OP_START, 6, \
      "Cursor {cursor} is asked for the next entry.", \
      "向游标 {cursor} 索取下一项。") \
    X(OP_START, 7, \
      "Cursor {cursor} is to be closed.", \
      "将关闭游标 {cursor}。") \
    \
    X(OP_END, 0, \
      "make is done.", \
      "make 完成。") \
    X(OP_END, 1, \
      "get is done: it found no {key}.", \
      "get 完成：没有找到 {key}。") \
    X(OP_END, 2, \
      "get is done: it found {key}, with value {value}.", \
      "get 完成：找到 {key}，值为 {value}。") \
    X(OP_END, 3, \
      "put is done: it found {key}, and gave it the value {value}.", \
      "put 完成：找到 {key}，将其值写为 {value}。") \
    X(OP_END, 4, \
      "put is done: it found no {key}, and wrote one.", \
      "put 完成：没有找到 {key}，写入了新的一项。") \
    X(OP_END, 5, \
      "delete is done: it found no {key}.", \
      "delete 完成：没有找到 {key}。") \
    X(OP_END, 6, \
      "delete is done: it found {key}, and removed it.", \
      "delete 完成：找到 {key}，已将其删除。") \
    X(OP_END, 7, \
      "clear is done: the map was empty already.", \
      "clear 完成：map 本来就是空的。") \
    X(OP_END, 8, \
      "clear is done: the map is empty.", \
      "clear 完成：map 已空。") \
    X(OP_END, 9, \
      "The cursor is open, but the map is empty: it will give nothing.", \
      "游标已打开，但 map 是空的：它不会给出任何项。") \
    X(OP_END, 10, \
      "Cursor {cursor} is open. It has given nothing yet.", \
      "游标 {cursor} 已打开，尚未给出项。") \
    X(OP_END, 11, \
      "There is no next entry: the walk is over.", \
      "没有下一项：遍历结束。") \
    X(OP_END, 12, \
      "The caller has its next entry: {key}.", \
      "调用者得到下一项：{key}。") \
    X(OP_END, 13, \
      "The cursor is closed.", \
      "游标已关闭。") \
    X(OP_END, 14, \
      "The call is over: it failed, and the map is as it was.", \
      "调用结束：它失败了，map 保持原样。") \
    \
    X(FLAGS_READ, 0, \
      "flags has no writing bit: nobody else is writing, go on.", \
      "flags 中没有 writing 位：无人在写，继续。") \
    X(FLAGS_READ, 1, \
      "flags has the writing bit: somebody is writing to this map right now.", \
      "flags 中有 writing 位：此刻有人正在写这个 map。") \
    X(HASH, 0, \
      "{key} hashes to {hash}: its top byte makes tophash {tophash}.", \
      "{key} 的哈希是 {hash}：最高字节得出 tophash {tophash}。") \
    X(WRITING_SET, 0, \
      "The writing bit goes on: whoever looks at flags now sees that somebody writes.", \
      "置上 writing 位：此后谁查看 flags，都会看到有人在写。") \
    X(WRITING_SET, 1, \
      "The writing bit was on already: the xor turns it off again.", \
      "writing 位原已置上：异或反而把它清掉了。") \
    X(WRITING_SET, 2, \
      "The writing bit was on already, and stays on: the copy of flags was too old.", \
      "writing 位原已置上，现在仍在：flags 的副本过时了。") \
    X(WRITING_SET, 3, \
      "The writing bit was off already, and stays off: the copy of flags was too old.", \
      "writing 位原已清除，现在仍无：flags 的副本过时了。") \
    X(WRITING_CLEARED, 0, \
      "The writing bit goes off: the write is over.", \
      "清除 writing 位：写入结束。") \
    X(WRITING_CLEARED, 1, \
      "The writing bit was off already: the copy of flags was too old. The write is over.", \
      "writing 位原已清除：flags 的副本过时了。写入结束。") \
    X(FLAGS_LOADED, 0, \
      "flags is loaded: in this copy, writing is off. The next move stores it, changed.", \
      "读出 flags：这份副本中没有 writing 位。下一动作改后写回。") \
    X(FLAGS_LOADED, 1, \
      "flags is loaded: in this copy, writing is on. The next move stores it, changed.", \
      "读出 flags：这份副本中有 writing 位。下一动作改后写回。") \
    X(COUNT_LOADED, 0, \
      "count is loaded: this copy is {before}. The next move stores it, changed.", \
      "读出 count：这份副本是 {before}。下一动作改后写回。") \
    X(SHAPE_READ, 0, \
      "There are no buckets yet.", \
      "还没有桶。") \
    X(SHAPE_READ, 1, \
      "B is {B}: there are {buckets} buckets, and no growth is under way.", \
      "B 为 {B}：共 {buckets} 个桶，没有扩容。") \
    X(SHAPE_READ, 2, \
      "B is {B}, and a growth is under way: the number of new buckets is {buckets}.", \
      "B 为 {B}：共 {buckets} 个桶，正在扩容。") \
    X(SHAPE_READ, 3, \
      "B is 0: there is one bucket, and no growth is under way.", \
      "B 为 0：只有一个桶，没有扩容。") \
    X(SLOT_READ, 0, \
      "{at} is looked at: there is nothing to do.", \
      "查看{at}：无事可做。") \
    X(SLOT_READ, 1, \
      "{at} holds tophash {held}: an entry, still to be moved.", \
      "{at}有 tophash {held}：一个待搬迁的项。") \
    X(LOCK_MOVED, 0, \
      "The lock is taken: until it is given back, everybody else waits.", \
      "取得锁：归还之前，别人都要等。") \
    X(LOCK_MOVED, 1, \
      "The lock is given back.", \
      "归还锁。") \
    X(LOCK_MOVED, 2, \
      "The lock is taken for reading: other readers may come, writers wait.", \
      "取得读锁：其他读者可进入，写者等待。") \
    X(LOCK_MOVED, 3, \
      "The lock is given back by a reader.", \
      "读者归还锁。") \
    X(LOOKED, 0, \
      "A look is enough: what is read, {before}, asks for nothing here.", \
      "看一眼就够了：读到 {before}，这里无事可做。") \
    X(BUCKETS_MADE, 0, \
      "The bucket array is made: B is {after}, so it has 2^{after} = {buckets}.", \
      "创建桶数组：B = {after}，共 2^{after} = {buckets} 个桶。") \
    \
    X(BUCKET_CHOSEN, 0, \
      "The low {B} bits of the hash are the bucket's number: {bucket}.", \
      "哈希的低 {B} 位就是桶号：{bucket}。") \
    X(BUCKET_CHOSEN, 1, \
      "B is 0: there is only one bucket, {bucket}.", \
      "B 为 0：只有一个桶，{bucket}。") \
    X(BUCKET_CHOSEN, 3, \
      "The lowest bit of the hash is the bucket's number: {bucket}.", \
      "哈希的最低位就是桶号：{bucket}。") \
    X(BUCKET_CHOSEN, 2, \
      "{bucket} is not evacuated yet: the key can only be there.", \
      "{bucket} 尚未迁移：键只可能在那里。") \
    X(SLOT_PROBED, 0, \
      "{at} says {rest}: it is empty, and so is all behind it. The search ends.", \
      "{at} 是 {rest}：查找结束。") \
    X(SLOT_PROBED, 1, \
      "{at} is empty: the search goes on behind it.", \
      "{at} 为空：继续往后找。") \
    X(SLOT_PROBED, 2, \
      "{at} has tophash {held}, not {wanted}: this cannot be the key.", \
      "{at} 的 tophash 是 {held}，不是 {wanted}：不可能是这个键。") \
    X(SLOT_PROBED, 3, \
      "{at} has tophash {held}, as wanted: the keys must be compared.", \
      "{at} 的 tophash 正是 {held}：须比较键。") \
    X(SLOT_PROBED, 4, \
      "{at} holds an entry: its key must be compared.", \
      "{at} 有项：须比较键。") \
    X(SLOT_PROBED, 5, \
      "{at} has the mark {held}: not the key.", \
      "{at} 的标记是 {held}：不是这个键。") \
    X(KEY_COMPARED, 0, \
      "The key in {at} is {stored}, not {key}: the search goes on.", \
      "{at} 的键是 {stored}，不是 {key}：继续找。") \
    X(KEY_COMPARED, 1, \
      "The key in {at} is {stored}: found.", \
      "{at} 的键是 {stored}：找到了。") \
    \
    X(GROWTH_CHECKED, 0, \
      "A count of {before} is within the limit of {limit}, and {noverflow} overflow " \
      "buckets are not too many: no growth.", \
      "{before} 项未超过上限 {limit}，溢出桶 {noverflow} 个也不多：不扩容。") \
    X(GROWTH_CHECKED, 1, \
      "A count of {before} is over the limit of {limit}: the array must double.", \
      "{before} 项超过上限 {limit}：数组须翻倍。") \
    X(GROWTH_CHECKED, 2, \
      "{noverflow} overflow buckets are too many for {buckets}: a new array of the same " \
      "size.", \
      "{buckets} 个桶却有 {noverflow} 个溢出桶，太多：换一个等大的新数组。") \
    X(GROWTH_CHECKED, 3, \
      "A growth is under way: no other may start.", \
      "正在扩容：不能再开始一次。") \
    X(GROW_START, 0, \
      "Growth begins: buckets become oldbuckets, {buckets} new ones are made, B is now " \
      "{B}.", \
      "扩容开始：buckets 变为 oldbuckets，新建 {buckets} 个桶，B 现为 {B}。") \
    X(GROW_START, 1, \
      "Same-size growth begins: buckets become oldbuckets, {buckets} fresh ones are made.", \
      "等量扩容开始：buckets 变为 oldbuckets，新建 {buckets} 个桶。") \
    X(EVACUATE_START, 0, \
      "{bucket} is evacuated: each entry goes to X = bucket {x} or Y = bucket {y}.", \
      "迁移{bucket}：每项去 X = 桶 {x} 或 Y = 桶 {y}。") \
    X(EVACUATE_START, 1, \
      "{bucket} is evacuated: all entries go to the new bucket {x}, close together.", \
      "迁移{bucket}：所有项紧密排入新桶 {x}。") \
    X(SLOT_MOVED, 0, \
      "{key} moves: {at}{arrow}{to}; bit {bit} is {side}.", \
      "{key} 从{at}迁至{to}：第 {bit} 位是 {side}。") \
    X(SLOT_MOVED, 1, \
      "{key} moves: {at}{arrow}{to}; at the same size all is X.", \
      "{key} 从{at}迁至{to}：等量扩容只有 X。") \
    X(EMPTY_EVACUATED, 0, \
      "{at} was empty: it is marked {evacuated}.", \
      "{at} 为空：标记为 {evacuated}。") \
    X(BUCKET_WIPED, 0, \
      "{bucket} is wiped: no cursor can need its keys. Its marks stay.", \
      "擦除{bucket}：没有游标需要它的键了。标记保留。") \
    X(NEVACUATE, 0, \
      "nevacuate goes from {before} to {after}: all old buckets below {after} are " \
      "evacuated.", \
      "nevacuate 从 {before} 变为 {after}：编号小于 {after} 的旧桶均已迁移。") \
    X(GROW_END, 0, \
      "Every old bucket is evacuated: oldbuckets becomes nil, the growth is over.", \
      "所有旧桶均已迁移：oldbuckets 置为 nil，扩容结束。") \
    X(ARRAY_FREED, 0, \
      "The old array's memory is given back: nobody needs it any more.", \
      "旧数组的内存已归还：没有人再需要它。") \
    \
    X(OVERFLOW_LINKED, 0, \
      "No slot is free: {bucket} is linked, from the heap. noverflow is {after}.", \
      "没有空槽位：从堆上链接{bucket}。noverflow 为 {after}。") \
    X(OVERFLOW_LINKED, 1, \
      "No slot is free: {bucket} is linked, from the stock. noverflow is {after}.", \
      "没有空槽位：从预留中链接{bucket}。noverflow 为 {after}。") \
    \
    X(SLOT_WRITTEN, 0, \
      "{at} takes tophash {wanted}, key {key} and value {value}.", \
      "{at} 写入 tophash {wanted}、键 {key}、值 {value}。") \
    X(VALUE_WRITTEN, 0, \
      "The value in {at} is overwritten: {key} = {value}.", \
      "{at} 的值被覆盖：{key} = {value}。") \
    X(SLOT_CLEARED, 0, \
      "{at} is wiped, key and value, and marked {empty}.", \
      "擦除{at} 的键和值，标记为 {empty}。") \
    X(EMPTY_REST, 0, \
      "Nothing is left behind {at}: its mark goes from {empty} to {rest}.", \
      "{at} 之后再无项：标记从 {empty} 变为 {rest}。") \
    X(COUNT, 0, \
      "count goes from {before} to {after}.", \
      "count 从 {before} 变为 {after}。") \
    X(COUNT, 1, \
      "count was {before} already: the copy was too old, and one change is lost.", \
      "count 原已是 {before}：副本过时了，丢失一次更改。") \
    X(SEED, 1, \
      "hash0 is set from the map's seed: it goes into every hash of a key.", \
      "由种子得到 hash0：它参与每个键的哈希计算。") \
    X(SEED, 0, \
      "The map is empty: it draws a new hash0, so that old collisions mean nothing.", \
      "map 已空：换一个新的 hash0，旧的冲突不再有意义。") \
    X(CLEARED, 0, \
      "All buckets are wiped, a growth is over, B stays {B}: the array never shrinks.", \
      "擦除所有桶，扩容作罢，B 仍为 {B}：桶数组从不缩小。") \
    \
    X(ITER_START, 0, \
      "Cursor {cursor} begins at {at}, and will come round to it.", \
      "游标 {cursor} 从{at} 开始，绕一圈回到这里。") \
    X(ITER_BUCKET, 0, \
      "Cursor {cursor} enters {bucket}.", \
      "游标 {cursor} 进入{bucket}。") \
    X(ITER_BUCKET, 1, \
      "Cursor {cursor} enters {bucket}, which is not evacuated yet.", \
      "游标 {cursor} 进入{bucket}，它尚未迁移。") \
    X(ITER_SKIP, 0, \
      "{at} holds nothing: the cursor goes on.", \
      "{at} 没有项：游标继续。") \
    X(ITER_SKIP, 1, \
      "{at} will move to the other half: it is given there, not here.", \
      "{at} 将迁往另一半：在那里给出，不在这里。") \
    X(ITER_SKIP, 2, \
      "{at}: its entry has been deleted meanwhile. The cursor goes on.", \
      "{at} 的项已被删除：游标继续。") \
    X(ITER_LOOKUP, 0, \
      "{key} was in {at}, and moved: looked up again, it is no longer there.", \
      "{key} 曾在{at}，已迁走：重新查找，它不在了。") \
    X(ITER_LOOKUP, 1, \
      "{key} was in {at}, and moved: looked up again, it is still there.", \
      "{key} 曾在{at}，已迁走：重新查找，它还在。") \
    X(ITER_YIELD, 0, \
      "Cursor {cursor} gives {key} = {value}, from {at}.", \
      "游标 {cursor} 从{at} 给出 {key} = {value}。") \
    X(ITER_END, 0, \
      "Cursor {cursor} is back where it began: there is nothing more.", \
      "游标 {cursor} 回到起点：没有更多项了。") \
    X(ITER_CLOSED, 0, \
      "Cursor {cursor} is closed: the array that it walked is no longer pinned.", \
      "游标 {cursor} 已关闭：它遍历的数组不再被占用。") \
    \
    X(PANIC, 0, \
      "panic: {status}. Nothing has changed; a caller may recover.", \
      "panic: {status}。什么都没有改变；调用者可以 recover。") \
    X(FATAL, 0, \
      "fatal error: {fatal}. It was noticed when the operation began; nobody can recover.", \
      "fatal error: {fatal}。在操作开始时发现；无法 recover。") \
    X(FATAL, 1, \
      "fatal error: {fatal}. It was noticed when the operation ended; nobody can recover.", \
      "fatal error: {fatal}。在操作结束时发现；无法 recover。") \
    X(FATAL, 2, \
      "fatal error: {fatal}. Somebody has evacuated this slot meanwhile; nobody can recover.", \
      "fatal error: {fatal}。这个槽位已被别人迁移；无法 recover。") \
    X(FATAL, 3, \
      "fatal error: {fatal}. A pointer that others changed leads nowhere; nobody can recover.", \
      "fatal error: {fatal}。被别人改过的指针无处可指；无法 recover。")
/* clang-format on */

#endif
