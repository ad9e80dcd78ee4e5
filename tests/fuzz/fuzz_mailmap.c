/* SPDX-License-Identifier: MIT */
/* A mailmap: looks up the person of each line in it, and what it maps that person to. */
#include "report/people/mailmap.h"
#include "tests/fuzz/fuzz.h"

/* A mailmap never makes a name or an address empty. */
static void map_person(const struct mailmap *m, struct person p)
{
	struct person to = mailmap_person(m, p);

	if ((p.name.len && !to.name.len) || (p.addr.len && !to.addr.len))
		abort();
	mailmap_person(m, to);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mailmap m = MAILMAP_INIT;
	char *copy;
	struct str text = fuzz_input(data, size, &copy), line;

	mailmap_add(&m, text);
	while (str_line(&text, &line)) {
		size_t open = str_rchr(line, '<');

		map_person(
		    &m, (struct person){ str_trim(str_sub(line, 0, open)),
					 str_sub(line, open + 1, str_rchr(line, '>')) });
	}
	mailmap_release(&m);
	free(copy);
	return 0;
}
