/* SPDX-License-Identifier: MIT */
/* Explains why a store's file can't be opened. */
#ifndef STORE_TDB_OPEN_ERROR_H
#define STORE_TDB_OPEN_ERROR_H

#include "store/util/buf.h"
#include "store/util/status.h"

/*
 * error: errno after tdbfile_open. Appends the path and what is wrong to why.
 * ST_NOINPUT, ST_BUSY, ST_NOSPACE; ST_DAMAGED for any number not in the table.
 */
enum status open_error_explain(int error, const char *path, struct buf *why);
/* The text for ENOSPC and EDQUOT; NULL for other numbers. */
const char *disk_error_text(int error);

#endif
