/* SPDX-License-Identifier: MIT */
/* What ends a report from outside: a store that others keep locked, or that breaks. */
#ifndef REPORT_OUTPUT_WATCHDOG_H
#define REPORT_OUTPUT_WATCHDOG_H

#define PATIENCE 20 /* seconds that a lock of the store is waited for */

/*
 * From now on the program ends with a word on standard error: with 75 when it
 * has waited PATIENCE for one lock, with 70 when a mapped file has become
 * shorter or can't be read. Programs that it starts aren't concerned.
 */
void watchdog_install(void);
/* A file of no use unfinished is unlinked at such an end. NULL: there is none. Borrowed.
 */
void watchdog_removes(const char *path);

#endif
