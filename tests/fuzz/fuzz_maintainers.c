/* SPDX-License-Identifier: MIT */
/* MAINTAINERS: looks up each line of it as a path, and all of them as a series. */
#include "report/areas/maintainers.h"
#include "tests/fuzz/fuzz.h"

/* A short name is never longer than its column, and an area that is found holds a path.
 */
static void check_found(const struct maintainers *m, struct str paths)
{
	const struct area *a = maintainers_area(m, paths);
	struct str rest, person;
	size_t n = 0, at = 0;

	if (!a)
		return;
	if (a->holds_all)
		abort();
	for (rest = a->name; rest.len; n++)
		utf8_next(&rest);
	if (n > AREA_NAME_COLUMNS)
		abort();
	if (area_next_value(m, a, "MR", &at, &person) &&
	    !maintainers_names(m, paths, area_address(person)))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct maintainers m = MAINTAINERS_INIT;
	struct buf why = BUF_INIT;
	char *copy;
	struct str text = fuzz_input(data, size, &copy), rest = text, line;

	if (maintainers_parse(&m, text, "file", &why) == ST_OK) {
		check_found(&m, text);
		while (str_line(&rest, &line))
			check_found(&m, str_sub(line, 2, line.len));
		maintainers_check_area(&m, "*a*", &why);
	}
	maintainers_release(&m);
	buf_release(&why);
	free(copy);
	return 0;
}
