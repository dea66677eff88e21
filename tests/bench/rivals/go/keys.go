package main

import "encoding/binary"

// The same keys as keys.h makes, to the byte.

const (
	golden     = 0x9e3779b97f4a7c15
	keyLenMin  = 8
	keyLenMax  = 40
	keyWords   = 8
	keyLenWord = 5
	askedMin   = 32768
)

type keys struct {
	count    uint64
	seed     uint64
	universe []string
	present  []string
	absent   []string
}

func mix(x uint64) uint64 {
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9
	x = (x ^ (x >> 27)) * 0x94d049bb133111eb
	return x ^ (x >> 31)
}

// chance is the sequence of tests/support/chance.h.
type chance struct{ state uint64 }

func (c *chance) below(limit uint64) uint64 {
	c.state += golden
	return mix(c.state) % limit
}

func keyWord(seed, index, word uint64) uint64 {
	return mix(seed + (keyWords*index+word+1)*golden)
}

func makeKeys(count, seed uint64) *keys {
	k := &keys{count: count, seed: seed}
	lens := make([]int, 2*count)
	bytes := make([]byte, 0, 2*count*(keyLenMin+keyLenMax)/2+keyLenMax)
	for i := range lens {
		var words [keyLenMax]byte
		for w := uint64(0); w < keyLenMax/8; w++ {
			binary.LittleEndian.PutUint64(words[8*w:], keyWord(seed, uint64(i), w))
		}
		lens[i] = keyLenMin + int(keyWord(seed, uint64(i), keyLenWord)%(keyLenMax-keyLenMin+1))
		bytes = append(bytes, words[:lens[i]]...)
	}
	k.universe = cut(bytes, lens)
	return k
}

// cut makes strings of these lengths, one after the other in one block of memory.
func cut(bytes []byte, lens []int) []string {
	block := string(bytes)
	cuts := make([]string, len(lens))
	for i, n := range lens {
		cuts[i], block = block[:n], block[n:]
	}
	return cuts
}

// copies of texts, in that order, elsewhere in memory.
func copies(texts []string) []string {
	lens := make([]int, len(texts))
	var bytes []byte
	for i, text := range texts {
		lens[i] = len(text)
		bytes = append(bytes, text...)
	}
	return cut(bytes, lens)
}

func shuffle(order []uint32, c *chance) {
	for i := uint64(len(order)); i > 1; i-- {
		other := c.below(i)
		order[i-1], order[other] = order[other], order[i-1]
	}
}

func (k *keys) asked(half []string, salt uint64) []string {
	c := &chance{k.seed ^ salt}
	order := make([]uint32, k.count)
	for i := range order {
		order[i] = uint32(i)
	}
	shuffle(order, c)
	first := make([]string, k.count)
	for place, index := range order {
		first[place] = half[index]
	}
	first = copies(first)
	copyOf := make([]string, k.count)
	for place, index := range order {
		copyOf[index] = first[place]
	}
	orders := (askedMin + k.count - 1) / k.count
	asked := make([]string, 0, orders*k.count)
	for {
		for _, index := range order {
			asked = append(asked, copyOf[index])
		}
		if uint64(len(asked)) == orders*k.count {
			return asked
		}
		shuffle(order, c)
	}
}

func (k *keys) ask() {
	k.present = k.asked(k.universe[:k.count], 1)
	k.absent = k.asked(k.universe[k.count:], 2)
}

func (k *keys) checksum() (sum uint64) {
	for _, texts := range [][]string{k.universe, k.present, k.absent} {
		for _, text := range texts {
			sum = mix(sum + uint64(len(text)))
			for i := 0; i < len(text); i++ {
				sum = (sum ^ uint64(text[i])) * 0x100000001b3
			}
		}
	}
	return sum
}
