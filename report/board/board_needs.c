/* SPDX-License-Identifier: MIT */
#include "report/board/board_needs.h"
#include "report/util/hashmap.h"

/* Bounds the line: no reader needs more. */
#define NEEDS_MAX 200

struct needs {
	struct buf line;
	struct hashmap known; /* hash_text of what is in the line */
	struct hashmap prerequisites;
};

static void add_need(struct needs *n, struct str text)
{
	uint64_t key = hash_text(text);

	if (!key || hashmap_get(&n->known, key) != HASHMAP_NONE ||
	    n->line.len > NEEDS_MAX)
		return;
	hashmap_put(&n->known, key, 0);
	if (n->line.len)
		buf_addstr(&n->line, "; ");
	buf_adds(&n->line, text);
}

static void add_needs_of(struct needs *n, const struct post *p)
{
	static const struct str words[] = { STR("depends-on "), STR("based-on ") };
	struct str rest, text;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		for (rest = p->links; post_links_next(&rest, words[i], &text);)
			add_need(n, text);
	for (rest = p->links;
	     post_links_next(&rest, STR("prerequisite-patch-id "), &text);)
		hashmap_put(&n->prerequisites, hash_text(text), 0);
}

static void add_prerequisites(struct needs *n)
{
	struct buf text = BUF_INIT;

	if (n->prerequisites.n)
		buf_addf(&text, "%zu patch%s", n->prerequisites.n,
			 n->prerequisites.n == 1 ? "" : "es");
	add_need(n, buf_str(&text));
	buf_release(&text);
}

void board_needs_find(struct board_row *row, struct arena *arena)
{
	struct needs n = { BUF_INIT, HASHMAP_INIT, HASHMAP_INIT };

	for (size_t i = 0; i < row->series->n_mails; i++)
		add_needs_of(&n, row->series->mails[i]);
	add_prerequisites(&n);
	row->needs = arena_str(arena, buf_str(&n.line));
	buf_release(&n.line);
	hashmap_release(&n.known);
	hashmap_release(&n.prerequisites);
}
