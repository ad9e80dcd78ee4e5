/* SPDX-License-Identifier: MIT */
/* Finds the list that an archive belongs to. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "filter/archive/archive.h"
#include "filter/mail/message.h"
#include "store/util/git.h"

/* publicinbox.NAME.KEY = value, of a configuration file. */
struct setting {
	struct str name, key, value;
};

/* Takes KEY LF VALUE NUL from the output of "git config -z --get-regexp". */
static bool next_setting(struct str *rest, struct setting *s)
{
	struct str entry, path;
	size_t first, last;

	if (!str_token(rest, '\0', &entry))
		return false;
	str_token(&entry, '\n', &path);
	first = str_chr(path, '.');
	last = str_rchr(path, '.');
	s->name = str_sub(path, first + 1, last);
	s->key = str_sub(path, last + 1, path.len);
	s->value = entry;
	return true;
}

static void read_settings(struct buf *out, const char *file)
{
	const char *const args[] = {
		"config",	"-z",
		"-f",		file,
		"--get-regexp", "^publicinbox[.].*[.](inboxdir|mainrepo|address|listid)$",
		NULL,
	};

	buf_reset(out);
	if (git_output(out, NULL, args) != 0)
		buf_reset(out);
}

/* Finds the first address, else the first listid; name NULL: of any inbox. */
static void find_address(struct buf *list, struct str settings, const struct str *name)
{
	static const char *const keys[] = { "address", "listid" };

	for (size_t i = 0; i < 2 && !list->len; i++) {
		struct str rest = settings;
		struct setting s;

		while (!list->len && next_setting(&rest, &s))
			if (str_eq(s.key, str_from(keys[i])) &&
			    (!name || str_eq(s.name, *name)))
				buf_adds(list, s.value);
	}
}

/* Finds the inbox by its folder, as the user's configuration names it. */
static void find_by_folder(struct buf *list, struct str settings, const char *dir)
{
	char path[PATH_MAX];
	struct str rest = settings;
	struct setting s;

	while (!list->len && next_setting(&rest, &s)) {
		struct buf folder = BUF_INIT;

		if (!str_eq(s.key, STR("inboxdir")) && !str_eq(s.key, STR("mainrepo")))
			continue;
		buf_adds(&folder, s.value);
		if (realpath(buf_cstr(&folder), path) && strcmp(path, dir) == 0)
			find_address(list, settings, &s.name);
		buf_release(&folder);
	}
}

static void list_from_settings(struct buf *list, const char *inbox_dir)
{
	const char *config = getenv("PI_CONFIG"), *home = getenv("HOME");
	struct buf path = BUF_INIT, settings = BUF_INIT;

	if (config)
		buf_addstr(&path, config);
	else if (home)
		buf_addf(&path, "%s/.public-inbox/config", home);
	if (path.len) {
		read_settings(&settings, buf_cstr(&path));
		find_by_folder(list, buf_str(&settings), inbox_dir);
	}
	buf_reset(&path);
	/* public-inbox-clone copies the original's configuration to this file. */
	buf_addf(&path, "%s/inbox.config.example", inbox_dir);
	if (!list->len && access(buf_cstr(&path), R_OK) == 0) {
		read_settings(&settings, buf_cstr(&path));
		find_address(list, buf_str(&settings), NULL);
	}
	buf_release(&path);
	buf_release(&settings);
}

/* Reads the newest mail; HEAD may be a deletion. */
static bool read_newest_mail(struct buf *raw, const char *git_dir)
{
	const char *const newest[] = {
		"log",
		"-1",
		"--first-parent",
		"--diff-filter=AM",
		"--no-renames",
		"--no-mailmap",
		"--format=%H:m",
		"HEAD",
		"--",
		"m",
		NULL,
	};
	struct buf name = BUF_INIT;
	bool found = false;

	if (git_output(&name, git_dir, newest) == 0 && name.len) {
		const char *const show[] = { "cat-file", "blob", buf_cstr(&name), NULL };

		found = git_output(raw, git_dir, show) == 0;
	}
	buf_release(&name);
	return found;
}

static void list_from_newest_mail(struct buf *list, const struct archive *a)
{
	struct buf raw = BUF_INIT;

	for (size_t i = a->n; i > 0; i--)
		if (!a->epoch[i - 1].empty &&
		    read_newest_mail(&raw, a->epoch[i - 1].git_dir)) {
			struct message m = MESSAGE_INIT;

			message_parse_header(&m, buf_str(&raw), 0);
			buf_adds(list, m.list_id);
			message_release(&m);
			break;
		}
	buf_release(&raw);
}

void archive_list_name(const struct archive *a, struct buf *list)
{
	if (a->inbox_dir)
		list_from_settings(list, a->inbox_dir);
	if (!list->len)
		list_from_newest_mail(list, a);
}
