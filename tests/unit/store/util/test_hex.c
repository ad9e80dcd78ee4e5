/* SPDX-License-Identifier: MIT */
#include "store/util/hex.h"
#include "tests/support/rows.h"

static const struct read_row {
	const char *name;
	const char *digits;
	unsigned char bytes[4];
	const char *written; /* NULL: refused */
} read_rows[] = {
	{ "nothing", "", { 0 }, "" },
	{ "one digit", "a", { 0xa0 }, "a" },
	{ "two digits", "0f", { 0x0f }, "0f" },
	{ "odd", "01239", { 0x01, 0x23, 0x90 }, "01239" },
	{ "upper case", "FEdcBA98", { 0xfe, 0xdc, 0xba, 0x98 }, "fedcba98" },
	{ "beyond f", "0g", { 0 }, NULL },
	{ "beyond F", "G0", { 0 }, NULL },
	{ "before 0", "0/", { 0 }, NULL },
	{ "after 9", "0:", { 0 }, NULL },
	{ "before a", "0`", { 0 }, NULL },
	{ "before A", "0@", { 0 }, NULL },
	{ "blank", "0 ", { 0 }, NULL },
	{ "a byte above 127", "0\xe1", { 0 }, NULL },
};

static void check_read(void **state)
{
	const struct read_row *row = *state;
	struct str digits = str_from(row->digits);
	unsigned char bytes[4] = { 0xff, 0xff, 0xff, 0xff };
	char text[9];

	assert_int_equal(hex_only(digits), row->written != NULL);
	assert_int_equal(hex_read(bytes, digits), row->written != NULL);
	if (!row->written)
		return;
	assert_memory_equal(bytes, row->bytes, (digits.len + 1) / 2);
	memset(text, 'x', sizeof(text));
	hex_write(text, bytes, digits.len);
	assert_string_equal(text, row->written);
}

static const struct byte_row {
	const char *name;
	const char *text;
	int byte;
} byte_rows[] = {
	{ "two digits", "3D", 0x3d },
	{ "lower case", "ff", 0xff },
	{ "zero", "00", 0 },
	{ "one digit", "3", -1 },
	{ "three digits", "3d0", -1 },
	{ "none", "", -1 },
	{ "first is no digit", "x0", -1 },
	{ "second is no digit", "0x", -1 },
};

static void check_byte(void **state)
{
	const struct byte_row *row = *state;

	assert_int_equal(hex_byte(str_from(row->text)), row->byte);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, read_rows, ARRAY_SIZE(read_rows), sizeof(read_rows[0]), check_read);
	add_rows(&t, byte_rows, ARRAY_SIZE(byte_rows), sizeof(byte_rows[0]), check_byte);
	return run_group("hex", &t);
}
