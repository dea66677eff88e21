#!/bin/bash
# Is the frame in the README one that the program draws?
#
# Method: the README's first fenced block must stand, line for line, in a golden file, which golden_test
# holds against the program.
#
# usage: readme_test.sh README GOLDEN
set -eu
frame=$(awk '/^```/ { fences++; next } fences == 1' "$1")
if [ "$(wc -l <<<"$frame")" -lt 24 ]; then
    echo "FAILED: there is no frame of 24 lines in $1" >&2
    exit 1
fi
if [[ "$(<"$2")" != *"$frame"* ]]; then
    echo "FAILED: the frame in $1 is not in $2; paste a current one" >&2
    exit 1
fi
echo 'the frame in the README is what the program draws'
