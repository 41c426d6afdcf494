#include "postproc/city_value.h"

double lt_weights_apply(const lt_weights *weights, const double *field) {
    double sum = 0;
    for (long q = 0; q < weights->n; q++) sum += weights->weight[q] * field[weights->cell[q]];
    return sum;
}

void lt_weights_release(lt_weights *weights) {
    lt_free(weights->cell);
    lt_free(weights->weight);
    *weights = (lt_weights){0};
}

static lt_status weights_reserve(lt_weights *weights, long n) {
    LT_TRY(lt_calloc((size_t)n, sizeof *weights->cell, &weights->cell));
    return lt_calloc((size_t)n, sizeof *weights->weight, &weights->weight);
}

static lt_status cell_of(const lt_grid *grid, const char *name, double lon, double lat, long *out) {
    int i = 0, j = 0;
    bool inside = false;
    LT_TRY(lt_grid_cell(grid, lon, lat, &i, &j, &inside));
    if (!inside)
        return LT_RAISE(LT_ERR_INPUT, .what = "a site lies outside the grid", .where = lt_fmt("grid %s", grid->name),
                        .expected = "all sites of the 14 cities on the grid",
                        .found = lt_fmt("%s at %.4f E, %.4f N", name, lon, lat),
                        .todo = "use a grid that covers Liaoning");
    *out = (long)j * grid->nx + i;
    return LT_OK;
}

lt_status lt_weights_point(const lt_grid *grid, const char *name, double lon, double lat, lt_weights *out) {
    *out = (lt_weights){0};
    long cell = 0;
    LT_TRY(cell_of(grid, name, lon, lat, &cell));
    LT_TRY(weights_reserve(out, 1));
    out->cell[0] = cell;
    out->weight[0] = 1;
    out->n = 1;
    return LT_OK;
}

/* Weight 1/S for every site; a cell with two sites stands twice. */
static lt_status weigh_sites(const lt_grid *grid, const lt_sites *sites, int city, lt_city_weights *out) {
    lt_weights *w = &out->of[city][LT_CITY_SITES];
    LT_TRY(weights_reserve(w, sites->n));
    for (long q = 0; q < sites->n; q++) {
        const lt_site *site = &sites->items[q];
        if (site->city != city) continue;
        LT_TRY(cell_of(grid, site->code, site->lon, site->lat, &w->cell[w->n++]));
        out->lon[city] += site->lon;
        out->lat[city] += site->lat;
    }
    for (long q = 0; q < w->n; q++) w->weight[q] = 1.0 / (double)w->n;
    out->lon[city] /= (double)w->n;
    out->lat[city] /= (double)w->n;
    return LT_OK;
}

static lt_status weigh_region(const lt_grid *grid, int city, const double *amount, const char *what, lt_weights *w) {
    const int region = lt_grid_region(grid, lt_cities[city].name_en);
    if (region < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "the grid has no mask of a city", .where = lt_fmt("grid %s", grid->name),
                        .expected = lt_cities[city].name_en, .found = "none", .todo = "make the grid again");
    const long n_cells = (long)grid->nx * grid->ny;
    const double *fraction = grid->region_fraction + (long)region * n_cells;
    LT_TRY(weights_reserve(w, n_cells));
    double sum = 0;
    for (long q = 0; q < n_cells; q++) {
        const double weight = fraction[q] * amount[q];
        if (!(weight > 0)) continue;
        w->cell[w->n] = q;
        w->weight[w->n++] = weight;
        sum += weight;
    }
    if (!(sum > 0))
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("no %s of a city on the grid", what),
                        .where = lt_fmt("grid %s", grid->name), .expected = lt_fmt("%s above zero", what),
                        .found = lt_fmt("0 for %s", lt_cities[city].name_en),
                        .todo = "use a grid that covers Liaoning");
    for (long q = 0; q < w->n; q++) w->weight[q] /= sum;
    return LT_OK;
}

lt_status lt_city_weights_create(const lt_grid *grid, const lt_sites *sites, lt_city_weights **out) {
    lt_city_weights *all = NULL;
    LT_TRY(lt_calloc(1, sizeof *all, &all));
    lt_status status = LT_OK;
    for (int c = 0; c < LT_N_CITY_VALUES && status == LT_OK; c++) {
        status = weigh_sites(grid, sites, c, all);
        if (status == LT_OK) status = weigh_region(grid, c, grid->area, "area", &all->of[c][LT_CITY_AREA]);
        if (status == LT_OK) status = weigh_region(grid, c, grid->population, "people", &all->of[c][LT_CITY_POP]);
    }
    if (status != LT_OK) {
        lt_city_weights_free(all);
        return status;
    }
    *out = all;
    return LT_OK;
}

void lt_city_weights_free(lt_city_weights *weights) {
    if (!weights) return;
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        for (int kind = 0; kind < LT_N_CITY_KINDS; kind++) lt_weights_release(&weights->of[c][kind]);
    lt_free(weights);
}
