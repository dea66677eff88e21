#!/bin/bash
# cli_test.sh - the program from outside, without a terminal.
# Usage: cli_test.sh PROGRAM. What its claims are made of: claims.sh
. "$(dirname "$0")/claims.sh"
lessons=$root/lessons

cat >good.yaml <<'END'
tophash: 1
id: good
title: {en: Good, zh: 好}
steps:
  - put: {a: 1}
    expect: {count: 1}
END
sed 's/id: good/id: wrong/; s/count: 1/count: 2/' good.yaml >wrong.yaml
printf 'tophash: 1\nid: panics\ntitle: P\nmaps: {m: nil}\nsteps:\n  - put: {a: 1}\n' >panics.yaml

# ---- Exit statuses and streams ----

all_lessons_hold() {
    run run
    exits 0 && quiet
    shows "expectations: all held"
}

a_failed_expectation_is_status_1() {
    run run ./good.yaml ./wrong.yaml
    exits 1 && quiet
    shows "wrong.yaml:6:21: count: expected 2, is 1"
}

an_unexpected_panic_is_status_1() {
    run run panics.yaml
    exits 1 && quiet
    shows "panics.yaml:6:5: panic: assignment to entry in nil map"
}

a_bad_lesson_is_status_2_and_nothing_is_played() {
    echo 'x: 1' >bad.yaml
    run run good.yaml bad.yaml
    exits 2 && silent
    says "bad.yaml:1:1: "
}

bad_usage_is_status_2_and_says_where_to_look() {
    local words
    for words in "nonsense" "run --nonsense" "run --format xml" "run --size 80 --frames" "play" \
        "run --size 0x5 --frames" "run --size 80x24" "check" "list x" "play a b" "run --ascii=1" \
        "run --lang" "run --lang fr" "run -z" "help nonsense" "run no-such-lesson" "--nonsense" \
        "run --size 5000x5 --frames" "list --lessons /nonexistent" "play --at 0 4" "help a b" "trace" \
        "trace a b" "play --theme mauve 1" "--theme" "run --theme dark"; do
        # shellcheck disable=SC2086  # words are words
        run $words
        exits 2 && silent
        says "tophash: "
    done
}

misspelt_words_are_guessed() {
    run rnu
    says "did you mean 'run'?"
    run run --fromat json
    says "did you mean '--format'?"
    run run growth-by-dubling
    says "did you mean 'growth-by-doubling'?"
    run check --format
    says "there is no option '--format' here"
    run play --theme drak growth
    says "did you mean 'dark'?"
    says "light, high-contrast, colour-blind"
}

a_lesson_is_found_by_id_number_beginning_and_path() {
    run run growth-by-doubling
    exits 0
    shows "growth-by-doubling: "
    run run 4
    exits 0
    shows "growth-by-doubling: "
    run run growth
    exits 0
    run run "$lessons/02-growth/01-growth-by-doubling.yaml"
    exits 0
}

an_ambiguous_beginning_names_the_candidates() {
    mkdir -p many/sub
    sed 's/id: good/id: one-a/' good.yaml >many/1.yaml
    sed 's/id: good/id: one-b/' good.yaml >many/sub/2.yaml
    run run --lessons many one
    exits 2 && silent
    says "one-a" && says "one-b"
    run run --lessons many one-b
    exits 0
}

a_folder_of_lessons_replaces_those_inside() {
    mkdir -p folder/a/b
    cp good.yaml folder/a/good.yaml
    cp good.yaml folder/a/b/too_deep.yaml
    run list --lessons folder
    exits 0 && quiet
    [ "$out" = "  1  good  Good" ] || complain "$out"
    run run --lessons folder
    exits 0
    shows "1 lesson, 1 step, 1 expectation: all held"
    echo 'x: 1' >folder/bad.yaml
    run list --lessons folder
    exits 2
    shows "good"
    says "folder/bad.yaml:1:1: "
}

help_is_data() {
    local words
    for words in --help -h help "play --help" "run --help" "check --help" "list --help" "help run" \
        "help help" "help list" "help trace" "help record" --version; do
        # shellcheck disable=SC2086
        run $words
        exits 0 && quiet
        shows "tophash"
    done
}

