// oracle runs an op script on the real Go 1.19 runtime map and writes a JSONL
// trace of the map's structure after every op. See tests/conformance/README.md.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"strconv"

	"gooracle/omap"
	"gooracle/script"
)

func main() {
	out := flag.String("o", "", "write the trace here (default standard output)")
	dump := flag.String("dump", "", "override the header's dump: full or compact")
	every := flag.Int("digest-every", 0, "override the header's digest_every")
	self := flag.Bool("selfcheck", false, "check the oracle against the runtime and exit")
	facts := flag.Bool("facts", false, "print sizes, hint and growth tables measured from the runtime")
	fatal := flag.String("fatal", "", "all: try each concurrency check in a process of its own")
	flag.Parse()
	if *fatal != "" {
		runFatal(*fatal)
		return
	}
	if *self {
		selfcheck()
		return
	}
	if *facts {
		printFacts()
		return
	}
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: oracle [-o trace] [-dump full|compact] [-digest-every n] script|-\n       oracle -selfcheck | -facts | -fatal all")
		os.Exit(2)
	}
	r, err := script.Open(flag.Arg(0))
	fatalIf(err)
	h, ops, err := script.Read(r)
	fatalIf(err)
	if *dump != "" {
		h.Dump = *dump
	}
	if *every != 0 {
		h.DigestEvery = *every
	}
	f := os.Stdout
	if *out != "" {
		f, err = os.Create(*out)
		fatalIf(err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	run(h, ops, w)
	fatalIf(w.Flush())
	fatalIf(f.Close())
}

func fatalIf(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "oracle:", err)
		os.Exit(1)
	}
}

func run(h script.Header, ops []script.Op, w *bufio.Writer) {
	m := omap.New(h.ValueSize, h.Hint, h.Nil)
	t := &tracer{m: m, h: h, last: len(ops)}
	w.Write(t.line(0, "make", []byte("{}")))
	for i, o := range ops {
		res, err := t.do(&o)
		if err != nil {
			fatalIf(fmt.Errorf("op line %d: %v", i+1, err))
		}
		if m.H != nil && (m.H.B >= 16 || m.H.Flags&omap.FlagHashWriting != 0) {
			fatalIf(fmt.Errorf("op line %d: B=%d flags=%d", i+1, m.H.B, m.H.Flags))
		}
		w.Write(t.line(i+1, o.Op, res))
	}
	if m.UnknownCalls > 0 {
		fmt.Fprintf(os.Stderr, "oracle: note: %d hasher calls for a key no op had mentioned (hash 0 used)\n", m.UnknownCalls)
	}
}

type tracer struct {
	m    *omap.M
	h    script.Header
	last int
	buf  []byte
}

func (t *tracer) do(o *script.Op) ([]byte, error) {
	m := t.m
	var hash uint64
	switch o.Op {
	case "put", "get", "delete":
		var err error
		if hash, err = o.HashValue(); err != nil {
			return nil, err
		}
	}
	switch o.Op {
	case "put":
		isNew, p := m.Put(o.Key, hash, o.Value)
		if p != "" {
			return append(script.AppendString([]byte(`{"panic":`), p), '}'), nil
		}
		return []byte(fmt.Sprintf(`{"new":%v}`, isNew)), nil
	case "get":
		v, ok := m.Get(o.Key, hash)
		if !ok {
			return []byte(`{"found":false,"value":null}`), nil
		}
		b := append([]byte(`{"found":true,"value":`), t.val(nil, v)...)
		return append(b, '}'), nil
	case "delete":
		return []byte(fmt.Sprintf(`{"deleted":%v}`, m.Delete(o.Key, hash))), nil
	case "clear":
		m.Clear()
		return []byte("{}"), nil
	case "iterate":
		seq := m.Iterate(o.StartBucket, o.Offset)
		b := []byte(fmt.Sprintf(`{"n":%d,"seq_digest":"0x%016x"`, len(seq), m.SeqDigest(seq)))
		if t.h.Dump == "full" {
			b = append(b, `,"seq":[`...)
			for i, e := range seq {
				if i > 0 {
					b = append(b, ',')
				}
				b = append(b, '[')
				b = script.AppendString(b, e.K)
				b = append(b, ',')
				b = t.val(b, e.V)
				b = append(b, ']')
			}
			b = append(b, ']')
		}
		return append(b, '}'), nil
	case "iter_open":
		return t.iter(m.IterOpen(o.ID, o.StartBucket, o.Offset)), nil
	case "iter_next":
		return t.iter(m.IterStep(o.ID)), nil
	}
	return nil, fmt.Errorf("unknown op %q", o.Op)
}

