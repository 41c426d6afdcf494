/* laws_nc.c - potentials of rows that go by a law, with the mean year that the model normalises them by.
 *
 * A potential is what a law, a calendar and a height profile have in common; one of points has profile -1. Layout in
 * inventory/README.md. In the hours of an episode the potentials have other amounts, which stand in the group
 * episodes. */
#include "inventory/writers/laws_nc.h"

#include "grids/grid_cf.h"
#include "inventory/time/climate.h"

#include <netcdf.h>
#include <stdio.h>
#include <string.h>

typedef struct potential {
    int law, calendar, profile; /* of the file; -1: points */
    const lt_area_group *group; /* NULL: points */
} potential;

struct lt_laws_nc {
    const lt_grid *grid;
    const lt_allocation *allocation;
    const lt_gridded *g; /* of the ledger's rows */
    const lt_laws_rows *rows;
    long n_points;
    potential *items;
    int n, n_laws, laws[LT_N_EMISSION_LAWS]; /* laws: those of the file, plume_rise first */
    lt_law_number numbers[LT_LAW_MAX_NUMBERS];
    int n_numbers;
    lt_mean_year year;
};

/* Number of a law in the file. */
static int law_number(lt_laws_nc *l, int law) {
    for (int k = 0; k < l->n_laws; k++)
        if (l->laws[k] == law) return k;
    l->laws[l->n_laws] = law;
    return l->n_laws++;
}

static bool is_potential(const lt_laws_nc *l, const lt_point *point) {
    for (int e = 0; e < l->g->speciation->n; e++)
        if (point->kg[e] != 0 && lt_timing_moves(point->timing.law, l->g->speciation->species[e].name)) return true;
    return false;
}

/* -1: the point is none. */
static int potential_of_point(const lt_laws_nc *l, const lt_point *point) {
    if (!is_potential(l, point)) return -1;
    for (int k = 0; k < l->n; k++)
        if (!l->items[k].group && l->laws[l->items[k].law] == point->timing.law &&
            l->items[k].calendar == point->timing.calendar)
            return k;
    return -1;
}

static lt_status list_potentials(lt_laws_nc *l, const int *profile_of, int np) {
    LT_TRY(lt_calloc((size_t)(l->g->n_groups + l->g->n_points) + 1, sizeof *l->items, &l->items));
    for (int k = 0; k < l->g->n_groups; k++) {
        const lt_area_group *group = &l->g->groups[k];
        int p = 0;
        if (group->law < 0) continue;
        while (p < np - 1 && profile_of[p] != group->profile) p++;
        l->items[l->n++] = (potential){law_number(l, group->law), group->calendar, p, group};
    }
    for (long n = 0; n < l->g->n_points; n++) {
        const lt_point *point = &l->g->points[n];
        if (is_potential(l, point) && potential_of_point(l, point) < 0)
            l->items[l->n++] = (potential){law_number(l, point->timing.law), point->timing.calendar, -1, NULL};
    }
    return LT_OK;
}

static lt_status read_tables(lt_laws_nc *l) {
    char path[512], light[512], seasons[512];
    LT_TRY(lt_share_path("inventory/data/laws.csv", path, sizeof path));
    LT_TRY(lt_law_numbers_read(path, l->numbers, &l->n_numbers));
    LT_TRY(lt_share_path("inventory/data/climate.csv", path, sizeof path));
    LT_TRY(lt_share_path("inventory/data/heating_seasons.csv", seasons, sizeof seasons));
    LT_TRY(lt_share_path("inventory/data/climate_light.csv", light, sizeof light));
    return lt_mean_year_create(l->grid, &(lt_climate_tables){path, light, seasons}, &l->year);
}

lt_status lt_laws_nc_create(const lt_grid *grid, const lt_allocation *allocation, const lt_laws_rows *rows,
                            const int *profile_of, int np, long n_points, lt_laws_nc **out) {
    lt_laws_nc *l;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *l, &l));
    l->grid = grid;
    l->allocation = allocation;
    l->g = rows->of[0];
    l->rows = rows;
    l->n_points = n_points;
    law_number(l, LT_LAW_PLUME_RISE);
    lt_status status = list_potentials(l, profile_of, np);
    if (status == LT_OK && l->n) status = read_tables(l);
    if (status == LT_OK)
        *out = l;
    else
        lt_laws_nc_free(l);
    return status;
}

