/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "store/tdb/older_maps.h"
#include "store/util/buf.h"

/* Reads before a segment is mapped. */
#define READS_TO_MAP 256
/* Each read touches some 64 KB: the kernel maps so much around a page. */
#define READS_TO_FORGET 2048

bool older_maps_has(const struct older_maps *m, uint32_t segment)
{
	for (uint32_t i = 0; i < m->n_mapped; i++)
		if (m->mapped[i] == segment)
			return true;
	return false;
}

static uint32_t *reads_of(struct older_maps *m, uint32_t segment)
{
	if (segment >= m->n) {
		m->reads = xrealloc(m->reads, (segment + 1) * sizeof(*m->reads));
		memset(m->reads + m->n, 0, (segment + 1 - m->n) * sizeof(*m->reads));
		m->n = segment + 1;
	}
	return &m->reads[segment];
}

/* Puts the segment at the front. Returns the one that has no place any more, or itself.
 */
static uint32_t put_first(struct older_maps *m, uint32_t segment)
{
	uint32_t last = segment;

	if (m->n_mapped == OLDER_MAPS)
		last = m->mapped[OLDER_MAPS - 1];
	else
		m->n_mapped++;
	memmove(m->mapped + 1, m->mapped, (OLDER_MAPS - 1) * sizeof(m->mapped[0]));
	m->mapped[0] = segment;
	return last;
}

bool older_maps_note_read(struct older_maps *m, uint32_t segment, bool large,
			  uint32_t *unmap)
{
	uint32_t reads = ++*reads_of(m, segment);

	*unmap = segment;
	if (older_maps_has(m, segment))
		return large && reads % READS_TO_FORGET == 0;
	if (reads < READS_TO_MAP)
		return false;
	*unmap = put_first(m, segment);
	if (*unmap != segment)
		*reads_of(m, *unmap) = 0;
	return true;
}

void older_maps_release(struct older_maps *m)
{
	free(m->reads);
	*m = (struct older_maps){ .n = 0 };
}
