/* SPDX-License-Identifier: MIT */
/* A file of employers: it is read whole, or refused with a message. */
#include "report/people/employers.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct employers all = EMPLOYERS_INIT;
	struct buf why = BUF_INIT;
	char *copy;
	struct str text = fuzz_input(data, size, &copy), line;
	enum status st = employers_parse(&all, text, "file", &why);

	if ((st == ST_OK) != !why.len || (st != ST_OK && st != ST_USAGE))
		abort();
	while (st == ST_OK && str_line(&text, &line)) {
		struct str who = str_sub(line, 0, str_chr(line, ' '));

		employers_of(&all, who, 0);
		employers_of(&all, who, 1763000000);
		employers_at(&all, who, INT64_MAX - 1);
	}
	employers_release(&all);
	buf_release(&why);
	free(copy);
	return 0;
}
