#!/bin/bash
# run.sh - runs the fuzzers, each for so many seconds.
#
#     tests/fuzz/run.sh SECONDS [TARGET...]     TARGET: lesson, map, progress, schedule, snapshot, trace; all unless given
#     tests/fuzz/run.sh --targets               lists them; none on a machine that cannot run them
#
# What it finds is in fuzz-out/TARGET: corpus/ grows from run to run, crash-* (leak-*, timeout-*, oom-*)
# are inputs that broke the target. To look at one:
#
#     ./bazelw run --config=fuzz //tests/fuzz:TARGET_fuzz -- "$PWD"/fuzz-out/TARGET/crash-...
#
# Exit status: 0 when nothing was found, 1 when something was, 2 when it cannot run. Needs clang and its
# runtime; on Debian: apt-get install clang libclang-rt-14-dev
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 2

all=(lesson map progress schedule snapshot trace)

# There is a clang that can link libFuzzer. Says what is missing.
can_fuzz() {
    local probe status
    probe=$(mktemp) || return 1
    echo 'int LLVMFuzzerTestOneInput(const char *b, unsigned long n) { return b && n > 9 ? 0 : 0; }' |
        clang -x c -fsanitize=fuzzer,address,undefined -o "$probe" - 2>/dev/null
    status=$?
    rm -f "$probe"
    if [ $status != 0 ]; then
        echo "run.sh: fuzzing needs clang and its runtime;" \
            "on Debian: apt-get install clang libclang-rt-14-dev" >&2
    fi
    return $status
}

# The folders of seeds, besides the target's own corpus.
seeds() { # target
    printf '%s\n' "tests/fuzz/corpus/$1"
    if [ "$1" = lesson ]; then printf '%s\n' lessons tests/unit/lesson/testdata; fi
}

run_target() { # target, seconds
    local out=fuzz-out/$1 folder status
    local folders=("$out/corpus")
    mkdir -p "$out/corpus"
    while read -r folder; do
        if [ -d "$folder" ]; then folders+=("$folder"); fi
    done < <(seeds "$1")
    local options=(-max_total_time="$2" -timeout=20 -rss_limit_mb=2048 -artifact_prefix="$out/")
    if [ -f "tests/fuzz/$1.dict" ]; then options+=(-dict="tests/fuzz/$1.dict"); fi
    "$bin/tests/fuzz/${1}_fuzz" "${options[@]}" "${folders[@]}" >"$out/log" 2>&1
    status=$?
    if [ $status = 0 ]; then
        printf '%s: nothing found; %s\n' "$1" "$(grep '^Done' "$out/log")"
    else
        printf '%s: something was found; %s ends with\n' "$1" "$out/log"
        tail -n 40 "$out/log"
    fi
    return $status
}

if [ "${1:-}" = --targets ]; then
    if can_fuzz; then printf '%s\n' "${all[@]}"; fi
    exit
fi
if ! [[ ${1:-} =~ ^[1-9][0-9]*$ ]]; then
    sed -n '2,/^set/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
fi
can_fuzz || exit 2
seconds=$1
shift
targets=("$@")
if [ $# = 0 ]; then targets=("${all[@]}"); fi

labels=("${targets[@]/%/_fuzz}")
./bazelw build --noshow_progress --config=fuzz "${labels[@]/#///tests/fuzz:}" >&2 || exit 2
bin=$(./bazelw info --config=fuzz bazel-bin 2>/dev/null) || exit 2
found=0
for target in "${targets[@]}"; do
    run_target "$target" "$seconds" || found=1
done
exit $found
