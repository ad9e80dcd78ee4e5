/* SPDX-License-Identifier: MIT */
#include "store/inbox/list_check.h"
#include "store/tdb/list_folder.h"
#include "store/util/utf8.h"

struct list_faults {
	const char *dir, *list;
	inbox_fault_fn *fn;
	void *arg;
	size_t n;
};

/* The message about a file that can't be opened begins with its path. */
static void pass_fault(void *arg, const char *fault)
{
	struct list_faults *f = arg;
	struct buf line = BUF_INIT, clean = BUF_INIT;

	buf_addf(&line, "%s/%s", f->dir, f->list);
	if (str_starts(str_from(fault), buf_str(&line)))
		buf_reset(&line);
	else
		buf_addstr(&line, ": ");
	buf_addstr(&line, fault);
	utf8_add_clean(&clean, buf_str(&line), false);
	f->fn(f->arg, buf_cstr(&clean));
	f->n++;
	buf_release(&line);
	buf_release(&clean);
}

static size_t check_once(const char *dir, const char *list, inbox_fault_fn *fn, void *arg)
{
	const struct store_options o = { .dir = dir, .list = list, .mode = STORE_READ };
	struct list_faults f = { dir, list, fn, arg, 0 };
	struct buf why = BUF_INIT;
	struct inbox *inbox = NULL;
	enum status st = ST_OK;

	if (list_folder_has(dir, list))
		st = inbox_open(&inbox, &o, &why);
	if (st != ST_OK)
		pass_fault(&f, why.len ? buf_cstr(&why) : status_text(st));
	else if (inbox)
		st = inbox_check(inbox, pass_fault, &f);
	if (st != ST_OK && !f.n)
		pass_fault(&f, status_text(st));
	inbox_close(inbox);
	buf_release(&why);
	return f.n;
}

static void ignore_fault(void *arg, const char *fault)
{
	(void)arg;
	(void)fault;
}

/* While a list is read, files of it may be joined, or records erased: what is no fault is
 * not there at the second look. */
size_t list_check(const char *dir, const char *list, inbox_fault_fn *fn, void *arg)
{
	return check_once(dir, list, ignore_fault, NULL) ? check_once(dir, list, fn, arg)
							 : 0;
}
