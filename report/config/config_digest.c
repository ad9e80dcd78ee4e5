/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "report/config/config_digest.h"
#include "store/util/array.h"

const struct digest_config *config_digest(const struct config *c, struct str name)
{
	for (size_t i = 0; i < c->n_digests; i++)
		if (str_eq(c->digests[i].name, name))
			return &c->digests[i];
	return NULL;
}

struct digest_config *config_digest_make(struct config *c, struct str name)
{
	const struct digest_config *known = config_digest(c, name);
	struct digest_config *d;

	if (known)
		return &c->digests[known - c->digests];
	c->digests =
	    array_grow(c->digests, c->n_digests, &c->cap_digests, sizeof(*c->digests));
	d = &c->digests[c->n_digests++];
	*d = (struct digest_config){ .name = arena_str(&c->arena, name) };
	return d;
}

static void remove_settings(struct digest_config *d, const char *key)
{
	size_t n = 0;

	for (size_t i = 0; i < d->n; i++)
		if (strcmp(d->settings[i].key, key) != 0)
			d->settings[n++] = d->settings[i];
	d->n = n;
}

void digest_config_set(struct digest_config *d, const struct digest_setting *s)
{
	bool empty = s->value && !*s->value;

	if (empty || !s->repeatable)
		remove_settings(d, s->key);
	if (empty)
		return;
	d->settings = array_grow(d->settings, d->n, &d->cap, sizeof(*d->settings));
	d->settings[d->n++] = *s;
}

void config_digests_release(struct config *c)
{
	for (size_t i = 0; i < c->n_digests; i++)
		free(c->digests[i].settings);
	free(c->digests);
}
