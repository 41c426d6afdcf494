/* json.h - a finished tree of JSON as text; values out of a tree and into it. */
#ifndef LT_JSON_H
#define LT_JSON_H

#include "base/outdir.h"

struct cJSON;

/* These two take the tree over and release it, also after an error.
 * For --json: through lt_say. LT_ERR_MEMORY. */
lt_status lt_json_say(struct cJSON *root);
/* Into dir/name, whole or not at all. */
lt_status lt_json_write(struct cJSON *root, lt_outdir *dir, const char *name);

/* The tree of a file, for cJSON_Delete. todo: of the error of a file that is not JSON (LT_ERR_INPUT). */
lt_status lt_json_read(const char *path, const char *todo, struct cJSON **out);
/* The number of object[key], NaN when absent or null; the text, "" when absent. */
double lt_json_number(const struct cJSON *object, const char *key);
const char *lt_json_text(const struct cJSON *object, const char *key);
/* A finite number, or null. */
void lt_json_add_number(struct cJSON *object, const char *key, double value);
/* A new object at the end of an array. */
struct cJSON *lt_json_add_item(struct cJSON *array);

#endif
