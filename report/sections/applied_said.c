/* SPDX-License-Identifier: MIT */
#include "report/people/mailmap.h"
#include "report/sections/applied_said.h"
#include "store/inbox/applied_subject.h"

void applied_said_init(struct applied_said *a, const struct section_input *in)
{
	a->in = in;
	part_titles_init(&a->titles, in->threads, NULL);
}

void applied_said_release(struct applied_said *a)
{
	part_titles_release(&a->titles);
}

/* The patch with that title: in the series; or in any, if it was posted before time. */
static size_t find_titled(const struct applied_said *a, uint64_t title, size_t series,
			  int64_t time)
{
	const struct thread_mail *mails = a->in->threads->mails;
	size_t at = part_titles_first(&a->titles, title);

	for (int i = 0; i < PART_TITLES_MAX && at != THREAD_NONE; i++) {
		if (series == THREAD_NONE ? mails[at].post->arrival <= time
					  : mails[at].series == series)
			return at;
		at = part_titles_next(&a->titles, at);
	}
	return THREAD_NONE;
}

static size_t find_notified(const struct applied_said *a, const struct thread_mail *m,
			    struct str title)
{
	const struct thread_mail *mails = a->in->threads->mails;
	uint64_t key = hash_text(title);
	size_t at;

	if (m->about == THREAD_NONE)
		return find_titled(a, key, THREAD_NONE, m->post->arrival);
	if (mails[m->about].series == THREAD_NONE ||
	    post_title_hash(mails[m->about].post) == key)
		return m->about;
	at = find_titled(a, key, mails[m->about].series, 0);
	return at != THREAD_NONE ? at : m->about;
}

size_t applied_said_of(const struct applied_said *a, size_t mail)
{
	const struct thread_mail *mails = a->in->threads->mails, *m = &mails[mail];
	const struct mailmap *map = a->in->sel->mailmap;
	struct applied_subject notice;

	if (m->post->kind == KIND_OTHER &&
	    applied_subject_read(&notice, m->post->subject))
		return find_notified(a, m, notice.title);
	if (m->about == THREAD_NONE || !(m->post->facts & FACT_APPLIED))
		return THREAD_NONE;
	return m->parent == m->about ||
		       !person_same(mailmap_author(map, m->post),
				    mailmap_author(map, mails[m->about].post))
		   ? m->about
		   : THREAD_NONE;
}
