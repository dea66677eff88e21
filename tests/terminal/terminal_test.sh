#!/bin/bash
# Does real ncurses in a real terminal show the frames that are tested elsewhere, and is the terminal
# left as it was found?
#
# Method: the program runs in a shell in tmux. Keys are sent, the pane is read, and compared with what
# `tophash run --frames` prints for the same step and size. The last row is left out: its hints about
# keys are there only where there are keys.
#
# usage: terminal_test.sh TOPHASH
set -u
tophash=$(realpath "$1")
folder=$(mktemp -d /tmp/tophash-test.XXXXXX) # a socket's path must be short
socket=$folder/tmux
failed=0
unset TMUX

tm() { tmux -u -f /dev/null -S "$socket" "$@"; }

finish() {
    tm kill-server 2>/dev/null
    rm -rf "$folder"
}
trap finish EXIT

fail() {
    printf 'FAILED: %s\n' "$1" >&2
    failed=1
}

pane() { tm capture-pane -p -t test; }

keys() {
    local key
    for key in "$@"; do tm send-keys -t test "$key"; done
}

# Waits until the pane holds a text: for as long as a slow machine may take, then gives up.
wait_for() {
    local i
    for ((i = 0; i < 300; i++)); do
        if pane | grep -qF -- "$1"; then return 0; fi
        sleep 0.05
    done
    fail "the screen never said: $1"
    pane >&2
    return 1
}

# frame LESSON STEP SIZE: the frame of a step's end, without its last row.
frame() {
    LC_ALL=C.UTF-8 "$tophash" run "$1" --frames --size "$3" |
        awk -v step="^ +ok +$2/" -v rows="${3#*x}" '
            $0 ~ step { taking = rows - 1; next }
            taking > 0 { print; taking-- }'
}

# same_as_frame CLAIM LESSON STEP SIZE: waits for it, as drawing takes its time.
same_as_frame() {
    local expected i
    expected=$(frame "$2" "$3" "$4")
    if [ -z "$expected" ]; then fail "$1: there is no such frame"; fi
    for ((i = 0; i < 300; i++)); do
        if [ "$(pane | head -n $((${4#*x} - 1)) | sed 's/ *$//')" = "$(sed 's/ *$//' <<<"$expected")" ]; then
            return
        fi
        sleep 0.05
    done
    fail "$1"
    diff <(echo "$expected") <(pane) >&2
}

# Starts the program in the waiting shell, which notes its number and shows its exit status afterwards.
start() { # arguments [VARIABLE=VALUE]
    tm send-keys -t test -l \
        "clear; sh -c 'echo \$\$ >$folder/number; exec env ${2:-} $tophash $1'; echo \"left with \$?\""
    keys Enter
}

modes() {
    tm send-keys -t test -l "clear; stty -a >$folder/modes.$1; echo modes $1 are known"
    keys Enter
    wait_for "modes $1 are known" && sleep 0.1
}

is_alternate() { [ "$(tm display-message -p -t test '#{alternate_on}')" = 1 ]; }

wait_for_own_screen() {
    local i
    for ((i = 0; i < 300; i++)); do
        if ! is_alternate; then return 0; fi
        sleep 0.05
    done
    return 1
}

# left_as_found CLAIM [STATUS]: the shell is back, on its own screen, and was told STATUS.
left_as_found() {
    if [ -n "$2" ]; then wait_for "left with $2" || fail "$1: status"; fi
    wait_for_own_screen || fail "$1: the screen was not given back"
    if [ "$(tm display-message -p -t test '#{cursor_flag}')" != 1 ]; then fail "$1: no cursor"; fi
    modes after
    if ! diff "$folder/modes.before" "$folder/modes.after" >&2; then fail "$1: modes"; fi
}

