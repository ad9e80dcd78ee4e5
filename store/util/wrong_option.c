/* SPDX-License-Identifier: MIT */
#include <getopt.h>

#include "store/util/wrong_option.h"

#define LETTER_MAX 255 /* greater values of optopt are long options */

/* getopt goes on to the next word only after the last letter of a word. */
void wrong_option_add(struct buf *out, char *const *argv)
{
	if (optopt > 0 && optopt <= LETTER_MAX)
		buf_addf(out, "-%c", optopt);
	else
		buf_addstr(out, argv[optind - 1]);
}
