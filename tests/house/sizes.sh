#!/bin/bash
# sizes.sh - no file over 600 lines, no function over 70 lines, no line over 100 columns.
#
# usage: sizes.sh [FOLDER...]: core and viz, where none is given. In other folders (.ci/run gives tests
# and tools) functions are not counted: a test's table may be as long as it must.
#
# Columns are display columns: a letter of two bytes is one, a Chinese character is two. A function is
# counted from its first line to its closing brace; it is found by the brace that clang-format puts
# alone at the start of a line.
# shellcheck source=house.sh
source "$(dirname "$0")/house.sh"

max_file=600 max_function=70 max_columns=100
if [ $# -gt 0 ]; then folders=("$@"); fi

if [ "$(printf '│翻\n' | wc -L)" != 3 ]; then
    offence "wc -L does not count display columns here: is there no locale C.UTF-8?"
fi

too_wide() { # file: reports its lines
    local number=0 columns line
    while IFS= read -r line; do
        number=$((number + 1))
        columns=${#line}
        if [[ $line == *[!\ -~]* ]]; then columns=$(printf '%s\n' "$line" | wc -L); fi
        if [ "$columns" -gt $max_columns ]; then
            offence "$1:$number: $columns columns; $max_columns are allowed"
        fi
    done <"$1"
}

# One process for all files, as there are hundreds: "lines, columns, name" a file, then a total.
files=$(sources '*.c' '*.h')
while read -r lines columns file; do
    if [ "$file" = total ]; then continue; fi
    if [ "$lines" -gt $max_file ]; then offence "$file: $lines lines; $max_file are allowed"; fi
    if [ "$columns" -gt $max_columns ]; then too_wide "$file"; fi
done < <(xargs wc -lL <<<"$files")

if [ "${folders[*]}" != "core viz" ]; then verdict; exit 0; fi
# shellcheck disable=SC2086  # no file name here holds a space
offences_from_input < <(awk -v max=$max_function '
    FNR == 1 { first = 0; inside = 0 }
    !inside && /^\{$/ { inside = 1; if (!first) first = FNR }
    inside {
        if (/^\}/) {
            length_lines = FNR - first + 1
            if (length_lines > max)
                printf "%s:%d: a function of %d lines; %d are allowed\n", FILENAME, first, length_lines, max
            inside = first = 0
        }
        next
    }
    /^[A-Za-z_]/ && !first { first = FNR }
    /^$|^#|^\/|^ \*|[;}]$/ { first = 0 }
' $files)
verdict
