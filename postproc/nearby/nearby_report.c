/* The island lantian-near of the page: for every site of summary.json's `near`, in its order, what the pictures need.
 *
 *   sites [{nx, ny            points of the pictures, from the south-west in rows to the north: means of so many points
 *                             of the file that a side has no more than 120
 *           half [x, y]       km from the middle to the edge; middle [x, y]: km in the projection
 *           by_period {id: {stacks, pollutants}}}]
 *   stacks [{id, x, y (km from the middle), height, assumed, inside, rates {so2: [base, reference, packages ...]}}]:
 * g/s pollutants {so2: {cells [[grid's value, part of stacks or null, mean of the map's points], ...] (base, in rows
 * from the south-west), amounts {base: {bounds, field}, reference: ...}, changes {package: {scale, field}}}}
 *
 * A field has one sign a point (A-Z a-z 0-9 + /: 0 to 63). Amounts: 7 to a class of the legend, 63 above the last;
 * changes: 31 is none, 1 and 61 the ends of the scale, "-" below the noise. */
#include "base/json.h"
#include "base/noise.h"
#include "postproc/nearby/nearby_json.h"
#include "postproc/text.h"

#include <math.h>
#include <stdlib.h>

static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
enum { MOST_SIDE = 120, A_CLASS = 7, MIDDLE = 31, REACH = 30 };

/* Points of the file to a side of a picture's point: the least that divides a cell. */
static int thinning(const lt_nearby_file *file) {
    const int points = file->nx / file->cells_x;
    int k = 1;
    while (k < points && (points % k != 0 || file->nx / k > MOST_SIDE || file->ny / k > MOST_SIDE)) k++;
    return k;
}

/* Mean of the points of the file in a point of the picture. */
static double thinned(const lt_nearby_file *file, const double *values, long q, int k) {
    const long nx = file->nx / k, i0 = q % nx * k, j0 = q / nx * k;
    double sum = 0;
    for (long j = j0; j < j0 + k; j++)
        for (long i = i0; i < i0 + k; i++) sum += values[j * file->nx + i];
    return sum / ((double)k * k);
}

/* The point of the file at the corner of one of the picture. */
static long first_of(const lt_nearby_file *file, long q, int k) {
    const long nx = file->nx / k;
    return q / nx * k * file->nx + q % nx * k;
}

static lt_status add_amounts(cJSON *out, const char *name, const lt_nearby_file *file, lt_nearby_pollutant pollutant) {
    const int k = thinning(file);
    const long n = (long)(file->nx / k) * (file->ny / k);
    double bounds[LT_NEARBY_CLASSES - 1];
    char *field;
    LT_TRY(lt_nearby_bounds(file, pollutant, bounds));
    LT_TRY(lt_calloc((size_t)n + 1, 1, &field));
    const double step = bounds[1] - bounds[0], least = bounds[0] - step;
    for (long q = 0; q < n; q++) {
        const double level = floor((thinned(file, file->air[pollutant].mean, q, k) - least) / step * A_CLASS);
        field[q] = signs[(int)fmin(fmax(level, 0), A_CLASS * LT_NEARBY_CLASSES)];
    }
    cJSON *one = cJSON_AddObjectToObject(out, name), *list = cJSON_AddArrayToObject(one, "bounds");
    for (int b = 0; b < LT_NEARBY_CLASSES - 1; b++)
        cJSON_AddItemToArray(list, cJSON_CreateNumber(lt_text_digits(bounds[b], 8)));
    cJSON_AddStringToObject(one, "field", field);
    lt_free(field);
    return LT_OK;
}

static lt_status add_changes(cJSON *out, const lt_nearby *nearby, const lt_nearby_site *site,
                             lt_nearby_pollutant pollutant, long package) {
    const lt_nearby_file *file = &site->files[1 + package];
    const int k = thinning(file);
    const long n = (long)(file->nx / k) * (file->ny / k), points = (long)file->nx * file->ny;
    const double *noise = site->noise + (long)pollutant * file->cells_x * file->cells_y;
    double scale, *deltas;
    char *field;
    LT_TRY(lt_nearby_scale(nearby, site, pollutant, package, &scale));
    LT_TRY(lt_calloc((size_t)points, sizeof *deltas, &deltas));
    const lt_status status = lt_calloc((size_t)n + 1, 1, &field);
    for (long q = 0; status == LT_OK && q < points; q++)
        deltas[q] = lt_nearby_delta(nearby, site, pollutant, package, q);
    for (long q = 0; status == LT_OK && q < n; q++) {
        const double delta = thinned(file, deltas, q, k);
        const bool hidden = delta == 0 || lt_noise_hides(delta, noise[lt_nearby_cell(file, first_of(file, q, k))]);
        field[q] = hidden ? '-' : signs[MIDDLE + (int)lround(REACH * fmin(fmax(delta / scale, -1), 1))];
    }
    lt_free(deltas);
    LT_TRY(status);
    cJSON *one = cJSON_AddObjectToObject(out, lt_summary_package(nearby->summary, package));
    cJSON_AddNumberToObject(one, "scale", scale);
    cJSON_AddStringToObject(one, "field", field);
    lt_free(field);
    return LT_OK;
}

