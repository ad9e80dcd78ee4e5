/* SPDX-License-Identifier: MIT */
#include "report/sections/named_patches.h"
#include "report/sections/pulled_patches.h"
#include "store/inbox/applied_subject.h"
#include "store/util/utc.h"

/* A notice that answers nothing names its patch by the title alone. */
static void add_notified(struct hashmap *titles, const struct selection *sel)
{
	for (size_t i = 0; i < sel->n_replies; i++) {
		const struct post *p = &sel->replies[i];
		struct applied_subject notice;

		if (p->kind == KIND_OTHER && !p->in_reply_to.len &&
		    applied_subject_read(&notice, p->subject))
			hashmap_put(titles, hash_text(notice.title), 0);
	}
}

enum status named_patches_titles(struct hashmap *titles, const struct selection *sel)
{
	struct pulled_patches pulled;
	enum status st = pulled_patches_find(&pulled, sel);

	for (size_t i = 0; i < pulled.n; i++)
		hashmap_put(titles, pulled.list[i].title, 0);
	pulled_patches_release(&pulled);
	add_notified(titles, sel);
	return st;
}

static bool is_named(void *arg, const struct record *r)
{
	const struct hashmap *titles = arg;

	return r->kind == KIND_PATCH &&
	       hashmap_get(titles, hash_text(r->title)) != HASHMAP_NONE;
}

enum status named_patches_read(struct threads *t, const struct selection *sel)
{
	const struct window *w = &sel->window;
	struct hashmap titles = HASHMAP_INIT;
	enum status st = named_patches_titles(&titles, sel);

	if (titles.n)
		threads_arrived(t, w->since - NAMED_DAYS * DAY_SECONDS, w->until,
				is_named, &titles);
	hashmap_release(&titles);
	return st;
}
