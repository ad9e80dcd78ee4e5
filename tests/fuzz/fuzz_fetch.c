/* SPDX-License-Identifier: MIT */
/* Items for the import from a helper that a hostile server controls; a feed's URL; a
 * netrc. */
#include <fcntl.h>
#include <unistd.h>

#include "filter/fetch/fetch.h"
#include "filter/fetch/password.h"
#include "tests/fuzz/fuzz.h"

static void read_items(const uint8_t *data, size_t size)
{
	struct fetch f = { .pid = -1 };
	struct fetch_item item;
	int ends[2];

	/* more would not fit into the pipe, and only this process reads it */
	if (pipe2(ends, O_CLOEXEC) != 0)
		return;
	if (write(ends[1], data, size < 60000 ? size : 60000) < 0)
		abort();
	close(ends[1]);
	fetch_attach(&f, ends[0], 1u << 16);
	while (fetch_next(&f, &item))
		if (item.content.len > 1u << 17 ||
		    item.content.s[item.content.len] != '\0' || item.kind > FETCH_END)
			abort();
	fetch_close(&f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fetch_url u = FETCH_URL_INIT;
	struct buf why = BUF_INIT, user = BUF_INIT, password = BUF_INIT;
	char *copy;
	struct str text = fuzz_input(data, size, &copy);
	enum status st = fetch_url_parse(&u, text, &why);

	if (st == ST_OK ? !u.host.len || !u.folder.len || !u.port : !why.len)
		abort();
	(void)password_from_netrc(&user, &password, text, STR("h"));
	read_items(data, size);
	fetch_url_release(&u);
	buf_release(&why);
	buf_release(&user);
	buf_release(&password);
	free(copy);
	return 0;
}
