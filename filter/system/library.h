/* SPDX-License-Identifier: MIT */
/* Loads a library at run time: a program works without it, and a delivery starts without
 * its cost. */
#ifndef FILTER_SYSTEM_LIBRARY_H
#define FILTER_SYSTEM_LIBRARY_H

#include <stddef.h>

struct library_function {
	void *to; /* the pointer to set */
	const char *name;
};

/*
 * Sets the pointers to the functions of the library with that file name. Returns NULL, or
 * the name of what is missing: the library or one of its functions. The library stays
 * loaded until the process ends.
 */
const char *library_load(const char *name, const struct library_function *, size_t n);

#endif
