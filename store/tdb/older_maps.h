/* SPDX-License-Identifier: MIT */
/*
 * Which older segments a reader maps: those that it reads often. A read in a mapped file
 * needs no system call, but the pages that it touches count as this process's memory.
 */
#ifndef STORE_TDB_OLDER_MAPS_H
#define STORE_TDB_OLDER_MAPS_H

#include <stdbool.h>
#include <stdint.h>

/* Segments that are mapped at a time. */
#define OLDER_MAPS 2

struct older_maps {
	uint32_t *reads; /* of each segment, since it was mapped or unmapped */
	uint32_t n;	 /* how many numbers there are */
	uint32_t mapped[OLDER_MAPS]; /* the last one first */
	uint32_t n_mapped;
};

/*
 * To be called before a read of a segment that doesn't change any more. Returns true if
 * it shall be opened anew, mapped: it was read often; or it is large, mapped, and was
 * read so often that the pages which were touched shall be given back. *unmap: the
 * segment that shall be mapped no longer, or the same one.
 */
bool older_maps_note_read(struct older_maps *, uint32_t segment, bool large,
			  uint32_t *unmap);
bool older_maps_has(const struct older_maps *, uint32_t segment);
void older_maps_release(struct older_maps *);

#endif
