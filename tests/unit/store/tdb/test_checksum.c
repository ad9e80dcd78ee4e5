/* SPDX-License-Identifier: MIT */
#include "store/tdb/checksum.h"
#include "tests/support/rows.h"

/* The check value that CRC catalogues give for CRC-32. */
static void known_crc(void **state)
{
	(void)state;
	assert_int_equal(checksum_crc32(0, STR("123456789")), 0xcbf43926);
	assert_int_equal(checksum_crc32(checksum_crc32(0, STR("1234")), STR("56789")),
			 0xcbf43926);
	assert_int_equal(checksum_crc32(0, STR_EMPTY), 0);
}

/* As the definition says, a bit after the other. */
static uint32_t plain_crc(struct str s)
{
	uint32_t crc = UINT32_MAX;

	for (size_t i = 0; i < s.len; i++) {
		crc ^= (unsigned char)s.s[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc;
}

/* Long values are computed by another way than short ones: all lengths, from any address.
 */
static void all_lengths(void **state)
{
	char bytes[400];

	(void)state;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)(i * 151 + i / 7);
	for (size_t from = 0; from < 20; from++)
		for (size_t len = 0; from + len <= sizeof(bytes); len++) {
			const struct str s = { bytes + from, len };

			assert_int_equal(checksum_crc32(0, s), plain_crc(s));
		}
	assert_int_equal(checksum_crc32(checksum_crc32(0, (struct str){ bytes, 77 }),
					(struct str){ bytes + 77, 323 }),
			 plain_crc((struct str){ bytes, 400 }));
}

/* Every changed bit is noticed, in the key, the value and the checksum. */
static void changed_bits(void **state)
{
	struct buf stored = BUF_INIT;
	char key[] = "key";
	struct str value;

	(void)state;
	checksum_put(&stored, str_from(key), STR("some value"));
	assert_true(checksum_ok(str_from(key), buf_str(&stored), &value));
	assert_true(str_eq(value, STR("some value")));
	for (size_t i = 0; i < 8 * stored.len; i++) {
		stored.data[i / 8] ^= (char)(1 << i % 8);
		assert_false(checksum_ok(str_from(key), buf_str(&stored), &value));
		stored.data[i / 8] ^= (char)(1 << i % 8);
	}
	key[0] ^= 1;
	assert_false(checksum_ok(str_from(key), buf_str(&stored), &value));
	buf_release(&stored);
}

static void too_short(void **state)
{
	struct str value;

	(void)state;
	assert_false(checksum_ok(STR("key"), STR("abc"), &value));
	assert_false(checksum_ok(STR("key"), STR_EMPTY, &value));
}

int main(void)
{
	static struct tests t;

	add_test(&t, "known CRC-32", known_crc);
	add_test(&t, "all lengths", all_lengths);
	add_test(&t, "changed bits", changed_bits);
	add_test(&t, "too short", too_short);
	return run_group("checksum", &t);
}
