/* SPDX-License-Identifier: MIT */
/* Ends the program if another process keeps the store locked, or a store file breaks. */
#ifndef STORE_TDB_WATCHDOG_H
#define STORE_TDB_WATCHDOG_H

/*
 * From now on the program ends, with a message on standard error: with 75 if it has
 * waited so many seconds for a lock of the store, with 70 if a mapped file has become
 * shorter or can't be read. Programs that it starts don't inherit this. program: its
 * name; check: the command that looks for damage; both are borrowed.
 */
void watchdog_install(const char *program, const char *check, int wait_seconds);
/* Sets a file to be unlinked at such an end, and if a signal of the user ends the
 * program: it is of no use unfinished. NULL: no file. path is borrowed. */
void watchdog_set_unfinished(const char *path);

#endif