func (t *tracer) iter(it *omap.Hiter) []byte {
	if it.Key == nil {
		return []byte(`{"done":true,"key":null,"value":null,"iter":null}`)
	}
	k, v := t.m.IterKV(it)
	b := script.AppendString([]byte(`{"done":false,"key":`), k)
	b = append(b, `,"value":`...)
	b = t.val(b, v)
	check := int64(it.CheckBucket)
	if it.CheckBucket == omap.NoCheck {
		check = -1
	}
	b = append(b, fmt.Sprintf(`,"iter":{"start_bucket":%d,"offset":%d,"wrapped":%v,"B":%d,"i":%d,"bucket":%d,"check_bucket":%d}}`,
		it.StartBucket, it.Offset, it.Wrapped, it.B, it.I, it.Bucket, check)...)
	return b
}

func (t *tracer) val(b []byte, v omap.Value) []byte {
	if t.h.ValueSize == 16 {
		b = append(b, '[')
		b = strconv.AppendInt(b, v.A, 10)
		b = append(b, ',')
		b = strconv.AppendInt(b, v.B, 10)
		return append(b, ']')
	}
	return strconv.AppendInt(b, v.A, 10)
}

func (t *tracer) line(i int, op string, result []byte) []byte {
	b := append(t.buf[:0], `{"i":`...)
	b = strconv.AppendInt(b, int64(i), 10)
	b = append(b, `,"op":"`...)
	b = append(b, op...)
	b = append(b, `","result":`...)
	b = append(b, result...)
	b = append(b, `,"map":`...)
	m := t.m
	if m.H == nil {
		b = append(b, "null}\n"...)
		t.buf = b
		return b
	}
	h := m.H
	b = append(b, fmt.Sprintf(`{"count":%d,"flags":%d,"B":%d,"noverflow":%d,"nevacuate":%d,"nbuckets":%d,"noldbuckets":%d,"same_size_grow":%v,"prealloc_free":%d`,
		h.Count, h.Flags, h.B, h.Noverflow, h.Nevacuate, m.NBuckets(), m.NOldBuckets(), m.SameSizeGrow(), m.PreallocFree())...)
	full := t.h.Dump == "full" || t.h.FinalFull && i == t.last
	if full || i%t.h.DigestEvery == 0 || i == t.last {
		b = append(b, fmt.Sprintf(`,"digest":"0x%016x"`, m.Digest())...)
	} else {
		b = append(b, `,"digest":null`...)
	}
	if full {
		b = append(b, `,"buckets":`...)
		b = t.array(b, false, m.NBuckets())
		b = append(b, `,"oldbuckets":`...)
		b = t.array(b, true, m.NOldBuckets())
	}
	b = append(b, "}}\n"...)
	t.buf = b
	return b
}

func (t *tracer) array(b []byte, old bool, n int) []byte {
	if n == 0 {
		return append(b, "null"...)
	}
	b = append(b, '[')
	for i := 0; i < n; i++ {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '[')
		for j, c := range t.m.Chain(old, i) {
			if j > 0 {
				b = append(b, ',')
			}
			th := c.Tophash()
			b = append(b, `{"tophash":[`...)
			for s := 0; s < 8; s++ {
				if s > 0 {
					b = append(b, ',')
				}
				b = strconv.AppendInt(b, int64(th[s]), 10)
			}
			b = append(b, `],"keys":[`...)
			for s := 0; s < 8; s++ {
				if s > 0 {
					b = append(b, ',')
				}
				if th[s] < omap.MinTopHash {
					b = append(b, "null"...)
				} else {
					b = script.AppendString(b, c.Key(s))
				}
			}
			b = append(b, `],"values":[`...)
			for s := 0; s < 8; s++ {
				if s > 0 {
					b = append(b, ',')
				}
				if th[s] < omap.MinTopHash {
					b = append(b, "null"...)
				} else {
					b = t.val(b, t.m.BucketVal(c, s))
				}
			}
			b = append(b, "]}"...)
		}
		b = append(b, ']')
	}
	return append(b, ']')
}
