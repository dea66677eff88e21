#!/bin/bash
# start_test.sh - the program starts in under 50 milliseconds, all lessons read.
#
# No measurement: the machine may be busy, so the best of twenty starts counts. Usage: start_test.sh PROGRAM
set -uo pipefail

limit_microseconds=50000
best=$limit_microseconds
for _ in {1..20}; do
    before=${EPOCHREALTIME/[.,]/}
    "$1" list >/dev/null || exit 1
    took=$((${EPOCHREALTIME/[.,]/} - before))
    if [ $took -lt $best ]; then best=$took; fi
done
echo "the best of twenty starts: $best microseconds"
[ "$best" -lt $limit_microseconds ]
