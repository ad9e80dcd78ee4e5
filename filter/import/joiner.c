/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <poll.h>
#include <sys/eventfd.h>

#include "filter/import/joiner.h"
#include "filter/system/guard.h"
#include "filter/system/log.h"
#include "store/inbox/compact.h"
#include "store/util/file.h"

/* A run that adds few segments joins none: they wait for those of later runs. */
#define JOINED_AT_THE_END 4
/* While mails come in, more are joined at once: so fewer records are written a third
 * time. If an archive is unpacked, by a process of its own, as many as fill a file. */
#define JOINED_MEANWHILE 8
#define JOINED_MEANWHILE_OF_ARCHIVE 20
#define LOOK_EACH_MS 1000

static enum status join_segments_of(struct joiner *j, uint32_t at_least, struct buf *why)
{
	const struct store_options o = { .dir = j->dir,
					 .list = buf_cstr(&j->list),
					 .mode = STORE_WRITE_EXISTING };
	const struct compact_options few = { .at_least = at_least };
	struct compact_counts n;

	return compact_list(&o, &few, &n, why);
}

/* Returns false if the import has ended. */
static bool wait_for_more(int end)
{
	struct pollfd p = { .fd = end, .events = POLLIN };
	int ready = poll(&p, 1, LOOK_EACH_MS);

	return ready == 0 || (ready < 0 && errno == EINTR);
}

/* A helper's work (filter/system/guard.h). After an error it joins no more: joiner_finish
 * tries again, and says why if it can't. */
static void join_meanwhile(void *arg)
{
	struct joiner *j = arg;
	struct buf why = BUF_INIT;
	enum status st = ST_OK;

	while ((st == ST_OK || st == ST_NOTFOUND) && wait_for_more(j->end)) {
		buf_reset(&why);
		st = join_segments_of(j, j->at_least, &why);
	}
	buf_release(&why);
}

void joiner_start(struct joiner *j, const char *dir, struct str list, bool archive,
		  bool quiet)
{
	*j = (struct joiner){
		.dir = dir,
		.list = BUF_INIT,
		.at_least = archive ? JOINED_MEANWHILE_OF_ARCHIVE : JOINED_MEANWHILE,
		.quiet = quiet,
		.pid = -1,
		.end = eventfd(0, EFD_CLOEXEC),
	};
	buf_adds(&j->list, list);
	if (j->end >= 0)
		j->pid = guard_start_helper(join_meanwhile, j);
}

void joiner_finish(struct joiner *j, bool stored)
{
	struct buf why = BUF_INIT;

	if (j->pid > 0 && eventfd_write(j->end, 1) == 0)
		guard_wait(j->pid);
	file_close(&j->end);
	if (stored && join_segments_of(j, JOINED_AT_THE_END, &why) == ST_NOSPACE &&
	    !j->quiet)
		log_to_stderr(&why);
	buf_release(&j->list);
	buf_release(&why);
}
