#include "postproc/map.h"

#include "base/log.h"
#include "postproc/map_layout.h"

#include <errno.h>
#include <ftw.h>
#include <omp.h>
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

struct lt_maps {
    const lt_job *job;
    const lt_grid *grid;
    const lt_summary *summary;
    lt_map *drawn; /* [at_once] a ring: those that are being drawn, the oldest first */
    int at_once, oldest, n;
};

lt_status lt_maps_create(const lt_job *job, const lt_grid *grid, const lt_summary *summary, lt_maps **out) {
    lt_maps *maps;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *maps, &maps));
    *maps = (lt_maps){.job = job, .grid = grid, .summary = summary, .at_once = omp_get_max_threads()};
    const lt_status status = lt_calloc((size_t)maps->at_once, sizeof *maps->drawn, &maps->drawn);
    if (status == LT_OK)
        *out = maps;
    else
        lt_maps_free(maps);
    return status;
}

/* The oldest is out of the ring, drawn or not. */
static lt_map *take_oldest(lt_maps *maps) {
    lt_map *map = &maps->drawn[maps->oldest];
    maps->oldest = (maps->oldest + 1) % maps->at_once;
    maps->n--;
    return map;
}

static void clear(lt_map *map) {
    lt_map_stop(map);
    nftw(map->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

void lt_maps_free(lt_maps *maps) {
    if (!maps) return;
    while (maps->n > 0) clear(take_oldest(maps));
    lt_free(maps->drawn);
    lt_free(maps);
}

static lt_status end_oldest(lt_maps *maps) {
    lt_map *map = take_oldest(maps);
    lt_status status = lt_map_wait(map);
    if (status == LT_OK) status = commit(map, map->name);
    clear(map);
    return status == LT_OK ? LT_OK : lt_error_context(status, "drawing %s", map->name);
}

lt_status lt_maps_end(lt_maps *maps) {
    while (maps->n > 0) LT_TRY(end_oldest(maps));
    return LT_OK;
}

static lt_status write_whole(lt_map *map) {
    LT_TRY(lt_map_layout(map));
    LT_TRY(lt_map_write_cells(map));
    LT_TRY(lt_map_write_lines(map));
    return lt_map_write_texts(map);
}

static void name_map(const lt_maps *maps, lt_map *map) {
    lt_job one = *maps->job;
    one.variant = lt_summary_package(maps->summary, map->package);
    one.period = lt_summary_period(maps->summary, map->period);
    one.nest = false; /* one map, of the grid that the case is judged on */
    snprintf(map->name, sizeof map->name, "%s", lt_job_file(&one, map->what->stem, ".png"));
}

lt_status lt_maps_add(lt_maps *maps, lt_map_kind kind, long package, long period, bool chinese) {
    lt_map map = {.job = maps->job,
                  .grid = maps->grid,
                  .summary = maps->summary,
                  .what = &lt_map_table[kind],
                  .package = package,
                  .period = period,
                  .chinese = chinese,
                  .write = write_whole,
                  .layers = lt_map_layers};
    name_map(maps, &map);
    return lt_maps_start(maps, &map);
}

lt_status lt_maps_start(lt_maps *maps, const lt_map *what) {
    if (maps->n == maps->at_once) LT_TRY(end_oldest(maps));
    lt_map *map = &maps->drawn[(maps->oldest + maps->n) % maps->at_once];
    *map = *what;
    if (map->chinese && !lt_map_chinese_font()[0]) {
        lt_remark(LT_LOG_WARNING, "no Chinese font (fonts-wqy-microhei) or no CMap (poppler-data): %s is in English",
                  map->name);
        map->chinese = false;
    }
    LT_TRY(make_folder(map->folder, sizeof map->folder));
    lt_status status = map->write(map);
    if (status == LT_OK) status = lt_map_start(map);
    if (status == LT_OK) {
        maps->n++;
        return LT_OK;
    }
    clear(map);
    return lt_error_context(status, "drawing %s", map->name);
}
