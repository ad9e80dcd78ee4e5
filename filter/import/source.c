/* SPDX-License-Identifier: MIT */
#include "filter/import/source.h"

static enum status open_by_mode(struct source **out, const struct options *o,
				struct buf *why)
{
	size_t n = (size_t)o->n_args;

	switch (o->mode) {
	case MODE_EML:
		return source_files(out, o->args, n, why);
	case MODE_MBOX:
		return source_mbox(out, o->args, n, why);
	case MODE_MAILDIR:
		return source_maildirs(out, o->args, n, why);
	default:
		if (o->again)
			return source_archive_again(out, o->args[0], o, why);
		return source_archive(out, o->args[0], n > 1 ? o->args[1] : NULL, why);
	}
}

enum status source_open(struct source **out, const struct options *o, struct buf *why)
{
	enum status st = open_by_mode(out, o, why);

	if (st == ST_OK)
		(*out)->max = (size_t)o->max_message;
	return st;
}

void source_free(struct source *s)
{
	if (s)
		s->ops->free(s);
}
