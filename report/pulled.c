/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/pulled.h"
#include "report/shortlog.h"

static void add(struct pulled *p, const struct post *pull, const struct shortlog *s)
{
	if (p->n == p->cap) {
		p->cap = p->cap ? 2 * p->cap : 64;
		p->list = xrealloc(p->list, p->cap * sizeof(*p->list));
	}
	p->list[p->n++] =
	    (struct pulled_patch){ hash_text(s->title), hash_text(s->name), pull };
	idmap_put(&p->titles, hash_text(s->title), 0);
}

enum status pulled_find(struct pulled *p, const struct selection *sel)
{
	struct mail m = MAIL_INIT;
	enum status st = ST_OK;

	*p = (struct pulled){ .n = 0 };
	for (size_t i = 0; i < sel->n; i++) {
		const struct post *pull = &sel->posts[i];
		struct shortlog s;

		if (pull->kind != KIND_PULL || !pull->inbox)
			continue;
		if (post_text(pull, &m) != ST_OK) {
			st = ST_DAMAGED;
			continue;
		}
		shortlog_init(&s, m.record.body);
		while (shortlog_next(&s))
			add(p, pull, &s);
	}
	mail_release(&m);
	return st;
}

void pulled_release(struct pulled *p)
{
	free(p->list);
	idmap_release(&p->titles);
	*p = (struct pulled){ .n = 0 };
}
