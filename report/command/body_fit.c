/* SPDX-License-Identifier: MIT */
#include "report/command/body_fit.h"

/* An output, and what it is made with. */
struct fit {
	struct buf *out;
	body_fit_fn *make;
	void *arg;
	uint64_t max;
	size_t body_max; /* of the output that was made last */
	enum status st;
};

/* Returns whether the output has at most max bytes; also if it could not be made. */
static bool fits(struct fit *f, size_t body_max)
{
	buf_reset(f->out);
	f->body_max = body_max;
	f->st = f->make(f->arg, f->out, body_max);
	return f->out->len <= f->max || (f->st != ST_OK && f->st != ST_DAMAGED);
}

static unsigned bits_of(uint64_t number)
{
	unsigned n = 0;

	while (n < 63 && (1ull << n) < number)
		n++;
	return n;
}

/* Looks for the greatest power of two that fits. */
static void find_body_max(struct fit *f)
{
	unsigned low = 0, high = bits_of(f->max);

	while (high - low > 1) {
		unsigned middle = (low + high) / 2;

		if (fits(f, (size_t)1 << middle))
			low = middle;
		else
			high = middle;
	}
	if (f->body_max != (size_t)1 << low)
		fits(f, (size_t)1 << low);
}

enum status body_fit(struct buf *out, uint64_t max, body_fit_fn *make, void *arg)
{
	struct fit f = { out, make, arg, max ? max : UINT64_MAX, 0, ST_OK };

	if (!fits(&f, 0) && fits(&f, 1))
		find_body_max(&f);
	return f.st;
}
