#!/bin/bash
# sizes.sh - no file over 600 lines, no function over 70 lines, no line over 100 columns.
#
# Columns are display columns: a letter of two bytes is one, a Chinese character is two. A function is
# counted from its first line to its closing brace; it is found by the brace that clang-format puts
# alone at the start of a line.
# shellcheck source=house.sh
source "$(dirname "$0")/house.sh"

max_file=600 max_function=70 max_columns=100

if [ "$(printf '│翻\n' | wc -L)" != 3 ]; then
    offence "wc -L does not count display columns here: is there no locale C.UTF-8?"
fi

files=$(sources '*.c' '*.h')
for file in $files; do
    lines=$(wc -l <"$file")
    if [ "$lines" -gt $max_file ]; then offence "$file: $lines lines; $max_file are allowed"; fi

    if [ "$(wc -L <"$file")" -gt $max_columns ]; then
        number=0
        while IFS= read -r line; do
            number=$((number + 1))
            columns=${#line}
            if [[ $line == *[!\ -~]* ]]; then columns=$(printf '%s\n' "$line" | wc -L); fi
            if [ "$columns" -gt $max_columns ]; then
                offence "$file:$number: $columns columns; $max_columns are allowed"
            fi
        done <"$file"
    fi
done

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