void lt_laws_nc_free(lt_laws_nc *l) {
    if (!l) return;
    lt_mean_year_free(&l->year);
    lt_free(l->items);
    lt_free(l);
}

static bool is_used(const lt_laws_nc *l, int law) {
    for (int k = 0; k < l->n_laws; k++)
        if (l->laws[k] == law) return true;
    return false;
}

static bool needs_light(const lt_laws_nc *l) {
    for (int k = 0; k < l->n_laws; k++)
        if (lt_emission_law_needs_light(l->laws[k])) return true;
    return false;
}

static int n_episodes(const lt_laws_nc *l) {
    return l->rows->episodes ? l->rows->episodes->n : 0;
}

/* The amounts that rows (of an episode) have of a potential; NULL: none. */
static const double *area_of(const lt_gridded *g, const lt_area_group *group, int e) {
    for (int k = 0; k < g->n_groups && group; k++) {
        const lt_area_group *own = &g->groups[k];
        if (own->law == group->law && own->calendar == group->calendar && own->profile == group->profile)
            return own->kg[e];
    }
    return NULL;
}

/* The numbers of the potentials that rows or those of an episode have of the species, and how many they are. */
static int find_terms(const lt_laws_nc *l, int species, double *numbers) {
    int n = 0;
    for (int k = 0; k < l->n; k++) {
        bool any = false;
        for (int rows = 0; rows <= n_episodes(l) && !any; rows++)
            any = area_of(l->rows->of[rows], l->items[k].group, species) != NULL;
        if (any) numbers[n++] = k;
    }
    return n;
}

static bool is_of_stacks(const lt_laws_nc *l, int species) {
    const char *name = l->g->speciation->species[species].name;
    for (int rows = 0; rows <= n_episodes(l); rows++)
        for (long n = 0; n < l->rows->of[rows]->n_points; n++) {
            const lt_point *point = &l->rows->of[rows]->points[n];
            if (point->kg[species] != 0 && lt_timing_moves(point->timing.law, name)) return true;
        }
    return false;
}

/* What a species has, in the group laws or, by episodes, in that of the episodes; one without potentials has no
 * variable. numbers: room for those of all potentials. */
static lt_status define_amounts(const lt_laws_nc *l, bool episodes, lt_terms_nc *sizes, lt_ncw *nc, double *numbers) {
    const char *group = episodes ? "episodes" : "laws", *first = episodes ? "episode " : "",
               *text = episodes ? "in the hours of the episode in place of the group laws"
                                : "potential: emission in a mean year";
    for (int e = 0; e < l->g->speciation->n; e++) {
        const lt_emitted *species = &l->g->speciation->species[e];
        char area[64], point[64];
        snprintf(area, sizeof area, "%s/area/%s", group, species->name);
        snprintf(point, sizeof point, "%s/points/%s", group, species->name);
        const char *unit = species->mol ? "mol" : "kg";
        const lt_field of_area = {area, NULL, unit, first, text};
        const lt_field of_point = {point, NULL, unit, episodes ? "episode point" : "point", text};
        const int n = find_terms(l, e, numbers);
        if (n) LT_TRY(lt_terms_nc_define(nc, sizes, &of_area, n));
        if (n) LT_TRY(lt_ncw_attr_doubles(nc, area, "potential", (size_t)n, numbers));
        if (is_of_stacks(l, e)) LT_TRY(lt_ncw_var_plain(nc, &of_point, NC_DOUBLE));
    }
    return LT_OK;
}

