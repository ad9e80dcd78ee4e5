/* SPDX-License-Identifier: MIT */
/*
 * --rebuild FROM: lists made anew in the store, each whole or not at all.
 * FROM is only read: a public-inbox or one of its repositories; or a store,
 * or one list's folder of it, of which all is taken that can still be read.
 */
#ifndef FILTER_IMPORT_REBUILD_H
#define FILTER_IMPORT_REBUILD_H

#include "filter/command/options.h"

/*
 * Says on standard error what could not be read, and counts. ST_INPUT: some
 * could not; ST_CANTCREAT: a list of that name is there already.
 */
enum status rebuild_lists(const struct options *);

#endif
