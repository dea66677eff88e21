// Package script holds the op-script format (tests/conformance/README.md).
package script

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

type Header struct {
	Type        string `json:"type"`
	Hint        int    `json:"hint"`
	ValueSize   int    `json:"value_size"`
	Nil         bool   `json:"nil"`
	Dump        string `json:"dump"`         // "full" (default) or "compact"
	DigestEvery int    `json:"digest_every"` // compact: digest on lines with i % digest_every == 0, and on the last
	FinalFull   bool   `json:"final_full"`   // compact: the last line has the full buckets too
	Name        string `json:"name"`
	Family      string `json:"family"`
	Seed        uint64 `json:"seed"`
}

type Op struct {
	Op          string `json:"op"`
	Key         string `json:"key"`
	Hash        string `json:"hash"`
	Value       int64  `json:"value"`
	StartBucket uint64 `json:"start_bucket"`
	Offset      uint64 `json:"offset"`
	ID          int64  `json:"id"`
}

func (o *Op) HashValue() (uint64, error) {
	s, ok := strings.TrimPrefix(o.Hash, "0x"), strings.HasPrefix(o.Hash, "0x")
	if !ok || len(s) != 16 {
		return 0, fmt.Errorf("hash %q is not 0x and 16 hex digits", o.Hash)
	}
	return strconv.ParseUint(s, 16, 64)
}

// AppendString appends s as a JSON string: only quote, backslash and bytes
// below 0x20 are escaped (the latter as \u00xx); all else is raw UTF-8.
func AppendString(b []byte, s string) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c < 0x20:
			b = append(b, fmt.Sprintf("\\u%04x", c)...)
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}

func AppendHeader(b []byte, h Header) []byte {
	b = append(b, `{"type":"map","hint":`...)
	b = strconv.AppendInt(b, int64(h.Hint), 10)
	b = append(b, `,"value_size":`...)
	b = strconv.AppendInt(b, int64(h.ValueSize), 10)
	b = append(b, `,"nil":`...)
	b = strconv.AppendBool(b, h.Nil)
	b = append(b, `,"dump":`...)
	b = AppendString(b, h.Dump)
	if h.Dump == "compact" {
		b = append(b, `,"digest_every":`...)
		b = strconv.AppendInt(b, int64(h.DigestEvery), 10)
		b = append(b, `,"final_full":`...)
		b = strconv.AppendBool(b, h.FinalFull)
	}
	b = append(b, `,"name":`...)
	b = AppendString(b, h.Name)
	b = append(b, `,"family":`...)
	b = AppendString(b, h.Family)
	b = append(b, `,"seed":`...)
	b = strconv.AppendUint(b, h.Seed, 10)
	return append(b, "}\n"...)
}

func appendKeyHash(b []byte, op, key string, hash uint64) []byte {
	b = append(b, `{"op":"`...)
	b = append(b, op...)
	b = append(b, `","key":`...)
	b = AppendString(b, key)
	return append(b, fmt.Sprintf(`,"hash":"0x%016x"`, hash)...)
}

func AppendPut(b []byte, key string, hash uint64, v int64) []byte {
	b = appendKeyHash(b, "put", key, hash)
	b = append(b, `,"value":`...)
	b = strconv.AppendInt(b, v, 10)
	return append(b, "}\n"...)
}

func AppendKeyOp(b []byte, op, key string, hash uint64) []byte {
	return append(appendKeyHash(b, op, key, hash), "}\n"...)
}

// Open reads a file ("-" is standard input), through gzip where the bytes say so.
func Open(name string) (io.Reader, error) {
	var data []byte
	var err error
	if name == "-" {
		data, err = io.ReadAll(os.Stdin)
	} else {
		data, err = os.ReadFile(name)
	}
	if err != nil {
		return nil, err
	}
	if len(data) > 2 && data[0] == 0x1f && data[1] == 0x8b {
		return gzip.NewReader(bytes.NewReader(data))
	}
	return bytes.NewReader(data), nil
}

// Read parses a script strictly: unknown fields are errors.
func Read(r io.Reader) (Header, []Op, error) {
	h := Header{Dump: "full", DigestEvery: 1}
	var ops []Op
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 1<<20), 1<<26)
	line := 0
	for sc.Scan() {
		if len(bytes.TrimSpace(sc.Bytes())) == 0 {
			continue
		}
		d := json.NewDecoder(bytes.NewReader(sc.Bytes()))
		d.DisallowUnknownFields()
		var err error
		if line == 0 {
			err = d.Decode(&h)
			if err == nil && (h.Type != "map" || h.Dump != "full" && h.Dump != "compact" || h.DigestEvery < 1) {
				err = fmt.Errorf("bad header")
			}
		} else {
			var o Op
			err = d.Decode(&o)
			ops = append(ops, o)
		}
		if err != nil {
			return h, nil, fmt.Errorf("script line %d: %v", line, err)
		}
		line++
	}
	if line == 0 {
		return h, nil, fmt.Errorf("empty script")
	}
	return h, ops, sc.Err()
}
