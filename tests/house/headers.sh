#!/bin/bash
# headers.sh - every header compiles alone, and a second inclusion of it adds nothing.
#
# The second claim is asked of the preprocessor: after a mark, the same header once more; whatever comes
# out behind the mark, be it code or a macro definition, lies outside the guard. (Declarations may stand
# twice in C, so a guard that closes too early compiles, and only a check like this one finds it.)
# shellcheck source=house.sh
source "$(dirname "$0")/house.sh"

flags=(-std=c11 -D_GNU_SOURCE -I. -x c -)   # the language of .bazelrc

headers=$(sources '*.h')
for header in $headers; do
    if ! errors=$(printf '#include "%s"\nextern int th_not_empty;\n' "$header" |
        gcc -fsyntax-only -Wall -Wextra -Wpedantic -Werror "${flags[@]}" 2>&1); then
        offence "$header: does not compile alone"
        printf '%s\n' "$errors" | head -5
        continue
    fi
    outside=$(printf '#include "%s"\nTH_MARK\n#include "%s"\n' "$header" "$header" |
        gcc -E -P -dD "${flags[@]}" | sed '1,/^TH_MARK$/d' | grep -m 1 '[^[:space:]]' || true)
    if [ -n "$outside" ]; then offence "$header: outside of its include guard: $outside"; fi
done
verdict
