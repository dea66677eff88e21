#!/bin/bash
# rivals.sh - builds the contenders that this machine can build, and runs the comparison.
#
# usage: rivals.sh [OPTION...]   the driver's options (driver.c). --only is heeded here, too: what is not
#                                compared is not built
#
# What Bazel has built is there already. The others are compiled with the same options into a temporary
# folder; where a package or a compiler is missing, that one is left out, with a notice.
set -euo pipefail
cd "$0.runfiles/tophash"
rivals=tests/bench/rivals
built=$(mktemp -d)
trap 'rm -rf "$built"' EXIT

flags=(-O2 -DNDEBUG -D_GNU_SOURCE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=1 -fstack-protector
    -fno-omit-frame-pointer -iquote .)

only=
contenders=()
want_value=
for argument in "$@"; do
    if [ -n "$want_value" ]; then only=$argument want_value=; fi
    case $argument in
        --only) want_value=yes ;;
        --only=*) only=${argument#--only=} ;;
    esac
done

notice() { printf 'rivals: %s\n' "$*" >&2; }

is_wanted() { [ -z "$only" ] || [[ ,$only, == *",$1,"* ]]; }

# Whether a compiler is here and finds the header.
has() { # compiler, header, flags...
    local compiler=$1 header=$2
    shift 2
    command -v "$compiler" >/dev/null &&
        printf '#include <%s>\n' "$header" | "$compiler" "$@" -E -o /dev/null - 2>/dev/null
}

# The flags go before the source, the libraries behind it.
compile() { # name, source, Debian's package, header, compiler, language and flags, libraries
    local name=$1 source=$2 package=$3 header=$4 compiler=$5 more libraries
    if ! is_wanted "$name"; then return; fi
    read -ra more <<<"$6"
    read -ra libraries <<<"$7"
    if ! has "$compiler" "$header" "${more[@]}"; then
        notice "$name is left out: no $compiler, or no <$header> (Debian has it in $package)"
    elif "$compiler" "${flags[@]}" "${more[@]}" "$rivals/$source" "${libraries[@]}" -o "$built/$name"; then
        contenders+=("$name=$built/$name")
    else
        notice "$name is left out: it does not compile"
    fi
}

# Builds Go's contender with the go at $2.
compile_go() { # name, go
    if (cd $rivals && env GO111MODULE=off GOFLAGS= GOPROXY=off GOTOOLCHAIN=local CGO_ENABLED=0 \
        GOCACHE="$built/cache" "$2" build -o "$built/$1" ./go); then
        contenders+=("$1=$built/$1")
    else
        notice "$1 is left out: it does not compile"
    fi
}

# The minor version of the go at $1: 19 of go1.19.8.
go_minor() {
    local version
    version=$("$1" env GOVERSION)
    version=${version#go1.}
    printf '%s\n' "${version%%[!0-9]*}"
}

# Go had this map until 1.23, and a Swiss one from 1.24 on.
compile_gos() {
    local go classic='' swiss=''
    for go in $(type -aP go) /usr/lib/go-1.19/bin/go; do
        if [ ! -x "$go" ]; then continue; fi
        if [ "$(go_minor "$go")" -ge 24 ]; then swiss=${swiss:-$go}; fi
        if [ "$(go_minor "$go")" -lt 24 ]; then classic=$go; fi
    done
    if is_wanted go && [ -n "$classic" ]; then
        compile_go go "$classic"
    elif is_wanted go; then
        notice "go is left out, and all ratios with it: no go before 1.24 (Debian has golang-1.19-go)"
    fi
    if is_wanted goswiss && [ -n "$swiss" ]; then
        compile_go goswiss "$swiss"
    elif is_wanted goswiss; then
        notice "goswiss is left out: no go of 1.24 or later on the path"
    fi
}

packaged() { pkg-config "$@" 2>/dev/null || true; }

compile_gos
compile absl map_absl.cc libabsl-dev absl/container/flat_hash_map.h g++ '-x c++ -std=c++17' \
    "$(packaged --libs absl_flat_hash_map)"
compile boost map_boost.cc libboost1.81-dev boost/unordered/unordered_flat_map.hpp g++ \
    '-x c++ -std=c++17' ''
compile std map_std.cc g++ unordered_map g++ '-x c++ -std=c++17' ''
compile uthash map_uthash.c uthash-dev uthash.h gcc '-x c -std=c11' ''
compile glib map_glib.c libglib2.0-dev glib.h gcc "-x c -std=c11 $(packaged --cflags glib-2.0)" \
    "$(packaged --libs glib-2.0)"

$rivals/driver "$@" tophash=$rivals/tophash "${contenders[@]}" bucket8=$rivals/bucket8 \
    floor=$rivals/floor