static lt_status define_potentials(const lt_laws_nc *l, lt_ncw *nc) {
    static const lt_field doubles[] = {
        {"laws/steady_share", NULL, "1", "potential", "share of the potential that goes on all year beside the law"},
        {"laws/month_share", NULL, "1", "potential month", "share of the year by month, of the calendar"},
        {"laws/hour_weight", NULL, "1", "potential hour", "weight of the local hour (UTC+8), mean 1, of the calendar"},
        {"laws/temperature", NULL, "K", "month y x", "mean year: temperature at 2 m of the month"},
        {"laws/day_departure", NULL, "K", "month day", "mean year: temperature of the day less that of its month"},
        {"laws/hour_departure", NULL, "K", "month hour",
         "mean year: temperature of the local hour (UTC+8) less that of its day"}};
    static const lt_field ints[] = {
        {"laws/law", NULL, "1", "potential", "number of the law in name"},
        {"laws/profile", NULL, "1", "potential", "number of the height profile; -1: a potential of points"},
        {"laws/point_potential", NULL, "1", "point", "number of the potential of the stack; -1: none"},
        {"laws/heating_first", NULL, "1", "y x", "first day of public heating, month x 100 + day"},
        {"laws/heating_last", NULL, "1", "y x", "last day of public heating, month x 100 + day"}};
    static const lt_field calendar = {"laws/calendar", NULL, "1", "potential", "name of the calendar"};
    static const lt_field shortwave = {"laws/shortwave", NULL, "W m-2", "month hour",
                                       "mean year: solar radiation on the ground, local hour (UTC+8)"};
    LT_TRY(lt_ncw_dim(nc, "potential", (size_t)l->n));
    LT_TRY(lt_ncw_dim(nc, "month", 12));
    LT_TRY(lt_ncw_dim(nc, "day", 31));
    LT_TRY(lt_ncw_dim(nc, "hour", 24));
    for (size_t k = 0; k < sizeof doubles / sizeof *doubles; k++) LT_TRY(lt_ncw_var(nc, &doubles[k], NC_DOUBLE));
    for (size_t k = 0; k < sizeof ints / sizeof *ints; k++) LT_TRY(lt_ncw_var(nc, &ints[k], NC_INT));
    LT_TRY(lt_ncw_var(nc, &calendar, NC_STRING));
    if (needs_light(l)) LT_TRY(lt_ncw_var(nc, &shortwave, NC_DOUBLE));
    static const char *const mapped[] = {"laws/temperature", "laws/heating_first", "laws/heating_last"};
    for (int k = 0; k < 3; k++) LT_TRY(lt_grid_cf_field(nc, mapped[k], false));
    for (int k = 0; k < l->n_numbers; k++) {
        const lt_law_number *number = &l->numbers[k];
        if (!is_used(l, number->law)) continue;
        const lt_field field = {lt_fmt("laws/%s", number->name), NULL, number->unit, "", "parameter of the law"};
        LT_TRY(lt_ncw_var(nc, &field, NC_DOUBLE));
    }
    return LT_OK;
}

static lt_status define_episodes(const lt_laws_nc *l, lt_ncw *nc) {
    static const lt_field times[] = {
        {"episodes/from", NULL, "seconds since 1970-01-01 00:00:00", "episode", "start of the first hour (UTC)"},
        {"episodes/until", NULL, "seconds since 1970-01-01 00:00:00", "episode", "end of the last hour (UTC)"}};
    LT_TRY(lt_ncw_dim(nc, "episode", (size_t)n_episodes(l)));
    for (int k = 0; k < 2; k++) LT_TRY(lt_ncw_var(nc, &times[k], NC_DOUBLE));
    return LT_OK;
}

static lt_status define_all(const lt_laws_nc *l, lt_terms_nc *sizes, lt_ncw *nc, double *numbers) {
    LT_TRY(define_potentials(l, nc));
    LT_TRY(define_amounts(l, false, sizes, nc, numbers));
    if (n_episodes(l) == 0) return LT_OK;
    LT_TRY(define_episodes(l, nc));
    return define_amounts(l, true, sizes, nc, numbers);
}

