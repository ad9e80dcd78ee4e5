/* SPDX-License-Identifier: MIT */
/* Nothing is synced: it would only take time. For a test of one .c file. */
#ifndef TESTS_SUPPORT_NOSYNC_H
#define TESTS_SUPPORT_NOSYNC_H

#include <sys/mman.h>
#include <unistd.h>

int fsync(int fd)
{
	(void)fd;
	return 0;
}

int fdatasync(int fd)
{
	(void)fd;
	return 0;
}

int msync(void *at, size_t len, int flags)
{
	(void)at;
	(void)len;
	(void)flags;
	return 0;
}

#endif
