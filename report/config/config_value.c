/* SPDX-License-Identifier: MIT */
#include "report/config/config_value.h"
#include "store/util/paths.h"

/* Whether the value has a blank, a control character, or one of the others. */
static bool has_any_byte(struct str value, struct str others)
{
	for (size_t i = 0; i < value.len; i++) {
		unsigned char c = (unsigned char)value.s[i];

		if (c <= ' ' || c == 0x7f || str_chr(others, value.s[i]) < others.len)
			return true;
	}
	return false;
}

const char *config_address_fault(struct str value)
{
	size_t at = str_chr(value, '@');

	if (at > 0 && at + 1 < value.len && at == str_rchr(value, '@') &&
	    !has_any_byte(value, STR("<>,\"")))
		return NULL;
	return "expected an address alone, such as jane@example.org";
}

struct str config_message_id(struct str value)
{
	bool brackets = str_at(value, 0) == '<' && str_ends(value, STR(">"));

	return brackets ? str_sub(value, 1, value.len - 1) : value;
}

const char *config_message_id_fault(struct str value)
{
	struct str id = config_message_id(value);

	if (id.len && !has_any_byte(id, STR("<>")) && str_find(id, STR("://")) == id.len)
		return NULL;
	return "expected a Message-ID";
}

const char *config_url_fault(struct str value)
{
	if (!str_istarts(value, STR("https://")) && !str_istarts(value, STR("http://")))
		return "expected a URL that begins with https:// or http://";
	return has_any_byte(value, STR("<>\"")) ? "a URL has no blank, \", < or >" : NULL;
}

void config_value_path(struct buf *path, struct str value, struct str config)
{
	if (str_starts(value, STR("~/"))) {
		paths_home(path);
		value = str_sub(value, 1, value.len);
	} else if (!str_starts(value, STR("/"))) {
		size_t slash = str_rchr(config, '/');

		if (slash < config.len)
			buf_adds(path, str_sub(config, 0, slash + 1));
	}
	buf_adds(path, value);
}
