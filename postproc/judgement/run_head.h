/* run_head.h - what the numbers of a finished run stand on, out of its summary.json: case, grid, days, weather, and
 * which of its variants they are of. */
#ifndef LT_RUN_HEAD_H
#define LT_RUN_HEAD_H

#include "base/status.h"

#include <cjson/cJSON.h>
#include <stdbool.h>

/* A few lines for people; members of an object for JSON. What an older summary does not tell is left out. */
void lt_run_head_print(const cJSON *summary, bool chinese);
void lt_run_head_json(const cJSON *summary, cJSON *out);
/* "variant all: the package of this name, after reference-2025", through lt_fmt: `all` is a package as any other. */
const char *lt_run_variant_words(const cJSON *summary, const char *variant, bool chinese);
/* "base, reference-2025, boilers": the variants that the summary tells. */
const char *lt_run_variants_text(const cJSON *summary);
/* LT_ERR_USAGE with the variants there are where the summary does not tell this one. */
lt_status lt_run_variant_known(const cJSON *summary, const char *variant);

#endif