/* The check of the map, cell by cell. */
static lt_status add_cells(cJSON *out, const lt_nearby_file *file, lt_nearby_pollutant pollutant) {
    const lt_nearby_air *air = &file->air[pollutant];
    const long n_cells = (long)file->cells_x * file->cells_y;
    double *means;
    LT_TRY(lt_calloc((size_t)n_cells, sizeof *means, &means));
    lt_nearby_cell_means(file, air->mean, means);
    cJSON *cells = cJSON_AddArrayToObject(out, "cells");
    for (long c = 0; c < n_cells; c++) {
        cJSON *one = cJSON_CreateArray();
        cJSON_AddItemToArray(one, cJSON_CreateNumber(lt_text_digits(air->cell[c], 7)));
        cJSON_AddItemToArray(one,
                             air->local ? cJSON_CreateNumber(lt_text_digits(air->local[c], 4)) : cJSON_CreateNull());
        cJSON_AddItemToArray(one, cJSON_CreateNumber(lt_text_digits(means[c], 7)));
        cJSON_AddItemToArray(cells, one);
    }
    lt_free(means);
    return LT_OK;
}

static lt_status add_pollutant(cJSON *out, const lt_nearby *nearby, const lt_nearby_site *site,
                               lt_nearby_pollutant pollutant) {
    cJSON *one = cJSON_AddObjectToObject(out, lt_nearby_table[pollutant].variable);
    const char *reference = lt_summary_reference(nearby->summary);
    LT_TRY(add_cells(one, site->files, pollutant));
    cJSON *amounts = cJSON_AddObjectToObject(one, "amounts"), *changes = cJSON_AddObjectToObject(one, "changes");
    LT_TRY(add_amounts(amounts, "base", site->files, pollutant));
    if (reference) LT_TRY(add_amounts(amounts, reference, &site->files[1], pollutant));
    for (long q = 0; q < nearby->n_files - 1; q++) LT_TRY(add_changes(changes, nearby, site, pollutant, q));
    return LT_OK;
}

static double tenth_m(double km) {
    return round(1e4 * km) / 1e4 + 0.0; /* no "-0" */
}

static cJSON *stacks_json(const lt_nearby *nearby, const lt_nearby_site *site) {
    const lt_nearby_file *base = site->files;
    const double middle_x = base->x0 + base->cells_x * base->cell / 2,
                 middle_y = base->y0 + base->cells_y * base->cell / 2;
    cJSON *out = cJSON_CreateArray();
    for (long k = 0; k < base->n_stacks; k++) {
        const lt_nearby_stack *stack = &base->stacks[k];
        cJSON *one = lt_json_add_item(out);
        cJSON_AddStringToObject(one, "id", stack->id);
        cJSON_AddNumberToObject(one, "x", tenth_m((stack->x - middle_x) / 1000));
        cJSON_AddNumberToObject(one, "y", tenth_m((stack->y - middle_y) / 1000));
        cJSON_AddNumberToObject(one, "height", lt_text_digits(stack->height, 4));
        cJSON_AddBoolToObject(one, "assumed", stack->assumed);
        cJSON_AddBoolToObject(one, "inside", stack->inside);
        cJSON *rates = cJSON_AddObjectToObject(one, "rates");
        for (int p = 0; p < LT_N_NEARBY; p++) {
            if (!isfinite(stack->rate[p])) continue;
            cJSON *list = cJSON_AddArrayToObject(rates, lt_nearby_table[p].variable);
            for (long f = 0; f < nearby->n_files; f++) {
                const lt_nearby_stack *same = lt_nearby_same(base, k, &site->files[f]);
                cJSON_AddItemToArray(list, cJSON_CreateNumber(same ? lt_text_digits(same->rate[p], 4) : 0));
            }
        }
    }
    return out;
}

static lt_status add_site(cJSON *sites, const lt_nearby *nearby, long s) {
    const lt_nearby_file *base = lt_nearby_at(nearby, s, 0).files;
    const int k = thinning(base);
    const double half_x = base->cells_x * base->cell / 2000, half_y = base->cells_y * base->cell / 2000;
    cJSON *one = lt_json_add_item(sites);
    cJSON_AddNumberToObject(one, "nx", base->nx / k);
    cJSON_AddNumberToObject(one, "ny", base->ny / k);
    cJSON_AddItemToObject(one, "half", cJSON_CreateDoubleArray((const double[]){half_x, half_y}, 2));
    cJSON_AddItemToObject(
        one, "middle",
        cJSON_CreateDoubleArray((const double[]){base->x0 / 1000 + half_x, base->y0 / 1000 + half_y}, 2));
    cJSON *periods = cJSON_AddObjectToObject(one, "by_period");
    for (long p = 0; p < nearby->n_periods; p++) {
        const lt_nearby_site site = lt_nearby_at(nearby, s, p);
        cJSON *period = cJSON_AddObjectToObject(periods, lt_summary_period(nearby->summary, p)->id);
        cJSON_AddItemToObject(period, "stacks", stacks_json(nearby, &site));
        cJSON *pollutants = cJSON_AddObjectToObject(period, "pollutants");
        for (int q = 0; q < LT_N_NEARBY; q++)
            if (site.files->air[q].has) LT_TRY(add_pollutant(pollutants, nearby, &site, (lt_nearby_pollutant)q));
    }
    return LT_OK;
}

lt_status lt_nearby_report(const lt_nearby *nearby, char **out) {
    *out = NULL;
    if (!nearby) return LT_OK;
    cJSON *root = cJSON_CreateObject(), *sites = cJSON_AddArrayToObject(root, "sites");
    lt_status status = LT_OK;
    for (long s = 0; s < nearby->n_sites && status == LT_OK; s++) status = add_site(sites, nearby, s);
    if (status == LT_OK) *out = cJSON_PrintUnformatted(root);
    cJSON_Delete(root);
    LT_TRY(status);
    return *out ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the report");
}
