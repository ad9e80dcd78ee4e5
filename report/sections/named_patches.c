/* SPDX-License-Identifier: MIT */
#include "report/sections/named_patches.h"
#include "report/sections/pulled_patches.h"
#include "report/tree/git_tree.h"
#include "store/inbox/applied_subject.h"

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

enum status named_patches_find(struct named_patches *n, const struct selection *sel)
{
	struct pulled_patches pulled;
	enum status st = pulled_patches_find(&pulled, sel);

	*n = (struct named_patches){ sel, HASHMAP_INIT };
	for (size_t i = 0; i < pulled.n; i++)
		hashmap_put(&n->titles, pulled.list[i].title, 0);
	pulled_patches_release(&pulled);
	add_notified(&n->titles, sel);
	return st;
}

bool named_patches_any(const struct named_patches *n)
{
	return n->titles.n || (n->sel->trees && n->sel->trees->n);
}

static bool is_committed(const struct selection *sel, const struct record *r)
{
	for (size_t i = 0; sel->trees && i < sel->trees->n; i++)
		if (git_tree_names(&sel->trees->list[i], r, sel->window.since))
			return true;
	return false;
}

bool named_patches_have(const struct named_patches *n, const struct record *r)
{
	return r->kind == KIND_PATCH && named_patches_any(n) &&
	       (hashmap_get(&n->titles, hash_text(r->title)) != HASHMAP_NONE ||
		is_committed(n->sel, r));
}

void named_patches_release(struct named_patches *n)
{
	hashmap_release(&n->titles);
}
