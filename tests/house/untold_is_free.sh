#!/bin/bash
# untold_is_free.sh OBJECT_OR_ARCHIVE... -- FUNCTION[=CALLS]...
#
# Each operation of the map is compiled twice, told and untold; the untold instance must hold no trace
# of the observer. Refused is a FUNCTION that
#   - is not in the machine code (inlined away or renamed: then nothing was proved),
#   - refers to a symbol that has told, tell, event, gate or observer as a word of its name,
#   - with =CALLS, makes more indirect calls than that: the observer is reached through a pointer, so an
#     event that was inlined shows as one. CALLS counts the pointers that it may follow (the hash).
# A clone that the compiler made (put_untold.constprop.0) and a cold part count as the function.
# shellcheck source=house.sh
source "$(dirname "$0")/house.sh"

objects=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
    case $1 in *.a | *.o) objects+=("$1") ;; esac
    shift
done
if [ $# -gt 0 ]; then shift; fi
if [ ${#objects[@]} = 0 ]; then offence "no object was given"; fi
if [ $# = 0 ]; then offence "no function was named"; fi

code=$(for object in "${objects[@]}"; do
    objdump --disassemble --reloc --no-show-raw-insn "$object"
done)

for wanted in "$@"; do
    function=${wanted%%=*}
    body=$(awk -v name="$function" '
        /^[0-9a-f]+ <.*>:$/ {
            symbol = substr($2, 2, length($2) - 3)
            inside = symbol == name || index(symbol, name ".") == 1
        }
        inside && !/>:$/' <<<"$code")
    if [ -z "$body" ]; then
        offence "$function: not in the machine code"
        continue
    fi

    # Symbols stand in <...> where the assembler knew the target, behind R_... where the linker will.
    offences_from_input < <(
        { grep -oE '<[^>+]+' <<<"$body" | cut -c2- || true
          awk '$2 ~ /^R_/ { sub(/[-+]0x[0-9a-f]+$/, "", $3); print $3 }' <<<"$body"; } |
            sort -u | grep -E '(^|[_.])(told|tell|events?|gate|observer?)([_.]|$)' |
            sed "s/^/$function: refers to /" || true
    )

    indirect=$(grep -cE '(call|jmp)[a-z]* +\*|\bblr? +x[0-9]+|\bbr +x[0-9]+' <<<"$body" || true)
    if [ "$wanted" != "$function" ] && [ "$indirect" -gt "${wanted#*=}" ]; then
        offence "$function: $indirect indirect calls; ${wanted#*=} are allowed"
    fi
done
verdict
