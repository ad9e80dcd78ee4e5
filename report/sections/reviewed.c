/* SPDX-License-Identifier: MIT */
/* The section of series of which every part has a review. */
#include "report/sections/reviewed_parts.h"

/* Whether all parts that came have a review. */
static bool is_reviewed(const struct reviewed_parts *r, const struct series *s,
			struct part_review *last)
{
	uint32_t patches = 0;

	for (size_t i = 0; i < s->n_mails; i++)
		if (!post_is_cover(s->mails[i]))
			patches += post_patches(s->mails[i]);
	return patches && reviewed_parts_count(r, s, last) == patches;
}

enum status section_reviewed(struct section *out, const struct section_input *in)
{
	const struct threads *t = in->threads;
	struct reviewed_parts r;

	reviewed_parts_init(&r, in, INT64_MAX);
	for (size_t i = 0; i < t->set.n; i++) {
		const struct series *s = &t->set.series[i];
		struct part_review last;

		if (section_is_current(s) && section_is_complete(s) &&
		    is_reviewed(&r, s, &last) &&
		    (last.in_window || threads_in_window(t, s)))
			reviewed_parts_people(section_add_series(out, in, s), &r);
	}
	section_sort(out);
	reviewed_parts_release(&r);
	return ST_OK;
}
