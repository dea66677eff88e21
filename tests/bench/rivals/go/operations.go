package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"sort"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unsafe"
)

// What each of these does, and why, is said in contest.h, function by function.

const (
	workMin  = 200000
	samples  = 32
	diePut   = 8
	dieSides = 10
)

var isCPUTime bool

// now is in nanoseconds.
func now() int64 {
	clock := uintptr(1) // CLOCK_MONOTONIC
	if isCPUTime {
		clock = 3 // CLOCK_THREAD_CPUTIME_ID
	}
	var t syscall.Timespec
	_, _, failed := syscall.Syscall(syscall.SYS_CLOCK_GETTIME, clock, uintptr(unsafe.Pointer(&t)), 0)
	if failed != 0 {
		must(failed)
	}
	return t.Nano()
}

func perOperation(check uint64, taken int64, operations uint64) answer {
	return answer{check, []float64{float64(taken) / float64(operations)}}
}

func repeatsOf(operations uint64) uint64 {
	if operations < workMin {
		return workMin / operations
	}
	return 1
}

func (c *contest) build(hint uint64) map[string]uint64 {
	m := make(map[string]uint64, hint)
	for i, key := range c.keys.universe[:c.keys.count] {
		m[key] = uint64(i)
	}
	return m
}

func (c *contest) doKeys() answer {
	c.keys.ask()
	c.full = c.build(0)
	return answer{c.keys.checksum(), nil}
}

func (c *contest) timeAsking(asked []string, ask func(map[string]uint64, []string) uint64) answer {
	repeats := repeatsOf(uint64(len(asked)))
	check := ask(c.full, asked)
	start := now()
	for r := uint64(0); r < repeats; r++ {
		check += ask(c.full, asked)
	}
	return perOperation(check, now()-start, repeats*uint64(len(asked)))
}

func askAll(m map[string]uint64, asked []string) (sum uint64) {
	for _, key := range asked {
		if value, isThere := m[key]; isThere {
			sum += value
		}
	}
	return sum
}

func askDependent(m map[string]uint64, asked []string) (sum uint64) {
	for i := 0; i < len(asked); {
		value, isThere := m[asked[i]]
		if isThere {
			sum += value
		}
		i += 1 + int(value>>63)
	}
	return sum
}

func countFound(m map[string]uint64, asked []string) (found uint64) {
	for _, key := range asked {
		if _, isThere := m[key]; isThere {
			found++
		}
	}
	return found
}

func (c *contest) doHit() answer { return c.timeAsking(c.keys.present, askAll) }

func (c *contest) doHitDependent() answer { return c.timeAsking(c.keys.present, askDependent) }

func (c *contest) doMiss() answer { return c.timeAsking(c.keys.absent, countFound) }

func (c *contest) insert(hint uint64) answer {
	repeats := repeatsOf(c.keys.count)
	count := uint64(0)
	if !c.isCold {
		c.build(hint)
	}
	start := now()
	for r := uint64(0); r < repeats; r++ {
		count += uint64(len(c.build(hint)))
	}
	return perOperation(count, now()-start, repeats*c.keys.count)
}

func (c *contest) doInsert() answer { return c.insert(0) }

func (c *contest) doInsertPresized() answer { return c.insert(c.keys.count) }

func (c *contest) doDelete() answer {
	repeats := repeatsOf(c.keys.count)
	present := c.keys.present[:c.keys.count]
	deleted := uint64(0)
	var taken int64
	for r := uint64(0); r < repeats; r++ {
		m := c.build(0)
		start := now()
		for _, key := range present {
			delete(m, key)
		}
		taken += now() - start
		deleted += c.keys.count - uint64(len(m))
	}
	return perOperation(deleted, taken, repeats*c.keys.count)
}

func sumOf(m map[string]uint64) (sum uint64) {
	for _, value := range m {
		sum += value
	}
	return sum
}