lt_status lt_laws_nc_define(const lt_laws_nc *l, lt_terms_nc *sizes, lt_ncw *nc) {
    static const lt_field count = {"laws/count", NULL, "1", "",
                                   "number of gridded potentials whose law the model evaluates with its weather"};
    static const lt_field name = {"laws/name", NULL, "1", "law",
                                  "laws that the file needs; plume_rise is that of points"};
    LT_TRY(lt_ncw_var(nc, &count, NC_INT));
    LT_TRY(lt_ncw_dim(nc, "law", (size_t)l->n_laws));
    LT_TRY(lt_ncw_var(nc, &name, NC_STRING));
    if (l->n == 0) return LT_OK;
    double *numbers;
    LT_TRY(lt_calloc((size_t)l->n, sizeof *numbers, &numbers));
    const lt_status status = define_all(l, sizes, nc, numbers);
    lt_free(numbers);
    return status;
}

/* What is known of each potential, a row a potential. */
static lt_status put_columns(const lt_laws_nc *l, lt_ncw *nc, double *v, const char **names) {
    const lt_calendar *calendars = l->allocation->calendars->items;
    for (int k = 0; k < l->n; k++) v[k] = l->items[k].law;
    LT_TRY(lt_ncw_put_double(nc, "laws/law", v));
    for (int k = 0; k < l->n; k++) v[k] = l->items[k].profile;
    LT_TRY(lt_ncw_put_double(nc, "laws/profile", v));
    for (int k = 0; k < l->n; k++) v[k] = lt_timing_steady(l->laws[l->items[k].law], &calendars[l->items[k].calendar]);
    LT_TRY(lt_ncw_put_double(nc, "laws/steady_share", v));
    for (int k = 0; k < l->n; k++) memcpy(v + 12 * k, calendars[l->items[k].calendar].month, sizeof calendars->month);
    LT_TRY(lt_ncw_put_double(nc, "laws/month_share", v));
    for (int k = 0; k < l->n; k++) memcpy(v + 24 * k, calendars[l->items[k].calendar].hour, sizeof calendars->hour);
    LT_TRY(lt_ncw_put_double(nc, "laws/hour_weight", v));
    for (int k = 0; k < l->n; k++) names[k] = calendars[l->items[k].calendar].name;
    return lt_ncw_put_strings(nc, "laws/calendar", names);
}

static lt_status put_year(const lt_laws_nc *l, lt_ncw *nc) {
    LT_TRY(lt_ncw_put_double(nc, "laws/temperature", l->year.temperature));
    LT_TRY(lt_ncw_put_double(nc, "laws/day_departure", l->year.day_departure));
    LT_TRY(lt_ncw_put_double(nc, "laws/hour_departure", l->year.hour_departure));
    LT_TRY(lt_ncw_put_double(nc, "laws/heating_first", l->year.first));
    LT_TRY(lt_ncw_put_double(nc, "laws/heating_last", l->year.last));
    if (needs_light(l)) LT_TRY(lt_ncw_put_double(nc, "laws/shortwave", l->year.shortwave));
    for (int k = 0; k < l->n_numbers; k++)
        if (is_used(l, l->numbers[k].law))
            LT_TRY(lt_ncw_put_double(nc, lt_fmt("laws/%s", l->numbers[k].name), &l->numbers[k].value));
    return LT_OK;
}

/* The terms of a species into v; how many they are. */
static int area_terms(const lt_laws_nc *l, const lt_gridded *g, int e, double *v) {
    const size_t cells = (size_t)l->grid->nx * (size_t)l->grid->ny;
    double *numbers = v + (size_t)l->n * cells;
    const int n = find_terms(l, e, numbers);
    memset(v, 0, (size_t)n * cells * sizeof *v);
    for (int k = 0; k < n; k++) {
        const double *kg = area_of(g, l->items[(int)numbers[k]].group, e);
        if (kg) memcpy(v + (size_t)k * cells, kg, cells * sizeof *v);
    }
    return n;
}

static lt_status put_area(const lt_laws_nc *l, lt_ncw *nc, double *v) {
    for (int e = 0; e < l->g->speciation->n; e++) {
        const char *name = lt_fmt("laws/area/%s", l->g->speciation->species[e].name);
        if (area_terms(l, l->g, e, v)) LT_TRY(lt_ncw_put_double(nc, name, v));
    }
    return LT_OK;
}

