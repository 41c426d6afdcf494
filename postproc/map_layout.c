/* Window, colour scale, cells. */
#include "postproc/map_layout.h"

#include "postproc/text.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

lt_status lt_map_open(const lt_map *map, const char *name, FILE **out) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", map->folder, name);
    *out = fopen(path, "w");
    return *out ? LT_OK
                : LT_RAISE(LT_ERR_ENV, .what = "a temporary file cannot be written", .where = path,
                           .expected = "a folder that can be written", .found = strerror(errno),
                           .todo = "set TMPDIR to a folder with room");
}

lt_status lt_map_close(FILE *stream, const char *name) {
    const int bad = ferror(stream);
    if (fclose(stream) != 0 || bad)
        return LT_RAISE(LT_ERR_ENV, .what = "a temporary file cannot be written", .where = name,
                        .expected = "room for a few MB", .found = "a failed write",
                        .todo = "set TMPDIR to a folder with room");
    return LT_OK;
}

/* Cells with any share of a prefecture, and four more around them. */
lt_status lt_map_window(const lt_grid *grid, double window[4]) {
    enum { MARGIN_KM = 100 };
    const long n_cells = (long)grid->nx * grid->ny;
    const double dx = grid->dx / 1000, west = grid->x0 / 1000, south = grid->y0 / 1000;
    double x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY;
    for (int r = 0; r < LT_N_CITY_VALUES; r++) {
        const int region = lt_grid_region(grid, lt_cities[r].name_en);
        for (long q = 0; q < n_cells; q++) {
            if (!(grid->region_fraction[(long)region * n_cells + q] > 0)) continue;
            const double x = west + (double)(q % grid->nx) * dx, y = south + (double)(q / grid->nx) * dx;
            x0 = fmin(x0, x), x1 = fmax(x1, x + dx), y0 = fmin(y0, y), y1 = fmax(y1, y + dx);
        }
    }
    window[0] = fmax(west, x0 - MARGIN_KM), window[1] = fmin(west + grid->nx * dx, x1 + MARGIN_KM);
    window[2] = fmax(south, y0 - MARGIN_KM), window[3] = fmin(south + grid->ny * dx, y1 + MARGIN_KM);
    if (window[1] > window[0] && window[3] > window[2]) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the grid holds none of the 14 cities", .where = grid->name,
                    .expected = "a grid over Liaoning", .found = "no cell in any prefecture",
                    .todo = "take a grid that covers Liaoning");
}

static double delta_of(const lt_map *map, long cell) {
    return lt_summary_cell_delta(map->summary, map->what->quantity, map->package, map->period, cell);
}

static bool is_hidden(const lt_map *map, long cell) {
    return lt_summary_cell_is_hidden(map->summary, map->what->quantity, map->package, map->period, cell);
}

static bool in_window(const lt_map *map, long cell, double corner[4]) {
    const lt_grid *grid = map->grid;
    const double dx = grid->dx / 1000;
    corner[0] = fmax(map->x0, grid->x0 / 1000 + (double)(cell % grid->nx) * dx);
    corner[1] = fmin(map->x1, grid->x0 / 1000 + (double)(cell % grid->nx + 1) * dx);
    corner[2] = fmax(map->y0, grid->y0 / 1000 + (double)(cell / grid->nx) * dx);
    corner[3] = fmin(map->y1, grid->y0 / 1000 + (double)(cell / grid->nx + 1) * dx);
    return corner[0] < corner[1] && corner[2] < corner[3];
}

/* The largest change in the window, rounded up to 1, 1.5, 2, 3, 5 or 8 times a power of ten. */
static void scale_of(lt_map *map) {
    static const double steps[] = {1, 1.5, 2, 3, 5, 8, 10};
    double largest = 0, corner[4];
    for (long q = 0; q < (long)map->grid->nx * map->grid->ny; q++) {
        if (!in_window(map, q, corner)) continue;
        if (!is_hidden(map, q)) largest = fmax(largest, fabs(delta_of(map, q)));
    }
    if (!(largest > 0)) largest = 0.1; /* nothing above the noise: a scale must still be drawn */
    const double power = pow(10, floor(log10(largest)));
    map->scale = 10 * power;
    for (int s = 6; s >= 0; s--)
        if (largest <= steps[s] * power * (1 + 1e-12)) map->scale = steps[s] * power;
}

lt_status lt_map_layout(lt_map *map) {
    double window[4];
    LT_TRY(lt_map_window(map->grid, window));
    map->x0 = window[0], map->x1 = window[1], map->y0 = window[2], map->y1 = window[3];
    map->width = 15;
    map->height = map->width * (map->y1 - map->y0) / (map->x1 - map->x0);
    scale_of(map);
    return LT_OK;
}

static void put_box(FILE *stream, const double corner[4]) {
    fprintf(stream, "%.4f %.4f\n%.4f %.4f\n%.4f %.4f\n%.4f %.4f\n", corner[0], corner[2], corner[1], corner[2],
            corner[1], corner[3], corner[0], corner[3]);
}

lt_status lt_map_write_changes(const lt_map *map, const char *name) {
    FILE *stream = NULL;
    LT_TRY(lt_map_open(map, name, &stream));
    /* Diverging, white in the middle, told apart by colour-blind people: ColorBrewer RdBu (Brewer 2002). */
    static const char *const colour[] = {"5/48/97",     "33/102/172",  "67/147/195",  "146/197/222",
                                         "209/229/240", "255/255/255", "253/219/199", "244/165/130",
                                         "214/96/77",   "178/24/43",   "103/0/31"};
    for (int s = 0; s < 10; s++)
        fprintf(stream, "%.8g %s %.8g %s\n", map->scale * (s - 5) / 5.0, colour[s], map->scale * (s - 4) / 5.0,
                colour[s + 1]);
    fprintf(stream, "B %s\nF %s\nN 236\n", colour[0], colour[10]); /* N: hidden points of nearby/ */
    return lt_map_close(stream, name);
}

/* hidden.txt: cells below the noise floor, drawn grey; cells.txt: all others with their change. */
static void put_cells(const lt_map *map, FILE *hidden, FILE *cells) {
    const double overlap = 0.1; /* km, so that no background shines through between two cells */
    double corner[4];
    for (long q = 0; q < (long)map->grid->nx * map->grid->ny; q++) {
        if (!in_window(map, q, corner)) continue;
        const bool is_grey = is_hidden(map, q);
        if (is_grey)
            fprintf(hidden, ">\n");
        else
            fprintf(cells, "> -Z%.9g\n", delta_of(map, q));
        corner[1] = fmin(map->x1, corner[1] + overlap);
        corner[3] = fmin(map->y1, corner[3] + overlap);
        put_box(is_grey ? hidden : cells, corner);
    }
}

lt_status lt_map_write_cells(lt_map *map) {
    FILE *hidden = NULL, *cells = NULL;
    LT_TRY(lt_map_write_changes(map, "diff.cpt"));
    LT_TRY(lt_map_open(map, "hidden.txt", &hidden));
    const lt_status status = lt_map_open(map, "cells.txt", &cells);
    if (status == LT_OK) put_cells(map, hidden, cells);
    const lt_status closed_hidden = lt_map_close(hidden, "hidden.txt");
    const lt_status closed_cells = cells ? lt_map_close(cells, "cells.txt") : LT_OK;
    LT_TRY(status);
    LT_TRY(closed_hidden);
    return closed_cells;
}
