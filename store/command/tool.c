/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

#include "store/command/tool.h"
#include "store/tdb/list_folder.h"
#include "store/util/array.h"
#include "store/util/utf8.h"

void tool_release(struct tool *t)
{
	buf_release(&t->store);
	buf_release(&t->spool);
}

static int print_error; /* errno of the first write that failed; 0: none did */

static void note_error(bool written)
{
	if (!written && !print_error)
		print_error = errno;
}

void tool_print(struct str text)
{
	note_error(fwrite(text.s, 1, text.len, stdout) == text.len);
}

int tool_print_end(void)
{
	note_error(fflush(stdout) == 0);
	return print_error == EPIPE ? 0 : print_error;
}

void tool_say(const char *fmt, ...)
{
	struct buf line = BUF_INIT, clean = BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&line, fmt, ap);
	va_end(ap);
	utf8_add_clean(&clean, buf_str(&line), false);
	buf_addch(&clean, '\n');
	tool_print(buf_str(&clean));
	buf_release(&line);
	buf_release(&clean);
}

const char *tool_count(uint64_t n, const char *one, const char *many)
{
	static char texts[4][64];
	static size_t next;
	char *text = texts[next++ % ARRAY_SIZE(texts)];

	snprintf(text, sizeof(texts[0]), "%" PRIu64 " %s", n, n == 1 ? one : many);
	return text;
}

const char *tool_would(const struct tool *t)
{
	return t->dry_run ? "would " : "";
}

struct store_options tool_options(const struct tool *t, const char *list,
				  enum store_mode mode)
{
	return (struct store_options){ .dir = buf_cstr(&t->store),
				       .list = list,
				       .mode = mode };
}

enum status tool_find_list(const struct tool *t, const char *list, struct buf *why)
{
	struct buf names = BUF_INIT;
	enum status st = list_folder_lists(buf_cstr(&t->store), &names, why);
	struct str rest = buf_str(&names), line;

	if (st == ST_OK && !str_has_line(buf_str(&names), str_from(list))) {
		st = ST_NOINPUT;
		buf_addf(why, "%s: this store has no list %s; it has%s",
			 buf_cstr(&t->store), list, names.len ? ":" : " none");
		while (str_line(&rest, &line)) {
			buf_addch(why, ' ');
			buf_adds(why, line);
		}
	}
	buf_release(&names);
	return st;
}

static enum status one_list(struct tool *t, struct str list, tool_list_fn *fn, void *arg,
			    struct buf *why)
{
	struct buf name = BUF_INIT, trouble = BUF_INIT;
	enum status st;

	buf_adds(&name, list);
	st = fn(t, buf_cstr(&name), arg, &trouble);
	if (trouble.len)
		buf_addf(why, "%s%s", why->len ? "\n" : "", buf_cstr(&trouble));
	buf_release(&name);
	buf_release(&trouble);
	return st;
}

enum status tool_each_list(struct tool *t, tool_list_fn *fn, void *arg, struct buf *why)
{
	struct buf names = BUF_INIT;
	enum status first;
	struct str rest, line;

	if (t->list) {
		first = tool_find_list(t, t->list, why);
		return first == ST_OK ? fn(t, t->list, arg, why) : first;
	}
	first = list_folder_lists(buf_cstr(&t->store), &names, why);
	rest = first == ST_OK ? buf_str(&names) : STR_EMPTY;
	while (str_line(&rest, &line)) {
		enum status st = one_list(t, line, fn, arg, why);

		if (first == ST_OK)
			first = st;
	}
	buf_release(&names);
	return first;
}