func (c *contest) doIterate() answer {
	repeats, sum := repeatsOf(c.keys.count), sumOf(c.full)
	start := now()
	for r := uint64(0); r < repeats; r++ {
		sum += sumOf(c.full)
	}
	return perOperation(sum, now()-start, repeats*c.keys.count)
}

type errand struct {
	key   string
	value uint64
	die   uint32
}

func (c *contest) planErrands(count uint64) []errand {
	chance := &chance{c.keys.seed ^ (3 + c.churnCount)}
	c.churnCount++
	errands := make([]errand, count)
	asked := make([]string, count)
	for i := range errands {
		index := chance.below(2 * c.keys.count)
		errands[i].die = uint32(chance.below(dieSides))
		errands[i].value = index
		errands[i].key = c.keys.universe[index]
		asked[i] = errands[i].key
	}
	for i, text := range copies(asked) {
		if errands[i].die != diePut {
			errands[i].key = text
		}
	}
	return errands
}

func (c *contest) doMixed() answer {
	if c.churned == nil {
		c.churned = c.build(0)
	}
	count := c.keys.count
	if count < workMin {
		count = workMin
	}
	m, errands := c.churned, c.planErrands(count)
	c.settle()
	check := sumOf(m)
	start := now()
	for i := range errands {
		errand := &errands[i]
		if errand.die < diePut {
			if value, isThere := m[errand.key]; isThere {
				check += value
			}
		} else if errand.die == diePut {
			m[errand.key] = errand.value
		} else {
			before := len(m)
			delete(m, errand.key)
			check += uint64(before - len(m))
		}
	}
	return perOperation(check, now()-start, count)
}

func (c *contest) doWorst() answer {
	times := make([]uint32, c.keys.count)
	m := make(map[string]uint64)
	before := time.Now()
	for i, key := range c.keys.universe[:c.keys.count] {
		m[key] = uint64(i)
		now := time.Now()
		times[i] = uint32(now.Sub(before))
		before = now
	}
	c.builds = append(c.builds, times)
	worst := uint32(0)
	one := make([]uint32, len(c.builds))
	for i := range times {
		for b := range c.builds {
			one[b] = c.builds[b][i]
		}
		sort.Slice(one, func(a, b int) bool { return one[a] < one[b] })
		if median := one[len(one)/2]; median > worst {
			worst = median
		}
	}
	return answer{c.keys.count, []float64{float64(worst)}}
}

// liveBytes is what is reachable; an old array that is still being evacuated is.
func liveBytes() float64 {
	var stats runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&stats)
	return float64(stats.HeapAlloc)
}

func (c *contest) doBytes() answer {
	m := make(map[string]uint64)
	before, entries := liveBytes(), uint64(0)
	sum, least, most := 0.0, 0.0, 0.0
	for sample := uint64(0); sample < samples; sample++ {
		until := c.keys.count + c.keys.count*(sample+1)/samples
		for ; entries < until; entries++ {
			m[c.keys.universe[entries]] = entries
		}
		each := (liveBytes() - before) / float64(entries)
		sum += each
		if sample == 0 || each < least {
			least = each
		}
		if each > most {
			most = each
		}
	}
	return answer{uint64(len(m)), []float64{sum / samples, least, most}}
}

func ownMemory(name string) float64 {
	status, err := os.ReadFile("/proc/self/status")
	must(err)
	for _, line := range strings.Split(string(status), "\n") {
		if strings.HasPrefix(line, name) {
			kilobytes, err := strconv.ParseFloat(strings.Fields(line)[1], 64)
			must(err)
			return kilobytes * 1024
		}
	}
	return 0
}

func (c *contest) doPeak() answer {
	debug.FreeOSMemory()
	must(os.WriteFile("/proc/self/clear_refs", []byte("5\n"), 0))
	before := ownMemory("VmRSS:")
	m := make(map[string]uint64)
	for i, key := range c.keys.universe {
		m[key] = uint64(i)
	}
	each := (ownMemory("VmHWM:") - before) / float64(len(m))
	return answer{uint64(len(m)), []float64{each}}
}
