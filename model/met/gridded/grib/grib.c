/* grib.c - the reader of GRIB for gridded.h. */
#include "model/met/gridded/grib/grib.h"

#include "base/outdir.h"
#include "base/probe.h"
#include "model/met/gridded/grib/values.h"

#include <stdio.h>
#include <string.h>

/* "GRIB" within the first bytes: bulletins put a heading before it. */
static lt_status recognise(const char *path, bool *mine) {
    char head[512];
    const size_t n = lt_path_head(path, head, sizeof head); /* none: what opens it says why */
    *mine = false;
    const char *at = n >= 8 ? memmem(head, n - 4, "GRIB", 4) : NULL;
    const size_t left = at ? (size_t)(head + n - at) : 0;
    *mine = left >= 8 && (at == head ? true : at[7] == 1 || at[7] == 2);
    return LT_OK;
}

/* In a child: all that reading will ask of ecCodes. Faults that the reader judges by itself are left to the parent,
 * which comes upon them by the same way. */
static bool try_file(const char *path, const void *context, char *said, size_t size) {
    lt_grib_index *index;
    double *values = NULL;
    (void)context;
    if (lt_grib_index_read(path, &index) != LT_OK) return true;
    lt_status status = lt_calloc((size_t)index->lattice.n, sizeof *values, &values);
    long m = 0;
    for (; status == LT_OK && m < index->n; m++) status = lt_grib_index_values(index, &index->items[m], values);
    if (status != LT_OK)
        snprintf(said, size, "message %d of %d: %.200s", m > 0 ? index->items[m - 1].number : 0, index->n_messages,
                 lt_error_what());
    return status == LT_OK;
}

static lt_status try_in_child(const char *path, int64_t bytes) {
    return lt_probe_run(&(const lt_probe){
        .path = path,
        .seconds = 20.0 + (double)bytes / 1e6, /* JPEG 2000 unpacks some MB of the file a second (measured) */
        .try_it = try_file,
        .depth = 1,
        .what = "a damaged GRIB file",
        .expected = "messages that ecCodes can unpack",
        .todo = "get the file again, or look at it with grib_ls and grib_dump"});
}

static void note_what_is_left(lt_gridded *g, const lt_grib_index *index) {
    if (index->n_left)
        lt_note(g->notes, "GRIB: %d kinds of fields are not used: %s", "GRIB：%d 种场未使用：%s", index->n_left,
                index->left_text);
    for (int f = 0; f < LT_N_GRIDDED; f++) {
        const bool level = f == LT_G_RELATIVE_HUMIDITY, ground = f == LT_G_RELATIVE_2M;
        if ((!level && !ground) || g->records[f].n == 0) continue;
        if (lt_gridded_has(g, level ? LT_G_TEMPERATURE : LT_G_T2M)) continue;
        lt_note(g->notes, "GRIB: %s is taken as over water, there is no temperature to tell from",
                "GRIB：%s 按对水面的相对湿度处理（无气温可供换算）", lt_gridded_rows[f].name);
    }
}

static void make_label(lt_gridded *g, const lt_grib_index *index) {
    char from[24], to[24];
    lt_time_iso(index->first_base, from);
    lt_time_iso(index->last_base, to);
    const bool one = index->first_base == index->last_base;
    snprintf(g->label, sizeof g->label, "%s, %s %.16s%s%.16s", index->source, one ? "run of" : "runs of", from,
             one ? "" : " to ", one ? "" : to);
    if (index->member > 0)
        snprintf(g->label + strlen(g->label), sizeof g->label - strlen(g->label), ", member %d", index->member);
}

static lt_status open_file(lt_gridded *g) {
    lt_grib_file *file;
    lt_grib *own = NULL;
    LT_TRY(lt_grib_file_open(g->path, &file));
    const int64_t bytes = lt_grib_file_size(file);
    lt_grib_file_close(file);
    LT_TRY(try_in_child(g->path, bytes));
    LT_TRY(lt_calloc(1, sizeof *own, &own));
    g->own = own; /* freed by close */
    LT_TRY(lt_grib_index_read(g->path, &own->index));
    LT_TRY(lt_grib_lattice_plane(&own->index->lattice, g->path, &g->plane));
    LT_TRY(lt_grib_records_make(g, own->index, &own->places));
    make_label(g, own->index);
    note_what_is_left(g, own->index);
    return LT_OK;
}

static void close_file(lt_gridded *g) {
    lt_grib *own = g->own;
    lt_grib_index_free(own->index);
    lt_grib_records_free(&own->places);
    lt_free(own->unpacked);
    lt_free(own->angle);
    lt_free(own->other);
    lt_free(own);
    g->own = NULL;
}

const lt_gridded_reader lt_gridded_reader_grib = {
    .name = "grib",
    .doc_en = "GRIB, edition 1 or 2: ERA5, IFS, GFS, NAM (pressure or model levels)",
    .doc_zh = "GRIB 1/2 格式：ERA5、IFS、GFS、NAM（等压面层或模式层）",
    .recognise = recognise,
    .open = open_file,
    .read = lt_grib_values,
    .close = close_file,
};
