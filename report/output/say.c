/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "report/output/say.h"
#include "store/util/utf8.h"

void say_on_stderr(struct str message)
{
	struct buf clean = BUF_INIT;
	struct str line;

	while (str_line(&message, &line)) {
		buf_addstr(&clean, str_starts(line, STR(" ")) ? "" : PROGRAM_NAME ": ");
		utf8_add_clean(&clean, line, false);
		buf_addch(&clean, '\n');
	}
	fputs(buf_cstr(&clean), stderr);
	buf_release(&clean);
}
