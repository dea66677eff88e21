#!/bin/bash
# extract.sh - the texts of C sources that are to be translated, as a PO template.
#
# usage: extract.sh FILE...      paths from the root of the tree, where it is to be started
#
# The names below are those of viz/language/language.h, and of those that hand theirs on: text_say,
# play_say, and in viz/linear say_words, say_line, say_reply.
# Comments that stand before a text and begin with "For translators:" come along.
set -euo pipefail
export LC_ALL=C.UTF-8

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# What xgettext says of its own accord is that English texts hold signs such as an arrow: they may.
if ! xgettext --language=C --from-code=UTF-8 --output=- \
    --keyword --keyword=N_ --keyword=NC_:1c,2 \
    --keyword=language_text:2 --keyword=language_text_in:2c,3 --keyword=text_say:3 --keyword=play_say:2 \
    --keyword=say_words:2 --keyword=say_line:2 --keyword=say_reply:2 \
    --add-comments='For translators:' \
    --add-location=file --sort-output --no-wrap \
    --package-name=tophash "$@" 2>"$log"; then
    cat "$log" >&2
    exit 2
fi
