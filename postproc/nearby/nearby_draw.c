/* The pictures of all sites: their names, what stands on each, and the layers that GMT draws. */
#include "postproc/nearby/nearby_sheet.h"

#include "base/variant.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- names -------------------------------------------------------------------------------------------------------- */

static const char *file_name(const lt_job *job, const char *site) {
    lt_job one = *job;
    one.nest = false;
    return lt_job_file(&one, lt_fmt("near-map_%s", site), ".png");
}

/* The n-th of site, period, variant; the road asks before anything was run. */
lt_status lt_nearby_outputs(const lt_job *job, int n, const char **name) {
    lt_variants all;
    lt_job one = *job;
    *name = NULL;
    if (!lt_nearby_site_name(job->setup, 0)) return LT_OK;
    LT_TRY(lt_variants_of(job->setup, &all));
    bool compares = false;
    for (long v = 0; v < all.n; v++) compares = compares || lt_variant_is_compared(&all.rows[v]);
    const lt_period *periods = job->setup->periods.items;
    for (long s = 0; lt_nearby_site_name(job->setup, s); s++)
        for (long p = 0; p < job->setup->periods.n; p++)
            for (long v = 0; v < all.n; v++) {
                const bool wanted =
                    compares ? lt_variant_is_compared(&all.rows[v]) : all.rows[v].kind == LT_VARIANT_BASE;
                if (!wanted || n-- != 0) continue;
                one.period = &periods[p];
                one.variant = all.rows[v].id;
                *name = file_name(&one, lt_nearby_site_name(job->setup, s));
            }
    lt_variants_free(&all);
    return LT_OK;
}

/* --- what stands on a sheet --------------------------------------------------------------------------------------- */

const lt_nearby_file *lt_nearby_left(const lt_nearby_sheet *sheet) {
    return sheet->package < 0 ? sheet->site.files : lt_nearby_origin(sheet->nearby, &sheet->site, sheet->package);
}

double lt_nearby_row_y(const lt_nearby_sheet *sheet, int row) {
    return (sheet->n_rows - 1 - row) * (sheet->high + LT_NEARBY_BELOW);
}

double lt_nearby_km_x(const lt_nearby_file *file, double x) {
    return (x - file->x0 - file->cells_x * file->cell / 2) / 1000;
}

double lt_nearby_km_y(const lt_nearby_file *file, double y) {
    return (y - file->y0 - file->cells_y * file->cell / 2) / 1000;
}

/* The stacks of base in the map, the strongest first, joined where one symbol would hide the other. */
static lt_status join_places(lt_nearby_sheet *sheet) {
    const lt_nearby_file *base = sheet->site.files;
    LT_TRY(lt_calloc((size_t)base->n_stacks, sizeof *sheet->places, &sheet->places));
    for (long k = 0; k < base->n_stacks && base->stacks[k].inside; k++) {
        const lt_nearby_stack *one = &base->stacks[k];
        const double x = lt_nearby_km_x(base, one->x), y = lt_nearby_km_y(base, one->y);
        lt_nearby_place *at = sheet->places;
        while (at < sheet->places + sheet->n_places && hypot(at->x - x, at->y - y) > base->step / 1000) at++;
        if (at == sheet->places + sheet->n_places)
            *at = (lt_nearby_place){.x = x, .y = y, .first = k}, sheet->n_places++;
        at->n++;
        at->assumed = at->assumed || one->assumed;
    }
    return LT_OK;
}

lt_status lt_nearby_fill(lt_nearby_sheet *sheet) {
    const lt_nearby_file *left = lt_nearby_left(sheet);
    sheet->half_x = left->cells_x * left->cell / 2000;
    sheet->half_y = left->cells_y * left->cell / 2000;
    sheet->high = LT_NEARBY_SIDE * sheet->half_y / sheet->half_x;
    sheet->n_columns = sheet->package < 0 ? 1 : 2;
    for (int p = 0; p < LT_N_NEARBY; p++) {
        const int r = sheet->n_rows;
        if (!left->air[p].has) continue;
        sheet->row[sheet->n_rows++] = (lt_nearby_pollutant)p;
        LT_TRY(lt_nearby_bounds(left, (lt_nearby_pollutant)p, sheet->bounds[r]));
        if (sheet->package >= 0)
            LT_TRY(
                lt_nearby_scale(sheet->nearby, &sheet->site, (lt_nearby_pollutant)p, sheet->package, &sheet->scale[r]));
    }
    return join_places(sheet);
}

/* --- layers ------------------------------------------------------------------------------------------------------- */

static double tick_of(double half_km) {
    return half_km > 40 ? 20 : half_km > 20 ? 10 : half_km > 8 ? 5 : half_km > 3 ? 2 : 1;
}

