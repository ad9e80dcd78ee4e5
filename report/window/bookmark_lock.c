/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include "report/util/siphash.h"
#include "report/window/bookmark_lock.h"
#include "store/util/utc.h"

#define PAUSE_MS 50 /* between two attempts to get a lock */

uint32_t bookmark_lock_byte(struct str list)
{
	/* Every run has to find the same byte. */
	static const uint64_t key[2] = { 0, 0 };

	return 1 + (uint32_t)(siphash_with(key, list) & 0x3fffffff);
}

static int set_lock(int lock_file, short type, uint32_t byte)
{
	struct flock lock = {
		.l_type = type, .l_whence = SEEK_SET, .l_start = (off_t)byte, .l_len = 1
	};

	return fcntl(lock_file, F_OFD_SETLK, &lock);
}

enum status bookmark_lock_take(int lock_file, uint32_t byte, int64_t until_ms)
{
	const struct timespec pause = { .tv_nsec = PAUSE_MS * 1000000L };

	while (set_lock(lock_file, F_WRLCK, byte) < 0) {
		if (errno != EAGAIN && errno != EACCES && errno != EINTR)
			return ST_NOINPUT;
		if (monotonic_ms() >= until_ms)
			return ST_BUSY;
		nanosleep(&pause, NULL);
	}
	return ST_OK;
}

void bookmark_lock_drop(int lock_file, uint32_t byte)
{
	set_lock(lock_file, F_UNLCK, byte);
}