check_names_good_files_and_mistakes() {
    echo 'x: 1' >bad.yaml
    run check good.yaml bad.yaml wrong.yaml
    exits 2
    [ "$out" = $'good.yaml: ok\nwrong.yaml: ok' ] || complain "$out"
    says "bad.yaml:1:1: "
    says "    1 | x: 1"
    says "      | ^"
    run check good.yaml
    exits 0 && quiet
}

# Runs the shell with these lines.
shell() { # lines, arguments...
    local lines=$1
    shift
    timeout 20 "$program" shell "$@" >out.txt 2>err.txt <<<"$lines"
    status=$? out=$(<out.txt) err=$(<err.txt)
}

a_shell_from_a_pipe_tells_a_line_a_command() {
    shell $'# a comment, then nothing\n\nput a 5\nget a\nget b\ndelete a\nmake nil\nput x\non m\nundo\niterate'
    exits 0 && quiet
    shows 'moves; count 1, B 0, found true, value 5'
    shows 'moves; count 1, B 0, found false'
    shows 'moves; count 0, B 0, deleted true'
    shows 'put x on m2: 3 moves; count 0, panic "assignment to entry in nil map"'
    shows 'taken back; redo does it again'
    shell 'put k' --value bool --hint 14
    shows 'moves; count 1, B 2'
}

a_refused_line_of_a_shell_ends_it_with_its_place() {
    shell $'put a\n\nget é b=\xe6\xa1\xb6 x"y\nput b'
    exits 2
    says 'standard input:3:12: these quotes are never closed'
    if [[ $out == *'put b'* ]]; then complain 'it went on'; fi
    shell $'\xff'
    exits 2
    says 'standard input:1:1: byte 0xff is no UTF-8 here'
    shell 'putt' --lang zh
    exits 2
    says '没有命令“putt”；是不是“put”？'
    shell 'putt' --lang zh --ascii
    says 'there is no command "putt"; did you mean "put"?'
    for wrong in "--hint x" "--hint 1000001" "--value int" "a"; do
        shell '' $wrong
        exits 2 && silent
    done
}

what_a_shell_writes_is_checked_and_run() {
    shell $'fill k 1..20\ncollide 5 in 2\nwrite mine.yaml'
    exits 0 && quiet
    shows 'mine.yaml: 3 steps, 2 of them typed'
    shell $'put a\nwrite mine.yaml'
    exits 2
    says 'standard input:2:7: mine.yaml is there already; write! replaces it'
    run check mine.yaml
    exits 0 && quiet
    run run mine.yaml
    exits 0 && quiet
    shows 'all held'
    shell $'put a\nwrite! mine.yaml'
    exits 0
    run run mine.yaml
    shows '2 steps'
}

a_script_is_traced_from_a_file_or_standard_input() {
    printf '%s\n' '{"type":"map","hint":0,"value_size":8,"nil":false}' 'nonsense' >script.jsonl
    run trace script.jsonl
    exits 2
    says "script.jsonl:2: "
    timeout 20 "$program" trace - >out.txt 2>err.txt <script.jsonl
    status=$? err=$(<err.txt)
    exits 2
    says "standard input:2: "
    run trace missing.jsonl
    exits 2 && silent
    says "missing.jsonl"
}

# ---- Without a terminal ----

the_menu_and_play_need_a_terminal_and_name_run() {
    run
    exits 2 && silent
    says "tophash run"
    run play growth
    exits 2 && silent
    says "tophash run growth"
}

play_looks_at_its_arguments_before_the_terminal() {
    run play --at 99 good.yaml
    exits 2
    says "the lesson has 1 step"
    run play --at 1.999 good.yaml
    exits 2
    says "that step has 15 moves"
}

# ---- The reports ----

frames_have_the_size_asked_for() {
    run run 4 --frames --size 64x20
    exits 0 && quiet
    [ "$(grep -c '^┌' <<<"$out")" = 10 ] || complain "not 10 frames"
    [ "$(grep -m 1 '^┌' <<<"$out" | wc -L)" = 64 ] || complain "not 64 columns"
}

a_c_locale_gets_ascii() {
    local words lessons="growth two-writers deadlock"
    environment=(LC_ALL=C)
    for words in "run $lessons --frames" "run $lessons --frames --lang zh" "list --lang zh" \
        "run $lessons --format json --frames" "run $lessons --format tap --frames"; do
        # shellcheck disable=SC2086
        run $words
        exits 0 && quiet
        ! LC_ALL=C grep -q '[^ -~]' out.txt || complain "$words: more than ASCII"
    done
    environment=()
}

