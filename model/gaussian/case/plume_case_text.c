/* plume_case_text.c - a plume case with its defaults as text (plume_case.h).
 *
 * Files that the case names are written as they are seen from the folder where the text will stand: run from there, it
 * is the same case. */
#include "base/outdir.h"
#include "model/gaussian/case/plume_case.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* *file becomes a copy of its own; what is not given stays. */
static lt_status see_from(const char *folder, const lt_node *node, char **file) {
    char found[PATH_MAX], seen[PATH_MAX];
    if (!lt_given(*file)) return LT_OK;
    lt_node_path(node, *file, found, sizeof found);
    lt_path_from(folder, found, seen, sizeof seen);
    *file = strdup(seen);
    return *file ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the name of a file", .where = found);
}

enum { N_FILES = 7 }; /* beside those of factors */

/* All files that a case names, in a copy of its struct; members: which of them have been seen. */
static lt_status see_all(const char *folder, lt_plume_case *copy, char **members[], int *n) {
    const struct {
        const char *section;
        char **file;
    } files[N_FILES] = {{"weather", &copy->weather.file},       {"weather", &copy->weather.profile},
                        {"emissions", &copy->emissions.file},   {"receptors", &copy->receptors.monitors},
                        {"background", &copy->background.file}, {"removal", &copy->removal.cover_file},
                        {"removal", &copy->removal.no2_air}};
    for (size_t k = 0; k < N_FILES; k++) {
        LT_TRY(see_from(folder, lt_node_get(copy->document, files[k].section), files[k].file));
        if (lt_given(*files[k].file)) members[(*n)++] = files[k].file;
    }
    lt_factor_keys *factors = copy->factors.items;
    for (long k = 0; k < copy->factors.n; k++) {
        LT_TRY(see_from(folder, lt_plume_case_item(copy, NULL, "factors", k), &factors[k].file));
        if (lt_given(factors[k].file)) members[(*n)++] = &factors[k].file;
    }
    return LT_OK;
}

lt_status lt_plume_case_text(const lt_plume_case *setup, const char *folder, char **out) {
    lt_plume_case copy = *setup;
    char ***seen = NULL;
    int n = 0;
    const size_t n_factors = (size_t)setup->factors.n;
    lt_factor_keys *factors;
    *out = NULL;
    LT_TRY(lt_calloc(n_factors, sizeof *factors, &factors));
    if (n_factors) memcpy(factors, setup->factors.items, n_factors * sizeof *factors);
    copy.factors.items = factors;
    lt_status status = lt_calloc(N_FILES + n_factors, sizeof *seen, &seen);
    if (status == LT_OK) status = see_all(folder, &copy, seen, &n);
    if (status == LT_OK) status = lt_config_dump(lt_plume_rows, &copy, 0, out);
    for (int k = 0; k < n; k++) free(*seen[k]);
    lt_free(seen);
    lt_free(factors);
    return status;
}
