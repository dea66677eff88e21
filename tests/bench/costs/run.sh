#!/bin/bash
# run.sh - runs every program of this folder and prints one table: see README.md, one folder up.
set -euo pipefail
cd "$0.runfiles/tophash"
costs=tests/bench/costs
for program in core timeline frame key race; do
    printf -- '-- %s\n' "$program"
    "$costs/$program"
done
printf -- '-- start\n'
"$costs/start" viz/tophash
