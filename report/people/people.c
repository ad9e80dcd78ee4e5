/* SPDX-License-Identifier: MIT */
#include "report/people/people.h"

/* Reads the first store's file last, so that its lines count. */
static enum status read_store_mailmaps(struct mailmap *m, const struct stores *s,
				       struct buf *why)
{
	enum status st = ST_OK;

	for (size_t i = s->n_dirs; i-- > 0 && st == ST_OK;) {
		struct buf name = BUF_INIT, trouble = BUF_INIT;

		buf_addf(&name, "%s/.mailmap", s->dirs[i]);
		st = mailmap_read(m, buf_cstr(&name), &trouble);
		if (st == ST_NOTFOUND)
			st = ST_OK;
		else
			buf_adds(why, buf_str(&trouble));
		buf_release(&trouble);
		buf_release(&name);
	}
	return st;
}

enum status people_read(struct people *p, const struct stores *s,
			const struct people_files *files, struct buf *why)
{
	enum status st = files->mailmap ? mailmap_read(&p->mailmap, files->mailmap, why)
					: read_store_mailmaps(&p->mailmap, s, why);

	if (st == ST_OK && files->employers)
		st = employers_read(&p->employers, files->employers, why);
	for (size_t i = 0; i < files->n_robot_patterns; i++)
		robots_add(&p->robots, str_from(files->robot_patterns[i]));
	if (st == ST_OK && files->robots)
		st = robots_read(&p->robots, files->robots, why);
	return st == ST_NOTFOUND ? ST_NOINPUT : st;
}

void people_release(struct people *p)
{
	mailmap_release(&p->mailmap);
	employers_release(&p->employers);
	robots_release(&p->robots);
}