/* What stacks have of a species as potentials. */
static void points_of(const lt_laws_nc *l, const lt_gridded *g, int e, double *v) {
    const char *species = g->speciation->species[e].name;
    for (long n = 0; n < l->n_points; n++)
        v[n] = n < g->n_points && lt_timing_moves(g->points[n].timing.law, species) ? g->points[n].kg[e] : 0;
}

static lt_status put_points(const lt_laws_nc *l, lt_ncw *nc, double *v) {
    for (long n = 0; n < l->n_points; n++) v[n] = n < l->g->n_points ? potential_of_point(l, &l->g->points[n]) : -1;
    LT_TRY(lt_ncw_put_double(nc, "laws/point_potential", v));
    for (int e = 0; e < l->g->speciation->n; e++) {
        char name[64];
        if (!is_of_stacks(l, e)) continue;
        points_of(l, l->g, e, v);
        snprintf(name, sizeof name, "laws/points/%s", l->g->speciation->species[e].name);
        LT_TRY(lt_ncw_put_double(nc, name, v));
    }
    return LT_OK;
}

static lt_status put_episode(const lt_laws_nc *l, lt_ncw *nc, int episode, double *v) {
    const lt_gridded *g = l->rows->of[episode + 1];
    for (int e = 0; e < g->speciation->n; e++) {
        char name[64];
        snprintf(name, sizeof name, "episodes/area/%s", g->speciation->species[e].name);
        if (area_terms(l, g, e, v)) LT_TRY(lt_ncw_put_double_record(nc, name, (size_t)episode, v));
        snprintf(name, sizeof name, "episodes/points/%s", g->speciation->species[e].name);
        points_of(l, g, e, v);
        if (is_of_stacks(l, e)) LT_TRY(lt_ncw_put_double_record(nc, name, (size_t)episode, v));
    }
    return LT_OK;
}

static lt_status put_episodes(const lt_laws_nc *l, lt_ncw *nc, double *v) {
    const int n = n_episodes(l);
    double *times;
    if (n == 0) return LT_OK;
    LT_TRY(lt_calloc((size_t)n, sizeof *times, &times));
    for (int k = 0; k < n; k++) times[k] = (double)l->rows->episodes->items[k].from;
    lt_status status = lt_ncw_put_double(nc, "episodes/from", times);
    for (int k = 0; k < n; k++) times[k] = (double)l->rows->episodes->items[k].until;
    if (status == LT_OK) status = lt_ncw_put_double(nc, "episodes/until", times);
    lt_free(times);
    for (int k = 0; k < n && status == LT_OK; k++) status = put_episode(l, nc, k, v);
    return status;
}

lt_status lt_laws_nc_put(const lt_laws_nc *l, lt_ncw *nc) {
    const double count = l->n;
    const char *laws[LT_N_EMISSION_LAWS], **names = NULL;
    double *v = NULL;
    for (int k = 0; k < l->n_laws; k++) laws[k] = lt_emission_law_names[l->laws[k]];
    LT_TRY(lt_ncw_put_double(nc, "laws/count", &count));
    LT_TRY(lt_ncw_put_strings(nc, "laws/name", laws));
    if (l->n == 0) return LT_OK;
    lt_status status;
    const size_t cells = (size_t)l->grid->nx * (size_t)l->grid->ny;
    LT_TRY_GOTO(status, lt_calloc((size_t)l->n * (cells + 24) + (size_t)l->n_points, sizeof *v, &v), done);
    LT_TRY_GOTO(status, lt_calloc((size_t)l->n, sizeof *names, &names), done);
    LT_TRY_GOTO(status, put_columns(l, nc, v, names), done);
    LT_TRY_GOTO(status, put_year(l, nc), done);
    LT_TRY_GOTO(status, put_area(l, nc, v), done);
    LT_TRY_GOTO(status, put_points(l, nc, v), done);
    status = put_episodes(l, nc, v);
done:
    lt_free(v);
    lt_free(names);
    return status;
}
