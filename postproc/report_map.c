/* The fields of the maps, as JSON:
 *
 *   cell_km, nx, ny, x0, y0     the cells of the window of the PNG maps, widened to whole cells; km in the projection,
 *                               cell q = j nx + i from the south-west corner
 *   lon, lat, sea, city         of every cell: degrees, "1" where it is mostly sea, index of the prefecture with most
 *                               of the cell or -1
 *   fields, regime              report_layers.c
 *   places [{x, y, side}]       labels of the cities; outlines [[x, y, x, y, ...]]: km, to half a kilometre
 */
#include "postproc/map_layout.h"
#include "postproc/outlines.h"
#include "postproc/report_window.h"
#include "postproc/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

lt_status lt_report_cells_find(const lt_grid *grid, lt_report_cells *out) {
    const double dx = grid->dx / 1000, west = grid->x0 / 1000, south = grid->y0 / 1000;
    double km[4];
    LT_TRY(lt_map_window(grid, km));
    out->i0 = (int)floor((km[0] - west) / dx + 1e-9);
    out->j0 = (int)floor((km[2] - south) / dx + 1e-9);
    out->nx = (int)ceil((km[1] - west) / dx - 1e-9) - out->i0;
    out->ny = (int)ceil((km[3] - south) / dx - 1e-9) - out->j0;
    return LT_OK;
}

long lt_report_cell(const lt_report_cells *cells, const lt_grid *grid, long q) {
    return (cells->j0 + q / cells->nx) * (long)grid->nx + cells->i0 + q % cells->nx;
}

static void put_geometry(const lt_report_window *window) {
    const lt_grid *grid = window->grid;
    const double dx = grid->dx / 1000;
    const long n_cells = (long)grid->nx * grid->ny;
    const double *sea = grid->region_fraction + LT_REGION_SEA * n_cells;
    fprintf(window->out, "\"cell_km\":%.6g,\"nx\":%d,\"ny\":%d,\"x0\":%.10g,\"y0\":%.10g", dx, window->cells.nx,
            window->cells.ny, grid->x0 / 1000 + window->cells.i0 * dx, grid->y0 / 1000 + window->cells.j0 * dx);
    fprintf(window->out, ",\n\"lon\":[");
    for (long q = 0; q < lt_report_window_n(window); q++)
        fprintf(window->out, "%s%.2f", lt_report_comma(q), grid->lon[lt_report_window_cell(window, q)]);
    fprintf(window->out, "],\n\"lat\":[");
    for (long q = 0; q < lt_report_window_n(window); q++)
        fprintf(window->out, "%s%.2f", lt_report_comma(q), grid->lat[lt_report_window_cell(window, q)]);
    fprintf(window->out, "],\n\"sea\":\"");
    for (long q = 0; q < lt_report_window_n(window); q++)
        fputc(sea[lt_report_window_cell(window, q)] > 0.5 ? '1' : '0', window->out);
    fprintf(window->out, "\",\n\"city\":[");
    for (long q = 0; q < lt_report_window_n(window); q++) {
        double most = 0.25; /* a cell is named after a prefecture only where a good part of it lies there */
        int best = -1;
        for (int r = 0; r < LT_N_PREFECTURES; r++) {
            const double share = grid->region_fraction[r * n_cells + lt_report_window_cell(window, q)];
            if (share > most) most = share, best = r;
        }
        fprintf(window->out, "%s%d", lt_report_comma(q), best);
    }
    fputc(']', window->out);
}

static lt_status put_places(const lt_report_window *window) {
    fprintf(window->out, ",\n\"places\":[");
    for (int c = 0; c < LT_N_CITY_VALUES; c++) {
        double x = 0, y = 0;
        LT_TRY(lt_grid_project(window->grid, window->summary->cities->lon[c], window->summary->cities->lat[c], &x, &y));
        fprintf(window->out, "%s{\"x\":%.1f,\"y\":%.1f,\"side\":\"%c\"}", lt_report_comma(c), x / 1000, y / 1000,
                lt_cities[c].label);
    }
    fputc(']', window->out);
    return LT_OK;
}

static double half(double km) {
    return round(2 * km) / 2 + 0.0; /* no "-0" */
}

/* Lines that two prefectures share stay shared, for every point is rounded alike. */
static lt_status put_outlines(const lt_report_window *window) {
    lt_outlines outlines;
    LT_TRY(lt_outlines_read(window->grid, &outlines));
    fprintf(window->out, ",\n\"outlines\":[");
    for (long r = 0; r < outlines.n; r++) {
        const lt_ring *ring = &outlines.rings[r];
        fprintf(window->out, "%s[", lt_report_comma(r));
        for (long q = 0; q < ring->n; q++) {
            const double x = half(ring->x[q]), y = half(ring->y[q]);
            if (q > 0 && x == half(ring->x[q - 1]) && y == half(ring->y[q - 1])) continue;
            fprintf(window->out, "%s%.10g,%.10g", lt_report_comma(q), x, y);
        }
        fputc(']', window->out);
    }
    fputc(']', window->out);
    lt_outlines_free(&outlines);
    return LT_OK;
}

lt_status lt_report_map(const lt_grid *grid, const lt_summary *summary, char **out) {
    size_t size = 0;
    lt_report_window window = {.grid = grid, .summary = summary};
    LT_TRY(lt_report_cells_find(grid, &window.cells));
    window.out = open_memstream(out, &size);
    if (!window.out) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the map of the report");
    fputc('{', window.out);
    put_geometry(&window);
    lt_report_layers(&window);
    lt_status status = put_places(&window);
    if (status == LT_OK) status = put_outlines(&window);
    fprintf(window.out, "}\n");
    if (fclose(window.out) != 0 && status == LT_OK)
        status = LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the map of the report");
    if (status == LT_OK) return LT_OK;
    free(*out);
    *out = NULL;
    return status;
}
