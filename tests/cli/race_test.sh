#!/bin/bash
# race_test.sh - races on the command line, from outside, without a terminal.
#
# Usage: race_test.sh PROGRAM. What its claims are made of: claims.sh
. "$(dirname "$0")/claims.sh"
seconds_max=60
mkdir bin && ln -s "$program" bin/tophash

# A waits for nobody; B may have to wait for the lock that A holds.
cat >locked.yaml <<'END_OF_LESSON'
tophash: 1
id: locked
title: Locked
maps: {m: {value: int64, seed: 7}}
locks: {mu: mutex}
workers:
  A: [lock: mu, put: {a: 1}, unlock: mu]
  B: [lock: mu, put: {b: 2}, unlock: mu]
steps:
  - schedule: A, then serial
    expect: {outcome: clean}
END_OF_LESSON

# What was shown is shown again by the command that its last line names.
repeats() {
    local before=$out line
    line=$(grep 'repeat: ' <<<"$out" | tail -1)
    PATH=$place/bin:$PATH sh -c "${line#*repeat: }" >again.txt 2>err.txt </dev/null
    [ "$?" = "$status" ] || complain "another exit status: $line"
    [ "$(cat again.txt)" = "$before" ] || complain "another output: $line"
}

# ---- Exit statuses ----

a_clean_race_is_status_0_and_repeats() {
    run race two-writers --policy serial
    exits 0
    shows "outcome: clean"
    repeats
}

# A stands before its fourth move with the flag on; B's first looks at it.
a_fatal_error_is_status_4_in_the_words_of_go() {
    run race two-writers --schedule 'A*3 B'
    exits 4 && quiet
    shows $'\nfatal error: concurrent map writes\n\nnoticed at entry, by B'
    shows $'\n  A  put a  under way'
    shows $'\n> B  put b  under way'
    shows "outcome: fatal_at_entry"
    shows "critical: these two moves;"
    shows $'\n  move 3: A, put a, writes: flags ^= writing\n  move 4: B, put b, reads: if flags has writing'
    repeats
}

every_bad_end_repeats() {
    local line
    run race two-writers --explore
    exits 4
    grep -o "tophash replay .*" out.txt >lines.txt
    [ "$(wc -l <lines.txt)" = 3 ] || complain "not three bad ends: $(cat lines.txt)"
    while read -r line; do
        PATH=$place/bin:$PATH sh -c "$line" >one.txt 2>err.txt </dev/null
        [ "$?" = 4 ] || complain "not bad: $line"
        [ "$(tail -1 one.txt)" = "repeat: $line" ] || complain "another line: $(tail -1 one.txt)"
    done <lines.txt
}

a_race_that_asks_stops_unfinished() {
    run race two-writers --policy ask
    exits 0
    shows "outcome: unfinished"
    repeats
}

