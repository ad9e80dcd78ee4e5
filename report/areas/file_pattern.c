/* SPDX-License-Identifier: MIT */
#include "report/areas/file_pattern.h"
#include "report/util/glob.h"
#include "store/util/buf.h"

static size_t count_slashes(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += s.s[i] == '/';
	return n;
}

/* How much of a pattern precedes its first wildcard. */
static size_t literal_length(struct str text)
{
	size_t n = 0;

	while (n < text.len && !strchr("*?[", text.s[n]))
		n++;
	return n;
}

/* The longest text between wildcards, in what follows the literal beginning. */
static struct str longest_inner(struct str rest)
{
	struct str longest = STR_EMPTY;

	while (rest.len) {
		/* A bracket expression is not literal text. */
		size_t n = rest.s[0] == '[' ? str_chr(rest, ']') : 0;
		struct str text = str_sub(rest, n + 1, rest.len);

		text.len = literal_length(text);
		if (text.len > longest.len)
			longest = text;
		rest = str_sub(rest, n + 1 + text.len, rest.len);
	}
	return longest;
}

static bool is_of_wildcards(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.s[i] != '*' && text.s[i] != '?' && text.s[i] != '/')
			return false;
	return true;
}

/* The pattern with a star: a path only has to begin as it says. Stars that stand together
 * would cost time for each. */
static const char *glob_of_beginning(struct str text, struct arena *arena)
{
	char *glob = arena_alloc(arena, text.len + 2);
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++)
		if (text.s[i] != '*' || str_at(text, i + 1) != '*')
			glob[n++] = text.s[i];
	if (!n || glob[n - 1] != '*')
		glob[n++] = '*';
	glob[n] = '\0';
	return glob;
}

void file_pattern_parse(struct file_pattern *p, struct str text, struct arena *arena)
{
	size_t literal = literal_length(text);
	bool folder = str_ends(text, STR("/"));

	*p = (struct file_pattern){ .literal = str_sub(text, 0, literal),
				    .inner =
					longest_inner(str_sub(text, literal, text.len)),
				    .slashes = count_slashes(text) };
	p->any_depth = folder || str_find(text, STR("**")) < text.len;
	p->holds_all = p->any_depth && is_of_wildcards(text);
	if (str_at(text, 0) != '*')
		p->depth = (unsigned)p->slashes + !folder;
	if (literal < text.len)
		p->glob = glob_of_beginning(text, arena);
}

/* Whether it may hold a path: most that it doesn't hold lack its text. */
static bool has_texts(const struct file_pattern *p, struct str path)
{
	return str_starts(path, p->literal) &&
	       (!p->inner.len || str_find(path, p->inner) < path.len);
}

bool file_pattern_holds(const struct file_pattern *p, struct str path)
{
	if (!has_texts(p, path))
		return false;
	if (!p->any_depth && count_slashes(path) != p->slashes)
		return !p->glob && str_at(path, p->literal.len) == '/';
	return !p->glob || glob_matches(p->glob, path, false);
}
