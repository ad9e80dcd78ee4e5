/* SPDX-License-Identifier: MIT */
/*
 * Tells packagers' tools which library a program loads at run time, if it is there: an
 * ELF note of the dlopen metadata,
 * https://uapi-group.org/specifications/specs/elf_dlopen_metadata
 */
#ifndef STORE_UTIL_DLOPEN_NOTE_H
#define STORE_UTIL_DLOPEN_NOTE_H

#include <stdint.h>

#define DLOPEN_NOTE_TEXT(feature, description, library)                \
	"[{\"feature\":\"" feature "\",\"description\":\"" description \
	"\",\"priority\":\"recommended\",\"soname\":[\"" library "\"]}]"

/* feature, description, library: strings without a quotation mark. */
#define DLOPEN_NOTE(variable, feature, description, library)                             \
	__attribute__((used, aligned(4), section(".note.dlopen"))) static const struct { \
		uint32_t name_size, text_size, type;                                     \
		char name[4];                                                            \
		_Alignas(4) char text[sizeof(DLOPEN_NOTE_TEXT(feature, description,      \
							      library))];                \
	} variable = { 4, sizeof(DLOPEN_NOTE_TEXT(feature, description, library)),       \
		       0x407c0c0a, "FDO",                                                \
		       DLOPEN_NOTE_TEXT(feature, description, library) }

#endif
