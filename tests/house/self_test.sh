#!/bin/bash
# self_test.sh - every check accepts a clean tree and refuses each planted offence, naming it.
#
# Method: a small clean tree is built afresh for each case, one thing in it is spoilt, and the check must
# fail with the expected words. A check that cannot fail would be no check.
set -euo pipefail
export LC_ALL=C.UTF-8

checks=$(cd "$(dirname "$0")" && pwd)
work=${TEST_TMPDIR:-$(mktemp -d)}/tree
cases=0 broken=0

plant() { # file; its text on standard input
    mkdir -p "$(dirname "$1")"
    cat >"$1"
}

clean_tree() {
    cd /
    rm -rf "$work"
    mkdir -p "$work"
    cd "$work"
    plant core/map.h <<<$'#ifndef TH_MAP_H\n#define TH_MAP_H\n#include <stdint.h>\nint64_t th_len(void);\n#endif'
    plant core/map.c <<<$'#include "core/map.h"\n\nint64_t th_len(void)\n{\n    return 0;\n}'
    plant viz/timeline/model.h <<<$'#ifndef M_H\n#define M_H\nint model_x(void);\n#endif'
    plant viz/tui/curses.c <<<$'#include <curses.h>'
    plant viz/lesson/lesson_yaml.c <<<$'#include <yaml.h>\n#include "core/map.h"'
    plant viz/lesson/lesson_emit.c <<<$'#include <yaml.h>'
}

# Runs a check in the planted tree. Its output is shown only where the case does not hold.
accepts() { # the case, check, arguments...
    local name=$1 check=$2 output
    shift 2
    cases=$((cases + 1))
    if ! output=$("$checks/$check.sh" "$@" 2>&1); then
        broken=$((broken + 1))
        printf 'BROKEN: %s must accept %s, but said:\n%s\n' "$check" "$name" "$output"
    fi
}

refuses() { # the words expected, check, arguments...
    local words=$1 check=$2 output status=0
    shift 2
    cases=$((cases + 1))
    output=$("$checks/$check.sh" "$@" 2>&1) || status=$?
    if [ "$status" = 0 ] || [[ $output != *"$words"* ]]; then
        broken=$((broken + 1))
        printf 'BROKEN: %s must fail and say "%s"; status %d, and it said:\n%s\n' \
            "$check" "$words" "$status" "$output"
    fi
}

repeat() { # count, text
    local text
    printf -v text '%*s' "$1" ''
    printf '%s' "${text// /$2}"
}

# --- headers ------------------------------------------------------------------------------------------

clean_tree
accepts "a clean tree" headers

clean_tree
plant core/lame.h <<<$'#ifndef L_H\n#define L_H\nsize_t th_lame(void);\n#endif'
refuses "core/lame.h: does not compile alone" headers

clean_tree
plant core/bare.h <<<$'int th_bare(void);'
refuses "core/bare.h: outside of its include guard: int th_bare(void);" headers

clean_tree
plant core/early.h <<<$'#ifndef E_H\n#define E_H\n#endif\nint th_early(void);'
refuses "core/early.h: outside of its include guard" headers

clean_tree
plant core/macro.h <<<$'#define TH_EIGHT 8\n#ifndef M_H\n#define M_H\nint th_macro(void);\n#endif'
refuses "core/macro.h: outside of its include guard: #define TH_EIGHT 8" headers

clean_tree
find . -name '*.h' -delete
refuses "nothing to look at" headers

# --- includes -----------------------------------------------------------------------------------------

clean_tree
accepts "a clean tree" includes

clean_tree
plant core/map.c <<<$'#include "viz/timeline/model.h"'
refuses 'core/map.c:1: "viz/timeline/model.h": core may not include it' includes

clean_tree
plant viz/screen/view_map.c <<<$'\n#  include "core/map.h"'
refuses 'viz/screen/view_map.c:2: "core/map.h": viz/screen may not include it' includes

clean_tree
plant core/observe.h <<<''
plant viz/timeline/timeline.c <<<$'#include "core/observe.h"'
accepts "a header that the table names alone" includes

clean_tree
plant viz/timeline/timeline.c <<<$'#include "core/map.h"'
refuses 'viz/timeline/timeline.c:1: "core/map.h": viz/timeline may not include it' includes

clean_tree
plant viz/tui/loop.c <<<$'#include <ncursesw/curses.h>'
refuses 'viz/tui/loop.c:1: <ncursesw/curses.h>: only viz/tui/curses.c may include it' includes

clean_tree
plant viz/lesson/lesson_check.c <<<$'#include <yaml.h>'
refuses 'viz/lesson/lesson_check.c:1: <yaml.h>: only viz/lesson/lesson_yaml.c and viz/lesson/lesson_emit.c may include it' includes

