/* SPDX-License-Identifier: MIT */
#ifndef STANDARD_FDS_H
#define STANDARD_FDS_H

/*
 * Opens /dev/null as each standard descriptor that is closed: the next file opened would
 * get its number, and what is printed would be written into that file. Standard input
 * can't be read then, and standard output can't be written to, as if they were closed.
 */
void standard_fds_fill(void);

#endif
