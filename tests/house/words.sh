#!/bin/bash
# words.sh - each text that a learner sees is in each catalog, and the catalogs have no other.
#
# The texts are those that viz/language/extract.sh finds; where they come from may differ, as that takes
# no part in what is shown.
# shellcheck source=house.sh
source "$(dirname "$0")/house.sh"

extract=$(dirname "$0")/../../viz/language/extract.sh
folders=(viz)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mapfile -t files < <(sources '*.c' '*.h')
mapfile -t catalogs < <(sources '*.po')
if [ ${#catalogs[@]} = 0 ]; then exit 1; fi

# Lists the entries' texts, one a line, with their contexts before them.
texts() { # PO file
    msgcat --no-location --no-wrap --sort-output "$1" | awk '
        /^#/ { next }
        /^msgctxt / { context = $0 " "; next }
        /^msgid / { text = context $0; context = ""; reading = 1; next }
        /^msgstr/ { if (text != "msgid \"\"") print text; reading = 0; next }
        reading && /^"/ { text = text $0 }'
}

# Reports each translation that has other names in braces than its text. Only an arrow may go, where
# another order of the words has none.
names_in_braces() { # PO file
    msgcat --no-wrap "$1" | perl -ne '
        sub names { join " ", sort grep { $_ ne "{arrow}" } $_[0] =~ /\{\w+\}/g }
        if (/^(msgid|msgstr) "(.*)"$/) { ($in, $text{$1}) = ($1, $2) }
        elsif (/^"(.*)"$/) { $text{$in} .= $1 }
        elsif (/^$/) { check() }
        sub check {
            print "'"$1"': other names in braces: $text{msgid}\n"
                if names($text{msgid}) ne names($text{msgstr});
        }
        END { check() }'
}

reported() { # catalog, what is wrong with each text; the texts on standard input
    sed "s|^|$1: $2: |"
}

"$extract" "${files[@]}" >"$work/texts.pot"
texts "$work/texts.pot" | sort >"$work/wanted"
for catalog in "${catalogs[@]}"; do
    msgattrib --force-po --no-obsolete "$catalog" >"$work/alive.po"
    texts "$work/alive.po" | sort >"$work/there"
    offences_from_input < <(
        comm -23 "$work/wanted" "$work/there" | reported "$catalog" "lacks"
        comm -13 "$work/wanted" "$work/there" | reported "$catalog" "no source has"
        msgattrib --only-obsolete "$catalog" | sed -n '/^#~ msgid/p' | reported "$catalog" "obsolete"
        msgattrib --untranslated "$catalog" >"$work/some.po"
        texts "$work/some.po" | reported "$catalog" "not translated"
        msgattrib --only-fuzzy "$catalog" >"$work/some.po"
        texts "$work/some.po" | reported "$catalog" "fuzzy"
    )
    offences_from_input < <(names_in_braces "$catalog")
    if ! msgfmt --check-format --check-domain -o /dev/null "$catalog" 2>"$work/log"; then
        offence "$catalog: msgfmt says: $(tr '\n' ' ' <"$work/log")"
    fi
done

# xgettext sees one literal: of two behind a question mark the second is lost, unless each stands in N_. And
# the PRI macros make a text that msgfmt keeps in pieces.
offences_from_input < <(
    sed -n '/<PRI/s|$|: write %ju or %u (viz/language/language.h)|p' "$work/wanted"
    perl -0777 -ne '
        while (/\b(?:language_text(?:_in)?|text_say|play_say|say_words|say_line|say_reply)(\((?:[^()"]|"(?:\\.|[^"\\])*"|(?1))*\))/g) {
            my ($call, $line) = ($1, 1 + (substr($_, 0, $-[0]) =~ tr/\n//));
            $call =~ s/"(?:\\.|[^"\\])*"/""/g;
            $call =~ s/N_\((?:""\s*)+\)//g;
            print "$ARGV:$line: a choice between texts inside the call: choose between calls\n"
                if $call =~ /\?/ && $call =~ /""/;
        }' "${files[@]}"
)

# Where Chinese is what the code is about: how its punctuation breaks a line, and stands beside a mark.
about_chinese=' viz/screen/wrap.c viz/markup/markup.h '
offences_from_input < <(
    for file in "${files[@]}"; do
        if [[ $about_chinese == *" $file "* ]]; then continue; fi
        perl -CSD -ne 'print "$ARGV:$.: Chinese in C: it belongs into a catalog\n"
            if /[\x{3000}-\x{303f}\x{4e00}-\x{9fff}\x{ff00}-\x{ffef}]/' "$file"
    done
)

if [ "$offences" -gt 0 ]; then
    echo "for what lacks or is too many: ./bazelw run //viz/language:update, then translate"
fi
verdict