clean_tree
plant viz/screen/frame.c <<<$'#include <sys/time.h>'
refuses 'viz/screen/frame.c:1: <sys/time.h>: not in viz/screen' includes

clean_tree
plant core/map.c <<<$'#include "map.h"'
refuses '"map.h": not the path of a room from the root' includes

clean_tree
plant core/map.c <<<$'#include <viz/timeline/model.h>'
refuses 'our own headers are included with quotes' includes

clean_tree
plant core/map.c <<<$'#include SOME_MACRO'
refuses 'cannot be checked' includes

clean_tree
plant viz/attic/old.c <<<''
plant viz/main.c <<<$'#include "viz/attic/old.h"'
refuses 'not the path of a room from the root' includes
plant viz/attic/old.c <<<'int old;'
refuses 'the folder viz/attic is not in tests/house/include_arrows.txt' includes

# --- sizes --------------------------------------------------------------------------------------------

function_of() { # lines, its signature and braces included
    printf 'static int\nlong_one(void)\n{\n'
    repeat $(($1 - 4)) $'    ;\n'
    printf '}\n'
}

clean_tree
accepts "a clean tree" sizes

clean_tree
{ function_of 70; printf '\n/* A comment\n * between. */\n#define X 1\nint x;\n'; function_of 70; } |
    plant core/long.c
accepts "functions of 70 lines" sizes

clean_tree
{ function_of 70; printf '\n'; function_of 71; } | plant core/long.c
refuses "core/long.c:72: a function of 71 lines; 70 are allowed" sizes

clean_tree
repeat 600 $'\n' | plant core/long.c
accepts "a file of 600 lines" sizes
repeat 601 $'\n' | plant core/long.h
refuses "core/long.h: 601 lines; 600 are allowed" sizes

clean_tree
{ echo "/*$(repeat 98 │)"; echo "$(repeat 49 翻)*/"; } | plant core/wide.c
accepts "lines of 100 columns and more bytes" sizes
{ echo "/*"; echo "$(repeat 99 x)*/"; } | plant core/wide.c
refuses "core/wide.c:2: 101 columns; 100 are allowed" sizes
{ echo "/*"; echo "$(repeat 50 翻)*/"; } | plant core/wide.c
refuses "core/wide.c:2: 102 columns; 100 are allowed" sizes

clean_tree
repeat 601 $'\n' | plant tests/unit/long.c
accepts "what is not core or viz" sizes
refuses "tests/unit/long.c: 601 lines; 600 are allowed" sizes tests
function_of 71 | plant tests/unit/long.c
accepts "a test's long function" sizes tests

# --- exports ------------------------------------------------------------------------------------------

archive_of() { # C on standard input; leaves core.o and libcore.a
    gcc -std=c11 -O2 -x c -c -o core.o -
    rm -f libcore.a
    ar rcs libcore.a core.o
}

clean_tree
archive_of <<<'static int quiet; int th_x; int th_f(void); int other(void); int th_f(void) { return quiet + other(); }'
accepts "th_ names, static and undefined ones" exports libcore.a libcore.so

clean_tree
archive_of <<<'int th_x; int helper(void); int helper(void) { return th_x; }'
refuses "libcore.a: exports helper" exports libcore.a
refuses "no archive was given" exports core.o

clean_tree
archive_of <<<'typedef int nothing;'
refuses "no exported symbol was found" exports libcore.a

# --- untold_is_free -----------------------------------------------------------------------------------

map_code() { # what the untold instance does with its map
    cat <<C
struct observer { void (*event)(void *, int); };
struct map { struct observer *observer; int (*hash)(int); };
void record_event(int);
void propagate(int);
void keep(struct map *);
static __attribute__((noinline)) int put_told(struct map *m, int k) { m->observer->event(m, k); return k; }
static __attribute__((noinline)) int put_untold(struct map *m, int k) { $1 return m->hash(k) + 1; }
int th_put(struct map *m, int k);
int th_put(struct map *m, int k) { return m->observer ? put_told(m, k) : put_untold(m, k); }
C
}

clean_tree
map_code 'propagate(k);' | archive_of
accepts "an instance that calls the hash only" untold_is_free libcore.a -- put_untold=1
accepts "an object file too" untold_is_free core.o -- put_untold
refuses "put_untold: 1 indirect calls; 0 are allowed" untold_is_free libcore.a -- put_untold=0
refuses "get_untold: not in the machine code" untold_is_free libcore.a -- put_untold=1 get_untold=1
refuses "no function was named" untold_is_free libcore.a --
refuses "no object was given" untold_is_free -- put_untold

# The same with the fields of struct map. The first is the observer, the second the hash.
fields=(--unread=core/state.h:map.observer --follows=core/state.h:map.hash)
plant_state() {
    plant core/state.h <<<$'struct map { void *observer; int (*hash)(int); int (*other)(int); };'
}

