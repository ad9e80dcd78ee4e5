/* SPDX-License-Identifier: MIT */
/* --eml and --maildir: each file is one message. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/util/file.h"
#include "filter/import/decompress.h"
#include "filter/import/source.h"
#include "filter/import/source_hint.h"

struct source_files {
	struct source base;
	bool maildirs; /* the user named the folders, not the files */
	char **path;   /* borrowed, or in names */
	size_t n, next;
	struct buf names; /* of a Maildir's files, each ended by NUL */
	struct buf raw;
};

/* A pipe or link that the user names is meant, and followed. */
static int open_named(const char *path, const char **why)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		*why = strerror(errno);
	return fd;
}

/* Returns NULL, or why the file can't be read. */
static const char *read_whole(struct buf *raw, const char *path, bool maildir, size_t max)
{
	const char *why = NULL;
	int fd = maildir ? file_open_mail(path, false, &why) : open_named(path, &why);

	buf_reset(raw);
	if (fd < 0)
		return why;
	if (file_read_limited(fd, raw, max) != ST_OK) {
		why = strerror(errno);
		why = errno == EISDIR ? source_hint_folder(path) : why;
	} else if (raw->len > max) {
		why = SOURCE_TOO_LARGE;
	} else if (decompress_format_of_bytes(buf_str(raw))) {
		why = "it is compressed: unpack it first; a compressed mbox is read by "
		      "--mbox";
	}
	close(fd);
	return why;
}

static enum status start_files(struct source *base, const struct source_start *with,
			       struct buf *why)
{
	struct source_files *s = (struct source_files *)base;

	(void)why;
	s->next = with->skip < s->n ? (size_t)with->skip : s->n;
	s->base.done = s->next;
	s->base.total = s->n;
	return ST_OK;
}

static enum status next_file(struct source *base, struct item *item, struct buf *why)
{
	struct source_files *s = (struct source_files *)base;

	(void)why;
	if (s->next == s->n)
		return ST_NOTFOUND;
	*item = (struct item){ .kind = ITEM_MAIL };
	item->why = read_whole(&s->raw, s->path[s->next], s->maildirs, s->base.max);
	if (item->why)
		item->kind = ITEM_UNREADABLE;
	item->raw = buf_str(&s->raw);
	s->next++;
	s->base.done++;
	return ST_OK;
}

static void name_file(const struct source *base, struct buf *out)
{
	const struct source_files *s = (const struct source_files *)base;

	if (s->next)
		buf_addstr(out, s->path[s->next - 1]);
}

static void free_files_source(struct source *base)
{
	struct source_files *s = (struct source_files *)base;

	free(s->path);
	buf_release(&s->names);
	buf_release(&s->raw);
	free(s);
}

static struct source_files *make_files_source(void)
{
	static const struct source_ops ops = {
		.start = start_files,
		.next = next_file,
		.name = name_file,
		.free = free_files_source,
	};
	struct source_files *s = xcalloc(1, sizeof(*s));

	s->base = (struct source){ .ops = &ops, .unit = "messages", .max = MAX_MESSAGE };
	return s;
}

enum status source_files(struct source **out, char *const paths[], size_t n,
			 struct buf *why)
{
	struct source_files *s;
	size_t there = 0;

	*out = NULL;
	for (size_t i = 0; i < n; i++)
		there += access(paths[i], R_OK) == 0;
	if (!there)
		return status_say(why, ST_NOINPUT, "%s: %s", n ? paths[0] : "no file",
				  strerror(n ? errno : ENOENT));
	s = make_files_source();
	s->path = xcalloc(n, sizeof(*s->path));
	memcpy(s->path, paths, n * sizeof(*s->path));
	s->n = n;
	*out = &s->base;
	return ST_OK;
}

static void add_path(struct source_files *s, const char *dir, const char *name)
{
	buf_addf(&s->names, "%s/%s", dir, name);
	buf_addch(&s->names, '\0');
	s->n++;
}

/* Adds the names in dir/sub; a name that is no file shows when it is opened. So does the
 * folder, if it can't be read. Returns false if there is no such folder. */
static bool add_folder(struct source_files *s, const char *dir, const char *sub)
{
	struct buf path = BUF_INIT;
	struct dirent *entry;
	bool there;
	DIR *d;

	buf_addf(&path, "%s/%s", dir, sub);
	d = opendir(buf_cstr(&path));
	there = d || errno != ENOENT;
	while (d && (entry = file_next_entry(d)))
		if (entry->d_name[0] != '.')
			add_path(s, buf_cstr(&path), entry->d_name);
	if (there && errno)
		add_path(s, buf_cstr(&path), "");
	if (d)
		closedir(d);
	buf_release(&path);
	return there;
}

/* Compares names without their folders, new or cur: a name begins with its time. */
static int compare_base_names(const void *a, const void *b)
{
	const char *x = *(char *const *)a, *y = *(char *const *)b;
	int d = strcmp(strrchr(x, '/'), strrchr(y, '/'));

	return d ? d : strcmp(x, y);
}

static void add_maildir(struct source_files *s, const char *dir, struct buf *missing)
{
	bool new = add_folder(s, dir, "new");
	bool cur = add_folder(s, dir, "cur");

	if (!new && !cur) {
		/* reading it as a file gives an unreadable item */
		add_path(s, dir, "");
		buf_addf(missing, "%s%s", missing->len ? ", " : "", dir);
	}
}

static void list_maildir_files(struct source_files *s)
{
	struct str rest = buf_str(&s->names), one;

	s->path = xcalloc(s->n, sizeof(*s->path));
	for (size_t i = 0; i < s->n && str_token(&rest, '\0', &one); i++)
		s->path[i] = (char *)one.s;
}

enum status source_maildirs(struct source **out, char *const paths[], size_t n,
			    struct buf *why)
{
	struct source_files *s = make_files_source();
	struct buf missing = BUF_INIT;
	size_t bad = 0;

	*out = NULL;
	s->maildirs = true;
	for (size_t i = 0; i < n; i++) {
		size_t len = missing.len;

		add_maildir(s, paths[i], &missing);
		bad += missing.len > len;
	}
	if (bad == n) {
		buf_addf(why, "%s: no Maildir (neither new nor cur)",
			 n ? buf_cstr(&missing) : "none given");
		buf_release(&missing);
		free_files_source(&s->base);
		return ST_NOINPUT;
	}
	list_maildir_files(s);
	qsort(s->path, s->n, sizeof(*s->path), compare_base_names);
	buf_release(&missing);
	*out = &s->base;
	return ST_OK;
}
