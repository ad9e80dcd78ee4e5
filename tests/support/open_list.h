/* SPDX-License-Identifier: MIT */
/* A process that has a list open and delivers a mail later. Include cmocka.h first. */
#ifndef TESTS_SUPPORT_OPEN_LIST_H
#define TESTS_SUPPORT_OPEN_LIST_H

#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/stored.h"

struct open_list {
	pid_t pid;
	int go; /* closed: the process delivers, and ends */
};

static inline int deliver_when_told(const char *dir, const char *list, const char *id,
				    int ready, int go)
{
	const struct store_options o = { .dir = dir, .list = list, .mode = STORE_WRITE };
	const struct commit_ref none = { .commit_digits = 0 };
	struct record r = record_of(id, 300);
	struct buf why = BUF_INIT;
	struct inbox *ib;
	char byte;

	if (inbox_open(&ib, &o, &why) != ST_OK)
		return 1;
	close(ready);
	(void)!read(go, &byte, 1);
	if (inbox_begin(ib, &why) != ST_OK || inbox_put(ib, &r, &none) != ST_OK ||
	    inbox_commit(ib, &why) != ST_OK)
		return 2;
	inbox_close(ib);
	buf_release(&why);
	return 0;
}

static inline struct open_list open_list_begin(const char *dir, const char *list,
					       const char *id)
{
	int ready[2], go[2];
	struct open_list l;
	char byte;

	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(go), 0);
	l.pid = fork();
	if (l.pid == 0) {
		close(ready[0]);
		close(go[1]);
		_exit(deliver_when_told(dir, list, id, ready[1], go[0]));
	}
	close(ready[1]);
	close(go[0]);
	(void)!read(ready[0], &byte, 1);
	close(ready[0]);
	l.go = go[1];
	return l;
}

static inline void open_list_deliver(struct open_list *l)
{
	int status;

	close(l->go);
	assert_int_equal(waitpid(l->pid, &status, 0), l->pid);
	assert_int_equal(status, 0);
}

#endif
