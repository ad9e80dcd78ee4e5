/* SPDX-License-Identifier: MIT */
#include "filter/import/source.h"

void source_free(struct source *s)
{
	if (s)
		s->ops->free(s);
}
