#!/bin/bash
# repeat_test.sh - the line that a failure prints repeats it. Method: a bug is planted in the map, the
# line that says "repeat:" is run as it stands, and shows the same failure and the same short script.
set -euo pipefail
cd "$TEST_SRCDIR/$TEST_WORKSPACE/tests/property"
unset TEST_TOTAL_SHARDS TEST_SHARD_INDEX PROPERTY_SHARE
PATH=$PWD:$PATH

fail() {
    printf '%s\n' "$*"
    exit 1
}

if first=$(map_test --seed=1 --count=100 --ops=150 --plant=keeps 2>&1); then
    fail "the planted bug was not found: $first"
fi
line=$(sed -n 's/^repeat: //p' <<<"$first")
[ -n "$line" ] || fail "no line says how to repeat it: $first"
# shellcheck disable=SC2086  # the line is a command
if second=$($line 2>&1); then fail "$line: no failure"; fi
[ "$first" = "$second" ] || fail "$line: another failure: $second"
grep -q '^shrunk to ' <<<"$second" || fail "nothing was shrunk: $second"
grep -q '^{"type":"map"' <<<"$second" || fail "no script was printed: $second"
