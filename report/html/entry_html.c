/* SPDX-License-Identifier: MIT */
#include "report/html/entry_html.h"
#include "report/people/mailmap.h"

static void print_entry_inside(void *page, const void *arg)
{
	struct page *p = page;
	const struct digest_mail *m = arg;

	page_print_address(p, m->post);
	page_print_message(p, m->post);
}

static void print_pair(struct page *p, const struct digest_mail *m)
{
	html_print(&p->html, "pair",
		   HTML_SLOTS(html_fill("title", page_print_title, p, m->post),
			      html_fill("newer", page_print_title, p, m->replaced_by)));
}

static void print_entry(struct page *p, const struct digest_mail *m)
{
	size_t number = hashmap_get(&p->message, post_key(m->post));
	struct str author = page_person(mailmap_author(p->digest->sel->mailmap, m->post));

	if (number != HASHMAP_NONE)
		html_print(&p->html, "entry-above",
			   HTML_SLOTS(html_fill("title", page_print_title, p, m->post),
				      html_text("author", author),
				      html_number("number", (int64_t)number)));
	else
		html_print(
		    &p->html, "entry",
		    HTML_SLOTS(html_fill("title", page_print_plain_title, p, m->post),
			       html_text("author", author),
			       html_fill("inside", print_entry_inside, p, m)));
}

static void print_entries(void *page, const void *arg)
{
	struct page *p = page;
	const struct digest *d = arg;

	for (size_t i = 0; i < d->n_mails && !output_failed(p->html.out); i++) {
		const struct digest_mail *m = &d->mails[i];

		if (m->replaced_by)
			print_pair(p, m);
		else
			print_entry(p, m);
	}
}

void entries_html_print(struct page *p)
{
	const struct digest *d = p->digest;

	if (d->n_mails)
		html_print(&p->html, "messages",
			   HTML_SLOTS(html_number("count", (int64_t)d->n_mails),
				      html_fill("entries", print_entries, p, d)));
}