clean_tree
plant_state
map_code 'keep(m);' | archive_of
accepts "an instance that reads the hash only" untold_is_free libcore.a "${fields[@]}" -- put_untold=1
refuses "put_told: looks at the field that it must not read" untold_is_free libcore.a "${fields[@]}" -- put_told
refuses "put_untold: follows another pointer" untold_is_free libcore.a --follows=core/state.h:map.other -- put_untold
refuses "put_untold: looks at the field that it must not read: 8 " untold_is_free libcore.a "${fields[@]}" --unread=core/state.h:map.hash --unread=core/state.h:map.other -- put_untold

clean_tree
plant_state
map_code 'keep(m); k += m->observer != 0;' | archive_of
refuses "put_untold: looks at the field that it must not read" untold_is_free libcore.a "${fields[@]}" -- put_untold

clean_tree
plant_state
map_code 'keep(m); k += ((int (**)(int))m)[2](k);' | archive_of
refuses "put_untold: follows another pointer" untold_is_free libcore.a "${fields[@]}" -- put_untold

clean_tree
plant_state
map_code 'int (*volatile hash)(int) = m->hash; k += hash(k);' | archive_of
refuses "put_untold: follows another pointer" untold_is_free libcore.a --follows=core/state.h:map.other -- put_untold

clean_tree
map_code 'k += put_told(m, k);' | archive_of
refuses "put_untold: refers to put_told" untold_is_free libcore.a -- put_untold

clean_tree
map_code 'record_event(k);' | archive_of
refuses "put_untold: refers to record_event" untold_is_free libcore.a -- put_untold

clean_tree
map_code 'extern int th_history_begin(int); k += th_history_begin(k);' | archive_of
refuses "put_untold: refers to th_history_begin" untold_is_free libcore.a -- put_untold

clean_tree
map_code 'if (m->observer) m->observer->event(m, k);' | archive_of
refuses "put_untold: 2 indirect calls; 1 are allowed" untold_is_free libcore.a -- put_untold=1

# --- words --------------------------------------------------------------------------------------------

po_head=$'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
moves=$'#, c-format\nmsgid "%u moves"\nmsgstr "%u 动作"\n\n'

words_tree() { # what is in the catalog besides, and in the source
    clean_tree
    plant viz/language/zh.po <<<"$po_head$moves$1"
    plant viz/a.c <<<$'const char *a(void)\n{\n    say(language_text(language, "%u moves"));\n}\n'"$2"
}

words_tree "" ""
accepts "a catalog that has all" words

words_tree $'msgctxt "lane"\nmsgid "waits → here"\nmsgstr "等待"' 'char *b[] = {NC_("lane", "waits → here")};'
accepts "a context" words

words_tree "" 'char *b[] = {N_("and this")};'
refuses 'viz/language/zh.po: lacks: msgid "and this"' words

words_tree $'msgid "waits"\nmsgstr "等待"' 'char *b[] = {NC_("lane", "waits")};'
refuses 'viz/language/zh.po: lacks: msgctxt "lane" msgid "waits"' words

words_tree $'msgid "gone"\nmsgstr "没了"' ""
refuses 'viz/language/zh.po: no source has: msgid "gone"' words

words_tree $'#~ msgid "long gone"\n#~ msgstr "没了"' ""
refuses 'obsolete: #~ msgid "long gone"' words

words_tree $'msgid "and this"\nmsgstr ""' 'char *b[] = {N_("and this")};'
refuses 'not translated: msgid "and this"' words

words_tree $'#, fuzzy\nmsgid "and this"\nmsgstr "这"' 'char *b[] = {N_("and this")};'
refuses 'fuzzy: msgid "and this"' words

words_tree $'#, c-format\nmsgid "%s of %u"\nmsgstr "%u 的 %s"' 'char *b[] = {N_("%s of %u")};'
refuses "format specifications" words

words_tree $'msgid "{key} at {place}"\nmsgstr "{place} 的 {Key}"' 'char *b[] = {N_("{key} at {place}")};'
refuses "other names in braces: {key} at {place}" words

words_tree $'#, c-format\nmsgid "%<PRIu64> of"\nmsgstr "%<PRIu64>"' 'char *b[] = {N_("%" PRIu64 " of")};'
refuses "write %ju or %u" words

words_tree $'msgid "one"\nmsgstr "一"' 'char *b = language_text(f(l), is_one ? "one" : "many (of them)");'
refuses "viz/a.c:5: a choice between texts" words

words_tree "" $'/* 键 */'
refuses "viz/a.c:5: Chinese in C" words

cd /
rm -rf "$work"
echo "$cases cases, $broken broken"
[ "$broken" = 0 ]
