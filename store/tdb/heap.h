/* SPDX-License-Identifier: MIT */
/* Memory for TDB's transactions. */
#ifndef STORE_TDB_HEAP_H
#define STORE_TDB_HEAP_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Makes the heap keep what a transaction frees, and takes `need` bytes for the
 * first one from the kernel in one call. many: many large transactions follow,
 * for which nothing is taken in advance.
 */
void heap_reserve(size_t need, bool many);

#endif
