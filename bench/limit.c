/* The bench's model by hand: what one core can do with it when nothing is general.
 *
 * The same micro-steps as model.ts writes in lab C, so that both count the same states. Plain breadth-first search,
 * 64-bit fingerprints in one open-addressed table that grows, successors held back a little so that their places in
 * the table are in the cache when they are looked for. No parents, no counterexample, no bounds.
 *
 *   gcc -O2 -DTASKS=7 -DPAGES=2 -DROUNDS=1 -o limit limit.c && ./limit
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BIAS 1024
#define LRU 1
#define DIRTY 2

struct page {
	uint16_t refcount;
	uint8_t flags;
	uint8_t lock; /* number of the task that has it, plus one */
};

struct state {
	uint8_t place[8]; /* of each task: the step it stands before */
	struct page page[4];
};

enum { PINNER = 10, FLUSHER = 8, RECLAIM = 12 }; /* steps of one round */
static const int steps_of[3] = { PINNER, FLUSHER, RECLAIM };

/* One step of a task, in place. 0: it waits for a lock. */
static int step(struct state *s, int task)
{
	int place = s->place[task];
	int in_round = place % steps_of[task % 3];
	int next = place + 1;
	struct page *near = &s->page[task % PAGES], *far = &s->page[(task + 1) % PAGES], *page;

	switch (task % 3) {
	case 0:
		switch (in_round) {
		case 0:
		case 6:
			if (near->lock)
				return 0;
			near->lock = task + 1;
			break;
		case 1:
			if (!(near->flags & LRU))
				next++;
			break;
		case 2:
			near->flags &= ~LRU;
			break;
		case 3:
			near->refcount += BIAS;
			break;
		case 4:
		case 9:
			near->lock = 0;
			break;
		case 5:
			near->flags |= DIRTY;
			break;
		case 7:
			near->refcount -= BIAS;
			if (near->refcount >= BIAS)
				next++;
			break;
		case 8:
			near->flags |= LRU;
			break;
		}
		break;
	case 1:
		page = in_round < 4 ? near : far;
		switch (in_round & 3) {
		case 0:
			page->refcount++;
			break;
		case 1:
			if (!(page->flags & DIRTY))
				next++;
			break;
		case 2:
			page->flags &= ~DIRTY;
			break;
		case 3:
			page->refcount--;
			break;
		}
		break;
	case 2:
		page = in_round < 6 ? near : far;
		switch (in_round % 6) {
		case 0:
			if (page->lock)
				return 0;
			page->lock = task + 1;
			break;
		case 1:
			if (page->refcount >= BIAS)
				next += 3;
			break;
		case 2:
			if (!(page->flags & LRU))
				next += 2;
			break;
		case 3:
			page->flags &= ~LRU;
			break;
		case 4:
			page->flags |= LRU;
			break;
		case 5:
			page->lock = 0;
			break;
		}
		break;
	}
	s->place[task] = next;
	return 1;
}

static int violates(const struct state *s)
{
	for (int i = 0; i < PAGES; i++)
		if (s->page[i].refcount >= BIAS && (s->page[i].flags & LRU))
			return 1;
	return 0;
}

static uint64_t fingerprint(const struct state *s)
{
	uint64_t word[3], h = 0x9e3779b97f4a7c15ull;

	memcpy(word, s, sizeof(word));
	for (int i = 0; i < 3; i++) {
		h = (h ^ word[i]) * 0xff51afd7ed558ccdull;
		h ^= h >> 32;
	}
	h *= 0xc4ceb9fe1a85ec53ull;
	h ^= h >> 29;
	return h ? h : 1;
}

static uint64_t *table, mask, count;

static int insert(uint64_t fp)
{
	for (uint64_t at = fp >> 20 & mask;; at = (at + 1) & mask) {
		if (table[at] == fp)
			return 0;
		if (!table[at]) {
			table[at] = fp;
			return 1;
		}
	}
}

static void *reserve(size_t bytes)
{
	void *memory = calloc(1, bytes);

	if (!memory) {
		fprintf(stderr, "limit: no memory\n");
		exit(2);
	}
	return memory;
}

static void grow(void)
{
	uint64_t *old = table, before = mask;

	mask = mask * 4 + 3;
	table = reserve((mask + 1) * sizeof(*table));
	for (uint64_t at = 0; at <= before; at++)
		if (old[at])
			insert(old[at]);
	free(old);
}

struct layer {
	struct state *states;
	size_t used, room;
};

static void push(struct layer *layer, const struct state *s)
{
	if (layer->used == layer->room) {
		layer->room = layer->room ? 2 * layer->room : 4096;
		layer->states = realloc(layer->states, layer->room * sizeof(*s));
		if (!layer->states)
			exit(2);
	}
	layer->states[layer->used++] = *s;
}

/* Successors that wait for their places in the table to arrive. */
#define WAITING 16
static struct state waiting[WAITING];
static uint64_t waiting_fp[WAITING];

static void settle(int at, struct layer *next)
{
	if (!waiting_fp[at] || !insert(waiting_fp[at]))
		return;
	count++;
	if (violates(&waiting[at])) {
		printf("violated\n");
		exit(1);
	}
	push(next, &waiting[at]);
}

int main(void)
{
	struct layer now = { 0 }, next = { 0 };
	struct state first = { 0 };
	struct timespec began, ended;
	uint64_t transitions = 0;
	unsigned turn = 0;
	int depth = 0;

	clock_gettime(CLOCK_MONOTONIC, &began);
	mask = (1 << 16) - 1;
	table = reserve((mask + 1) * sizeof(*table));
	for (int i = 0; i < PAGES; i++)
		first.page[i] = (struct page){ .refcount = 1, .flags = LRU };
	insert(fingerprint(&first));
	count = 1;
	push(&now, &first);
	while (now.used) {
		for (size_t i = 0; i < now.used; i++) {
			for (int task = 0; task < TASKS; task++) {
				struct state s = now.states[i];

				if (s.place[task] == steps_of[task % 3] * ROUNDS || !step(&s, task))
					continue;
				transitions++;
				settle(turn, &next);
				waiting[turn] = s;
				waiting_fp[turn] = fingerprint(&s);
				__builtin_prefetch(&table[waiting_fp[turn] >> 20 & mask]);
				turn = (turn + 1) % WAITING;
			}
			if (count * 2 > mask)
				grow();
		}
		for (int at = 0; at < WAITING; at++) {
			settle((turn + at) % WAITING, &next);
			waiting_fp[(turn + at) % WAITING] = 0;
		}
		if (next.used)
			depth++;
		struct layer empty = now;

		now = next;
		next = empty;
		next.used = 0;
	}
	clock_gettime(CLOCK_MONOTONIC, &ended);
	printf("{\"states\":%llu,\"transitions\":%llu,\"depth\":%d,\"seconds\":%.6f}\n", (unsigned long long)count,
	       (unsigned long long)transitions, depth,
	       (double)(ended.tv_sec - began.tv_sec) + (ended.tv_nsec - began.tv_nsec) / 1e9);
	return 0;
}
