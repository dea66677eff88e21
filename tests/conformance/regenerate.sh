#!/bin/bash
# regenerate.sh - makes the recorded traces again, with the map of the real Go runtime.
#
#   ./bazelw run //tests/conformance:regenerate                  all; says what differs from the records
#   ./bazelw run //tests/conformance:regenerate -- --quick       the scenarios, and some random scripts
#   ./bazelw run //tests/conformance:regenerate -- --random 51   random script 51: where ours differs from Go's
#   ./bazelw run //tests/conformance:regenerate -- --write       records anew, in the source tree
#
# Go must be 1.19 (Debian: golang-1.19-go), for its map is reached through the names inside its runtime.
# $GO names another place than Debian's. Where there is no such Go, this says so, and does nothing.
#
# Exit status: 0 all as recorded (or no Go); 1 something differs; 2 bad usage.
set -euo pipefail
export LC_ALL=C.UTF-8

# Bazel lays the files out beside a program, and in a test's working folder.
root=$PWD
if [ -d "$0.runfiles/tophash" ]; then root="$0.runfiles/tophash"; fi
here=$root/tests/conformance
go=${GO:-/usr/lib/go-1.19/bin/go}

usage() {
    sed -n '3,7s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

mode=all number=
case ${1:-} in
    "") ;;
    --quick | --write) mode=${1#--} ;;
    --random) mode=random number=${2:-} ;;
    *) usage ;;
esac
if [ "$mode" = random ] && ! [[ $number =~ ^[0-9]+$ ]]; then usage; fi
if [ "$mode" = write ] && [ -z "${BUILD_WORKSPACE_DIRECTORY:-}" ]; then usage; fi

if ! version=$("$go" version 2>/dev/null) || [[ $version != *" go1.19"*" linux/amd64" ]]; then
    echo "skipped: no Go 1.19 for linux/amd64 at $go (Debian: golang-1.19-go); nothing was compared"
    exit 0
fi

work=$(mktemp -d "${TEST_TMPDIR:-${TMPDIR:-/tmp}}/oracle.XXXXXX")
trap 'rm -rf "$work"' EXIT

# --- The oracle ---------------------------------------------------------------------------------------

cp -rL "$here/oracle" "$work/source"
chmod -R u+w "$work/source"
(
    cd "$work/source"
    export HOME=$work GOCACHE=$work/cache GOPATH=$work/path
    export GOFLAGS=-mod=mod GOPROXY=off
    # Without -trimpath: that would compile the whole standard library again.
    "$go" build -buildvcs=false -o "$work/oracle" ./cmd/oracle
)

random_trace() { # number
    "$here/random_script" "$1" | "$work/oracle" -
}

if [ "$mode" = random ]; then
    "$here/random_script" "$number" >"$work/script.jsonl"
    "$work/oracle" "$work/script.jsonl" >"$work/trace.jsonl"
    status=0
    "$here/compare_with_go" "$work/script.jsonl" "$work/trace.jsonl" || status=$?
    exit "$status"
fi

# --- The scenarios ------------------------------------------------------------------------------------

same=0 different=0
for script in "$here"/traces/*.script.jsonl*; do
    trace=${script/.script./.trace.}
    name=$(basename "${script%%.script.*}")
    gzip -dcf "$script" | "$work/oracle" - >"$work/trace"
    for sum in $(gzip -dcf "$script" | sha256sum) $(sha256sum <"$work/trace"); do
        if [ "$sum" != - ] && ! grep -q "$sum" "$here/traces/MANIFEST.json"; then
            echo "$name: MANIFEST.json lacks the sha256 $sum"
            different=$((different + 1))
        fi
    done
    if gzip -dcf "$trace" 2>/dev/null | cmp -s - "$work/trace"; then
        same=$((same + 1))
        continue
    fi
    different=$((different + 1))
    echo "$name: Go's trace is not the recorded one"
    if [ "$mode" != write ]; then continue; fi
    target=$BUILD_WORKSPACE_DIRECTORY/tests/conformance/traces/$(basename "$trace")
    case $target in
        *.gz) gzip -9nc "$work/trace" >"$target" ;;
        *) cp "$work/trace" "$target" ;;
    esac
done

# --- The random scripts -------------------------------------------------------------------------------

step=1
if [ "$mode" = quick ]; then step=16; fi
line=0
while read -r number recorded; do
    line=$((line + 1))
    if [ $((line % step)) != 0 ]; then continue; fi
    digest=$(random_trace "$number" | "$here/random_script" --digest)
    echo "$number $digest" >>"$work/random_traces.txt"
    if [ "$digest" = "$recorded" ]; then
        same=$((same + 1))
    else
        different=$((different + 1))
        echo "random script $number: Go's trace gives $digest, recorded is $recorded"
    fi
done <"$here/random_traces.txt"
if [ "$mode" = write ]; then
    cp "$work/random_traces.txt" "$BUILD_WORKSPACE_DIRECTORY/tests/conformance/random_traces.txt"
fi

if [ "$mode" = all ]; then "$work/oracle" -selfcheck; fi

echo "$same traces of $("$go" version | cut -d' ' -f3) as recorded, $different different"
if [ "$mode" = write ]; then exit 0; fi
[ $different = 0 ] && [ $same -gt 0 ]
