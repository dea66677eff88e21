#!/bin/bash
# facts_test.sh - each fact of the screen, of every lesson, at every stop, is told in words.
# Usage: facts_test.sh STOPS FACTS.pl LESSON.yaml...
#
# STOPS draws each stop, tells it, and writes both down; FACTS.pl looks for each fact of the one in the
# other. Then facts are taken out of what was told, one kind at a time: each must be missed.
set -uo pipefail
stops=$1 facts=$2
shift 2
work=$(mktemp -d "${TEST_TMPDIR:-/tmp}/facts.XXXXXX") || exit 3
trap 'rm -rf "$work"' EXIT
failures=0

"$stops" "$@" >"$work/all" || exit 3
perl "$facts" 2000 <"$work/all" || failures=1

# One growth, one race: enough for a fact of each kind.
awk '/^STOP /{is_in = /^STOP (growth-by-doubling step 4|lost-write)/} is_in' "$work/all" >"$work/some"
perl "$facts" 80 <"$work/some" || failures=1

misses() { # what is left out, in perl, and of which lines
    if perl -CSD -Mutf8 -pe "$1 if /^T ${2-}/" "$work/some" | perl "$facts" 80 >"$work/log"; then
        echo "nobody misses: $1"
        failures=1
    fi
}
misses 's/; sameSizeGrow (on|off)//'
misses 's/moved to Y/moved to X/'
misses 's/, set by \w+//'
misses 's/half Y/half X/'
misses 's/tophash 2/tophash 3/'
misses 's/, value (\d)/, value 1$1/' '.*slot'
misses 's/(nevacuate \d+) of \d+/$1/' Map
misses 's/, moved last//'
misses 's/; next: .*/./'
misses 's/, now:/:/'
misses 's/^T Schedule.*\n//'
misses 's/^T Growths.*\n//'
misses 's/(At .*), changed by this move/$1/'
misses 's/, the present one//'
misses 's/, changed earlier in this operation//' Map
exit $failures