# ends_by SIGNAL STATUS: the program, killed, leaves the terminal well.
ends_by() {
    start 'play growth --at 6.20'
    wait_for 'step 6/10'
    kill "-$1" "$(<"$folder/number")" || fail "$1: nobody there to kill"
    left_as_found "SIG$1" "$2"
}

switches() {
    awk '/ctxt_switches/ { n += $2 } END { print n }' "/proc/$(<"$folder/number")/status"
}

# idle CLAIM: the program, which has drawn what it had to draw, lets a second pass without once being
# given the processor.
idle() {
    local before i
    for ((i = 0; i < 15; i++)); do
        before=$(switches)
        sleep 1
        if [ "$(switches)" = "$before" ]; then return; fi
    done
    fail "$1: it does not sleep"
}

tm new-session -d -x 80 -y 24 -s test 'env -u LANG LC_ALL=C.UTF-8 TERM=tmux-256color PS1="$ " XDG_STATE_HOME='"$folder"'/state sh'
wait_for '$'
modes before

start ''
wait_for 'Nil maps and empty maps'
idle 'the menu'
keys Down Down Down Enter
wait_for 'step 1/10'
idle 'a lesson'
keys Down
same_as_frame 'a step is run with one key' growth 1 80x24
keys Down Down
same_as_frame 'the next step is run with two' growth 2 80x24
keys Left Left Left Right Right Right
same_as_frame 'moves back and forth lead to the same place' growth 2 80x24
keys End
same_as_frame 'the end is one key away' growth 10 80x24
keys Home Down
same_as_frame 'so is the beginning' growth 1 80x24
keys End Up
tm resize-window -t test -x 120 -y 40
same_as_frame 'a larger window is used at once' growth 9 120x40
tm resize-window -t test -x 40 -y 10
same_as_frame 'a smaller one, too' growth 9 40x10
tm resize-window -t test -x 80 -y 24
same_as_frame 'and back' growth 9 80x24
keys '?'
wait_for 'keys and signs'
keys Escape
same_as_frame 'help goes as it came' growth 9 80x24
tm send-keys -t test -N 40 PageDown
wait_for '↓0'
keys PageUp
wait_for '↓1' || fail 'up after the end was scrolled to'
tm send-keys -t test -N 40 PageUp
keys Left Right
same_as_frame 'a move ends the scrolling' growth 9 80x24
keys Tab
wait_for 'overview: buckets' || fail 'Tab shows all buckets'
keys v
wait_for 'memory: bucket' || fail 'then the bytes of one'
keys -
wait_for 'Tab shows it' || fail 'zoom says where it belongs'
keys Tab
wait_for 'history: 3' || fail 'then the operations so far'
keys Tab
wait_for 'buckets 0' || fail 'and the buckets again'
keys Left Right
same_as_frame 'as they were' growth 9 80x24
keys Escape
wait_for 'Nil maps and empty maps'
keys q
left_as_found 'quitting' 0

