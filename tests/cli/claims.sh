# claims.sh - what the tests of the program from outside share; they source it, with PROGRAM as their
# first argument.
#
# A test is a list of claims, each a function. It runs the program, which leaves its streams in $out and
# $err and its exit status in $status, and looks at them. Here: a folder of one's own to work in, the run,
# and the looks. A test script ends with `claim CLAIM...`.
set -uo pipefail
export LC_ALL=C.UTF-8
unset LANG LANGUAGE LC_MESSAGES TEST_TOTAL_SHARDS TEST_SHARD_INDEX TEST_SHARD_STATUS_FILE

root=$PWD
case $1 in
/*) program=$1 ;;
*) program=$root/$1 ;;
esac
place=$(mktemp -d "${TEST_TMPDIR:-/tmp}/claims.XXXXXX") || exit 3
trap 'rm -rf "$place"' EXIT
cd "$place" || exit 3

complaints=0
claim=
complain() {
    printf '%s: %s\n' "$claim" "$*"
    complaints=$((complaints + 1))
}

# Runs the program in this environment; a run that takes so long has hung.
environment=()
seconds_max=20
run() {
    timeout "$seconds_max" env "${environment[@]}" "$program" "$@" >out.txt 2>err.txt </dev/null
    status=$?
    out=$(tr -d '\0' <out.txt) err=$(tr -d '\0' <err.txt)
}

exits() { [ "$status" = "$1" ] || complain "exit status $status instead of $1; $err"; }
quiet() { [ -z "$err" ] || complain "unexpected words: $err"; }
silent() { [ -z "$out" ] || complain "unexpected data: $(head -3 <<<"$out")"; }
says() { [[ $err == *"$1"* ]] || complain "no \"$1\" in: $err"; }
shows() { [[ $out == *"$1"* ]] || complain "no \"$1\" in: $(head -20 <<<"$out")"; }

# Each of these holds, or the test fails.
claim() {
    for claim in "$@"; do
        "$claim"
    done
    exit $((complaints > 0))
}
