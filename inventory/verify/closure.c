/* closure.c - one mass from the table to the hours: the table, its cities, the grid, and the sum over hours, levels and
 * species of what emissions.nc is made of; all sources, with plants and soils.
 *
 *   sum_cells sum_hours sum_levels kg_group(cell) rate_group(hour) share_group(level)  =  sum of rows on the grid
 * The left side is what the writers sum (groups by law, calendar and profile; stacks); the right side asks row by row
 * where the row lies and what its species are. Potentials of a law count with its mean, which is one. Bounds: 1e-9,
 * sums of some 1e6 products; the sum of the cities 1e-12. */
#include "inventory/command/command.h"
#include "inventory/place/gridding.h"
#include "inventory/verify/verify.h"

#include <math.h>
#include <string.h>

enum { YEAR = 2020, HOURS = 8784 };

/* Sum over the hours of the local year of the rate of a calendar [s-1] times 3600 s. */
static double hours_of(lt_calendar *calendar) {
    lt_time start;
    double sum = 0;
    if (lt_time_parse(lt_fmt("%d-01-01", YEAR), LT_CST_OFFSET, &start) != LT_OK) return NAN;
    for (long h = 0; h < HOURS; h++) sum += lt_calendar_rate(calendar, start + h * LT_HOUR) * 3600;
    return sum;
}

static double levels_of(const lt_height_profile *profile, const lt_grid *grid) {
    double share[64], sum = 0;
    lt_height_profile_layers(profile, grid->z_edge, grid->nz, share);
    for (int k = 0; k < grid->nz; k++) sum += share[k];
    return sum;
}

/* All that is written of species e in a year. */
static double written(const lt_gridded *g, const lt_grid *grid, const lt_allocation *a, const double *hours, int e) {
    double sum = 0;
    const char *name = g->speciation->species[e].name;
    for (int k = 0; k < g->n_groups; k++) {
        const lt_area_group *group = &g->groups[k];
        double cells = 0;
        for (long c = 0; group->kg[e] && c < (long)g->nx * g->ny; c++) cells += group->kg[e][c];
        const double time = lt_timing_moves(group->law, name) ? 1 : hours[group->calendar];
        sum += cells * time * levels_of(&a->profiles->items[group->profile], grid);
    }
    for (long n = 0; n < g->n_points; n++) {
        const lt_timing *timing = &g->points[n].timing;
        sum += g->points[n].kg[e] * (lt_timing_moves(timing->law, name) ? 1 : hours[timing->calendar]);
    }
    return sum;
}

/* Row by row: what the grid holds of it. */
static lt_status by_rows(const lt_ledger *ledger, const lt_grid *grid, const lt_allocation *a, const lt_speciation *s,
                         double sum[LT_MOST_EMITTED]) {
    lt_placing *placing;
    double out[LT_MOST_EMITTED], clipped = 0;
    lt_place place;
    memset(sum, 0, LT_MOST_EMITTED * sizeof *sum);
    LT_TRY(lt_placing_create(ledger, grid, a, &placing));
    lt_status status = LT_OK;
    for (long k = 0; k < ledger->n && status == LT_OK; k++) {
        const lt_source *row = &ledger->sources[k];
        status = lt_placing_find(placing, row, &place);
        if (status == LT_OK) status = lt_speciation_of(s, row, out, &clipped);
        const double held = row->is_point ? place.cell >= 0 : place.sum;
        for (int e = 0; e < s->n && status == LT_OK; e++) sum[e] += out[e] * held;
    }
    lt_placing_free(placing);
    return status;
}

