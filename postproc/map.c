#include "postproc/map.h"

#include "base/log.h"
#include "postproc/map_layout.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const lt_map_row lt_map_table[LT_N_MAPS] = {
#define LT_MAP_ROW(quantity, stem, gmt, zh) {LT_QUANTITY_##quantity, stem, gmt, zh},
    LT_MAP_LIST(LT_MAP_ROW)
#undef LT_MAP_ROW
};

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *walk) {
    (void)info, (void)type, (void)walk;
    return remove(path);
}

static lt_status make_folder(char *out, size_t size) {
    const char *parent = getenv("TMPDIR");
    snprintf(out, size, "%s/lantian-map-XXXXXX", parent && parent[0] ? parent : "/tmp");
    if (!mkdtemp(out)) return lt_errno_raise(errno, "making a temporary folder for the map", out);
    return LT_OK;
}

/* Copy folder/map.png through the outdir, which checks, renames and enters it. */
static lt_status commit(const lt_map *map, const char *name) {
    char path[1024], block[65536];
    FILE *out = NULL;
    snprintf(path, sizeof path, "%s/map.png", map->folder);
    FILE *in = fopen(path, "rb");
    if (!in)
        return LT_RAISE(LT_ERR_ENV, .what = "GMT made no picture", .where = path, .expected = "a PNG file",
                        .found = "no file", .todo = "check that gmt and ghostscript are installed");
    lt_status status = lt_outdir_stream(map->job->out, name, &out);
    if (status != LT_OK) {
        fclose(in);
        return status;
    }
    size_t n = 0, total = 0;
    bool good = true;
    while (good && (n = fread(block, 1, sizeof block, in)) > 0) {
        good = (total > 0 || (n > 8 && memcmp(block, "\x89PNG\r\n\x1a\n", 8) == 0)) && fwrite(block, 1, n, out) == n;
        total += n;
    }
    good = good && total > 0 && !ferror(in);
    fclose(in);
    if (good) return lt_outdir_commit_stream(map->job->out, name, out);
    const int error = errno;
    lt_outdir_abandon_stream(map->job->out, name, out);
    return total == 0 ? LT_RAISE(LT_ERR_ENV, .what = "GMT made no picture", .where = path, .expected = "a PNG file",
                                 .found = "an empty file", .todo = "check that gmt and ghostscript are installed")
                      : lt_errno_raise(error ? error : EIO, "writing the map", name);
}

static lt_status make(lt_map *map, const char *name) {
    LT_TRY(lt_map_layout(map));
    LT_TRY(lt_map_write_cells(map));
    LT_TRY(lt_map_write_lines(map));
    LT_TRY(lt_map_write_texts(map));
    LT_TRY(lt_map_draw(map));
    return commit(map, name);
}

lt_status lt_map_write(const lt_job *job, const lt_grid *grid, const lt_summary *summary, lt_map_kind kind,
                       long package, long period, bool chinese) {
    lt_map map = {.job = job,
                  .grid = grid,
                  .summary = summary,
                  .what = &lt_map_table[kind],
                  .package = package,
                  .period = period,
                  .chinese = chinese};
    lt_job one = *job;
    char name[256];
    one.variant = lt_summary_package(summary, package);
    one.period = lt_summary_period(summary, period);
    one.nest = false; /* one map, of the grid that the case is judged on */
    snprintf(name, sizeof name, "%s", lt_job_file(&one, map.what->stem, ".png"));
    if (chinese && !lt_map_chinese_font()[0]) {
        lt_remark(LT_LOG_WARNING, "no Chinese font (fonts-wqy-microhei) or no CMap (poppler-data): %s is in English",
                  name);
        map.chinese = false;
    }
    LT_TRY(make_folder(map.folder, sizeof map.folder));
    const lt_status status = make(&map, name);
    nftw(map.folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    if (status != LT_OK) return lt_error_context(status, "drawing %s", name);
    return LT_OK;
}
