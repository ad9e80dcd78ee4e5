/* SPDX-License-Identifier: MIT */
/* The mails of older segments are found with the filters, and without them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/inbox/bloom.h"
#include "store/inbox/compact.h"
#include "tests/support/stored.h"
#include "tests/support/temp.h"

#define LIST "kvm.example.org"
#define MAILS 5000 /* several segments of the least size */
#define MORE_MAILS 2500

static char body[3000];

/* The ids that the i-th mail has. */
struct mail_names {
	char id[32], parent[32], title[32], change[48];
};

static struct mail_names names_of(uint32_t i)
{
	struct mail_names n;

	snprintf(n.id, sizeof(n.id), "%u@x", i);
	snprintf(n.parent, sizeof(n.parent), "parent-%u@x", i);
	snprintf(n.title, sizeof(n.title), "kvm: title %u", i);
	snprintf(n.change, sizeof(n.change), "change-id 2026-%u-work\n", i);
	return n;
}

static void put_mails(struct inbox *ib, uint32_t from, uint32_t to)
{
	const struct commit_ref live = { .commit_digits = 0 };
	struct buf why = BUF_INIT;

	memset(body, 'x', sizeof(body));
	while (from < to) {
		assert_int_equal(inbox_begin(ib, &why), ST_OK);
		for (uint32_t end = from + 100; from < end; from++) {
			struct mail_names n = names_of(from);
			struct record r = record_of(n.id, from * 3600);

			r.title = str_from(n.title);
			r.links = str_from(n.change);
			r.in_reply_to = str_from(n.parent);
			r.body = (struct str){ body, sizeof(body) };
			assert_int_equal(inbox_put(ib, &r, &live), ST_OK);
		}
		assert_int_equal(inbox_commit(ib, &why), ST_OK);
	}
	buf_release(&why);
}

static bool add_seq(void *arg, struct mail *m)
{
	*(uint32_t *)arg += m->seq;
	return true;
}

/* No two mails share an id, parent, title or change-id. The i-th mail has seq i + 1. */
static void find_all(struct inbox *ib, uint32_t n)
{
	for (uint32_t i = 0; i < n; i += 7) {
		struct mail_names names = names_of(i);
		struct str change = str_from(names.change);
		unsigned char hash[ID_HASH];
		uint32_t seq = 0, titled = 0, changed = 0, replies = 0;

		assert_int_equal(inbox_lookup(ib, str_from(names.id), &seq, NULL), ST_OK);
		assert_int_equal(seq, i + 1);
		id_hash_title(hash, str_from(names.title));
		assert_int_equal(inbox_with_title(ib, hash, INT64_MAX, add_seq, &titled),
				 ST_OK);
		assert_int_equal(titled, i + 1);
		id_hash(hash, str_sub(change, strlen("change-id "), change.len - 1));
		assert_int_equal(
		    inbox_with_change_id(ib, hash, INT64_MAX, add_seq, &changed), ST_OK);
		assert_int_equal(changed, i + 1);
		id_hash(hash, str_from(names.parent));
		assert_int_equal(inbox_replies(ib, hash, INT64_MIN, add_seq, &replies),
				 ST_OK);
		assert_int_equal(replies, i + 1);
	}
}

static struct inbox *open_inbox(const char *dir)
{
	const struct store_options o = { .dir = dir,
					 .list = LIST,
					 .mode = STORE_WRITE,
					 .segment_size = STORE_SEGMENT_MIN };

	return open_or_fail(&o);
}

/* How often a filter says that a segment may hold a mail that was never stored. */
static uint32_t wrong_hits(struct inbox *ib)
{
	uint32_t hits = 0;

	for (uint32_t i = MAILS; i < 2 * MAILS; i++) {
		unsigned char mail_id[MAIL_ID_SIZE];
		struct key k;

		inbox_mail_id(ib, str_from(names_of(i).id), mail_id);
		k = key_id(mail_id);
		for (uint32_t f = bloom_before(ib, ib->n - 1, &k); f != BLOOM_NONE;
		     f = bloom_before(ib, f, &k))
			hits++;
	}
	return hits;
}

static void test_filters(void **state)
{
	struct inbox *ib = open_inbox(*state);

	put_mails(ib, 0, MAILS);
	assert_true(ib->n > 2);
	find_all(ib, MAILS);
	assert_true(wrong_hits(ib) < MAILS / 50);
	inbox_close(ib);
}

static void shorten_filters(struct inbox *ib)
{
	struct buf why = BUF_INIT;

	assert_int_equal(inbox_begin(ib, &why), ST_OK);
	for (uint32_t block = 0; block < 4096; block++) {
		struct key k = key_filter(block);
		struct bytes in;

		if (inbox_fetch(ib, ib->n - 1, &k, &in) == ST_OK)
			assert_int_equal(store_replace(ib->store, key_str(&k), STR("x")),
					 ST_OK);
	}
	assert_int_equal(inbox_commit(ib, &why), ST_OK);
	buf_release(&why);
}

/* A joined segment has a filter of its own: the newest segment's are not needed. */
static void test_joined(void **state)
{
	const struct store_options o = small_segments(*state, LIST, STORE_READ);
	const struct compact_options all = { .all = true };
	struct inbox *ib = open_inbox(*state);
	struct compact_counts n;
	struct buf why = BUF_INIT;

	put_mails(ib, 0, MAILS);
	shorten_filters(ib);
	inbox_close(ib);
	assert_int_equal(compact_list(&o, &all, &n, &why), ST_OK);
	assert_true(n.joined > 1);
	ib = open_inbox(*state);
	assert_int_equal(ib->n, 2);
	find_all(ib, MAILS);
	assert_true(wrong_hits(ib) < MAILS / 20);
	inbox_close(ib);
	buf_release(&why);
}

/* Every filter of the newest segment is made too short: all segments are looked into,
 * also later ones. */
static void test_lost(void **state)
{
	struct inbox *ib = open_inbox(*state);
	uint32_t older;

	put_mails(ib, 0, MAILS);
	older = ib->n - 1;
	shorten_filters(ib);
	/* the cache of this one still has the filters */
	inbox_close(ib);
	ib = open_inbox(*state);
	find_all(ib, MAILS);
	assert_int_equal(wrong_hits(ib), MAILS * older);
	put_mails(ib, MAILS, MAILS + MORE_MAILS);
	assert_true(ib->n > older + 1);
	find_all(ib, MAILS + MORE_MAILS);
	inbox_close(ib);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_filters, temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(test_joined, temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(test_lost, temp_setup, temp_teardown),
	};

	return cmocka_run_group_tests_name("bloom", tests, NULL, NULL);
}
