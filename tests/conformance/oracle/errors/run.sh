#!/bin/bash
# Runs each program, and records its exit code and standard error in NAME.txt. Needs Go 1.19 ($GO, or
# Debian's place for it).
set -u
cd "$(dirname "$0")" || exit 2
go=${GO:-/usr/lib/go-1.19/bin/go}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GOCACHE=$work/cache GOPATH=$work/path GOFLAGS=-mod=mod GOPROXY=off
for name in nil_write concurrent_writes concurrent_read_write concurrent_iter_write not_recoverable; do
    "$go" build -trimpath -o "$work/$name" "./$name" || exit 2
    "$work/$name" >"$work/out" 2>"$work/err"
    code=$?
    {
        echo "exit code $code, $(wc -c <"$work/out") bytes on standard output, standard error:"
        cat "$work/err"
        if [ -s "$work/out" ]; then
            echo "--- standard output:"
            cat "$work/out"
        fi
    } >"$name.txt"
done
