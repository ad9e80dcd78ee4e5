/* SPDX-License-Identifier: MIT */
#include "filter/archive/libdeflate.h"
#include "filter/system/library.h"
#include "store/util/array.h"
#include "store/util/buf.h"
#include "store/util/dlopen_note.h"

#include <stdlib.h>

#define LIBDEFLATE_NAME "libdeflate.so.0"

DLOPEN_NOTE(libdeflate_note, "archive", "Unpacks mail archives faster than zlib does",
	    LIBDEFLATE_NAME);

/* The library's own type; 0 is its LIBDEFLATE_SUCCESS. */
struct libdeflate_decompressor;

struct libdeflate {
	struct libdeflate_decompressor *(*open)(void);
	int (*unpack)(struct libdeflate_decompressor *, const void *in, size_t in_size,
		      void *out, size_t out_size, size_t *taken, size_t *given);
	void (*close)(struct libdeflate_decompressor *);
	struct libdeflate_decompressor *state;
};

bool libdeflate_open(struct libdeflate **out)
{
	struct libdeflate *l = *out = xcalloc(1, sizeof(*l));
	const struct library_function functions[] = {
		{ &l->open, "libdeflate_alloc_decompressor" },
		{ &l->unpack, "libdeflate_zlib_decompress_ex" },
		{ &l->close, "libdeflate_free_decompressor" },
	};

	if (!library_load(LIBDEFLATE_NAME, functions, ARRAY_SIZE(functions)))
		l->state = l->open();
	return l->state;
}

/* The library stays loaded until the process ends. */
void libdeflate_release(struct libdeflate *l)
{
	if (l && l->state)
		l->close(l->state);
	free(l);
}

bool libdeflate_unpack(struct libdeflate *l, struct str packed, char *out, size_t size,
		       size_t *taken)
{
	/* without a place for the size that comes out, it must be this one */
	return l->unpack(l->state, packed.s, packed.len, out, size, taken, NULL) == 0;
}