# With LANG alone, on a machine that need not have that locale.
a_chinese_locale_gets_chinese() {
    environment=(-u LC_ALL LANG=zh_CN.UTF-8)
    run run good.yaml
    shows "good: 好"
    run run good.yaml --lang en
    shows "good: Good"
    environment+=(LC_MESSAGES=C)
    run run good.yaml
    shows "good: Good"
    environment=()
}

# Of a lesson of each kind: what the others show is held byte for byte by tests/golden.
the_same_run_gives_the_same_bytes() {
    local format lessons="nil-and-empty growth hint iteration two-writers two-writers-mutex deadlock"
    for format in text json tap; do
        run run $lessons --frames --format $format
        exits 0
        cp out.txt first.txt
        environment=(TERM=dumb COLUMNS=7 NO_COLOR=1)
        run run $lessons --frames --format $format
        environment=()
        cmp -s first.txt out.txt || complain "$format differs"
    done
}

# ---- Recordings ----

# The picture's own claims are tests/unit/record's; here: that the file is whole or not there.
a_picture_and_a_recording_are_written_to_a_file_or_to_standard_output() {
    run record growth --at 6.20 -o growth.svg
    exits 0 && quiet && silent
    [[ $(<growth.svg) == '<svg '*'</svg>' ]] || complain "growth.svg is no picture"
    run record growth --at 6.20 --format svg --output -
    exits 0 && quiet
    cmp -s out.txt growth.svg || complain "standard output differs from the file"
    run record growth -o growth.cast --size 100x30
    exits 0 && quiet && silent
    [[ $(head -1 growth.cast) == '{"version":2,"width":100,"height":30,'* ]] || complain "no header"
    [ "$(grep -c '"m",' growth.cast)" = 10 ] || complain "not a marker a step"
    [ "$(ls growth*)" = $'growth.cast\ngrowth.svg' ] || complain "something was left: $(ls growth*)"
}

a_record_looks_the_same_whatever_the_terminal() {
    run record growth -o - --format cast
    cp out.txt first.txt
    environment=(TERM=dumb COLUMNS=7 NO_COLOR=1 COLORTERM=truecolor)
    run record growth -o - --format cast
    environment=()
    cmp -s first.txt out.txt || complain "it differs"
}

a_record_that_cannot_be_is_refused_and_nothing_is_written() {
    local words
    for words in "record growth" "record -o a.svg" "record growth -o a.png" "record growth -o -" \
        "record growth -o a.svg --speed 2" "record growth -o a.cast --at 2" "record nothing -o a.svg" \
        "record growth -o a.svg --at 99" "record growth -o a.svg --format json" \
        "record growth -o a.cast --speed 0" "record growth -o a.cast --speed 1.234" \
        "record growth -o missing/a.svg" "record growth -o folder.svg" \
        "record growth -o a.svg --theme mauve" "record growth -o"; do
        mkdir -p folder.svg
        # shellcheck disable=SC2086  # words are words
        run $words
        exits 2 && silent
        says "tophash: "
        [ ! -e a.svg ] && [ ! -e a.cast ] || complain "$words: a file was written"
    done
    [ -z "$(ls folder.svg)" ] || complain "something was left in the folder"
    run record growth -o /dev/full --format svg
    exits 3 && silent
    [ -c /dev/full ] || complain "a device was replaced"
}

a_record_replaces_a_file_where_a_link_leads_and_keeps_its_mode() {
    echo old >real.svg
    chmod 640 real.svg
    ln -sf real.svg link.svg
    run record growth -o link.svg
    exits 0
    [ -L link.svg ] || complain "the link is gone"
    [[ $(<real.svg) == '<svg '* ]] || complain "the file is as it was"
    [ "$(stat -c %a real.svg)" = 640 ] || complain "mode $(stat -c %a real.svg)"
}

# ---- Bad files ----

# run and check refuse it with status 2, quickly, with its name and without a word on standard output.
refused() { # file, words
    local command
    for command in check run; do
        run $command "./$1"
        exits 2 && silent
        says "./$1:"
        says "$2"
        [ "${#err}" -lt 20000 ] || complain "too many words"
        ! LC_ALL=C grep -q '[[:cntrl:]]' <<<"$err" || complain "$1: control characters"
    done
}