a_drawn_seed_is_said_and_makes_the_same_race() {
    run race two-writers
    says "policy: random "
    local seed=${err##*random } first=$out
    run race two-writers --seed "${seed%% *}"
    [ "$out" = "$first" ] || complain "seed $seed made another race"
    repeats
}

bad_usage_is_status_2() {
    local words
    for words in "race" "race two-writers x" "race two-writers --seed x" "race two-writers --policy pct --depth 21" \
        "race two-writers --policy nobody" "race two-writers --explore --free 3" "race two-writers --shard 1/2" \
        "race two-writers --explore --shard 0/2" "race two-writers --explore --shard 3/2" "race two-writers --free 0" \
        "race two-writers --explore --verify" "race two-writers --policy serial --seed 1" "replay" "replay a b" \
        "race two-writers --format tap" "race two-writers --explore --merge" "race no-such" "replay /"; do
        # shellcheck disable=SC2086
        run $words
        exits 2 && silent
        says "tophash: "
    done
}

# ---- Bad schedules ----

# refuses TEXT PLACE WORDS
refuses() {
    run replay "$1"
    exits 2 && silent
    says "$2: "
    says "$3"
    says "^"
}

a_bad_schedule_is_refused_with_its_place() {
    refuses 'two-writers: A*3 C' schedule:1:18 "C"
    refuses 'two-writers@0123456789abcdef: A' schedule:1:13 "0123456789abcdef"
    refuses 'two-writers: A*13 B*13 A' schedule:1:24 "the race is over when A is to move"
    refuses 'two-writers: A*13 A B' schedule:1:19 "A is done"
    refuses 'two-writers: A*0' schedule:1:16 "allowed"
    refuses 'A*3 B' schedule:1:1 "no scenario is named"
    refuses $'two-writers: A\x01' schedule:1:15 ""
    refuses 'two-writers: A B, then nobody' schedule:1:24 "allowed"
}

a_worker_that_waits_for_a_lock_is_no_choice() {
    run race ./locked.yaml --schedule 'A B'
    exits 2 && silent
    says "schedule:1:3: choice 2: B waits for the lock mu"
}

another_scenarios_schedule_is_refused() {
    run race ./locked.yaml --schedule 'two-writers: A'
    exits 2
    says "schedule:1:1: "
    run replay 'tophash: A'
    exits 2
    says "has no workers"
    says "two-writers"
}

a_huge_schedule_is_refused_at_once() {
    { printf 'two-writers: '; yes 'A ' | head -c 3000000; } >huge.txt
    run replay huge.txt
    exits 2 && silent
    says "huge.txt:1:1: a text of more than 1048576 bytes"
    head -c 100000 /dev/urandom >noise.txt
    run replay noise.txt
    exits 2 && silent
    run replay "two-writers: $(printf 'W%d ' $(seq 10000))"
    exits 2 && silent
    says "schedule:1:14: "
}

a_schedule_may_be_a_file_or_standard_input() {
    printf 'two-writers: A*3 # A sets the flag\nB\n' >file.txt
    run replay file.txt
    exits 4
    local first=$out
    printf 'two-writers: A*3 B' | "$program" replay - >out.txt 2>err.txt
    [ "$(cat out.txt)" = "$first" ] || complain "standard input made another race"
    printf 'two-writers: A*13\nB*13\n  A\n' >file.txt
    run replay file.txt
    says "file.txt:3:3: choice 27"
}

# ---- Files ----

a_file_of_ones_own_races_and_repeats() {
    cp locked.yaml "it's.yaml"
    run race "./it's.yaml" --explore
    exits 0 && quiet
    shows "clean"
    run race "./it's.yaml" --policy serial
    exits 0
    repeats
    mkdir -p folder && cp locked.yaml folder/
    run race locked --lessons folder --policy serial
    exits 0
    repeats
}

check_and_run_find_a_choice_that_cannot_be_made() {
    sed 's/schedule: A, then serial/schedule: A B/' locked.yaml >blocked.yaml
    run check blocked.yaml
    exits 2 && silent
    says "blocked.yaml:10:17: "
    says "B waits for the lock mu"
    run run blocked.yaml
    exits 2
    says "blocked.yaml:10:17: "
    run check locked.yaml
    exits 0
}

a_run_whose_bad_end_nobody_expected_is_status_4() {
    sed '/^locks/d; s/lock: mu, //; s/, unlock: mu//; s/schedule: .*/schedule: A*3 B/; /expect/d' locked.yaml >open.yaml
    run run open.yaml
    exits 4
    shows "nobody expected it"
}

# ---- More ----

a_checkpoint_is_taken_or_refused() {
    printf 'noise\n' >noise.txt
    run race two-writers --explore --resume noise.txt
    exits 2 && silent
    says "--resume noise.txt: no checkpoint of this scenario"
    run race two-writers --explore --resume none-yet.txt
    exits 4
    shows "1,802 executions"
    [ ! -e none-yet.txt ] || complain "a finished exploration left a checkpoint"
    run race two-writers --resume noise.txt
    exits 2 && silent
}

verified_runs_are_the_same() {
    run race two-writers --schedule 'A*13 B*13' --verify
    exits 0
    shows "verified: two runs made the same tape: setup, and "
    # Two moves, on paper; what the setup did is none of the race's.
    cat >two-moves.yaml <<'END_OF_LESSON'
tophash: 1
id: two-moves
title: Two moves
locks: {mu: mutex}
setup: [{fill: {prefix: k, from: 1, to: 20}}]
workers: {A: [lock: mu, unlock: mu]}
steps: [{schedule: A*2}]
END_OF_LESSON
    run race ./two-moves.yaml --schedule 'A*2' --verify
    exits 0
    shows $'\nverified: two runs made the same tape: setup, and 2 moves\n'
}

shards_sum_to_the_whole() {
    local i
    run race two-writers --explore
    local whole=$out
    for i in 1 2 3; do
        run race two-writers --explore --shard $i/4 --format json
        cp out.txt $i.json
    done
    environment=(TEST_TOTAL_SHARDS=4 TEST_SHARD_INDEX=3 TEST_SHARD_STATUS_FILE="$place/shards.txt")
    run race two-writers --explore --format json
    environment=()
    cp out.txt 4.json
    [ -e shards.txt ] || complain "nobody touched the status file"
    run race two-writers --explore --merge 4.json 2.json 1.json 3.json
    exits 4 && quiet
    # Shorter schedules and odds may differ in the last digit, counts may not.
    [ "$(awk '/^  [a-z_]+ +[0-9,]+ / {print $1, $2}' <<<"$out")" = \
        "$(awk '/^  [a-z_]+ +[0-9,]+ / {print $1, $2}' <<<"$whole")" ] || complain "$out"
    run race two-writers --explore --merge 1.json 2.json 3.json
    exits 2 && silent
    says "shard 4/4 is missing"
    run race two-writers --explore --merge 1.json 1.json
    exits 2
    says "added already"
    run race ./locked.yaml --explore --merge 1.json
    exits 2
    says "1.json: of the scenario 'two-writers'"
}

free_runs_are_counted() {
    run race ./locked.yaml --free 20
    exits 0 && quiet
    shows "20 free runs"
    shows "undefined behaviour"
}

json_is_one_document() {
    local words
    for words in "--schedule A*3" "--explore" "--free 5" "--policy serial --verify"; do
        # shellcheck disable=SC2086
        run race two-writers --format json $words
        [[ $out == '{'*'}' && $out == *'"digest"'* ]] || complain "$words: $(head -3 <<<"$out")"
    done
}

# One worker alone ends well, however often: all five runs are clean.
a_free_steps_counts_are_in_the_report_of_run() {
    cat >alone.yaml <<'END_OF_LESSON'
tophash: 1
id: alone
title: Alone
workers: {A: [put: {a: 1}]}
steps: [{free: 5, expect: {never: [wrong]}}]
END_OF_LESSON
    run run ./alone.yaml --format json
    exits 0 && quiet
    shows '"free":{"runs":5,"results":{"clean":{"runs":5,'
}

output_that_cannot_be_written_is_status_3() {
    local words
    for words in "--schedule A*3" "--explore" "--policy serial --format json"; do
        # shellcheck disable=SC2086
        "$program" race two-writers $words >/dev/full 2>err.txt
        [ "$?" = 3 ] || complain "$words: not 3"
        # shellcheck disable=SC2086
        "$program" race two-writers $words 2>err.txt | head -c 1 >/dev/null
        [ "${PIPESTATUS[0]}" = 139 ] && complain "$words: crashed"
    done
}

claim a_clean_race_is_status_0_and_repeats \
    a_fatal_error_is_status_4_in_the_words_of_go \
    every_bad_end_repeats \
    a_race_that_asks_stops_unfinished \
    a_drawn_seed_is_said_and_makes_the_same_race \
    bad_usage_is_status_2 \
    a_bad_schedule_is_refused_with_its_place \
    a_worker_that_waits_for_a_lock_is_no_choice \
    another_scenarios_schedule_is_refused \
    a_huge_schedule_is_refused_at_once \
    a_schedule_may_be_a_file_or_standard_input \
    a_file_of_ones_own_races_and_repeats \
    check_and_run_find_a_choice_that_cannot_be_made \
    a_run_whose_bad_end_nobody_expected_is_status_4 \
    verified_runs_are_the_same \
    a_checkpoint_is_taken_or_refused \
    shards_sum_to_the_whole \
    free_runs_are_counted \
    json_is_one_document \
    a_free_steps_counts_are_in_the_report_of_run \
    output_that_cannot_be_written_is_status_3
