/* SPDX-License-Identifier: MIT */
#include "store/tdb/crc_fold.h"

/* glibc says what the processor can do without asking it: CPUID is slow in a virtual
 * machine, and each delivery would pay for it. */
#if defined(__x86_64__) && defined(__has_include)
#if __has_include(<sys/platform/x86.h>)
#define CAN_FOLD
#endif
#endif

#ifdef CAN_FOLD
#include <immintrin.h>
#include <sys/platform/x86.h>

#define FOLDS __attribute__((target("pclmul,sse4.1")))

/*
 * Intel's "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ" (2009) has the
 * method, and the constants for this polynomial: powers of x, their bits reversed.
 */
#define X_512 0x1c6e41596, 0x154442bd4 /* x^(4*128-32), x^(4*128+32) */
#define X_128 0x0ccaa009e, 0x1751997d0
#define X_64 0, 0x163cd6124
#define BARRETT 0x1f7011641, 0x1db710641

static FOLDS __m128i load(const unsigned char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

/* Moves the 128 bits on by as much as `by` says, and adds the bytes there. */
static FOLDS __m128i fold(__m128i bits, __m128i by, __m128i bytes)
{
	const __m128i low = _mm_clmulepi64_si128(bits, by, 0x00);
	const __m128i high = _mm_clmulepi64_si128(bits, by, 0x11);

	return _mm_xor_si128(_mm_xor_si128(low, high), bytes);
}

/* From 128 bits to the 32 of the CRC. */
static FOLDS uint32_t reduce(__m128i x)
{
	const __m128i low32 = _mm_setr_epi32(-1, 0, -1, 0);
	const __m128i barrett = _mm_set_epi64x(BARRETT);
	__m128i y = _mm_clmulepi64_si128(x, _mm_set_epi64x(X_128), 0x10);

	x = _mm_xor_si128(_mm_srli_si128(x, 8), y);
	y = _mm_srli_si128(x, 4);
	x = _mm_clmulepi64_si128(_mm_and_si128(x, low32), _mm_set_epi64x(X_64), 0x00);
	x = _mm_xor_si128(x, y);
	y = _mm_clmulepi64_si128(_mm_and_si128(x, low32), barrett, 0x10);
	y = _mm_clmulepi64_si128(_mm_and_si128(y, low32), barrett, 0x00);
	return (uint32_t)_mm_extract_epi32(_mm_xor_si128(x, y), 1);
}

/* Four folds at a time, which don't wait for one another. */
FOLDS uint32_t crc_fold(uint32_t crc, const unsigned char **p, const unsigned char *end)
{
	const __m128i by_four = _mm_set_epi64x(X_512), by_one = _mm_set_epi64x(X_128);
	const unsigned char *at = *p;
	__m128i a = _mm_xor_si128(load(at), _mm_cvtsi32_si128((int)crc));
	__m128i b = load(at + 16), c = load(at + 32), d = load(at + 48);

	for (at += 64; end - at >= 64; at += 64) {
		a = fold(a, by_four, load(at));
		b = fold(b, by_four, load(at + 16));
		c = fold(c, by_four, load(at + 32));
		d = fold(d, by_four, load(at + 48));
	}
	a = fold(fold(fold(a, by_one, b), by_one, c), by_one, d);
	for (; end - at >= 16; at += 16)
		a = fold(a, by_one, load(at));
	*p = at;
	return reduce(a);
}

bool crc_can_fold(void)
{
	return CPU_FEATURE_ACTIVE(PCLMULQDQ) && CPU_FEATURE_ACTIVE(SSE4_1);
}

#else

bool crc_can_fold(void)
{
	return false;
}

uint32_t crc_fold(uint32_t crc, const unsigned char **p, const unsigned char *end)
{
	(void)p;
	(void)end;
	return crc;
}

#endif
