/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "report/output/say.h"
#include "store/util/utf8.h"

void say_on_stderr(struct str message)
{
	struct buf clean = BUF_INIT;

	utf8_add_clean(&clean, message, true);
	fprintf(stderr, PROGRAM_NAME ": %s\n", buf_cstr(&clean));
	buf_release(&clean);
}
