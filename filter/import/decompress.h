/* SPDX-License-Identifier: MIT */
/* Compressed files, read through gzip, xz, zstd or bzip2 as programs. */
#ifndef FILTER_IMPORT_DECOMPRESS_H
#define FILTER_IMPORT_DECOMPRESS_H

#include <stdbool.h>
#include <sys/types.h>

#include "store/util/str.h"

/* How files of a format begin, and the program that reads them. */
struct decompress_format;

/* A program that reads a file. */
struct decompress {
	pid_t pid; /* 0: none */
	const struct decompress_format *format;
};

/* Returns the format of a file that begins with these bytes, or NULL. */
const struct decompress_format *decompress_format_of_bytes(struct str);
/* Returns the format of an open file, by its first bytes, or NULL. The file must be
 * seekable; its position does not change. */
const struct decompress_format *decompress_format_of(int fd);
/* Whether the file of that name is compressed. */
bool decompress_needed(const char *path);
/*
 * Starts the program, which reads *fd from its start; *fd becomes a pipe with what it
 * writes. Returns NULL, or why it can't be started; then *fd is as it was.
 */
const char *decompress_start(struct decompress *, const struct decompress_format *,
			     int *fd);
/* Waits for the program. Call it after its output was read to the end, or closed. Returns
 * NULL, or what is wrong with the file; bytes after its end are not. */
const char *decompress_end(struct decompress *);

#endif
