/* SPDX-License-Identifier: MIT */
#include "report/util/lines.h"
#include "report/window/cross_posts.h"
#include "report/window/list_label.h"

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

void cross_posts_read(struct buf *lists, const struct selection *s, const struct post *p)
{
	struct mail m = MAIL_INIT;

	if (s->n_lists > 1 && post_text(p, &m) == ST_OK)
		cross_posts_add(lists, s, p, &m.record);
	mail_release(&m);
}

void cross_posts_add_labels(struct buf *b, const struct selection *s,
			    const struct post *p, struct str others)
{
	const char *before = "; also on: ";
	struct str other;

	buf_adds(b, list_label(s->lists, cross_posts_own_list(p)));
	while (str_line(&others, &other)) {
		buf_addstr(b, before);
		buf_adds(b, list_label(s->lists, other));
		before = ", ";
	}
}