static lt_status mechanism(lt_verify *verify, const lt_ledger *ledger, const char *name, const lt_grid *grid,
                           const lt_allocation *a, const double *hours) {
    lt_gridded *g;
    lt_ledger as = *ledger;
    double rows[LT_MOST_EMITTED], worst = 0;
    strcpy(as.mechanism, name);
    LT_TRY(lt_gridded_create(&as, grid, a, &g));
    lt_status status = by_rows(&as, grid, a, g->speciation, rows);
    for (int e = 0; e < g->speciation->n && status == LT_OK; e++) {
        const double all = written(g, grid, a, hours, e);
        if (rows[e] > 0) worst = fmax(worst, fabs(all / rows[e] - 1));
        if (rows[e] == 0 && all != 0) worst = HUGE_VAL;
    }
    const int n = g->speciation->n;
    lt_gridded_free(g);
    LT_TRY(status);
    return LT_VERIFY_ADD(verify, .test = lt_fmt("hours, levels, %d species", n), .metric = "largest_difference",
                         .scheme = name, .value = worst, .sense = LT_AT_MOST, .bound = 1e-9, .source = "project goal");
}

static lt_status pollutants(lt_verify *verify, const lt_ledger *ledger, const lt_grid *grid) {
    double table[LT_N_POLLUTANTS], city[LT_N_POLLUTANTS], cities[LT_N_POLLUTANTS] = {0},
                                                          kt[LT_N_PARTS][LT_N_POLLUTANTS];
    lt_ledger_totals_kt(ledger, NULL, NULL, table);
    for (int c = 0; c < LT_N_CITIES; c++) {
        lt_ledger_totals_kt(ledger, lt_city_names[c], NULL, city);
        for (int p = 0; p < LT_N_POLLUTANTS; p++) cities[p] += city[p];
    }
    LT_TRY(lt_inventory_gridded_totals(ledger, grid, kt));
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        if (table[p] == 0) continue;
        LT_TRY(LT_VERIFY_ADD(verify, .test = "table and cities", .metric = lt_pollutant_names[p],
                             .value = fabs(cities[p] / table[p] - 1), .sense = LT_AT_MOST, .bound = 1e-12,
                             .source = "project goal"));
        LT_TRY(LT_VERIFY_ADD(verify, .test = "table and grid", .metric = lt_pollutant_names[p],
                             .value = fabs(kt[LT_PART_CITIES][p] / table[p] - 1), .sense = LT_AT_MOST, .bound = 1e-9,
                             .source = "project goal"));
    }
    return LT_OK;
}

static lt_status on_grid(lt_verify *verify, const lt_ledger *ledger, const lt_grid *grid) {
    lt_allocation a;
    double *hours;
    LT_TRY(lt_allocation_of(ledger, &a));
    lt_status status = lt_calloc((size_t)a.calendars->n, sizeof *hours, &hours);
    for (long k = 0; k < a.calendars->n && status == LT_OK; k++) {
        hours[k] = hours_of(&a.calendars->items[k]);
        status = LT_VERIFY_ADD(verify, .test = lt_fmt("hours of calendar %s", a.calendars->items[k].name),
                               .metric = "sum_less_one", .value = fabs(hours[k] - 1), .sense = LT_AT_MOST,
                               .bound = 1e-12, .source = "project goal");
    }
    if (status == LT_OK) status = pollutants(verify, ledger, grid);
    if (status == LT_OK) status = mechanism(verify, ledger, "simple", grid, &a, hours);
    if (status == LT_OK) status = mechanism(verify, ledger, "cb6r5", grid, &a, hours);
    lt_free(hours);
    lt_allocation_free(&a);
    return status;
}

lt_status lt_verify_closure(lt_verify *verify) {
    lt_grid *grid;
    lt_ledger *ledger;
    lt_node *section;
    LT_TRY(lt_inventory_grid_of("liaoning-27", NULL, &grid));
    lt_status status = lt_node_parse("inventory", "laws: all\n", &section);
    if (status == LT_OK) {
        status = lt_ledger_read(section, YEAR, &ledger);
        lt_node_free(section);
    }
    if (status == LT_OK) {
        status = on_grid(verify, ledger, grid);
        lt_ledger_free(ledger);
    }
    lt_grid_free(grid);
    return status;
}
