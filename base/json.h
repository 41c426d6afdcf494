/* json.h - a finished tree of JSON as text. Each call takes the tree over and releases it, also after an error. */
#ifndef LT_JSON_H
#define LT_JSON_H

#include "base/outdir.h"

struct cJSON;

/* For --json: through lt_say. LT_ERR_MEMORY. */
lt_status lt_json_say(struct cJSON *root);
/* Into dir/name, whole or not at all. */
lt_status lt_json_write(struct cJSON *root, lt_outdir *dir, const char *name);

#endif
