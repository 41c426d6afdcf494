/* user_path.c - see user_path.h. */
#include "grids/build/user_path.h"

#include "base/outdir.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

lt_status lt_user_digest(const char *path, lt_hash *hash) {
    /* In place of the file's ending or, GDAL's own (no data, coordinate system), behind it. */
    static const struct {
        const char *end;
        bool whole;
    } companions[] = {{".dbf", false}, {".shx", false}, {".prj", false},     {".cpg", false},
                      {".tfw", false}, {".hdr", false}, {".aux.xml", false}, {".aux.xml", true}};
    lt_digest digest;
    LT_TRY(lt_hash_file(path, digest));
    lt_hash_text(hash, digest);
    const char *dot = strrchr(path, '.'), *slash = strrchr(path, '/');
    const int whole = (int)strlen(path), stem = dot && (!slash || dot > slash) ? (int)(dot - path) : whole;
    for (size_t k = 0; k < sizeof companions / sizeof *companions; k++) {
        char beside[4096];
        snprintf(beside, sizeof beside, "%.*s%s", companions[k].whole ? whole : stem, path, companions[k].end);
        if (!lt_path_exists(beside)) continue;
        LT_TRY(lt_hash_file(beside, digest));
        lt_hash_text(hash, companions[k].end);
        lt_hash_text(hash, digest);
    }
    return LT_OK;
}

void lt_user_grid_box(const lt_grid *g, double box[4]) {
    box[0] = box[1] = INFINITY;
    box[2] = box[3] = -INFINITY;
    for (long c = 0; c < (long)g->nx * g->ny; c++) {
        box[0] = fmin(box[0], g->lon[c]);
        box[1] = fmin(box[1], g->lat[c]);
        box[2] = fmax(box[2], g->lon[c]);
        box[3] = fmax(box[3], g->lat[c]);
    }
    double room = 0.05 + 2 * g->dx / 1e5; /* more than a cell in degrees of latitude, two thirds of one in longitude */
    box[0] -= 2 * room;
    box[2] += 2 * room;
    box[1] -= room;
    box[3] += room;
}
