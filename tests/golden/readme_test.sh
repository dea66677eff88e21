#!/bin/bash
# Are the pictures in the README those that the program makes?
#
# Method: golden_test holds each picture against the library. Here each that the README shows must be in
# tests/golden/pictures, each that is there must be shown, and the README's own command must make the
# first of them, byte for byte.
#
# usage: readme_test.sh README TOPHASH
set -u
folder=tests/golden/pictures
failed=0
fail() {
    printf 'FAILED: %s\n' "$1" >&2
    failed=1
}

shown=$(grep -o "$folder/[a-z-]*\.svg" "$1" | sort -u)
there=$(ls "$folder"/*.svg | sort)
if [ "$shown" != "$there" ]; then fail "the README shows $shown; there are $there"; fi

command=$(grep -o 'tophash record growth --at [0-9.]* -o growth.svg' "$1")
if [ -z "$command" ]; then fail 'the README does not say how its first picture is made'; fi
made=$TEST_TMPDIR/growth.svg
# shellcheck disable=SC2086  # words are words
set -- "$2" ${command#tophash }
if ! LC_ALL=C.UTF-8 "${@:1:$#-1}" "$made"; then fail "$command"; fi
if ! cmp "$made" "$folder/growth.svg"; then fail 'that command makes another picture'; fi

if [ $failed = 0 ]; then echo 'the pictures in the README are what the program draws'; fi
exit $failed
