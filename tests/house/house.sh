# shellcheck shell=bash
# house.sh - what the checks of the house share. Sourced, not run.
#
# A check is a script that reads a tree (the current folder: the test's sources, or what the self-test
# planted), reports each offence in one line, and ends with `verdict`. Nothing to look at is an offence
# too: a check that sees no file would pass for ever.
set -euo pipefail
export LC_ALL=C.UTF-8

offences=0

offence() { # what is wrong, and where
    printf '%s\n' "$*"
    offences=$((offences + 1))
}

# Reports each line of standard input as an offence.
offences_from_input() {
    local line
    while IFS= read -r line; do offence "$line"; done
}

# The folders to look at.
folders=(core viz)

# Prints their files of the kinds given ("*.h"), one a line. Bazel lays them out as links.
sources() {
    local found
    found=$(for kind in "$@"; do find -L "${folders[@]}" -type f -name "$kind" 2>/dev/null; done | sort)
    if [ -z "$found" ]; then
        echo "no $* under ${folders[*]}: the check was given nothing to look at" >&2
        return 1
    fi
    printf '%s\n' "$found"
}

verdict() {
    if [ "$offences" -gt 0 ]; then
        echo "$offences offences; the rules are in tests/house/README.md"
        exit 1
    fi
}
