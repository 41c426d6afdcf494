#include "model/chemistry/verify/shipped.h"

#include "base/outdir.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int is_mechanism(const struct dirent *entry) {
    size_t n = strlen(entry->d_name);
    return n > 4 && strcmp(entry->d_name + n - 4, ".def") == 0;
}

static lt_status check_one(lt_verify *verify, const char *path,
                           lt_status (*check)(lt_verify *verify, const lt_mechanism *mechanism)) {
    lt_mechanism *mechanism;
    LT_TRY(lt_mechanism_read(path, &mechanism));
    lt_status status = check(verify, mechanism);
    lt_mechanism_free(mechanism);
    return status;
}

lt_status lt_shipped_each(lt_verify *verify, lt_status (*check)(lt_verify *verify, const lt_mechanism *mechanism)) {
    char folder[PATH_MAX], path[PATH_MAX + NAME_MAX + 2];
    struct dirent **entries;
    LT_TRY(lt_share_path("model/chemistry/mechanisms", folder, sizeof folder));
    int n = scandir(folder, &entries, is_mechanism, alphasort);
    if (n <= 0)
        return LT_RAISE(LT_ERR_ENV, .what = "there are no mechanisms", .where = folder, .expected = "the shipped ones",
                        .found = "none", .todo = "install Lantian anew");
    lt_status status = LT_OK;
    for (int e = 0; e < n; e++) {
        snprintf(path, sizeof path, "%s/%s", folder, entries[e]->d_name);
        if (status == LT_OK) status = check_one(verify, path, check);
        free(entries[e]);
    }
    free(entries);
    return status;
}
