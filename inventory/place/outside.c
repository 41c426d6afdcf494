/* outside.c - the share of a neighbouring region that lies in every cell, and ships around ports.
 *
 * A place is a disc of 100 m2 a person (recalled, as in grids/data), seen as N_DISC points of equal weight on a
 * sunflower; a plant is a point. What is listed outside the grid counts in the whole, so nothing is pulled in. */
#include "inventory/place/outside.h"

#include "base/csv.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { N_DISC = 32, N_SUB = 9 };
static const double m2_a_person = 100, port_reach_m = 370.4e3, port_core_m = 3.3e3;

static lt_status one_row(const lt_csv *t, long r, const int *c, lt_site *out) {
    const char *kind = lt_csv_text(t, r, c[1]);
    snprintf(out->region, sizeof out->region, "%s", lt_csv_text(t, r, c[0]));
    out->plant = strcmp(kind, "coal_plant") == 0;
    if (!out->plant && strcmp(kind, "place") != 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown kind of site", .where = lt_csv_where(t, r, c[1]),
                        .expected = "place or coal_plant", .found = lt_fmt("\"%s\"", kind), .todo = "correct the kind");
    out->elsewhere = lt_csv_empty(t, r, c[3]);
    if (!out->elsewhere) {
        LT_TRY(lt_csv_double(t, r, c[3], &out->lon));
        LT_TRY(lt_csv_double(t, r, c[4], &out->lat));
    }
    LT_TRY(lt_csv_double(t, r, c[5], &out->weight));
    if (out->weight < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "negative weight of a site", .where = lt_csv_where(t, r, c[5]),
                        .expected = "persons or MW, 0 or more", .found = lt_fmt("%g", out->weight),
                        .todo = "correct the number");
    long year = 0;
    if (!lt_csv_empty(t, r, c[6])) LT_TRY(lt_csv_long(t, r, c[6], &year));
    out->start_year = (int)year;
    return LT_OK;
}

static lt_status read_rows(const lt_csv *t, lt_outside *outside) {
    static const char *const names[] = {"region", "kind", "name", "lon", "lat", "weight", "start_year", NULL};
    int c[7];
    LT_TRY(lt_csv_exactly(t, names, c));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof(lt_site), &outside->items));
    for (long r = 0; r < lt_csv_rows(t); r++) LT_TRY(one_row(t, r, c, &outside->items[outside->n++]));
    return LT_OK;
}

lt_status lt_outside_read(const char *path, lt_outside **out) {
    *out = NULL;
    lt_csv *table = NULL;
    lt_outside *outside;
    LT_TRY(lt_calloc(1, sizeof *outside, &outside));
    lt_status status = lt_csv_read(path, &table);
    if (status == LT_OK) status = read_rows(table, outside);
    lt_csv_free(table);
    if (status != LT_OK) {
        lt_outside_free(outside);
        return status;
    }
    *out = outside;
    return LT_OK;
}

void lt_outside_free(lt_outside *outside) {
    if (!outside) return;
    lt_free(outside->items);
    lt_free(outside);
}

static bool counts(const lt_site *site, const char *region, bool plant, int year) {
    return site->plant == plant && strcmp(site->region, region) == 0 && (!plant || site->start_year <= year);
}

static void add_at(const lt_grid *grid, double x, double y, double amount, double *weight) {
    double i = floor((x - grid->x0) / grid->dx), j = floor((y - grid->y0) / grid->dx);
    if (i >= 0 && i < grid->nx && j >= 0 && j < grid->ny) weight[(long)j * grid->nx + (long)i] += amount;
}

static lt_status add_site(const lt_grid *grid, const lt_site *site, double amount, double *weight) {
    double x, y;
    LT_TRY(lt_grid_project(grid, site->lon, site->lat, &x, &y));
    if (site->plant) {
        add_at(grid, x, y, amount, weight);
        return LT_OK;
    }
    double radius = sqrt(site->weight * m2_a_person / M_PI);
    for (int k = 0; k < N_DISC; k++) {
        double r = radius * sqrt((k + 0.5) / N_DISC), angle = k * 2.399963229728653; /* the golden angle */
        add_at(grid, x + r * cos(angle), y + r * sin(angle), amount / N_DISC, weight);
    }
    return LT_OK;
}

/* Add the sites of a region, each with its share of whole (0: of all that are listed). */
static lt_status add_sites(const lt_outside *outside, const lt_grid *grid, const char *region, bool plant, int year,
                           double whole, double *weight) {
    for (long k = 0; k < outside->n; k++) {
        const lt_site *site = &outside->items[k];
        if (counts(site, region, plant, year) && !site->elsewhere)
            LT_TRY(add_site(grid, site, site->weight / whole, weight));
    }
    return LT_OK;
}