/* One panel, moved to its place on the sheet. */
static int draw_panel(void *api, const lt_nearby_sheet *sheet, int row, int column) {
    const lt_nearby_file *left = lt_nearby_left(sheet);
    char window[256], name[32];
    const double tick = tick_of(sheet->half_x);
    snprintf(name, sizeof name, "%d_%d", row, column);
    snprintf(window, sizeof window, "-R%.6f/%.6f/%.6f/%.6f -JX%.4fc/%.4fc -Xa%.4fc -Ya%.4fc -O -K", -sheet->half_x,
             sheet->half_x, -sheet->half_y, sheet->half_y, LT_NEARBY_SIDE, sheet->high,
             column * (LT_NEARBY_SIDE + LT_NEARBY_GAP), lt_nearby_row_y(sheet, row));
    /* every point a rectangle as it is, nothing between them */
    int bad = lt_map_call(api, "xyz2grd", "cells_%s.txt -Gcells_%s.grd -R%.6f/%.6f/%.6f/%.6f -I%d+n/%d+n -r", name,
                          name, -sheet->half_x, sheet->half_x, -sheet->half_y, sheet->half_y, left->nx, left->ny) != 0;
    bad |= lt_map_call(api, "grdimage", "cells_%s.grd %s -nn -Ccells_%s.cpt ->>map.ps", name, window, name) != 0;
    bad |= lt_map_call(api, "psxy", "borders.txt %s -W0.3p,gray35,3_2 ->>map.ps", window) != 0;
    bad |= lt_map_call(api, "psxy", "outlines.txt %s -W0.8p,gray20 ->>map.ps", window) != 0;
    bad |= lt_map_call(api, "psbasemap", "%s -Bxa%g -Bya%g -BWSne ->>map.ps", window, tick, tick) != 0;
    bad |= lt_map_call(api, "psxy", "assumed.txt %s -St0.30c -W2.2p,white ->>map.ps", window) != 0;
    bad |= lt_map_call(api, "psxy", "assumed.txt %s -St0.30c -W1.1p,black ->>map.ps", window) != 0;
    bad |= lt_map_call(api, "psxy", "known.txt %s -St0.32c -Gblack -W0.6p,white ->>map.ps", window) != 0;
    bad |= lt_map_call(api, "pstext", "labels.txt %s -F+f+j ->>map.ps", window) != 0;
    return bad;
}

static int draw_bar(void *api, const lt_nearby_sheet *sheet, int row, int column, const char *paper) {
    const double middle = column * (LT_NEARBY_SIDE + LT_NEARBY_GAP) + LT_NEARBY_SIDE / 2;
    const double y = lt_nearby_row_y(sheet, row) - 0.75;
    const char *ticks = column == 0 ? "-L" : lt_fmt("-Bxa%.8g", sheet->scale[row] / 2);
    return lt_map_call(api, "psscale", "-Ccells_%d_%d.cpt -Dx%.3fc/%.3fc+w%.3fc/0.28c+h+jTC %s %s -O -K ->>map.ps", row,
                       column, middle, y, LT_NEARBY_SIDE * 0.96, ticks, paper);
}

int lt_nearby_layers(void *api, const lt_map *map) {
    const lt_nearby_sheet *sheet = map->data;
    char paper[128];
    snprintf(paper, sizeof paper, "-R0/%.4f/0/%.4f -Jx1c", map->width, map->height);
    int bad = lt_map_call(api, "pstext", "title.txt %s -F+f+j -N -K -X2c -Y9c ->map.ps", paper) != 0;
    for (int r = 0; r < sheet->n_rows; r++)
        for (int c = 0; c < sheet->n_columns; c++) {
            bad |= draw_panel(api, sheet, r, c);
            bad |= draw_bar(api, sheet, r, c, paper) != 0;
        }
    /* a window that reaches above the highest panel */
    bad |= lt_map_call(api, "psxy", "bars.txt -R0/%.4f/0/%.4f -Jx1c -W1p,black -O -K ->>map.ps", map->width,
                       map->height + 2) != 0;
    bad |= lt_map_call(api, "pstext", "bar_words.txt %s -F+f+j -N -O -K ->>map.ps", paper) != 0;
    bad |= lt_map_call(api, "pstext", "notes.txt %s -F+f+j -N -O ->>map.ps", paper) != 0;
    return bad;
}

/* --- all of them -------------------------------------------------------------------------------------------------- */

static lt_status write_sheet(lt_map *map) {
    LT_TRY(lt_nearby_write_cells(map));
    return lt_nearby_write_texts(map);
}

static lt_status draw_one(const lt_job *job, lt_maps *maps, lt_nearby_sheet *sheet, lt_map *map) {
    lt_job one = *job;
    one.variant = sheet->package < 0 ? "base" : lt_summary_package(map->summary, sheet->package);
    one.period = lt_summary_period(map->summary, map->period);
    LT_TRY(lt_nearby_fill(sheet));
    map->width = sheet->n_columns * (LT_NEARBY_SIDE + LT_NEARBY_GAP) - LT_NEARBY_GAP;
    map->height = sheet->n_rows * (sheet->high + LT_NEARBY_BELOW) - LT_NEARBY_BELOW;
    snprintf(map->name, sizeof map->name, "%s", file_name(&one, sheet->site.files->site));
    return lt_maps_start(maps, map);
}

static lt_status draw_all(const lt_job *job, const lt_grid *grid, const lt_nearby *nearby, bool chinese,
                          lt_maps *maps) {
    for (long s = 0; s < nearby->n_sites; s++)
        for (long p = 0; p < nearby->n_periods; p++)
            for (long q = nearby->n_files > 1 ? 0 : -1; q < nearby->n_files - 1; q++) {
                lt_nearby_sheet sheet = {.nearby = nearby, .site = lt_nearby_at(nearby, s, p), .package = q};
                lt_map map = {.job = job,
                              .grid = grid,
                              .summary = nearby->summary,
                              .package = q,
                              .period = p,
                              .chinese = chinese,
                              .write = write_sheet,
                              .layers = lt_nearby_layers,
                              .data = &sheet};
                const lt_status status = draw_one(job, maps, &sheet, &map);
                lt_free(sheet.places);
                LT_TRY(status);
            }
    return lt_maps_end(maps);
}

lt_status lt_nearby_draw(const lt_job *job, const lt_grid *grid, const lt_nearby *nearby, bool chinese) {
    lt_maps *maps;
    LT_TRY(lt_outdir_drop_all(job->out, "near-map_", ".png")); /* of a site or package that the case has no more */
    if (!nearby) return LT_OK;
    LT_TRY(lt_maps_create(job, grid, nearby->summary, &maps));
    const lt_status status = draw_all(job, grid, nearby, chinese, maps);
    lt_maps_free(maps);
    return status;
}
