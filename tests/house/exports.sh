#!/bin/bash
# exports.sh ARCHIVE... - core's library exports only names that begin with th_.
#
# An embedder links core beside code of his own; a name without the prefix could meet one of his.
# Arguments that are no archive (Bazel hands over the shared library too) are passed by.
# shellcheck source=house.sh
source "$(dirname "$0")/house.sh"

archives=0 symbols=0
for archive in "$@"; do
    case $archive in *.a) ;; *) continue ;; esac
    archives=$((archives + 1))
    while read -r _ _ name; do
        symbols=$((symbols + 1))
        case $name in th_*) ;; *) offence "$archive: exports $name" ;; esac
    done < <(nm --extern-only --defined-only "$archive" | awk 'NF == 3')
done
if [ $archives = 0 ]; then offence "no archive was given"; fi
if [ $symbols = 0 ]; then offence "no exported symbol was found"; fi
verdict
