/* Points, colours and lines of a sheet, as text files for GMT. */
#include "postproc/nearby/nearby_sheet.h"
#include "postproc/outlines.h"

#include <math.h>

/* ColorBrewer's YlOrRd for amounts, palest first; RdBu for changes (Brewer 2002), as in map_layout.c and on the page.
 */
static const char *const amounts[LT_NEARBY_CLASSES] = {"255/255/229", "255/237/160", "254/217/118",
                                                       "254/178/76",  "253/141/60",  "252/78/42",
                                                       "227/26/28",   "189/0/38",    "128/0/38"};

static lt_status write_amounts(const lt_map *map, const lt_nearby_sheet *sheet, int row) {
    const char *name = lt_fmt("cells_%d_0.cpt", row);
    const double *bounds = sheet->bounds[row], step = bounds[1] - bounds[0];
    FILE *stream = NULL;
    LT_TRY(lt_map_open(map, name, &stream));
    for (int k = 0; k < LT_NEARBY_CLASSES; k++) {
        const double from = k == 0 ? bounds[0] - step : bounds[k - 1];
        fprintf(stream, "%.8g %s %.8g %s\n", from, amounts[k],
                k < LT_NEARBY_CLASSES - 1 ? bounds[k] : bounds[k - 1] + step, amounts[k]);
    }
    fprintf(stream, "B %s\nF %s\nN 236\n", amounts[0], amounts[LT_NEARBY_CLASSES - 1]);
    return lt_map_close(stream, name);
}

/* Does a panel colour this point, and by which value? The change may be hidden. */
static bool value_of(const lt_nearby_sheet *sheet, int row, int column, long point, double *value) {
    const lt_nearby_pollutant p = sheet->row[row];
    *value = column == 0 ? lt_nearby_left(sheet)->air[p].mean[point]
                         : lt_nearby_delta(sheet->nearby, &sheet->site, p, sheet->package, point);
    return column == 0 || !lt_nearby_is_hidden(sheet->nearby, &sheet->site, p, sheet->package, point);
}

/* "x y value"; what is not there stays without a value, which the colours paint grey. */
static lt_status write_points(const lt_map *map, const lt_nearby_sheet *sheet, int row, int column) {
    const lt_nearby_file *file = lt_nearby_left(sheet);
    const char *name = lt_fmt("cells_%d_%d.txt", row, column);
    const double step = file->step / 1000;
    FILE *stream = NULL;
    LT_TRY(lt_map_open(map, name, &stream));
    for (long q = 0; q < (long)file->nx * file->ny; q++) {
        double value;
        if (value_of(sheet, row, column, q, &value))
            fprintf(stream, "%.5f %.5f %.9g\n", -sheet->half_x + ((double)(q % file->nx) + 0.5) * step,
                    -sheet->half_y + ((double)(q / file->nx) + 0.5) * step, value);
    }
    return lt_map_close(stream, name);
}

static lt_status write_borders(const lt_map *map, const lt_nearby_sheet *sheet) {
    const lt_nearby_file *file = lt_nearby_left(sheet);
    const double cell = file->cell / 1000, hx = sheet->half_x, hy = sheet->half_y;
    FILE *stream = NULL;
    LT_TRY(lt_map_open(map, "borders.txt", &stream));
    for (int i = 1; i < file->cells_x; i++)
        fprintf(stream, ">\n%.4f %.4f\n%.4f %.4f\n", -hx + i * cell, -hy, -hx + i * cell, hy);
    for (int j = 1; j < file->cells_y; j++)
        fprintf(stream, ">\n%.4f %.4f\n%.4f %.4f\n", -hx, -hy + j * cell, hx, -hy + j * cell);
    return lt_map_close(stream, "borders.txt");
}

static lt_status write_outlines(const lt_map *map, const lt_nearby_sheet *sheet) {
    const lt_nearby_file *file = lt_nearby_left(sheet);
    lt_outlines outlines;
    FILE *stream = NULL;
    LT_TRY(lt_outlines_read(map->grid, &outlines));
    const lt_status status = lt_map_open(map, "outlines.txt", &stream);
    for (long r = 0; status == LT_OK && r < outlines.n; r++) {
        const lt_ring *ring = &outlines.rings[r];
        fprintf(stream, ">\n");
        for (long q = 0; q < ring->n; q++)
            fprintf(stream, "%.4f %.4f\n", lt_nearby_km_x(file, 1000 * ring->x[q]),
                    lt_nearby_km_y(file, 1000 * ring->y[q]));
    }
    lt_outlines_free(&outlines);
    return status == LT_OK ? lt_map_close(stream, "outlines.txt") : status;
}

static lt_status write_triangles(const lt_map *map, const lt_nearby_sheet *sheet, bool assumed) {
    const char *name = assumed ? "assumed.txt" : "known.txt";
    FILE *stream = NULL;
    LT_TRY(lt_map_open(map, name, &stream));
    for (long k = 0; k < sheet->n_places; k++)
        if (sheet->places[k].assumed == assumed) fprintf(stream, "%.4f %.4f\n", sheet->places[k].x, sheet->places[k].y);
    return lt_map_close(stream, name);
}

lt_status lt_nearby_write_cells(lt_map *map) {
    const lt_nearby_sheet *sheet = map->data;
    for (int r = 0; r < sheet->n_rows; r++) {
        LT_TRY(write_amounts(map, sheet, r));
        map->scale = sheet->scale[r];
        if (sheet->n_columns > 1) LT_TRY(lt_map_write_changes(map, lt_fmt("cells_%d_1.cpt", r)));
        for (int c = 0; c < sheet->n_columns; c++) LT_TRY(write_points(map, sheet, r, c));
    }
    LT_TRY(write_borders(map, sheet));
    LT_TRY(write_outlines(map, sheet));
    LT_TRY(write_triangles(map, sheet, false));
    return write_triangles(map, sheet, true);
}
