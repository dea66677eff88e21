#!/bin/bash
# count.sh PROGRAM OPERATION=MOST... - how many instructions does a call take?
#
# callgrind counts those between entry to and return from the operation's function: the same figure
# every time, however busy the machine is. MOST is what one call may take on average, of 1,000. An
# operation that takes less than half of it is an offence, too: then the bound no longer watches.
set -euo pipefail

program=$1
shift

declare -A function=([hit]=th_map_get [miss]=th_map_get [update]=th_map_put [insert]=th_map_put
    [presized]=th_map_put [delete]=th_map_delete [step]=th_cursor_next)

# The instructions of all calls of its function.
count() { # operation
    local told
    if ! told=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null \
        --toggle-collect="${function[$1]}" "$program" "$1" 2>&1); then
        printf '%s\n' "$told" >&2
        return 1
    fi
    awk '/Collected/ { print $NF; found = 1 } END { exit !found }' <<<"$told"
}

building=$(count insert) # an update comes after it
offences=0
for bound in "$@"; do
    operation=${bound%%=*} most=${bound#*=}
    total=$(count "$operation")
    if [ "$operation" = update ]; then total=$((total - building)); fi
    each=$(((total + 500) / 1000))
    verdict=ok
    if [ $each -gt "$most" ] || [ $((2 * each)) -lt "$most" ]; then
        verdict=offence
        offences=$((offences + 1))
    fi
    printf '%-9s %4d instructions, %d allowed: %s\n' "$operation" "$each" "$most" "$verdict"
done
[ $offences = 0 ]
