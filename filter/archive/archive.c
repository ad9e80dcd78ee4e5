/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "filter/archive/archive.h"
#include "store/util/file.h"
#include "store/util/git.h"

/* Parses N.git. */
static bool epoch_name(const char *name, uint32_t *number)
{
	struct str s = str_from(name);

	return str_ends(s, STR(".git")) && str_number(str_sub(s, 0, s.len - 4), number);
}

static void add_epoch(struct archive *a, const char *dir, const char *name,
		      const uint32_t *number)
{
	struct buf path = BUF_INIT;
	struct epoch *e;

	a->epoch = xrealloc(a->epoch, (a->n + 1) * sizeof(*a->epoch));
	e = &a->epoch[a->n++];
	buf_addf(&path, "%s%s%s", dir, *name ? "/" : "", name);
	*e = (struct epoch){ .git_dir = path.data, .numbered = number };
	if (number)
		e->number = *number;
}

static int compare_epoch_numbers(const void *a, const void *b)
{
	const struct epoch *x = a, *y = b;

	return (x->number > y->number) - (x->number < y->number);
}

/* Adds every dir/N.git. ST_NOINPUT: not all names can be read. */
static enum status add_epochs(struct archive *a, const char *dir, struct buf *why)
{
	DIR *d = opendir(dir);
	struct dirent *entry;
	enum status st = ST_OK;
	uint32_t number;

	while (d && (entry = file_next_entry(d)))
		if (epoch_name(entry->d_name, &number))
			add_epoch(a, dir, entry->d_name, &number);
	if (d && errno)
		st = status_say(why, ST_NOINPUT, "%s: %s", dir, strerror(errno));
	if (d)
		closedir(d);
	if (a->n)
		qsort(a->epoch, a->n, sizeof(*a->epoch), compare_epoch_numbers);
	return st;
}

/* path is absolute: if it is INBOX/git/N.git, the inbox and the epoch are known. */
static void add_repository(struct archive *a, const char *path)
{
	struct str dir = str_from(path);
	size_t slash = str_rchr(dir, '/');
	struct str parent = str_sub(dir, 0, slash);
	uint32_t number;
	bool known =
	    str_ends(parent, STR("/git")) && epoch_name(path + slash + 1, &number);

	if (known)
		a->inbox_dir = strndup(path, parent.len - 4);
	add_epoch(a, path, "", known ? &number : NULL);
}

/* Refuses other repositories: each of their commits would become a nonsense record. */
static enum status check_archive_tree(struct epoch *e, struct buf *why)
{
	const char *const tree[] = { "ls-tree", "--name-only", "HEAD", NULL };
	const char *const any[] = { "rev-parse", "--git-dir", NULL };
	struct buf out = BUF_INIT;
	enum status st = ST_OK;
	struct str names, name;

	e->empty = git_output(&out, e->git_dir, tree) != 0;
	names = buf_str(&out);
	if (e->empty && git_output(&out, e->git_dir, any) != 0)
		st = status_say(why, ST_NOINPUT, "%s: git can't read this repository",
				e->git_dir);
	while (!e->empty && str_line(&names, &name))
		if (!str_eq(name, STR("m")) && !str_eq(name, STR("d"))) {
			st = status_say(
			    why, ST_NOINPUT,
			    "%s: no public-inbox archive: its tree has \"%.*s\", "
			    "not one message \"m\"",
			    e->git_dir, (int)name.len, name.s);
			break;
		}
	buf_release(&out);
	return st;
}

enum status archive_find(struct archive *a, const char *dir, struct buf *why)
{
	char path[PATH_MAX];
	struct buf git = BUF_INIT;
	enum status st = ST_OK;

	if (!realpath(dir, path))
		return status_say(why, ST_NOINPUT, "%s: %s", dir, strerror(errno));
	buf_addf(&git, "%s/git", path);
	st = add_epochs(a, buf_cstr(&git), why);
	buf_release(&git);
	if (st != ST_OK)
		return st;
	if (a->n)
		a->inbox_dir = xstrdup(path);
	else if (file_exists(path, "HEAD") && file_exists(path, "objects"))
		add_repository(a, path);
	else if (file_exists(path, ".git"))
		add_epoch(a, path, ".git", NULL);
	if (!a->n)
		return status_say(
		    why, ST_NOINPUT,
		    "%s: neither a public-inbox (with git/0.git) nor a git repository",
		    dir);
	for (size_t i = 0; i < a->n && st == ST_OK; i++)
		st = check_archive_tree(&a->epoch[i], why);
	return st;
}

void archive_release(struct archive *a)
{
	for (size_t i = 0; i < a->n; i++)
		free(a->epoch[i].git_dir);
	free(a->epoch);
	free(a->inbox_dir);
	*a = ARCHIVE_INIT;
}
