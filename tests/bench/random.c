/* SPDX-License-Identifier: MIT */
#include "tests/bench/random.h"

/* splitmix64 */
uint64_t draw(struct random *r)
{
	uint64_t z = r->state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

double draw_share(struct random *r)
{
	return (double)(draw(r) >> 11) / 9007199254740992.0;
}

uint32_t draw_below(struct random *r, uint32_t n)
{
	return (uint32_t)((draw(r) >> 32) * n >> 32);
}

uint32_t draw_size(struct random *r, const uint32_t at[6])
{
	static const double share[6] = { 0.05, 0.25, 0.50, 0.75, 0.95, 0.99 };
	double u = draw_share(r);

	if (u <= share[0])
		return at[0];
	for (int i = 1; i < 6; i++)
		if (u < share[i])
			return at[i - 1] +
			       (uint32_t)((at[i] - at[i - 1]) * (u - share[i - 1]) /
					  (share[i] - share[i - 1]));
	return at[5];
}
