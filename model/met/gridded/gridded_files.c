/* gridded_files.c - paths and patterns to files (gridded_files.h). */
#include "model/met/gridded/gridded_files.h"

#include "base/ncio.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>

lt_status lt_gridded_files_add(lt_gridded_files *files, const char *path) {
    LT_TRY(lt_grow(&files->path, sizeof *files->path, files->n + 1, &files->room));
    char *copy = strdup(path);
    if (!copy) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a path");
    files->path[files->n++] = copy;
    return LT_OK;
}

void lt_gridded_files_release(lt_gridded_files *files) {
    for (long f = 0; f < files->n; f++) free(files->path[f]);
    lt_free(files->path);
    *files = (lt_gridded_files){0};
}

/* All files of a pattern; *any false if there is none. */
static lt_status add_pattern(const char *pattern, lt_gridded_files *out, bool *any) {
    glob_t found;
    int result = glob(pattern, 0, NULL, &found);
    lt_status status = LT_OK;
    *any = result == 0 && found.gl_pathc > 0;
    for (size_t f = 0; *any && f < found.gl_pathc && status == LT_OK; f++)
        status = lt_gridded_files_add(out, found.gl_pathv[f]);
    if (result == 0) globfree(&found);
    return status;
}

static lt_status find_one(const char *name, const char *where, lt_gridded_files *out) {
    char path[1024] = "";
    bool any = false;
    LT_TRY(add_pattern(name, out, &any));
    if (any) return LT_OK;
    if (name[0] != '/') {
        LT_TRY_CONTEXT(lt_data_path(name, path, sizeof path), "looking for the weather of %s", where);
        LT_TRY(add_pattern(path, out, &any));
    }
    if (any) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a weather file is not there", .where = where,
                    .expected = path[0] ? path : name, .found = "no such file",
                    .todo = "set LANTIAN_DATA to the data folder, or give --met FILE");
}

lt_status lt_gridded_files_find(const lt_list *names, const char *where, lt_gridded_files *out) {
    char *const *items = names->items;
    for (long f = 0; f < names->n; f++) LT_TRY(find_one(items[f], where, out));
    return LT_OK;
}

lt_status lt_gridded_files_wind_alone(const char *path, bool *alone) {
    static const char *const known[] = {"time", "lat", "lon",       "latitude",   "longitude",
                                        "u10",  "v10", "time_bnds", "time_bounds"};
    lt_ncr *file = NULL;
    char name[256];
    *alone = false;
    if (!lt_nc_is(path)) return LT_OK;
    LT_TRY(lt_ncr_open(path, &file));
    *alone = lt_ncr_has(file, "u10") && lt_ncr_has(file, "v10");
    for (int v = 0; *alone && lt_ncr_variable(file, v, name, sizeof name); v++) {
        bool found = false;
        for (size_t k = 0; k < sizeof known / sizeof *known; k++) found |= strcmp(name, known[k]) == 0;
        *alone = found;
    }
    lt_ncr_close(file);
    return LT_OK;
}
