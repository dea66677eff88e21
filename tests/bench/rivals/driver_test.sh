#!/bin/bash
# The comparison still works: every operation answers, the report has its tables, and a contender that
# counts otherwise, or ends, is noticed.
#
# Method: a run with the contenders that Bazel builds, tiny, and with one that a few lines of shell play.
set -uo pipefail
rivals=tests/bench/rivals
here=$(pwd)
failures=0

fail() {
    printf 'driver_test: %s\n' "$*"
    failures=$((failures + 1))
}

run() { # options and contenders: sets output and status
    output=$("$rivals/driver" --rounds 1 --size 200 "$@" 2>&1)
    status=$?
}

says() { # a claim, what must stand there
    if [[ $output != *"$2"* ]]; then fail "$1: no \"$2\" in: $output"; fi
}

# A contender of shell: hits come to 7, and at "miss" it ends.
liar=$TEST_TMPDIR/liar
cat >"$liar" <<'END'
#!/bin/bash
while read -r line; do
    case $line in
        about) echo "a liar | bash" ;;
        hit) echo "ok 7 1.5" ;;
        miss) exit ;;
        *) echo none ;;
    esac
done
END
chmod +x "$liar"

tophash=tophash=$here/$rivals/tophash floor=floor=$here/$rivals/floor

# "go" is a name as others are: tophash under it has a ratio to itself.
run "$tophash" "go=$here/$rivals/tophash" "bucket8=$here/$rivals/bucket8" "$floor"
if [ $status != 0 ]; then fail "a run ends with status $status: $output"; fi
for row in 'insert, growing from empty' 'insert, presized' 'hit' 'hit, dependent' 'miss' 'mixed' \
    'delete all' 'iterate' 'worst single insert, us' 'bytes an entry, mean'; do
    if ! grep -Eq "^\| $row +\| [0-9.]+ (\([0-9.]+\) 0% )? *\| [0-9.]+ (\(1.00\) 0% )?" <<<"$output"; then
        fail "no figures of tophash and go in the row \"$row\": $output"
    fi
done
says "targets stand at the end" "## Targets"

run "$tophash" "liar=$liar" --ops hit
if [ $status != 1 ]; then fail "a contender that counts otherwise: status $status"; fi
# 164 orders of 200 keys make 32,768 asked and more, and six times that 200,000, or nearly; one pass is
# not timed: 164 x 7 x (0 + 1 + ... 199).
says "who counts otherwise is named" "hit came to 7 with liar, to 22845200 with tophash"

run "$floor" "liar=$liar" --ops miss
if [ $status != 1 ]; then fail "a contender that ends: status $status"; fi
says "who ends is named" "rivals: liar: gave no answer"

run "$floor" --only floor,tophash --size 100,1e2
if [ $status != 0 ]; then fail "two sizes: status $status: $output"; fi
says "a size may be 1e2" "## 100 entries"

for wrong in '--size 0' '--size 1.5' '--size x' '--rounds 64' '--ops hat' '--only nobody' '--what'; do
    # shellcheck disable=SC2086  # two words
    run $wrong "$floor"
    if [ $status != 2 ]; then fail "$wrong: status $status"; fi
done

[ $failures = 0 ]
