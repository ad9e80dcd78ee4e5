/* SPDX-License-Identifier: MIT */
#include "report/util/hashmap.h"
#include "store/util/buf.h"
#include "store/inbox/mail_id.h"
#include "tests/support/rows.h"

#define MANY 100000

static void check_map(void **state)
{
	struct hashmap m = HASHMAP_INIT;

	(void)state;
	assert_int_equal(hashmap_get(&m, 0), HASHMAP_NONE);
	for (size_t i = 0; i < MANY; i++)
		hashmap_put(&m, (uint64_t)i << 32, i);
	for (size_t i = 0; i < MANY; i++)
		assert_int_equal(hashmap_get(&m, (uint64_t)i << 32), i);
	assert_int_equal(hashmap_get(&m, 1), HASHMAP_NONE);
	hashmap_put(&m, 0, 7);
	assert_int_equal(hashmap_get(&m, 0), 7);
	assert_int_equal(m.n, MANY);
	hashmap_release(&m);
}

static void check_text(void **state)
{
	struct buf small = BUF_INIT, large = BUF_INIT;

	(void)state;
	assert_true(hash_text(STR(" KVM:\tFix  it\n")) == hash_text(STR("kvm: fix it")));
	assert_true(hash_text(STR("a b")) != hash_text(STR("ab")));
	assert_true(hash_text(STR(" \t")) == 0 && hash_text(STR_EMPTY) == 0);
	for (int i = 0; i < 1000; i++) {
		buf_addstr(&small, "word ");
		buf_addstr(&large, "WORD  ");
	}
	assert_true(hash_text(buf_str(&small)) == hash_text(buf_str(&large)));
	buf_release(&small);
	buf_release(&large);
}

static void check_ids(void **state)
{
	unsigned char hash[ID_HASH];

	(void)state;
	id_hash(hash, STR("a@b"));
	assert_true(hash_id(STR("a@b")) == hash_bytes((const char *)hash));
	assert_true(hash_mix(1, 2) != hash_mix(2, 1));
}

int main(void)
{
	static struct tests t;

	add_test(&t, "a map", check_map);
	add_test(&t, "hashes of text", check_text);
	add_test(&t, "hashes of ids", check_ids);
	return run_group("hashmap", &t);
}
