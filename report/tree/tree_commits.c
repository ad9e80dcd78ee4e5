/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/tree/tree_commits.h"
#include "store/util/array.h"
#include "store/util/linked_id.h"

/* No commit names so many mails; bounds the memory for one. */
#define LINKS_MAX 64

/* Sorted by key, then by date. */
struct tree_key {
	uint64_t key;
	int64_t date;
	size_t commit; /* into list */
};

void tree_commits_init(struct tree_commits *c, const struct mailmap *map)
{
	*c = (struct tree_commits){ .mailmap = map, .arena = ARENA_INIT };
}

void tree_commits_release(struct tree_commits *c)
{
	free(c->list);
	free(c->keys);
	hashmap_release(&c->committers);
	arena_release(&c->arena);
	*c = (struct tree_commits){ .n = 0 };
}

static void add_key(struct tree_commits *c, uint64_t key)
{
	c->keys = array_grow(c->keys, c->n_keys, &c->cap_keys, sizeof(*c->keys));
	c->keys[c->n_keys++] = (struct tree_key){ key, c->list[c->n - 1].date, c->n - 1 };
}

/* The keys of authors differ from those of Message-IDs, as hash_mix makes them. */
static uint64_t title_key(uint64_t title, uint64_t author)
{
	return hash_mix(title, author);
}

/* A mail's title has no brackets at its start (patchdigest-rules(7), rule 4). */
static struct str skip_brackets(struct str title)
{
	while (title.len && title.s[0] == '[') {
		size_t close = str_chr(title, ']');
		struct str rest = str_ltrim(str_sub(title, close + 1, title.len));

		if (!rest.len)
			break;
		title = rest;
	}
	return title;
}

static uint64_t hash_address(struct str addr)
{
	return addr.len ? hash_nocase(addr) : 0;
}

/* Returns the person with strings that live as long as the commits. */
static struct person keep_committer(struct tree_commits *c, struct person p)
{
	uint64_t key = hash_mix(hash_id(p.name), hash_id(p.addr));
	size_t at = hashmap_get(&c->committers, key);

	if (at != HASHMAP_NONE)
		return c->list[at].committer;
	hashmap_put(&c->committers, key, c->n);
	p = mailmap_person(c->mailmap, p);
	return (struct person){ arena_str(&c->arena, p.name),
				arena_str(&c->arena, p.addr) };
}

/*
 * Reads "Link: VALUE" or "Message-ID: VALUE", anywhere in a message: git am --message-id
 * writes it below the text, where git finds no trailers if there are no others.
 */
static bool read_link(struct str line, struct str *value)
{
	static const struct str keys[] = { STR("link:"), STR("message-id:") };

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (str_istarts(line, keys[i])) {
			*value = str_trim(str_sub(line, keys[i].len, line.len));
			return true;
		}
	return false;
}

/* "https://lore.example/r/ID", "<ID>", "ID", with more text behind */
static struct str read_linked_id(struct linked_id *room, struct str link)
{
	if (str_istarts(link, STR("http")) && str_find(link, STR("://")) < link.len)
		return linked_id_of_url(room, linked_url_at(link));
	if (str_starts(link, STR("<")))
		link = str_sub(link, 1, str_chr(link, '>'));
	return linked_id_decode(room, str_sub(link, 0, str_chr(link, ' ')));
}

static void add_links(struct tree_commits *c, struct str body)
{
	struct linked_id room;
	struct str line, value, id;

	for (int n = 0; n < LINKS_MAX && str_line(&body, &line);) {
		if (!read_link(line, &value))
			continue;
		n++;
		id = read_linked_id(&room, value);
		if (id.len)
			add_key(c, hash_id(id));
	}
}

