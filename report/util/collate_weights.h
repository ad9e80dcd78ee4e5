/* SPDX-License-Identifier: MIT */
/*
 * The weights of characters in the locale en_US.UTF-8 (glibc 2.36): Latin, Greek,
 * Cyrillic, Armenian, Georgian, Hebrew, Arabic, kana, and signs made of such letters. A
 * weight is the letter's rank among all letters (0: not a letter), and << 16 a class,
 * which gives its accents and case.
 */
#ifndef REPORT_UTIL_COLLATE_WEIGHTS_H
#define REPORT_UTIL_COLLATE_WEIGHTS_H

#include <stdint.h>

#define WEIGHT_LETTER(weight) ((weight)&0xffff)
#define WEIGHT_CLASS(weight) ((weight) >> 16 & 0x7fff)
/* The character is several letters ("ae"): its letter is a row of weight_words. */
#define WEIGHT_IS_WORD (1u << 31)
#define WEIGHT_WORD 4
#define WEIGHT_LONGEST 6 /* weights of a character at a level, at most */

/* If the letters of two texts are equal, all accents are compared, then all cases. */
struct weight_class {
	const char *accents, *cases;
};

/* The first classes. UNKNOWN: the locale does not know the character. */
enum { CLASS_SIGN, CLASS_PLAIN, CLASS_UNKNOWN };

struct weight_block {
	uint32_t first, last;
	const uint32_t *weights;
};

#define WEIGHT_BLOCKS 13

extern const struct weight_class weight_classes[];
extern const uint16_t weight_words[][WEIGHT_WORD];
extern const struct weight_block weight_blocks[WEIGHT_BLOCKS];

#endif