static double listed(const lt_outside *outside, const char *region, bool plant, int year) {
    double sum = 0;
    for (long k = 0; k < outside->n; k++)
        if (counts(&outside->items[k], region, plant, year)) sum += outside->items[k].weight;
    return sum;
}

/* What the grid holds of the region by area; inside, where the kind sees ground of its own (surrogate.h), by that. */
static lt_status add_area(const lt_grid *grid, int r, const lt_whole *whole, enum lt_surrogate kind, double share,
                          double *weight) {
    long n = (long)grid->nx * grid->ny;
    const double *fraction = grid->neighbour_fraction + r * n;
    double inside = 0, seen = 0, area = whole->area_m2;
    if (grid->neighbour_area && grid->neighbour_area[r] > 0) area = grid->neighbour_area[r];
    if (area <= 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "the whole area of a neighbouring region is not known",
                        .where = "regions.csv, column area_km2", .expected = "an area above 0", .found = whole->region,
                        .todo = "give the area");
    for (long c = 0; c < n; c++) inside += fraction[c] * grid->area[c];
    if (inside > area) area = inside;
    for (long c = 0; c < n; c++) seen += fraction[c] * grid->area[c] * lt_surrogate_land(grid, kind, c);
    const double thick = seen > 0 ? inside / seen : 1;
    for (long c = 0; c < n; c++)
        weight[c] +=
            share * fraction[c] * grid->area[c] / area * (seen > 0 ? thick * lt_surrogate_land(grid, kind, c) : 1);
    return LT_OK;
}

lt_status lt_outside_weights(const lt_outside *outside, const lt_grid *grid, const lt_whole *whole,
                             enum lt_surrogate kind, int year, double *weight) {
    int r = lt_grid_neighbour(grid, whole->region);
    for (long c = 0; c < (long)grid->nx * grid->ny; c++) weight[c] = 0;
    if (r < 0) return LT_OK;
    bool plants = kind == LT_BY_COAL_UNITS || kind == LT_BY_COAL_UNITS_HEAT;
    if (plants && listed(outside, whole->region, true, year) <= 0) plants = false;
    double sites = listed(outside, whole->region, plants, year);
    const bool land = kind == LT_BY_FOREST || kind == LT_BY_GRASSLAND || kind == LT_BY_CROPLAND;
    const bool even = land || kind == LT_BY_AREA || kind == LT_BY_RURAL || kind == LT_BY_COAST || sites <= 0;
    if (even) return add_area(grid, r, whole, kind, 1, weight);
    if (kind != LT_BY_POPULATION && kind != LT_BY_ROADS)
        return add_sites(outside, grid, whole->region, plants, year, sites, weight);
    double persons = fmax(sites, whole->persons);
    LT_TRY(add_sites(outside, grid, whole->region, false, year, persons, weight));
    return add_area(grid, r, whole, kind, 1 - sites / persons, weight);
}

/* Mean of 1 / (d2 + d02) over the cell (i, j), seen at N_SUB x N_SUB points; ground: map to ground. */
static double nearness(const lt_grid *grid, long i, long j, double x, double y, double ground) {
    double sum = 0;
    for (int k = 0; k < N_SUB * N_SUB; k++) {
        double east = grid->x0 + ((double)i + (k % N_SUB + 0.5) / N_SUB) * grid->dx - x,
               north = grid->y0 + ((double)j + (k / N_SUB + 0.5) / N_SUB) * grid->dx - y,
               d2 = (east * east + north * north) * ground;
        if (d2 < port_reach_m * port_reach_m) sum += 1 / (d2 + port_core_m * port_core_m);
    }
    return sum / (N_SUB * N_SUB);
}

lt_status lt_outside_port(const lt_grid *grid, double lon, double lat, double *weight) {
    long n = (long)grid->nx * grid->ny;
    int i, j, sea = lt_grid_region(grid, "sea");
    double x, y, sum = 0;
    bool inside;
    for (long c = 0; c < n; c++) weight[c] = 0;
    LT_TRY(lt_grid_cell(grid, lon, lat, &i, &j, &inside));
    if (!inside || sea < 0) return LT_OK;
    LT_TRY(lt_grid_project(grid, lon, lat, &x, &y));
    for (long c = 0; c < n; c++) {
        double water = grid->region_fraction[sea * n + c] * grid->area[c];
        if (water > 0)
            weight[c] = water * nearness(grid, c % grid->nx, c / grid->nx, x, y, grid->area[c] / (grid->dx * grid->dx));
        sum += weight[c];
    }
    for (long c = 0; c < n && sum > 0; c++) weight[c] /= sum;
    return LT_OK;
}
