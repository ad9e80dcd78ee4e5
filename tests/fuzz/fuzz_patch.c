/* SPDX-License-Identifier: MIT */
/* A decoded text: log message, diffstat, diff, trailers. */
#include "filter/patch/patch.h"
#include "filter/patch/trailer.h"
#include "filter/patch/trailer_key.h"
#include "filter/record/attached_patches.h"
#include "tests/fuzz/fuzz.h"

static void all_trailers(struct trailer_iter *it)
{
	while (trailer_next(it)) {
		fuzz_expect_line(it->key);
		fuzz_expect_line(it->value);
		(void)trailer_is_review(it->key);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct buf text = BUF_INIT, paths = BUF_INIT;
	struct attached_patch attached;
	struct trailer_iter it;
	struct patch p;
	struct str rest;

	for (size_t i = 0; i < size; i++) /* text holds no NUL */
		if (data[i])
			buf_addch(&paths, data[i]);
	utf8_add_valid(&text, buf_str(&paths));
	buf_reset(&paths);
	patch_split_letter(&p, buf_str(&text));
	fuzz_expect_utf8(patch_body(&p, &arena));
	patch_split(&p, STR_EMPTY, buf_str(&text));
	fuzz_expect_utf8(patch_body(&p, &arena));
	rest = buf_str(&text);
	while (attached_patch_next(&rest, &attached, &arena)) {
		fuzz_expect_line(attached.author.name);
		fuzz_expect_line(attached.subject.title);
	}
	patch_split(&p, buf_str(&text), STR_EMPTY);
	fuzz_expect_utf8(patch_body(&p, &arena));
	patch_paths(&p, &paths, 4096);
	if (paths.len > 4096)
		abort();
	trailer_init(&it, p.log, &arena);
	all_trailers(&it);
	trailer_init_reply(&it, buf_str(&text), &arena);
	it.sender_name = STR("A");
	it.sender_addr = STR("a@b.org");
	all_trailers(&it);
	arena_release(&arena);
	buf_release(&paths);
	buf_release(&text);
	return 0;
}
