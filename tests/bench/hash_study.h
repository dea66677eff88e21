/* hash_study.h - the four parts of the study; each prints its tables as Markdown. */
#ifndef TESTS_BENCH_HASH_STUDY_H
#define TESTS_BENCH_HASH_STUDY_H

/* (a) what a key costs. */
void study_speed(void);

/* (b) does each bit of the key reach each bit of the hash? */
void study_avalanche(void);

/* (c) do real-looking keys fall evenly into buckets and tophashes? */
void study_spread(void);

/* (d) can keys be written that fall into one bucket? */
void study_attacks(void);

#endif
