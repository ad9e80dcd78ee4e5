/* SPDX-License-Identifier: MIT */
#include "report/util/lines.h"
#include "report/window/cross_posts.h"

struct str cross_posts_own_list(const struct post *p)
{
	return str_from(inbox_list(p->inbox));
}

void cross_posts_add(struct buf *lists, const struct selection *s, const struct post *p,
		     const struct record *r)
{
	struct str own = cross_posts_own_list(p);
	uint32_t seq;

	for (size_t i = 0; i < s->n_inboxes && s->n_lists > 1; i++) {
		struct str list = str_from(inbox_list(s->inboxes[i]));

		if (str_eq(list, own) ||
		    inbox_lookup_mail(s->inboxes[i], r, &seq, NULL) != ST_OK)
			continue;
		buf_adds(lists, list);
		buf_addch(lists, '\n');
	}
	lines_sort(lists);
}
