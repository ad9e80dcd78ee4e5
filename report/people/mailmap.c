/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/people/mailmap.h"
#include "store/util/array.h"
#include "store/util/file.h"

/* Takes "Name <address>" off a line. Returns false and changes nothing if the line
 * doesn't begin like that. */
static bool take_mailmap_person(struct str *line, struct person *p, bool may_be_empty)
{
	size_t open = str_chr(*line, '<'), close;
	struct str rest = str_sub(*line, open + 1, line->len);

	close = str_chr(rest, '>');
	if (close == rest.len || (!close && !may_be_empty))
		return false;
	p->name = str_trim(str_sub(*line, 0, open));
	p->addr = str_sub(rest, 0, close);
	*line = str_sub(rest, close + 1, rest.len);
	return true;
}

static uint64_t hash_address_and_name(uint64_t address, struct str name)
{
	return hash_mix(address, hash_nocase(name));
}

static struct mailmap_entry *append_entry(struct mailmap *m)
{
	m->entries = array_grow(m->entries, m->n, &m->cap, sizeof(*m->entries));
	m->entries[m->n] = (struct mailmap_entry){ { STR_EMPTY, STR_EMPTY }, STR_EMPTY };
	return &m->entries[m->n++];
}

/* The entry at a key; an empty one is appended if the key is new. */
static struct mailmap_entry *find_or_append_entry(struct mailmap *m, struct hashmap *keys,
						  uint64_t key)
{
	size_t at = hashmap_get(keys, key);

	if (at != HASHMAP_NONE)
		return &m->entries[at];
	hashmap_put(keys, key, m->n);
	return append_entry(m);
}

/* As in git: if a later line leaves out name or address, the earlier one stays. */
static void map_address(struct mailmap *m, struct str addr, struct person to)
{
	struct mailmap_entry *e =
	    find_or_append_entry(m, &m->by_address, hash_nocase(addr));

	if (!e->from.len)
		e->from = arena_str(&m->arena, addr);
	if (to.name.len)
		e->to.name = arena_str(&m->arena, to.name);
	if (to.addr.len)
		e->to.addr = arena_str(&m->arena, to.addr);
}

static void map_name(struct mailmap *m, struct person from, struct person to)
{
	uint64_t key = hash_address_and_name(hash_nocase(from.addr), from.name);

	find_or_append_entry(m, &m->by_name, key)->to =
	    (struct person){ arena_str(&m->arena, to.name),
			     arena_str(&m->arena, to.addr) };
}

static void add_mailmap_line(struct mailmap *m, struct str line)
{
	struct person to, from;

	line = str_sub(line, 0, str_chr(line, '\0'));
	if (str_starts(line, STR("#")) || !take_mailmap_person(&line, &to, false))
		return;
	if (!take_mailmap_person(&line, &from, true))
		map_address(m, to.addr, (struct person){ to.name, STR_EMPTY });
	else if (from.name.len)
		map_name(m, from, to);
	else
		map_address(m, from.addr, to);
}

void mailmap_add(struct mailmap *m, struct str text)
{
	struct str line;

	while (str_line(&text, &line))
		add_mailmap_line(m, line);
}

enum status mailmap_read(struct mailmap *m, const char *file, struct buf *why)
{
	struct buf text = BUF_INIT;
	enum status st = file_read_text(&text, file, why);

	if (st == ST_OK)
		mailmap_add(m, buf_str(&text));
	buf_release(&text);
	return st;
}

void mailmap_release(struct mailmap *m)
{
	free(m->entries);
	hashmap_release(&m->by_address);
	hashmap_release(&m->by_name);
	arena_release(&m->arena);
	*m = MAILMAP_INIT;
}

struct person mailmap_person(const struct mailmap *m, struct person p)
{
	struct person to;
	uint64_t key;
	size_t at;

	if (!m || !m->n)
		return p;
	key = hash_nocase(p.addr);
	at = hashmap_get(&m->by_name, hash_address_and_name(key, p.name));
	if (at == HASHMAP_NONE)
		at = hashmap_get(&m->by_address, key);
	if (at == HASHMAP_NONE)
		return p;
	to = m->entries[at].to;
	return (struct person){ to.name.len ? to.name : p.name,
				to.addr.len ? to.addr : p.addr };
}

struct person mailmap_author(const struct mailmap *m, const struct post *p)
{
	return mailmap_person(m, (struct person){ p->author_name, p->author_addr });
}

struct person mailmap_poster(const struct mailmap *m, const struct post *p)
{
	return mailmap_person(m, (struct person){ p->poster_name, p->poster_addr });
}

bool mailmap_sent(const struct mailmap *map, struct person who, const struct post *p)
{
	return person_same(who, mailmap_author(map, p)) ||
	       person_same(who, mailmap_person(
				    map, (struct person){ p->from_name, p->from_addr }));
}
