/* map_keys.h - who owns the bytes of keys. Private to core.
 *
 * With borrowed keys nothing here does anything: the caller keeps them. With owned keys each entry
 * has one copy, which goes with the entry. A cursor's array may still hold the pointers of entries
 * that were evacuated from it long ago: when such an entry goes, its old slots *forget* their key,
 * so that the cursor neither reads bytes that are gone nor yields what was deleted. */
#ifndef TH_CORE_MAP_KEYS_H
#define TH_CORE_MAP_KEYS_H

#include "core/map_state.h"

/* The key as it will be stored: itself, or a copy of its bytes.
 *   Errors   TH_NO_MEMORY. */
TH_CHECKED th_status th_key_own(th_map *map, th_key key, th_key *stored);

/* Gives back a copy that no slot holds. */
void th_key_give(th_map *map, th_key stored);

/* The same for a copy, with owned keys, that evacuated slots of cursors' arrays may still hold. */
void th_key_give_deleted(th_map *map, uint64_t hash, th_key stored);

/* Gives back the copies of all entries. */
void th_keys_give_all(th_map *map);

/* Every array that is not the current one forgets all its evacuated keys. */
void th_keys_forget_all(th_map *map);

/* An evacuated slot whose key is gone. */
bool th_key_is_forgotten(th_key key);

#endif
