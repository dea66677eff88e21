// Go's own map in the comparison: does for it what contender.h and contest.h do for a map in C.
//
// The collector is on, and has run to its end before each measurement. The keys are in Go's heap, as
// they are in a program's: one block of bytes for all, and a string each.
package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
)

type answer struct {
	check   uint64
	figures []float64
}

type contest struct {
	keys       *keys
	isCold     bool
	full       map[string]uint64
	churned    map[string]uint64
	churnCount uint64
	builds     [][]uint32
}

var operations = map[string]func(*contest) answer{
	"keys":            (*contest).doKeys,
	"hit":             (*contest).doHit,
	"hit-dependent":   (*contest).doHitDependent,
	"miss":            (*contest).doMiss,
	"insert":          (*contest).doInsert,
	"insert-presized": (*contest).doInsertPresized,
	"delete":          (*contest).doDelete,
	"iterate":         (*contest).doIterate,
	"mixed":           (*contest).doMixed,
	"worst":           (*contest).doWorst,
	"bytes":           (*contest).doBytes,
	"peak":            (*contest).doPeak,
}

// settle comes before each measurement.
func (c *contest) settle() {
	if c.isCold {
		debug.FreeOSMemory()
	} else {
		runtime.GC()
	}
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "go:", err)
		os.Exit(1)
	}
}

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: go COUNT SEED [--warm | --cold | --as-is] [--cpu]")
		os.Exit(1)
	}
	count, err := strconv.ParseUint(os.Args[1], 10, 64)
	must(err)
	seed, err := strconv.ParseUint(os.Args[2], 10, 64)
	must(err)
	c := &contest{keys: makeKeys(count, seed)}
	for _, option := range os.Args[3:] {
		c.isCold = c.isCold || option == "--cold"
		isCPUTime = isCPUTime || option == "--cpu"
	}
	runtime.LockOSThread() // its CPU time is that of the thread
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		do, isKnown := operations[lines.Text()]
		if lines.Text() == "about" {
			fmt.Println("Go's map, collector on |", runtime.Version())
		} else if !isKnown {
			fmt.Println("none")
		} else {
			c.settle()
			answer := do(c)
			fmt.Print("ok ", answer.check)
			for _, figure := range answer.figures {
				fmt.Printf(" %.3f", figure)
			}
			fmt.Println()
		}
	}
}
