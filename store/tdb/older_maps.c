/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "store/tdb/older_maps.h"
#include "store/util/buf.h"

/* Reads before a segment is mapped. */
#define READS_TO_MAP 256

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

bool older_maps_note_read(struct older_maps *m, uint32_t segment, uint32_t *unmap)
{
	uint32_t *reads = reads_of(m, segment);

	if (++*reads != READS_TO_MAP || older_maps_has(m, segment))
		return false;
	*unmap = segment;
	if (m->n_mapped == OLDER_MAPS) {
		*unmap = m->mapped[OLDER_MAPS - 1];
		*reads_of(m, *unmap) = 0;
	} else {
		m->n_mapped++;
	}
	memmove(m->mapped + 1, m->mapped, (OLDER_MAPS - 1) * sizeof(m->mapped[0]));
	m->mapped[0] = segment;
	return true;
}

void older_maps_release(struct older_maps *m)
{
	free(m->reads);
	*m = (struct older_maps){ .n = 0 };
}
