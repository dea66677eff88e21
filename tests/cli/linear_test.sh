#!/bin/bash
# linear_test.sh - lines in, sentences out: a learner who has a screen reader, through a pipe.
# Usage: linear_test.sh PROGRAM. What its claims are made of: claims.sh
# shellcheck disable=SC2154 # out, status and program are claims.sh's
. "$(dirname "$0")/claims.sh"

# Types these lines.
talk() { # lines, the program's arguments
    local lines=$1
    shift
    timeout "$seconds_max" env "${environment[@]}" XDG_STATE_HOME="$place/state" "$program" "$@" \
        --linear >out.txt 2>err.txt <<<"$lines"
    status=$?
    out=$(tr -d '\0' <out.txt) err=$(tr -d '\0' <err.txt)
}

hides() { [[ $out != *"$1"* ]] || complain "there is \"$1\" in: $(head -20 <<<"$out")"; }

a_lesson_is_stepped_through_to_its_end_with_empty_lines() {
    talk "$(printf '\n%.0s' {1..600} && echo quit)" play growth-by-doubling --seed 1
    exits 0 && quiet
    shows 'put is done: it found no "k9", and wrote one.'
    hides "This is the end."
    talk "$(printf 'skip\n\n%.0s' {1..600})" play growth-by-doubling --seed 1
    exits 0 && quiet
    shows "This is the end."
    grep -q "^lesson growth-by-doubling .* done$" state/tophash/progress || complain "not done"
}

a_full_disk_is_told_as_what_it_is() {
    timeout "$seconds_max" env "${environment[@]}" XDG_STATE_HOME="$place/state" "$program" \
        play growth-by-doubling --linear >/dev/full 2>err.txt <<<step
    status=$? err=$(<err.txt)
    exits 3 && says "standard output: No space left on device"
}

nothing_but_text_and_newlines_is_written() {
    talk "$(printf 'look\n\n%.0s' {1..100})" play growth-by-doubling
    exits 0 && quiet
    [ "$(tr -d '\n' <out.txt | LC_ALL=C grep -c '[[:cntrl:]]')" = 0 ] || complain "control characters"
    cp out.txt plain.txt
    environment=(TERM=dumb NO_COLOR=1 COLUMNS=20)
    talk "$(printf 'look\n\n%.0s' {1..100})" play growth-by-doubling
    environment=()
    cmp -s out.txt plain.txt || complain "the environment shows"
}

a_word_that_is_none_is_guessed_and_changes_nothing() {
    talk $'stpe\nlook' play growth-by-doubling
    exits 0
    shows 'did you mean "step"?'
    shows "move 0 of"
    hides "put is done"
}

a_term_is_explained_and_those_there_are_listed() {
    talk $'go 3\nterms\nterms nevacuate\nterms B\nterms nonsense' play growth-by-doubling
    exits 0
    shows 'B, '
    shows ', noverflow, '
    shows 'nevacuate: All old buckets with a smaller number are evacuated'
    shows 'B: There are 2^B main buckets'
    shows 'No such term'
}

commands_of_free_play_stand_behind_a_colon() {
    talk $':put zz=5\nstep\ntry get zz\nstep\n:putt\n:get a=\xc3\xa9 x"\n:undo\nleave\nleave' play growth --at 2
    exits 0 && quiet
    shows "Free play · Growing by doubling. Step 3 of 3"
    shows 'put is done: it found no "zz", and wrote one.'
    shows 'get is done: it found "zz", with value 5.'
    shows 'did you mean "put"?'
    shows 'Character 10: these quotes are never closed'
    shows "taken back"
    [ "$(grep -c '^Growing by doubling. Step' out.txt)" = 2 ] || complain "not back in the lesson"
    talk $':put a' play two-writers
    shows "no free play in a race"
}

the_end_of_the_input_is_the_end() {
    talk '' play growth-by-doubling
    exits 0 && quiet
}

the_menu_numbers_the_lessons_and_opens_one() {
    talk $'4\nleave\nquit'
    exits 0 && quiet
    shows "4: Growing by doubling"
    shows "Eight keys fill the only bucket."
}

a_quiz_is_answered_in_words_and_the_menu_tells_the_score() {
    rm -rf state
    talk $'go 3\nnext\nhint\nbucket 1\nstep' play tophash
    exits 0 && quiet
    shows "Question: pea's hash is"
    shows "A question waits: answer it, or skip it."
    shows "Hint 1 of 2: "
    shows "Your answer: bucket 1"
    shows "Right: bucket 1"
    talk $'go 3\nold bucket 7 slot 9\nbucket 0\nstep' play tophash
    shows "Answer with a bucket, as: bucket 1, or old bucket 1."
    shows "You said: bucket 0"
    shows "It is: bucket 1"
    grep -q "^answer tophash 3 right$" state/tophash/progress || complain "the first answer is not kept"
    talk 'quit'
    shows "1 answered, 1 right at the first try"
}

the_workers_of_a_race_are_moved_by_name() {
    talk $'go 2\nskip\nA\nB\nmove A\nundo\nmove 9' play two-writers
    exits 0 && quiet
    shows "A: "
    shows "B: "
    shows "there is no worker 9"
    shows "A: ready; next: writes flags."
}

a_race_is_replayed_in_sentences() {
    talk $'last\nlook' replay 'two-writers: A*3 B'
    exits 0 && quiet
    shows "The race is over, and ended badly: "
    shows "Schedule so far: A*3 B"
}

another_map_is_named_and_told_as_if_it_were_new() {
    cat >two.yaml <<'END'
tophash: 1
id: two
title: Two
maps: {a: {}, b: {}}
steps:
  - {on: a, put: {x: 1}}
  - {on: b, put: {y: 1}}
  - {on: a, get: x}
END
    talk $'step\nstep\nstep\nstep' play two.yaml
    exits 0 && quiet
    [ "$(grep -c '^Map ' <<<"$out")" = 3 ] || complain "not each change of map is told: $out"
    [ "$(grep -c '^buckets: 2 to the power of 0' <<<"$out")" = 3 ] || complain "not each array: $out"
}

claim another_map_is_named_and_told_as_if_it_were_new \
    a_lesson_is_stepped_through_to_its_end_with_empty_lines \
    a_full_disk_is_told_as_what_it_is \
    nothing_but_text_and_newlines_is_written \
    a_word_that_is_none_is_guessed_and_changes_nothing \
    a_term_is_explained_and_those_there_are_listed \
    commands_of_free_play_stand_behind_a_colon \
    the_end_of_the_input_is_the_end \
    the_menu_numbers_the_lessons_and_opens_one \
    a_quiz_is_answered_in_words_and_the_menu_tells_the_score \
    the_workers_of_a_race_are_moved_by_name \
    a_race_is_replayed_in_sentences
