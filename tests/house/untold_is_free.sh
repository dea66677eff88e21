#!/bin/bash
# untold_is_free.sh OBJECT_OR_ARCHIVE... [--unread=FIELD] [--follows=FIELD]... -- FUNCTION[=CALLS]...
#
# Each operation of the map is compiled twice, told and untold; the untold instance must hold no trace
# of the observer, nor of the history. Refused is a FUNCTION that
#   - is not in the machine code (inlined away or renamed: then nothing was proved),
#   - refers to a symbol that has told, tell, event, gate, observer, watch, watched or history as a
#     word of its name,
#   - has an operand at the offset of a field --unread, behind any pointer but the stack's,
#   - calls through a pointer that was not loaded from the offset of a field --follows,
#   - with =CALLS, makes more indirect calls than that.
# A FIELD is HEADER:STRUCT.MEMBER, "core/map_state.h:th_map.hash.hash"; the compiler says its offset.
# A clone that the compiler made (put_untold.constprop.0) and a cold part count as the function.
# shellcheck source=house.sh
source "$(dirname "$0")/house.sh"

# How many bytes from the beginning of its structure a field lies.
offset_of() { # HEADER:STRUCT.MEMBER
    local header=${1%%:*} field=${1#*:}
    printf '#include <stddef.h>\n#include "%s"\nconst unsigned long at = offsetof(struct %s, %s);\n' \
        "$header" "${field%%.*}" "${field#*.}" |
        gcc -std=c11 -D_GNU_SOURCE -I. -x c -S -o - - |
        awk '$1 == ".quad" { print $2 } $1 == ".zero" { print 0 }'
}

objects=() unread=' ' followed=' '
while [ $# -gt 0 ] && [ "$1" != -- ]; do
    case $1 in
    *.a | *.o) objects+=("$1") ;;
    --unread=*) unread+="$(offset_of "${1#*=}") " ;;
    --follows=*) followed+="$(offset_of "${1#*=}") " ;;
    esac
    shift
done
if [ $# -gt 0 ]; then shift; fi
if [ ${#objects[@]} = 0 ]; then offence "no object was given"; fi
if [ $# = 0 ]; then offence "no function was named"; fi

# "OFFSET REGISTER" for each memory operand 0x60(%rbx). (The code of other machines is not read here,
# nor below.)
operands() { # the instructions
    { grep -v 'nop' <<<"$1" | grep -oE '[ ,*](0x[0-9a-f]+)?\(%[a-z0-9]+\)' || true; } |
        sed -E 's/^[ ,*]//; s/^\(/0x0(/; s/[()%]+/ /g' |
        while read -r at register; do echo "$((at)) $register"; done
}

# "OFFSET INSTRUCTION" for each indirect call: where the pointer that it follows was loaded from; ?
# where that cannot be seen. A register holds what the last load before the call put there.
followed_offsets() { # the instructions
    awk '
        function offset(text) { # of its operand 0x58(%rbx); ? if it has none
            if (!match(text, /(0x[0-9a-f]+)?\(%/)) return "?"
            return RLENGTH > 2 ? substr(text, RSTART, RLENGTH - 2) : 0
        }
        { sub(/^[^:]*:[ \t]*/, "") }
        /^mov +[^,]*\(%[a-z0-9]+\),%[a-z0-9]+$/ { held[substr($0, index($0, ",%") + 1)] = offset($0) }
        /^(call|jmp)[a-z]* +\*/ {
            register = $2
            sub(/^\*/, "", register)
            print register in held ? held[register] : offset($0), $0
        }' <<<"$1" | while read -r at line; do
        if [ "$at" != '?' ]; then at=$((at)); fi
        echo "$at $line"
    done
}

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
            sort -u | grep -E '(^|[_.])(told|tell|events?|gate|observer?|watch|watched|history)([_.]|$)' |
            sed "s/^/$function: refers to /" || true
    )

    indirect=$(grep -cE '(call|jmp)[a-z]* +\*|\bblr? +x[0-9]+|\bbr +x[0-9]+' <<<"$body" || true)
    if [ "$wanted" != "$function" ] && [ "$indirect" -gt "${wanted#*=}" ]; then
        offence "$function: $indirect indirect calls; ${wanted#*=} are allowed"
    fi
    offences_from_input < <(operands "$body" | while read -r at register; do
        if [ "$register" = rsp ] || [[ $unread != *" $at "* ]]; then continue; fi
        echo "$function: looks at the field that it must not read: $at $register"
    done)
    if [ "$followed" != ' ' ]; then
        offences_from_input < <(followed_offsets "$body" | while read -r at line; do
            if [[ $followed == *" $at "* ]]; then continue; fi
            echo "$function: follows another pointer: $line"
        done)
    fi
done
verdict
