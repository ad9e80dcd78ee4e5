/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <unistd.h>

#include "store/util/standard_fds.h"

void standard_fds_fill(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			(void)!open("/dev/null",
				    fd == STDOUT_FILENO ? O_RDONLY : O_WRONLY);
}
