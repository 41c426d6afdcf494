#include "model/chemistry/verify/shipped.h"

#include "base/outdir.h"

#include <glob.h>
#include <limits.h>
#include <string.h>

static lt_status check_one(lt_verify *verify, const char *path,
                           lt_status (*check)(lt_verify *verify, const lt_mechanism *mechanism)) {
    lt_mechanism *mechanism;
    LT_TRY(lt_mechanism_read(path, &mechanism));
    lt_status status = check(verify, mechanism);
    lt_mechanism_free(mechanism);
    return status;
}

lt_status lt_shipped_each(lt_verify *verify, lt_status (*check)(lt_verify *verify, const lt_mechanism *mechanism)) {
    char pattern[PATH_MAX];
    glob_t found;
    LT_TRY(lt_share_path("model/chemistry/mechanisms/cb6r5.def", pattern, sizeof pattern));
    strcpy(strrchr(pattern, '/'), "/*.def");
    if (glob(pattern, 0, NULL, &found) != 0) /* sorted by name */
        return LT_RAISE(LT_ERR_ENV, .what = "there are no mechanisms", .where = pattern, .expected = "the shipped ones",
                        .found = "none", .todo = "install Lantian anew");
    lt_status status = LT_OK;
    for (size_t p = 0; p < found.gl_pathc && status == LT_OK; p++) status = check_one(verify, found.gl_pathv[p], check);
    globfree(&found);
    return status;
}
