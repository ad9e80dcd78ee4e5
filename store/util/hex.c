/* SPDX-License-Identifier: MIT */
#include "store/util/hex.h"

bool hex_only(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (hex_digit(s.s[i]) < 0)
			return false;
	return true;
}

void hex_write(char *out, const unsigned char *bytes, size_t n)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < n / 2; i++) {
		out[2 * i] = digits[bytes[i] >> 4];
		out[2 * i + 1] = digits[bytes[i] & 15];
	}
	if (n % 2)
		out[n - 1] = digits[bytes[n / 2] >> 4];
	out[n] = '\0';
}

bool hex_read(unsigned char *out, struct str digits)
{
	for (size_t i = 0; i < digits.len; i++) {
		int digit = hex_digit(digits.s[i]);

		if (digit < 0)
			return false;
		if (i % 2)
			out[i / 2] |= (unsigned char)digit;
		else
			out[i / 2] = (unsigned char)(digit << 4);
	}
	return true;
}