bad_files_are_refused() {
    : >empty.yaml
    refused empty.yaml ""
    truncate -s 100M sparse.yaml
    refused sparse.yaml "1048576"
    head -c 100000 /dev/urandom >noise.yaml
    refused noise.yaml ""
    printf 'tophash: 1\nid: \xff\033[31m\n' >bytes.yaml
    refused bytes.yaml "bytes.yaml:2:5: "
    printf 'steps: %s\n' "$(printf '[%.0s' {1..10000})" >nested.yaml
    refused nested.yaml "32"
    printf 'tophash: 1\ntophash: 1\nid: a\ntitle: a\nsteps: [{say: a}]\n' >twice.yaml
    refused twice.yaml "twice.yaml:2:1: "
    sed 's/put: {a: 1}/delete: a\n    on: nobody/; /expect/d' good.yaml >unknown_map.yaml
    refused unknown_map.yaml "nobody"
    mkdir -p folder.yaml
    refused folder.yaml "directory"
    mkfifo fifo.yaml
    refused fifo.yaml ""
    refused missing.yaml ""
    cp good.yaml unreadable.yaml
    chmod 000 unreadable.yaml
    if [ ! -r unreadable.yaml ]; then refused unreadable.yaml ""; fi
    ln -s loop.yaml loop.yaml
    refused loop.yaml ""
}

names_of_files_cannot_steer_the_terminal() {
    printf 'x: 1\n' >$'\033[31m.yaml'
    run check $'\033[31m.yaml'
    exits 2
    [[ $err != *$'\033'* ]] || complain "an escape got through"
    run run $'no\033[31m'
    [[ $err != *$'\033'* ]] || complain "an escape got through"
}

# ---- Output that goes nowhere ----

a_full_disk_is_status_3() {
    local words
    for words in run "run --format json" "run --format tap" list help "run --frames" --version \
        "check good.yaml"; do
        # shellcheck disable=SC2086
        timeout 20 "$program" $words >/dev/full 2>err.txt </dev/null
        status=$? err=$(<err.txt)
        exits 3
        says "standard output"
    done
    timeout 20 "$program" run >&- 2>err.txt </dev/null
    status=$? err=$(<err.txt)
    exits 3
}

a_closed_pipe_ends_it_quietly() {
    local statuses
    timeout 20 "$program" run --frames --format json --size 200x200 2>err.txt </dev/null | head -c 1 >/dev/null
    statuses=("${PIPESTATUS[@]}")
    status=${statuses[0]} err=$(<err.txt)
    exits 141 && quiet
}

headless_works_without_a_controlling_terminal() {
    timeout 20 setsid "$program" run growth >out.txt 2>err.txt </dev/null
    status=$? err=$(<err.txt)
    exits 0 && quiet
}

claim all_lessons_hold \
    a_failed_expectation_is_status_1 \
    an_unexpected_panic_is_status_1 \
    a_bad_lesson_is_status_2_and_nothing_is_played \
    bad_usage_is_status_2_and_says_where_to_look \
    misspelt_words_are_guessed \
    a_lesson_is_found_by_id_number_beginning_and_path \
    an_ambiguous_beginning_names_the_candidates \
    a_folder_of_lessons_replaces_those_inside \
    help_is_data \
    check_names_good_files_and_mistakes \
    a_shell_from_a_pipe_tells_a_line_a_command \
    a_refused_line_of_a_shell_ends_it_with_its_place \
    what_a_shell_writes_is_checked_and_run \
    a_script_is_traced_from_a_file_or_standard_input \
    the_menu_and_play_need_a_terminal_and_name_run \
    play_looks_at_its_arguments_before_the_terminal \
    frames_have_the_size_asked_for \
    a_c_locale_gets_ascii \
    a_chinese_locale_gets_chinese \
    the_same_run_gives_the_same_bytes \
    a_picture_and_a_recording_are_written_to_a_file_or_to_standard_output \
    a_record_looks_the_same_whatever_the_terminal \
    a_record_that_cannot_be_is_refused_and_nothing_is_written \
    a_record_replaces_a_file_where_a_link_leads_and_keeps_its_mode \
    bad_files_are_refused \
    names_of_files_cannot_steer_the_terminal \
    a_full_disk_is_status_3 \
    a_closed_pipe_ends_it_quietly \
    headless_works_without_a_controlling_terminal
