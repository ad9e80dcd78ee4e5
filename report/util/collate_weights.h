/* SPDX-License-Identifier: MIT */
/*
 * What characters weigh in the locale en_US.UTF-8 (glibc 2.36): Latin, Greek,
 * Cyrillic, Armenian, Georgian, Hebrew, Arabic, kana, and signs that stand for
 * such letters. A weight is a letter (its place among all letters; 0: none)
 * and a class, << 16, which says what the letter looks like.
 */
#ifndef REPORT_UTIL_COLLATE_WEIGHTS_H
#define REPORT_UTIL_COLLATE_WEIGHTS_H

#include <stdint.h>

#define WEIGHT_LETTER(weight) ((weight)&0xffff)
#define WEIGHT_CLASS(weight) ((weight) >> 16 & 0x7fff)
/* The character stands for several letters ("ae"): its letter is a row of weight_words.
 */
#define WEIGHT_IS_WORD (1u << 31)
#define WEIGHT_WORD 4
#define WEIGHT_LONGEST 6 /* accents or cases of a class */

/* By which texts of equal letters are compared: all accents first, then all cases. */
struct weight_class {
	const char *accents, *cases;
};

/* The first classes; UNKNOWN: not to that locale. */
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