void tree_commits_add(struct tree_commits *c, const struct tree_log_commit *from)
{
	struct person author = mailmap_person(c->mailmap, from->author);
	struct tree_commit commit = {
		.id = arena_str(&c->arena, from->id),
		.committer = keep_committer(c, from->committer),
		.date = from->date,
		.title = hash_text(skip_brackets(from->title)),
		.name = hash_text(author.name),
		.addr = hash_address(author.addr),
	};

	c->list = array_grow(c->list, c->n, &c->cap, sizeof(*c->list));
	c->list[c->n++] = commit;
	add_links(c, from->body);
	if (commit.title && commit.name)
		add_key(c, title_key(commit.title, commit.name));
	if (commit.title && commit.addr)
		add_key(c, title_key(commit.title, commit.addr));
}

static int cmp_tree_key(const void *a, const void *b)
{
	const struct tree_key *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	/* git lists the newest first */
	return (x->commit < y->commit) - (x->commit > y->commit);
}

void tree_commits_sort(struct tree_commits *c)
{
	if (c->n_keys)
		qsort(c->keys, c->n_keys, sizeof(*c->keys), cmp_tree_key);
}

/* Returns the first key that is not below that one, at or after the date. */
static size_t find_key(const struct tree_commits *c, uint64_t key, int64_t date)
{
	size_t low = 0, high = c->n_keys;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct tree_key *k = &c->keys[mid];

		if (k->key < key || (k->key == key && k->date < date))
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static const struct tree_commit *oldest_titled(const struct tree_commits *c,
					       const struct tree_wanted *w,
					       uint64_t title, uint64_t author)
{
	uint64_t key = title_key(title, author);
	size_t at = find_key(c, key, w->after);

	if (!title || !author || at == c->n_keys || c->keys[at].key != key ||
	    c->keys[at].date >= w->before)
		return NULL;
	return &c->list[c->keys[at].commit];
}

static struct tree_match find_titled(const struct tree_commits *c,
				     const struct tree_wanted *w, uint64_t title)
{
	const struct tree_commit *by_name, *by_addr;

	by_name = oldest_titled(c, w, title, hash_text(w->author.name));
	by_addr = oldest_titled(c, w, title, hash_address(w->author.addr));
	if (!by_name || (by_addr && by_addr->date < by_name->date))
		by_name = by_addr;
	return (struct tree_match){ by_name, TREE_FOUND_TITLE };
}

/* How well a commit fits that names the mail. */
enum fit { FITS_NAMED, FITS_AUTHOR, FITS_TITLE };

static enum fit fit_of(const struct tree_commit *c, const struct tree_wanted *w,
		       uint64_t title)
{
	if (title && c->title == title)
		return FITS_TITLE;
	if ((c->addr && c->addr == hash_address(w->author.addr)) ||
	    (c->name && c->name == hash_text(w->author.name)))
		return FITS_AUTHOR;
	return FITS_NAMED;
}

/* Finds the commit that fits best of those that name the mail. */
static const struct tree_commit *find_named(const struct tree_commits *c,
					    const struct tree_wanted *w, uint64_t title,
					    enum fit *fit)
{
	uint64_t key = w->message_id.len ? hash_id(w->message_id) : 0;
	const struct tree_commit *best = NULL;

	*fit = FITS_NAMED;
	for (size_t i = find_key(c, key, INT64_MIN); i < c->n_keys; i++) {
		const struct tree_commit *commit = &c->list[c->keys[i].commit];
		enum fit f = fit_of(commit, w, title);

		if (c->keys[i].key != key || !key)
			break;
		if (best && f <= *fit)
			continue;
		best = commit;
		*fit = f;
		if (f == FITS_TITLE)
			break;
	}
	return best;
}

struct tree_match tree_commits_find(const struct tree_commits *c,
				    const struct tree_wanted *w)
{
	uint64_t title = hash_text(w->title);
	enum fit fit;
	struct tree_match named = { find_named(c, w, title, &fit), TREE_FOUND_ID };
	struct tree_match titled;

	if (named.commit && fit == FITS_TITLE)
		return named;
	titled = find_titled(c, w, title);
	return titled.commit || !named.commit ? titled : named;
}
