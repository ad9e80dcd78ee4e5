/* SPDX-License-Identifier: MIT */
#include "report/people/employers.h"
#include "report/people/mailmap.h"
#include "report/people/contributors.h"
#include "report/util/siphash.h"
#include "store/inbox/record_parts.h"
#include "store/util/utf8.h"

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

static struct str make_clean_text(struct arena *arena, struct str s)
{
	struct buf clean = BUF_INIT;
	struct str text;

	utf8_add_clean(&clean, s, false);
	text = arena_str(arena, buf_str(&clean));
	buf_release(&clean);
	return text;
}

static struct str make_person_text(struct arena *arena, struct person p)
{
	struct buf line = BUF_INIT;
	struct str text;

	author_line(&line, p.name, p.addr);
	text = make_clean_text(arena, buf_str(&line));
	buf_release(&line);
	return text;
}

/* Counts for a domain, in any case. */
static void count_domain_name(struct tally *domains, struct str domain)
{
	struct tally_row *row = tally_vote(domains, hash_nocase(domain));
	char *lower;

	if (row->count > 1)
		return;
	lower = arena_alloc(&domains->arena, domain.len + 1);
	for (size_t i = 0; i < domain.len; i++)
		lower[i] = to_lower(domain.s[i]);
	row->text = (struct str){ lower, domain.len };
}

static void count_raw_contributor(struct tally *people, struct tally *domains,
				  const struct post *p)
{
	struct tally_row *row;
	struct str domain;

	if (!(p->facts & FACT_CLASSIC_COUNTED) || !(p->facts & FACT_CLASSIC_FROM))
		return;
	row = tally_vote(people, siphash(p->raw_contributor));
	row->text = row->count > 1 ? row->text : p->raw_contributor;
	if (find_domain(p->raw_contributor, &domain))
		count_domain_name(domains, domain);
}

static void count_contributor(struct tally *people, struct person p)
{
	struct str who = p.addr.len ? p.addr : p.name;
	struct tally_row *row;

	if (!who.len)
		return;
	row = tally_vote(people, hash_nocase(who));
	if (row->count == 1)
		row->text = make_person_text(&people->arena, p);
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

/* An employer that is named as some domain is counts for that. */
static void count_employer(struct tally *domains, struct str name)
{
	struct tally_row *row;

	if (!name.len)
		return;
	row = tally_vote(domains, siphash(name));
	if (row->count == 1)
		row->text = arena_str(&domains->arena, name);
}

static void count_domain(struct tally *domains, const struct selection *s,
			 const struct post *p, struct person author)
{
	struct str name = find_employer(s, p, author);
	struct buf clean = BUF_INIT;

	author = mailmap_person(s->mailmap, author);
	if (name.len) {
		utf8_add_clean(&clean, name, false);
		count_employer(domains, buf_str(&clean));
	} else if (find_domain(author.addr.len ? author.addr : author.name, &name)) {
		utf8_add_clean(&clean, name, false);
		if (clean.len)
			count_domain_name(domains, buf_str(&clean));
	}
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
