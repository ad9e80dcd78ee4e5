/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/people/employers.h"
#include "report/people/mailmap.h"
#include "report/people/contributors.h"
#include "store/inbox/record_parts.h"
#include "store/util/utf8.h"

static struct str copy_lower_case(struct arena *arena, struct str s)
{
	char *copy = arena_alloc(arena, s.len + 1);

	for (size_t i = 0; i < s.len; i++)
		copy[i] = to_lower(s.s[i]);
	return (struct str){ copy, s.len };
}

/* The text after the last "@", up to a ">" or blank. Returns false without an "@". */
static bool find_domain(struct str address, struct str *domain)
{
	size_t at = str_rchr(address, '@'), end = at + 1;

	if (at == address.len)
		return false;
	while (end < address.len && address.s[end] != '>' && !is_blank(address.s[end]))
		end++;
	*domain = str_sub(address, at + 1, end);
	return true;
}

static struct str make_person_text(struct arena *arena, struct person p)
{
	struct buf line = BUF_INIT, clean = BUF_INIT;
	struct str text;

	author_line(&line, p.name, p.addr);
	utf8_add_clean(&clean, buf_str(&line), false);
	text = arena_str(arena, buf_str(&clean));
	buf_release(&line);
	buf_release(&clean);
	return text;
}

static void count_raw_contributor(struct tally *people, struct tally *domains,
				  const struct post *p)
{
	struct str domain;

	if (!(p->facts & FACT_CLASSIC_COUNTED) || !(p->facts & FACT_CLASSIC_FROM))
		return;
	tally_add(people, p->raw_contributor, p->raw_contributor);
	if (find_domain(p->raw_contributor, &domain)) {
		domain = copy_lower_case(&domains->arena, domain);
		tally_add(domains, domain, domain);
	}
}

static void count_contributor(struct tally *people, struct person p)
{
	struct str who = p.addr.len ? p.addr : p.name;

	if (who.len)
		tally_add(people, copy_lower_case(&people->arena, who),
			  make_person_text(&people->arena, p));
}

/*
 * Looks for the address as mapped, by which gitdm knows people; then for the address in
 * the mail, which says for whom it was written.
 */
static struct str find_employer(const struct selection *s, const struct post *p,
				struct person author)
{
	int64_t time = p->date == DATE_NONE ? p->arrival : p->date;
	struct str name = STR_EMPTY;

	if (!s->employers)
		return name;
	name = employers_at(s->employers, mailmap_person(s->mailmap, author).addr, time);
	return name.len ? name : employers_of(s->employers, author.addr, time);
}

static void count_domain(struct tally *domains, const struct selection *s,
			 const struct post *p, struct person author)
{
	struct str name = find_employer(s, p, author);
	struct buf clean = BUF_INIT;

	author = mailmap_person(s->mailmap, author);
	if (name.len) {
		utf8_add_clean(&clean, name, false);
		name = arena_str(&domains->arena, buf_str(&clean));
	} else if (find_domain(author.addr.len ? author.addr : author.name, &name)) {
		utf8_add_clean(&clean, name, false);
		name = copy_lower_case(&domains->arena, buf_str(&clean));
	}
	if (name.len)
		tally_add(domains, name, name);
	buf_release(&clean);
}

/* author: as the mail names them */
static void count_patch(struct contributors *c, const struct selection *s,
			const struct post *p, struct person author)
{
	count_contributor(&c->people, mailmap_person(s->mailmap, author));
	count_domain(&c->domains, s, p, author);
}

/* Counts the mail, or each of its patches, for its author. */
static void count_patches(struct contributors *c, const struct selection *s,
			  const struct post *p)
{
	struct str rest = p->parts;
	struct record_part part;

	if (!rest.len)
		count_patch(c, s, p, (struct person){ p->author_name, p->author_addr });
	while (record_part_next(&rest, &part))
		count_patch(c, s, p, (struct person){ part.name, part.addr });
}

void contributors_count(struct contributors *c, const struct selection *s, bool classic)
{
	*c = (struct contributors){ TALLY_INIT, TALLY_INIT };
	for (size_t i = 0; i < s->n; i++) {
		const struct post *p = &s->posts[i];

		if (classic)
			count_raw_contributor(&c->people, &c->domains, p);
		else if (post_is_counted(p))
			count_patches(c, s, p);
	}
}

void contributors_release(struct contributors *c)
{
	tally_release(&c->people);
	tally_release(&c->domains);
}
