#!/bin/bash
# update.sh - takes the texts of the sources over into every catalog, CODE.po.
#
# usage: ./bazelw run //viz/language:update
#
# A new text comes without a translation, one that is gone loses its entry; nothing is guessed. Entries
# are sorted by their English text, and the file alone tells where they come from, so that catalogs of
# two branches mostly merge. Where a merge or rebase stops at one, this takes the entries of both sides.
set -euo pipefail
export LC_ALL=C.UTF-8

cd "${BUILD_WORKSPACE_DIRECTORY:-$(dirname "$0")/../..}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The catalog; while git has a conflict in it, what both sides have.
sides() { # catalog
    if [ -z "$(git ls-files --unmerged -- "$1" 2>/dev/null)" ]; then
        msguniq --force-po --use-first --no-wrap "$1"
        return
    fi
    git show ":2:$1" >"$work/ours.po"
    git show ":3:$1" >"$work/theirs.po"
    msgcat --force-po --use-first --no-wrap "$work/ours.po" "$work/theirs.po"
}

find viz -name '*.[ch]' | sort | xargs viz/language/extract.sh >"$work/texts.pot"
for catalog in viz/language/*.po; do
    sides "$catalog" >"$work/old.po"
    msgmerge --quiet --no-fuzzy-matching --no-wrap -o "$work/merged.po" \
        "$work/old.po" "$work/texts.pot"
    # The date of the last run would be a conflict in every merge.
    msgattrib --force-po --no-obsolete --sort-output --no-wrap "$work/merged.po" |
        sed '/^"POT-Creation-Date:/d' >"$work/new.po"
    cmp -s "$work/new.po" "$catalog" || cp "$work/new.po" "$catalog"
    printf '%s: ' "$catalog"
    msgfmt --statistics -o /dev/null "$catalog" 2>&1
    msgattrib --untranslated --no-wrap "$catalog"
done
