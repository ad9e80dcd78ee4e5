/* SPDX-License-Identifier: MIT */
/* Ends the report if another process keeps the store locked, or a store file breaks. */
#ifndef REPORT_OUTPUT_WATCHDOG_H
#define REPORT_OUTPUT_WATCHDOG_H

#define LOCK_WAIT_SECONDS 20 /* how long the report waits for a lock of the store */

/*
 * From now on the program ends, with a message on standard error: with 75 if it has
 * waited LOCK_WAIT_SECONDS for a lock, with 70 if a mapped file has become shorter or
 * can't be read. Programs that it starts don't inherit this.
 */
void watchdog_install(void);
/* Sets a file to be unlinked at such an end: it is of no use unfinished. NULL: no file.
 * path is borrowed. */
void watchdog_set_unfinished(const char *path);

#endif
