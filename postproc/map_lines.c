/* Lines of the map: our prefecture outlines, the edge of the sea cells, the graticule. */
#include "postproc/map_layout.h"
#include "postproc/outlines.h"

#include <math.h>

static lt_status write_outlines(const lt_map *map) {
    lt_outlines outlines;
    FILE *stream = NULL;
    LT_TRY(lt_outlines_read(map->grid, &outlines));
    const lt_status status = lt_map_open(map, "outlines.txt", &stream);
    for (long r = 0; status == LT_OK && r < outlines.n; r++) {
        const lt_ring *ring = &outlines.rings[r];
        fprintf(stream, ">\n");
        for (long q = 0; q < ring->n; q++) fprintf(stream, "%.3f %.3f\n", ring->x[q], ring->y[q]);
    }
    lt_outlines_free(&outlines);
    return status == LT_OK ? lt_map_close(stream, "outlines.txt") : status;
}

/* The sea is ruled with thin lines: they leave the colours of the change as they are. */
static lt_status write_sea(const lt_map *map) {
    enum { LINES_A_CELL = 4 };
    const lt_grid *grid = map->grid;
    const int region = lt_grid_region(grid, "sea");
    const double *sea = region < 0 ? NULL : grid->region_fraction + (long)region * grid->nx * grid->ny;
    const double dx = grid->dx / 1000, west = grid->x0 / 1000, south = grid->y0 / 1000;
    FILE *stream = NULL;
    LT_TRY(lt_map_open(map, "sea.txt", &stream));
    for (long q = 0; sea && q < (long)grid->nx * grid->ny; q++) {
        const double x = west + (double)(q % grid->nx) * dx, y = south + (double)(q / grid->nx) * dx;
        for (int line = 0; sea[q] > 0.5 && line < LINES_A_CELL; line++) {
            const double at = y + (line + 0.5) * dx / LINES_A_CELL;
            fprintf(stream, ">\n%.3f %.3f\n%.3f %.3f\n", x, at, x + dx, at);
        }
    }
    return lt_map_close(stream, "sea.txt");
}

/* Edges between a sea cell and a land cell. */
static lt_status write_coast(const lt_map *map) {
    const lt_grid *grid = map->grid;
    const int region = lt_grid_region(grid, "sea");
    const double *sea = region < 0 ? NULL : grid->region_fraction + (long)region * grid->nx * grid->ny;
    const double dx = grid->dx / 1000, west = grid->x0 / 1000, south = grid->y0 / 1000;
    FILE *stream = NULL;
    LT_TRY(lt_map_open(map, "coast.txt", &stream));
    for (int j = 0; sea && j < grid->ny; j++)
        for (int i = 0; i < grid->nx; i++) {
            const bool here = sea[(long)j * grid->nx + i] > 0.5;
            const double x = west + i * dx, y = south + j * dx;
            if (i + 1 < grid->nx && here != (sea[(long)j * grid->nx + i + 1] > 0.5))
                fprintf(stream, ">\n%.3f %.3f\n%.3f %.3f\n", x + dx, y, x + dx, y + dx);
            if (j + 1 < grid->ny && here != (sea[((long)j + 1) * grid->nx + i] > 0.5))
                fprintf(stream, ">\n%.3f %.3f\n%.3f %.3f\n", x, y + dx, x + dx, y + dx);
        }
    return lt_map_close(stream, "coast.txt");
}

/* Where a line of the graticule leaves the window on the left or at the bottom stands its label. */
static lt_status put_line(const lt_map *map, bool meridian, int degree, FILE *lines, FILE *labels) {
    enum { N_POINTS = 240 };
    double before_x = 0, before_y = 0;
    fprintf(lines, ">\n");
    for (int q = 0; q <= N_POINTS; q++) {
        const double along = (double)q / N_POINTS;
        const double lon = meridian ? degree : 110 + 25 * along, lat = meridian ? 34 + 14 * along : degree;
        double x = 0, y = 0;
        LT_TRY(lt_grid_project(map->grid, lon, lat, &x, &y));
        x /= 1000, y /= 1000;
        fprintf(lines, "%.3f %.3f\n", x, y);
        if (q > 0 && meridian && before_y < map->y0 && y >= map->y0) {
            const double cut = before_x + (x - before_x) * (map->y0 - before_y) / (y - before_y);
            if (cut > map->x0 && cut < map->x1)
                fprintf(labels, "%.3f %.3f TC %d\\260E\n", cut, map->y0 - (map->y1 - map->y0) * 0.008, degree);
        }
        if (q > 0 && !meridian && before_x < map->x0 && x >= map->x0) {
            const double cut = before_y + (y - before_y) * (map->x0 - before_x) / (x - before_x);
            if (cut > map->y0 && cut < map->y1)
                fprintf(labels, "%.3f %.3f RM %d\\260N\n", map->x0 - (map->x1 - map->x0) * 0.008, cut, degree);
        }
        before_x = x, before_y = y;
    }
    return LT_OK;
}

static lt_status put_graticule(const lt_map *map, FILE *lines, FILE *labels) {
    for (int lon = 112; lon <= 134; lon += 2) LT_TRY(put_line(map, true, lon, lines, labels));
    for (int lat = 34; lat <= 48; lat++) LT_TRY(put_line(map, false, lat, lines, labels));
    return LT_OK;
}

static lt_status write_graticule(const lt_map *map) {
    FILE *lines = NULL, *labels = NULL;
    LT_TRY(lt_map_open(map, "graticule.txt", &lines));
    lt_status status = lt_map_open(map, "degrees.txt", &labels);
    if (status != LT_OK) {
        fclose(lines);
        return status;
    }
    status = put_graticule(map, lines, labels);
    const lt_status closed_lines = lt_map_close(lines, "graticule.txt");
    const lt_status closed_labels = lt_map_close(labels, "degrees.txt");
    LT_TRY(status);
    LT_TRY(closed_lines);
    return closed_labels;
}

lt_status lt_map_write_lines(const lt_map *map) {
    LT_TRY(write_outlines(map));
    LT_TRY(write_sea(map));
    LT_TRY(write_coast(map));
    return write_graticule(map);
}
