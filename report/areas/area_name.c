/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/areas/area_name.h"
#include "report/util/hashmap.h"
#include "store/util/array.h"
#include "store/util/utf8.h"

/* The weight of a list that names no area. */
#define EVERYBODY (SIZE_MAX - 1)

/* How many areas have each list. */
struct list_counts {
	struct hashmap at; /* index in counts, by address */
	size_t *counts;
	size_t n, cap;
};

static size_t *count_of_list(struct list_counts *c, struct str address)
{
	uint64_t key = hash_nocase(address);
	size_t at = hashmap_get(&c->at, key);

	if (at == HASHMAP_NONE) {
		c->counts = array_grow(c->counts, c->n, &c->cap, sizeof(*c->counts));
		c->counts[c->n] = 0;
		hashmap_put(&c->at, key, c->n);
		at = c->n++;
	}
	return &c->counts[at];
}

static void count_lists(struct list_counts *c, const struct maintainers *m)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct area *a = &m->areas[i];
		struct str list;
		size_t at = 0;

		while (area_next_value(m, a, "L", &at, &list)) {
			size_t *count = count_of_list(c, area_address(list));

			if (a->holds_all)
				*count = EVERYBODY;
			else if (*count < EVERYBODY)
				++*count;
		}
	}
}

static struct str without_project(struct str name)
{
	static const struct str projects[] = { STR("linux-"), STR("qemu-"),
					       STR("u-boot-"), STR("uboot-") };

	for (size_t i = 0; i < ARRAY_SIZE(projects); i++)
		if (str_istarts(name, projects[i]) && name.len > projects[i].len)
			return str_sub(name, projects[i].len, name.len);
	return name;
}

static struct str name_by_list(const struct maintainers *m, const struct area *a,
			       struct list_counts *c)
{
	struct str list, name = STR_EMPTY;
	size_t fewest = EVERYBODY, at = 0;

	while (area_next_value(m, a, "L", &at, &list)) {
		struct str address = area_address(list);
		size_t count = *count_of_list(c, address);

		if (count < fewest) {
			fewest = count;
			name = str_sub(address, 0, str_chr(address, '@'));
		}
	}
	return without_project(name);
}

/* Takes the last part off a URL. */
static struct str take_last_part(struct str *url)
{
	size_t slash = str_rchr(*url, '/');
	struct str part = str_sub(*url, slash < url->len ? slash + 1 : 0, url->len);

	*url = str_sub(*url, 0, slash < url->len ? slash : 0);
	return part;
}

/* "git git://host/netdev/net.git branch": net */
static struct str name_of_tree(struct str value)
{
	struct str kind, url, name;

	if (!str_token(&value, ' ', &kind) || !str_token(&value, ' ', &url))
		return STR_EMPTY;
	while (str_ends(url, STR("/")))
		url.len--;
	name = take_last_part(&url);
	if (str_ends(name, STR(".git")))
		name.len -= strlen(".git");
	if (str_ieq(name, STR("linux")) || str_ieq(name, STR("qemu")))
		name = take_last_part(&url);
	return without_project(name);
}

static struct str name_by_tree(const struct maintainers *m, const struct area *a)
{
	struct str tree, name = STR_EMPTY;
	size_t at = 0;

	while (!name.len && area_next_value(m, a, "T", &at, &tree))
		name = name_of_tree(tree);
	return name;
}

/* How many bytes the first characters of a text have. */
static size_t bytes_of_columns(struct str text, size_t columns)
{
	struct str rest = text;

	while (rest.len && columns--)
		utf8_next(&rest);
	return text.len - rest.len;
}

/* The words that fit in, or the beginning of the first. */
static struct str name_by_title(struct str title)
{
	size_t fits = bytes_of_columns(title, AREA_NAME_COLUMNS), blank;

	if (fits == title.len || title.s[fits] == ' ')
		return str_sub(title, 0, fits);
	blank = str_rchr(str_sub(title, 0, fits), ' ');
	return str_rtrim(str_sub(title, 0, blank));
}

void area_names_make(struct maintainers *m)
{
	struct list_counts counts = { HASHMAP_INIT, NULL, 0, 0 };

	count_lists(&counts, m);
	for (size_t i = 0; i < m->n; i++) {
		struct area *a = &m->areas[i];
		struct str name = name_by_list(m, a, &counts);

		if (!name.len)
			name = name_by_tree(m, a);
		if (!name.len)
			name = name_by_title(a->title);
		a->name = str_sub(name, 0, bytes_of_columns(name, AREA_NAME_COLUMNS));
	}
	free(counts.counts);
	hashmap_release(&counts.at);
}
