/* SPDX-License-Identifier: MIT */
/*
 * The room at a TDB file's end that a transaction took before its process was
 * killed. TDB rolls the transaction back, but leaves the file as long as it
 * is: each such process would make it a quarter longer, for nothing.
 */
#ifndef STORE_TDB_ROLLED_BACK_H
#define STORE_TDB_ROLLED_BACK_H

#include <stddef.h>

enum rolled_back {
	ROLLED_BACK_NOTHING,
	/* the file may be too long: rolled_back_end() finds out. This is so after each
	 * transaction that made the file longer, until the next transaction. */
	ROLLED_BACK_MAYBE,
	/* the next process that opens the file rolls a transaction back */
	ROLLED_BACK_PENDING,
};

/*
 * Returns the state of the file; it takes two reads. Opens and closes the file:
 * this process must hold no fcntl(2) lock on it.
 */
enum rolled_back rolled_back_seen(const char *path);
/*
 * Returns the size that the file needs: the end of the last entry that a chain,
 * the list of free room or TDB's undo area leads to. Returns the size given if
 * the file is no sound TDB file of this machine. Reads all chains of the file; the
 * caller keeps writers out.
 */
size_t rolled_back_end(int fd, size_t size);

#endif
