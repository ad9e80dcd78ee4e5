/* SPDX-License-Identifier: MIT */
/*
 * Files with small hash tables, for tests of many walks and checks (Makefile:
 * SMALL_TABLES). In a table as the programs make it, the few entries of a test are alone
 * in their chains, and nearly all of a walk's time goes into empty ones.
 */
#include <sys/types.h>

#include <tdb.h>

#define SMALL_TABLE 1021

__typeof__(tdb_open_ex) __real_tdb_open_ex, __wrap_tdb_open_ex;

struct tdb_context *__wrap_tdb_open_ex(const char *path, int hash_size, int flags,
				       int open_flags, mode_t mode,
				       const struct tdb_logging_context *log,
				       tdb_hash_func hash)
{
	if (hash_size > SMALL_TABLE)
		hash_size = SMALL_TABLE;
	return __real_tdb_open_ex(path, hash_size, flags, open_flags, mode, log, hash);
}
