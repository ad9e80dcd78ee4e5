/* SPDX-License-Identifier: MIT */
/*
 * --rebuild FROM: makes lists anew in the store, each whole or not at all. FROM
 * is only read. It is a public-inbox or one of its repositories; or a store or
 * one list's folder, from which everything readable is taken.
 */
#ifndef FILTER_IMPORT_REBUILD_H
#define FILTER_IMPORT_REBUILD_H

#include "filter/command/options.h"

/*
 * Reports on standard error what could not be read, and the counts. ST_INPUT:
 * some could not be read. ST_CANTCREAT: a list of that name exists already.
 */
enum status rebuild_lists(const struct options *);

#endif