# press ROW COLUMN, both from 1: the left button, down and up, as a terminal of this type tells it.
# Both come at once, as from somebody quick on a slow line: neither may be lost in the other.
press() {
    local where
    where="\\x$(printf %x $(($2 + 32)))\\x$(printf %x $(($1 + 32)))"
    tm send-keys -t test -l "$(printf '%b' "\\e[M $where\\e[M#$where")"
}

start 'play growth --at 4'
wait_for 'x skip'
keys x
wait_for 'Space play'
keys w
wait_for 'Growth begins:' || fail 'w goes to the next growth'
keys i
wait_for 'bucket 0, slot 0' || fail 'i points at a slot'
wait_for 'From step 4, move 14, of put'
keys Escape
wait_for 'Space play'
keys W
wait_for 'step 2/10' || fail 'W goes to the growth before'
keys / k 1 Enter
wait_for '"k1" = 1' || fail '/ finds a key and points at it'
keys Escape
wait_for 'Space play'
keys b
tm send-keys -t test -l 'slot_cleared'
keys Enter
wait_for 'breaks at: slot_cleared'
keys c
wait_for 'no breakpoint after this'
keys b
tm send-keys -t test -l 'nonsense'
keys Enter
wait_for 'not known; such as grow_start'
press 19 77
wait_for 'step 10/10' || fail 'a press on the way goes to its end'
press 19 4
wait_for 'step 1/10' || fail 'and to its beginning'
keys Down
press 5 48
wait_for 'bucket 0, slot 0' || fail 'a press points at a slot'
keys Escape
wait_for 'Space play'
press 2 6
wait_for 'How many entries the map holds' || fail 'a press on a name explains it'
keys Down
wait_for 'There are 2^B main buckets' || fail 'from there to the next name'
keys t
wait_for 'Space play'
keys t
wait_for 'terms 1/' || fail 't explains what is on the screen'
press 1 1
wait_for 'Space play' || fail 'a press beside the terms closes them'
keys q
left_as_found 'pointing, finding, breaking' 0

# ---- Questions ----

start 'play growth --at 6'
wait_for 'How many of the four old buckets'
if pane | grep -qF '27th key'; then fail 'the words tell before the answer is given'; fi
keys Down Down # neither goes on
wait_for '▶ Answer, a number:'
keys Tab
wait_for 'Hint 1/2: No write pays for all'
keys x y Enter
wait_for 'A number, please.'
keys C-u 4 Enter
wait_for 'Your answer: 4'
keys Right Left Down
wait_for '✗ You said: 4'
wait_for '✓ It is: 2'
wait_for 'That is just what is avoided'
keys a
wait_for 'Tab hint'
keys x
wait_for 'The 27th key starts a growth'
keys Down
same_as_frame 'a question that is skipped leaves the screen as it is without' growth 6 80x24
keys q
left_as_found 'leaving a question' 0

start 'play tophash --at 3'
wait_for 'Which bucket takes it? Point at it.'
keys Right
wait_for '{  0}'
keys Down
wait_for '{  1}'
keys Enter Down
wait_for '✓ Right: bucket 1'
keys q
left_as_found 'pointing at a bucket' 0

tm resize-window -t test -x 40 -y 10
start 'play nil-and-empty --at 2'
wait_for 'What does reading a nil map do?'
keys 3
wait_for '▶ 3  It makes the map first.'
keys Up Enter Down
wait_for '✓ Right: It gives the zero value'
tm resize-window -t test -x 80 -y 24
wait_for 'step 2/9 · move 2/2'
keys q
left_as_found 'choosing on a small screen' 0

for line in 'answer growth-by-doubling 6 wrong' 'answer tophash 3 right' 'answer nil-and-empty 2 right' \
    'lesson growth-by-doubling step 6 of 10 done' 'last nil-and-empty'; do
    grep -qxF "$line" "$folder/state/tophash/progress" || fail "it is not kept: $line"
done

start ''
wait_for 'step 2/9    1/2 right'
keys Enter
wait_for 'step 2/9 · move'
keys Escape
wait_for 'a starts anew'
keys a
wait_for 'step 1/9'
keys q
left_as_found 'going on where it was left' 0

tm send-keys -t test -l 'XDG_STATE_HOME=/dev/null'
keys Enter
start ''
wait_for 'Not a directory'
keys Enter
wait_for 'step 1/9'
keys q
left_as_found 'no place to keep anything' 0

# ---- Races, and ways out ----

start 'play two-writers'
wait_for 'choice 0/26'
keys 1 1 1 2
wait_for 'fatal error: concurrent map writes'
wait_for 'Found in 4 choices; the shortest is 4.'
keys u
wait_for 'choice 3/4'
if pane | grep -qF 'fatal error:'; then fail 'an undone choice is still fatal'; fi
keys 1
wait_for 'schedule A*4'
wait_for "Esc to the lesson's run"
keys Escape
wait_for 'choice 0/26' || fail "a learner's race does not go back to where the lesson's was left"
keys Down
same_as_frame "a learner's race goes back to the lesson's run" two-writers 1 80x24
keys q
left_as_found 'leaving a race' 0

start 'play two-writers-mutex'
wait_for 'choice 0/4'
keys 1 2
wait_for 'B waits for mu'
keys 1
wait_for '1 lets A move'
keys q
left_as_found 'leaving a race with a lock' 0

start 'replay "two-writers: A B*3 A*11"'
wait_for 'choice 0/15'
keys End
wait_for 'concurrent map writes, noticed on leaving'
keys Escape
left_as_found 'leaving a replay' 0

# A theme's background is under everything, blanks included: no cell has the terminal's own (49).
start 'play growth --theme light'
wait_for 'step 1/10'
colored=$(tm capture-pane -p -e -N -t test)
if [[ $colored != *'[48;5;'* ]]; then fail 'the theme has no background'; fi
if [[ $colored == *'[49m'* ]]; then fail 'a cell has no background'; fi
keys q
left_as_found 'leaving a theme' 0

# True colour wants a type of direct colours; where it is not installed, 256 colours do.
wanted='[48;2;'
if ! infocmp tmux-direct >/dev/null 2>&1; then wanted='[48;5;'; fi
# Free play. What was typed is a lesson afterwards, which the program itself finds right.
types() { # a command, without its colon
    keys :
    tm send-keys -t test -l "$1"
}
start 'play growth --at 2'
wait_for 'step 2/10'
types 'pu'
keys Tab
tm send-keys -t test -l 'mine=5'
keys Enter
wait_for 'Free play'
wait_for 'step 3/3'
keys Down
wait_for 'put is done: it found no "mine", and wrote one.'
types 'collide 4 in 1'
keys Enter
wait_for 'step 4/4'
types 'undo'
keys Enter
wait_for 'step 3/3'
types 'put mine=x'
keys Enter
wait_for '"x" is no value of map m; allowed: int64'
keys Escape
wait_for 'put is done: it found no "mine"'
types "write $folder/mine.yaml"
keys Enter
wait_for '3 steps, 1 of them typed'
keys : Up Enter
wait_for 'is there already; write! replaces it'
keys Escape
wait_for 'put is done: it found no "mine"'
keys Escape
wait_for 'step 2/10'
keys q
left_as_found 'leaving free play' 0
if ! "$tophash" check "$folder/mine.yaml" >&2; then fail 'what was typed is no lesson'; fi
if ! "$tophash" run "$folder/mine.yaml" | grep -q 'put mine: .* count, B'; then
    fail 'what was typed does not hold'
fi

start 'play growth --theme light' COLORTERM=truecolor
wait_for 'step 1/10'
if [[ $(tm capture-pane -p -e -t test) != *"$wanted"* ]]; then fail 'true colour is not used'; fi
keys q
left_as_found 'leaving true colour' 0

start 'play growth --theme dark' NO_COLOR=1
wait_for 'step 1/10'
if tm capture-pane -p -e -t test | grep -q '\[[34]8;'; then fail 'NO_COLOR has colours'; fi
keys q
left_as_found 'leaving a screen without colours' 0

ends_by TERM 143
ends_by HUP 129
ends_by SEGV 139
ends_by ABRT 134

start 'play growth --at 6.20'
wait_for 'step 6/10'
keys C-c
left_as_found 'Ctrl-C' '' # the shell is interrupted, too, and drops the rest of its line

start 'play growth --at 6.20'
wait_for 'step 6/10'
keys C-z
wait_for 'left with'
wait_for_own_screen || fail 'stopped, and the screen was not given back'
tm send-keys -t test -l 'fg; echo "left with $?"'
keys Enter
wait_for 'step 6/10'
keys q
left_as_found 'stopping and going on' 0

if [ $failed = 0 ]; then echo 'the terminal shows the frames, and is left as it was found'; fi
exit $failed
