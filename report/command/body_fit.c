/* SPDX-License-Identifier: MIT */
#include "report/command/body_fit.h"

enum status body_fit(struct buf *out, uint64_t max, body_fit_fn *make, void *arg)
{
	enum status st = make(arg, out, 0);
	size_t body_max = max;

	while (max && out->len > max && body_max > 1 &&
	       (st == ST_OK || st == ST_DAMAGED)) {
		body_max /= 2;
		buf_reset(out);
		st = make(arg, out, body_max);
	}
	return st;
}
