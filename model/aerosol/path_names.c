#include "model/aerosol/path_names.h"

#include "base/csv.h"

#include <string.h>

const char *const lt_path_names[LT_N_PATHS] = {
#define PATH_NAME(name, english, chinese) #name,
    LT_PATH_LIST(PATH_NAME)
#undef PATH_NAME
};

static int find(const char *name) {
    for (int p = 0; p < LT_N_PATHS; ++p)
        if (strcmp(lt_path_names[p], name) == 0) return p;
    return -1;
}

lt_status lt_paths_without(const lt_list *off, const char *where, unsigned *out) {
    *out = LT_PATHS_DEFAULT;
    for (long n = 0; n < off->n; ++n) {
        const char *name = ((char *const *)off->items)[n];
        const int p = find(name);
        if (p < 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "an unknown path of particle chemistry", .where = where,
                            .expected = lt_one_of(lt_path_names, LT_N_PATHS), .found = lt_fmt("\"%s\"", name),
                            .todo = lt_did_you_mean(name, lt_path_names, LT_N_PATHS));
        *out &= ~LT_PATH_BIT(p);
    }
    return LT_OK;
}
