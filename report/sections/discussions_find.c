/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/people/mailmap.h"
#include "report/people/robots.h"
#include "report/sections/discussions_find.h"
#include "store/util/array.h"

/* The series or pull request that the mail is about, else the topmost mail. */
static size_t top_of(const struct threads *t, size_t at)
{
	const struct thread_mail *m = &t->mails[at];

	if (m->about == THREAD_NONE)
		return m->root;
	if (t->mails[m->about].series == THREAD_NONE)
		return m->about;
	return threads_find(t, t->set.series[t->mails[m->about].series].head);
}

/* Mails that reply to one missing mail are one discussion. */
static uint64_t key_of(const struct threads *t, size_t at)
{
	const struct post *top = t->mails[at].post;

	if (post_is_counted(top))
		return post_key(top);
	if (top->refs.len >= ID_HASH)
		return hash_bytes(top->refs.s);
	if (top->in_reply_to.len)
		return post_answers(top);
	return threads_find_id(t, top->message_id) == at ? post_id(top) : post_key(top);
}

/* The discussion of a topmost mail; the oldest of these is its row's. */
static struct discussion *discussion_at(struct discussions *d, const struct threads *t,
					size_t top)
{
	uint64_t key = key_of(t, top);
	size_t at = hashmap_get(&d->by_key, key);

	if (at == HASHMAP_NONE) {
		d->list = array_grow(d->list, d->n, &d->cap, sizeof(*d->list));
		at = d->n++;
		d->list[at] = (struct discussion){ top, PEOPLE_COUNT_INIT, 0 };
		hashmap_put(&d->by_key, key, at);
	}
	/* the map holds indices of the list only:
	 * NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
	if (top > d->list[at].top)
		d->list[at].top = top;
	return &d->list[at];
}

static bool is_reply(const struct section_input *in, const struct thread_mail *m)
{
	const struct threads *t = in->threads;

	return m->in_window && m->post->kind == KIND_REPLY &&
	       !robots_posted(in->sel->robots, m->post) &&
	       threads_selects(t, in->options->match, m);
}

void discussions_find(struct discussions *d, const struct section_input *in)
{
	const struct threads *t = in->threads;

	*d = (struct discussions){ .n = 0 };
	for (size_t i = 0; i < t->n; i++) {
		struct discussion *one;

		if (!is_reply(in, &t->mails[i]))
			continue;
		one = discussion_at(d, t, top_of(t, i));
		people_count_add(&one->people,
				 mailmap_author(in->sel->mailmap, t->mails[i].post), 1);
		one->replies++;
	}
}

void discussions_release(struct discussions *d)
{
	for (size_t i = 0; i < d->n; i++)
		people_count_release(&d->list[i].people);
	free(d->list);
	hashmap_release(&d->by_key);
	*d = (struct discussions){ .n = 0 };
}
