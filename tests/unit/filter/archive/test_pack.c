/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "filter/archive/pack.h"
#include "store/util/array.h"
#include "store/util/bytes.h"
#include "tests/support/repo.h"
#include "tests/support/temp.h"

/* Ids in the order of an index, as those of the objects of these tests. */
#define ID(first, last)                       \
	{                                     \
		first, [SHA1_SIZE - 1] = last \
	}

static const unsigned char ids[][SHA1_SIZE] = { ID(0, 1), ID(0, 2), ID(7, 0),
						ID(0xff, 0xff) };
/* A commit of 3 bytes at 12; a tree of 300 bytes; deltas of both; the last one's offset
 * is among those of 64 bits. */
static const char entries[] = "PACK\0\0\0\2\0\0\0\4"
			      "\x13zzz"
			      "\xac\x12zzzz"
			      "\x65\x04zz"
			      "\x72\x07\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0zz";
static const uint64_t places[] = { 16, 12, 26, 22 };

struct fixture {
	char *dir, *index, *data;
	struct pack pack;
};

static void write_bytes(const char *path, struct str bytes)
{
	FILE *f = fopen(path, "w");

	if (!f || fwrite(bytes.s, 1, bytes.len, f) != bytes.len || fclose(f) != 0)
		abort();
}

static void write_index(const char *path, uint32_t version, uint32_t n)
{
	struct buf b = BUF_INIT;

	buf_addstr(&b, "\377tOc");
	bytes_put32(&b, version);
	for (unsigned first = 0; first < 256; first++)
		bytes_put32(&b, first < 7 ? 2 : first < 0xff ? 3 : n);
	buf_add(&b, ids, sizeof(ids));
	for (size_t i = 0; i < ARRAY_SIZE(ids); i++)
		bytes_put32(&b, 0);
	for (size_t i = 0; i < ARRAY_SIZE(ids); i++)
		bytes_put32(&b, i == 3 ? 1u << 31 : (uint32_t)places[i]);
	bytes_put64(&b, places[3]);
	for (size_t i = 0; i < 2 * SHA1_SIZE; i++)
		buf_addch(&b, 0);
	write_bytes(path, buf_str(&b));
	buf_release(&b);
}

static int set_up(void **state)
{
	struct fixture *fx = xcalloc(1, sizeof(*fx));
	struct buf data = BUF_INIT;

	*state = fx;
	fx->dir = temp_dir();
	if (asprintf(&fx->index, "%s/pack-1.idx", fx->dir) < 0 ||
	    asprintf(&fx->data, "%s/pack-1.pack", fx->dir) < 0)
		return -1;
	write_index(fx->index, 2, ARRAY_SIZE(ids));
	buf_add(&data, entries, sizeof(entries) - 1);
	for (size_t i = 0; i < SHA1_SIZE; i++)
		buf_addch(&data, 0);
	write_bytes(fx->data, buf_str(&data));
	buf_release(&data);
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fx = *state;

	pack_release(&fx->pack);
	temp_remove(fx->dir);
	free(fx->index);
	free(fx->data);
	free(fx);
	return 0;
}

static void finds(void **state)
{
	static const unsigned char none[][SHA1_SIZE] = { ID(0, 0), ID(0, 3), ID(1, 0),
							 ID(7, 1), ID(0xff, 0xfe) };
	struct fixture *fx = *state;
	uint64_t at;

	assert_true(pack_open(&fx->pack, fx->index));
	for (size_t i = 0; i < ARRAY_SIZE(ids); i++) {
		assert_true(pack_find(&fx->pack, ids[i], &at));
		assert_int_equal(at, places[i]);
	}
	for (size_t i = 0; i < ARRAY_SIZE(none); i++)
		assert_false(pack_find(&fx->pack, none[i], &at));
}

static void reads_entries(void **state)
{
	static const struct {
		uint64_t at;
		unsigned kind;
		uint64_t size, base;
		const char *packed;
	} rows[] = {
		{ 12, PACK_COMMIT, 3, 0, "zzz" },
		{ 16, PACK_TREE, 300, 0, "zzzz" },
		{ 22, PACK_DELTA_BEFORE, 5, 18, "zz" },
		{ 26, PACK_DELTA_OF_ID, 2, 26, "zz" },
	};
	static const uint64_t none[] = { 0, 11, sizeof(entries) - 1, 1u << 20,
					 UINT64_MAX };
	struct fixture *fx = *state;
	struct pack_entry e;

	assert_true(pack_open(&fx->pack, fx->index));
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		assert_true(pack_entry_at(&fx->pack, rows[i].at, &e));
		assert_int_equal(e.kind, rows[i].kind);
		assert_int_equal(e.size, rows[i].size);
		assert_int_equal(e.base, rows[i].base);
		assert_true(str_starts(e.packed, str_from(rows[i].packed)));
		assert_ptr_equal(e.packed.s + e.packed.len,
				 fx->pack.data + fx->pack.size - SHA1_SIZE);
	}
	for (size_t i = 0; i < ARRAY_SIZE(none); i++)
		assert_false(pack_entry_at(&fx->pack, none[i], &e));
}

/* A delta of what is before the file, of itself, or of what is not in the pack. */
static void bases_that_are_none(void **state)
{
	static const char *const heads[] = {
		"\x65\x7f",
		"\x65\x80\x7f",
		"\x65",
		"\x75zzzzzzzzzzzzzzzzzzzz",
		"\x65\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
		"\xe5\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x04",
	};
	struct fixture *fx = *state;
	struct pack_entry e;

	for (size_t i = 0; i < ARRAY_SIZE(heads); i++) {
		struct buf data = BUF_INIT;

		buf_add(&data, entries, 12);
		buf_addstr(&data, heads[i]);
		for (size_t n = 0; n < SHA1_SIZE; n++)
			buf_addch(&data, 0);
		write_bytes(fx->data, buf_str(&data));
		buf_release(&data);
		assert_true(pack_open(&fx->pack, fx->index));
		if (pack_entry_at(&fx->pack, 12, &e))
			fail_msg("head %zu", i);
		pack_release(&fx->pack);
	}
}

static void files_that_are_none(void **state)
{
	struct fixture *fx = *state;

	assert_false(pack_open(&fx->pack, fx->data));
	assert_false(pack_open(&fx->pack, fx->dir));
	write_index(fx->index, 1, ARRAY_SIZE(ids));
	assert_false(pack_open(&fx->pack, fx->index));
	pack_release(&fx->pack);
	write_index(fx->index, 2, 1000);
	assert_false(pack_open(&fx->pack, fx->index));
	pack_release(&fx->pack);
	shell("truncate -s 1000 %s", fx->index);
	assert_false(pack_open(&fx->pack, fx->index));
	pack_release(&fx->pack);
	write_index(fx->index, 2, ARRAY_SIZE(ids));
	shell("truncate -s 31 %s", fx->data);
	assert_false(pack_open(&fx->pack, fx->index));
	pack_release(&fx->pack);
	shell("rm %s", fx->data);
	assert_false(pack_open(&fx->pack, fx->index));
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(finds),
		T(reads_entries),
		T(bases_that_are_none),
		T(files_that_are_none),
	};

	return cmocka_run_group_tests_name("pack", tests, NULL, NULL);
}
