#!/bin/bash
# includes.sh - every #include follows an arrow of include_arrows.txt.
#
# Reads the text of the includes, so it sees what visibility in BUILD files cannot: system headers, and
# headers that a permitted library happens to bring along.
# shellcheck source=house.sh
source "$(dirname "$0")/house.sh"

# shellcheck disable=SC2046  # no file name here holds a space
offences_from_input < <(awk '
    function folder(path) { sub(/\/[^\/]*$/, "", path); return path }
    function last_name(path) { sub(/.*\//, "", path); return path }
    function offence(text) { printf "%s:%d: %s\n", FILENAME, FNR, text }

    FNR == 1 { reading_table = (NR == 1) }

    reading_table && /^(room|only|never) / {
        name = $2
        sub(/:$/, "", name)
        if ($1 == "room") is_room[name]
        for (i = 3; i <= NF; i++) {
            if ($1 == "room") may[name, $i]
            if ($1 == "only") {
                before = ($i in only) ? only[$i] " and " : ""
                only[$i] = before name
                may_only[name, $i]
            }
            if ($1 == "never") never[name, $i]
        }
    }
    reading_table { next }

    FNR == 1 {
        room = folder(FILENAME)
        if (!(room in is_room)) offence("the folder " room " is not in tests/house/include_arrows.txt")
    }
    !/^[ \t]*#[ \t]*include/ { next }

    /^[ \t]*#[ \t]*include[ \t]*</ {
        header = $0
        sub(/^[^<]*</, "", header)
        sub(/>.*/, "", header)
        name = last_name(header)
        if (header ~ /^(core|viz)\//) offence("<" header ">: our own headers are included with quotes")
        if (name in only && !((FILENAME, name) in may_only))
            offence("<" header ">: only " only[name] " may include it")
        if ((room, name) in never) offence("<" header ">: not in " room)
        next
    }
    /^[ \t]*#[ \t]*include[ \t]*"/ {
        header = $0
        sub(/^[^"]*"/, "", header)
        sub(/".*/, "", header)
        target = folder(header)
        if (!(target in is_room)) offence("\"" header "\": not the path of a room from the root")
        else if (target != room && !((room, target) in may) && !((room, header) in may))
            offence("\"" header "\": " room " may not include it")
        next
    }
    { offence("an include that is neither <...> nor \"...\" cannot be checked") }
' "$(dirname "$0")/include_arrows.txt" $(sources '*.c' '*.h'))
verdict
