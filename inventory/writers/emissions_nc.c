/* emissions_nc.c - emissions of the model species into emissions.nc (layout in inventory/README.md).
 *
 *   rate(hour, cell) = sum over terms of annual kg x rate of the term's course (hour)          [kg s-1]
 * A term is what the rows of one calendar and height profile emit in a year, a course the rates of a calendar in the
 * hours of the file. Hours of fields would be ten times as large and say no more. What goes by a law stands as annual
 * potential in laws_nc.c instead. In the hours of an episode (time/episode.h) terms and stacks are those of its rows: a
 * course is of one set of rows and 0 in all other hours, so that the hours outside keep their bits. Hours are UTC; the
 * calendars read them in local time. */
#include "inventory/place/gridding.h"
#include "inventory/ledger.h"

#include "base/log.h"
#include "base/ncio.h"
#include "grids/grid_cf.h"
#include "inventory/time/episode.h"
#include "inventory/writers/laws_nc.h"
#include "inventory/writers/terms_nc.h"

#include <netcdf.h>
#include <stdio.h>
#include <string.h>

/* What one set of rows emits by one calendar at one height. */
typedef struct term {
    const lt_area_group *group;
    int course;
} term;

/* A calendar in the hours of one set of rows. */
typedef struct course {
    int calendar, rows;
} course;

typedef struct writer {
    const lt_grid *grid;
    const lt_allocation *allocation;
    const lt_gridded *const *of; /* [n_rows]: of the ledger's rows, then of each episode's */
    const lt_gridded *g;         /* the first of them */
    const lt_episodes *episodes; /* NULL: none */
    int n_rows;
    lt_time start;
    long nh;
    int np;             /* profiles in the file */
    int profile_of[64]; /* their index in the table */
    long n_points;      /* in the file, at least 1 */
    course *courses;
    int n_courses, *course_of; /* [rows][calendar]; -1: none in the file */
    term *terms;               /* of one species */
    double *values;            /* of one variable */
    lt_terms_nc sizes;
    lt_laws_nc *laws;
    lt_ncw *nc;
} writer;

static int *course_at(const writer *w, int rows, int calendar) {
    return &w->course_of[rows * w->allocation->calendars->n + calendar];
}

/* The terms of a species: what goes by calendars alone. */
static int find_terms(writer *w, int species) {
    int n = 0;
    for (int r = 0; r < w->n_rows; r++)
        for (int k = 0; k < w->of[r]->n_groups; k++) {
            const lt_area_group *group = &w->of[r]->groups[k];
            if (group->law < 0 && group->kg[species]) w->terms[n++] = (term){group, *course_at(w, r, group->calendar)};
        }
    return n;
}

/* Calendars of areas and of stacks, in the order of the table; one where nothing emits. */
static lt_status find_courses(writer *w) {
    const int n = (int)w->allocation->calendars->n, most = n * w->n_rows;
    LT_TRY(lt_calloc((size_t)most, sizeof *w->courses, &w->courses));
    LT_TRY(lt_calloc((size_t)most, sizeof *w->course_of, &w->course_of));
    for (int r = 0; r < w->n_rows; r++) {
        const lt_gridded *g = w->of[r];
        for (int k = 0; k < g->n_groups; k++)
            if (g->groups[k].law < 0) *course_at(w, r, g->groups[k].calendar) = 1;
        for (long p = 0; p < g->n_points; p++) *course_at(w, r, g->points[p].timing.calendar) = 1;
    }
    for (int c = 0; c < most; c++) {
        const bool used = w->course_of[c] != 0 || (c == most - 1 && w->n_courses == 0);
        w->course_of[c] = used ? w->n_courses : -1;
        if (used) w->courses[w->n_courses++] = (course){c % n, c / n};
    }
    return LT_OK;
}

static void find_profiles(writer *w) {
    for (int p = 0; p < w->allocation->profiles->n && w->np < 64; p++) {
        bool used = false;
        for (int k = 0; k < w->g->n_groups; k++) used |= w->g->groups[k].profile == p;
        if (used) w->profile_of[w->np++] = p;
    }
    if (w->np == 0) w->profile_of[w->np++] = 0;
}

static int profile_number(const writer *w, int profile) {
    int p = 0;
    while (p < w->np - 1 && w->profile_of[p] != profile) p++;
    return p;
}

/* What a stack has of a species that no law moves. */
static double stack_kg(const writer *w, int rows, long n, int species) {
    const lt_gridded *g = w->of[rows];
    if (n >= g->n_points || lt_timing_moves(g->points[n].timing.law, g->speciation->species[species].name)) return 0;
    return g->points[n].kg[species];
}

static bool is_of_stacks(const writer *w, int species) {
    for (int r = 0; r < w->n_rows; r++)
        for (long n = 0; n < w->g->n_points; n++)
            if (stack_kg(w, r, n, species) != 0) return true;
    return false;
}

/* A species that no area emits has one term of nothing: the group area lists all. */
static lt_status define_area(writer *w, int e) {
    const lt_emitted *species = &w->g->speciation->species[e];
    const char *unit = species->mol ? "mol" : "kg";
    char name[32];
    const int n = find_terms(w, e), n_terms = n ? n : 1;
    double *courses = w->values, *profiles = w->values + n_terms;
    courses[0] = profiles[0] = 0;
    for (int k = 0; k < n; k++) {
        courses[k] = w->terms[k].course;
        profiles[k] = profile_number(w, w->terms[k].group->profile);
    }
    snprintf(name, sizeof name, "area/%s", species->name);
    const lt_field field = {name, NULL, unit, "", "emission of the cell in a year, by terms"};
    LT_TRY(lt_terms_nc_define(w->nc, &w->sizes, &field, n_terms));
    if (species->mol) LT_TRY(lt_ncw_attr_double(w->nc, name, "molar_mass", 1e3 * species->kg_per_mol));
    LT_TRY(lt_ncw_attr_doubles(w->nc, name, "course", (size_t)n_terms, courses));
    return lt_ncw_attr_doubles(w->nc, name, "profile", (size_t)n_terms, profiles);
}

static lt_status define_stacks(writer *w, int e) {
    const lt_emitted *species = &w->g->speciation->species[e];
    char name[32];
    snprintf(name, sizeof name, "points/%s", species->name);
    const lt_field field = {name, NULL, species->mol ? "mol" : "kg", "rows point", "emission of the stack in a year"};
    if (!is_of_stacks(w, e)) return LT_OK;
    LT_TRY(lt_ncw_var_plain(w->nc, &field, NC_DOUBLE));
    return species->mol ? lt_ncw_attr_double(w->nc, name, "molar_mass", 1e3 * species->kg_per_mol) : LT_OK;
}

static lt_status define_courses(writer *w) {
    static const lt_field rate = {"courses/rate", NULL, "s-1", "time course",
                                  "share of the year's emission in a second, hour mean; 0 in the hours of other rows"},
                          calendar = {"courses/calendar", NULL, "1", "course", "name of the calendar"};
    LT_TRY(lt_ncw_dim(w->nc, "course", (size_t)w->n_courses));
    LT_TRY(lt_ncw_var_plain(w->nc, &rate, NC_DOUBLE));
    return lt_ncw_var(w->nc, &calendar, NC_STRING);
}

static lt_status define(writer *w) {
    const lt_grid *grid = w->grid;
    LT_TRY(lt_ncw_time_hours(w->nc, w->start, (size_t)w->nh));
    LT_TRY(lt_ncw_dim(w->nc, "y", (size_t)grid->ny));
    LT_TRY(lt_ncw_dim(w->nc, "x", (size_t)grid->nx));
    LT_TRY(lt_ncw_dim(w->nc, "z", (size_t)grid->nz));
    LT_TRY(lt_ncw_dim(w->nc, "profile", (size_t)w->np));
    LT_TRY(lt_ncw_dim(w->nc, "point", (size_t)w->n_points));
    LT_TRY(lt_ncw_dim(w->nc, "rows", (size_t)w->n_rows)); /* of the ledger, then of each episode */
    static const lt_field fixed[] = {
        {"area/profile_fraction", NULL, "1", "profile z", "share of the emission in each layer"},
        {"points/x", "projection_x_coordinate", "m", "point", "x of the stack"},
        {"points/y", "projection_y_coordinate", "m", "point", "y of the stack"},
        {"points/height", NULL, "m", "point", "height of the stack above ground"},
        {"points/diameter", NULL, "m", "point", "inner diameter of the stack"},
        {"points/exit_temperature", NULL, "K", "point", "temperature of the flue gas at the exit"},
        {"points/exit_velocity", NULL, "m s-1", "point", "velocity of the flue gas at the exit"},
        {"points/place_assumed", NULL, "1", "point", "1: the place of the stack is assumed; 0: known or given"}};
    for (size_t k = 0; k < sizeof fixed / sizeof *fixed; k++) LT_TRY(lt_ncw_var(w->nc, &fixed[k], NC_DOUBLE));
    static const lt_field texts[] = {{"area/profile_name", NULL, "1", "profile", "name of the height profile"},
                                     {"points/id", NULL, "1", "point", "id of the source row"}};
    for (int k = 0; k < 2; k++) LT_TRY(lt_ncw_var(w->nc, &texts[k], NC_STRING));
    static const lt_field stacks = {"points/course", NULL, "1", "rows point",
                                    "number of the course that the stack follows"};
    LT_TRY(lt_ncw_var(w->nc, &stacks, NC_INT));
    LT_TRY(define_courses(w));
    for (int e = 0; e < w->g->speciation->n; e++) {
        LT_TRY(define_area(w, e));
        LT_TRY(define_stacks(w, e));
    }
    LT_TRY(lt_laws_nc_define(w->laws, &w->sizes, w->nc));
    LT_TRY(lt_grid_cf_mapping(grid, w->nc));
    LT_TRY(lt_ncw_attr_text(w->nc, NULL, "mechanism", w->g->speciation->mechanism->name));
    return lt_ncw_attr_double(w->nc, NULL, "clipped_kg_per_year", w->g->clipped_kg);
}

static lt_status put_fixed(writer *w) {
    const lt_grid *grid = w->grid;
    const char *names[64];
    double *v;
    LT_TRY(lt_calloc((size_t)(w->np * grid->nz), sizeof(double), &v));
    lt_status status;
    for (int p = 0; p < w->np; p++) {
        const lt_height_profile *profile = &w->allocation->profiles->items[w->profile_of[p]];
        lt_height_profile_layers(profile, grid->z_edge, grid->nz, v + p * grid->nz);
        names[p] = profile->name;
    }
    LT_TRY_GOTO(status, lt_ncw_put_double(w->nc, "area/profile_fraction", v), done);
    status = lt_ncw_put_strings(w->nc, "area/profile_name", names);
done:
    lt_free(v);
    return status;
}

static double rate_of(const writer *w, const course *c, long hour) {
    const lt_time begin = w->start + hour * LT_HOUR;
    if (lt_episodes_at(w->episodes, begin) != c->rows) return 0;
    return lt_calendar_rate(&w->allocation->calendars->items[c->calendar], begin);
}

static lt_status put_courses(writer *w) {
    const char **names;
    double *rate;
    LT_TRY(lt_calloc((size_t)(w->nh * w->n_courses), sizeof *rate, &rate));
    for (long h = 0; h < w->nh; h++)
        for (int c = 0; c < w->n_courses; c++) rate[h * w->n_courses + c] = rate_of(w, &w->courses[c], h);
    lt_status status = lt_ncw_put_double(w->nc, "courses/rate", rate);
    lt_free(rate);
    LT_TRY(status);
    LT_TRY(lt_calloc((size_t)w->n_courses, sizeof *names, &names));
    for (int c = 0; c < w->n_courses; c++) names[c] = w->allocation->calendars->items[w->courses[c].calendar].name;
    status = lt_ncw_put_strings(w->nc, "courses/calendar", names);
    lt_free(names);
    return status;
}

static lt_status put_area(writer *w) {
    const size_t cells = (size_t)w->grid->nx * (size_t)w->grid->ny;
    for (int e = 0; e < w->g->speciation->n; e++) {
        char name[32];
        const int n = find_terms(w, e);
        memset(w->values, 0, cells * sizeof *w->values);
        for (int k = 0; k < n; k++)
            memcpy(w->values + (size_t)k * cells, w->terms[k].group->kg[e], cells * sizeof(double));
        snprintf(name, sizeof name, "area/%s", w->g->speciation->species[e].name);
        LT_TRY(lt_ncw_put_double(w->nc, name, w->values));
    }
    return LT_OK;
}

static lt_status put_stacks(writer *w) {
    static const char *const names[] = {"points/x",
                                        "points/y",
                                        "points/height",
                                        "points/diameter",
                                        "points/exit_temperature",
                                        "points/exit_velocity",
                                        "points/place_assumed"};
    double *v;
    const char **ids;
    LT_TRY(lt_calloc((size_t)w->n_points, sizeof(double), &v));
    lt_status status = lt_calloc((size_t)w->n_points, sizeof(char *), &ids);
    if (status != LT_OK) goto done;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        for (long n = 0; n < w->n_points; n++) {
            /* A file without points keeps one that emits nothing, in the middle of the grid. */
            const double nothing[] = {w->grid->x0 + 0.5 * w->grid->nx * w->grid->dx,
                                      w->grid->y0 + 0.5 * w->grid->ny * w->grid->dx,
                                      10,
                                      1,
                                      300,
                                      1,
                                      0};
            if (n >= w->g->n_points) {
                v[n] = nothing[k];
                ids[n] = "none";
                continue;
            }
            const lt_point *p = &w->g->points[n];
            const double values[] = {p->x,
                                     p->y,
                                     p->source->stack_height_m,
                                     p->source->stack_diameter_m,
                                     p->source->exit_temperature_K,
                                     p->source->exit_velocity_ms,
                                     p->source->place_assumed};
            v[n] = values[k];
            ids[n] = p->source->id;
        }
        LT_TRY_GOTO(status, lt_ncw_put_double(w->nc, names[k], v), done);
    }
    status = lt_ncw_put_strings(w->nc, "points/id", ids);
done:
    lt_free(v);
    lt_free(ids);
    return status;
}

static lt_status put_points(writer *w) {
    const long n = w->n_points;
    LT_TRY(put_stacks(w));
    for (long k = 0; k < n * w->n_rows; k++) {
        const lt_gridded *g = w->of[k / n];
        w->values[k] = k % n < g->n_points ? *course_at(w, (int)(k / n), g->points[k % n].timing.calendar) : 0;
    }
    LT_TRY(lt_ncw_put_double(w->nc, "points/course", w->values));
    for (int e = 0; e < w->g->speciation->n; e++) {
        if (!is_of_stacks(w, e)) continue;
        for (long k = 0; k < n * w->n_rows; k++) w->values[k] = stack_kg(w, (int)(k / n), k % n, e);
        LT_TRY(lt_ncw_put_double(w->nc, lt_fmt("points/%s", w->g->speciation->species[e].name), w->values));
    }
    return LT_OK;
}

/* For the terms of the species that has most of them, their two numbers, and the stacks. */
static lt_status make_room(writer *w) {
    const size_t cells = (size_t)w->grid->nx * (size_t)w->grid->ny;
    size_t groups = 0, most = 1;
    for (int r = 0; r < w->n_rows; r++) groups += (size_t)w->of[r]->n_groups;
    LT_TRY(lt_calloc(groups, sizeof *w->terms, &w->terms));
    for (int e = 0; e < w->g->speciation->n; e++) {
        const size_t n = (size_t)find_terms(w, e);
        if (n > most) most = n;
    }
    return lt_calloc(most * (cells > 2 ? cells : 2) + (size_t)(w->n_points * w->n_rows), sizeof *w->values, &w->values);
}

static lt_status write_all(writer *w, lt_outdir *dir, const char *name) {
    const lt_laws_rows rows = {w->of, w->episodes};
    find_profiles(w);
    w->n_points = w->g->n_points > 0 ? w->g->n_points : 1;
    LT_TRY(find_courses(w));
    LT_TRY(make_room(w));
    LT_TRY(lt_laws_nc_create(w->grid, w->allocation, &rows, w->profile_of, w->np, w->n_points, &w->laws));
    LT_TRY(lt_ncw_create(dir, name, "Hourly emissions", &w->nc));
    lt_status status;
    LT_TRY_GOTO(status, define(w), failed);
    LT_TRY_GOTO(status, put_fixed(w), failed);
    LT_TRY_GOTO(status, put_courses(w), failed);
    LT_TRY_GOTO(status, put_area(w), failed);
    LT_TRY_GOTO(status, put_points(w), failed);
    LT_TRY_GOTO(status, lt_laws_nc_put(w->laws, w->nc), failed);
    return lt_ncw_commit(w->nc);
failed:
    lt_ncw_abandon(w->nc);
    return status;
}

/* The rows of the ledger on the grid, then those of its episodes. */
static lt_status grid_rows(const lt_ledger *ledger, const writer *w, lt_gridded **of) {
    LT_TRY(lt_gridded_create(ledger, w->grid, w->allocation, &of[0]));
    for (int k = 0; w->episodes && k < w->episodes->n; k++) {
        lt_ledger rows = *ledger;
        rows.sources = w->episodes->items[k].sources;
        LT_TRY(lt_gridded_create(&rows, w->grid, w->allocation, &of[k + 1]));
        if (of[k + 1]->n_points != of[0]->n_points)
            return LT_RAISE(LT_ERR_INTERNAL, .what = "an episode has other stacks than the ledger",
                            .expected = lt_fmt("%ld", of[0]->n_points), .found = lt_fmt("%ld", of[k + 1]->n_points));
    }
    return LT_OK;
}

lt_status lt_inventory_emissions(const lt_ledger *ledger, lt_outdir *dir, const char *grid_file, lt_time start,
                                 long n_hours, const char *name) {
    if (n_hours <= 0)
        return LT_RAISE(LT_ERR_USAGE, .what = "emissions need at least one hour", .where = name,
                        .expected = "1 hour or more", .found = lt_fmt("%ld hours", n_hours),
                        .todo = "give the period a length");
    lt_grid *grid = NULL;
    lt_gridded **of = NULL;
    lt_allocation allocation;
    LT_TRY(lt_allocation_of(ledger, &allocation));
    writer w = {.allocation = &allocation,
                .episodes = ledger->episodes,
                .n_rows = 1 + (ledger->episodes ? ledger->episodes->n : 0),
                .start = start,
                .nh = n_hours};
    allocation.weights = dir;
    lt_status status;
    LT_TRY_GOTO(status, lt_grid_read(dir, grid_file, &grid), done);
    w.grid = grid;
    LT_TRY_GOTO(status, lt_calloc((size_t)w.n_rows, sizeof *of, &of), done);
    LT_TRY_GOTO(status, grid_rows(ledger, &w, of), done);
    w.of = (const lt_gridded *const *)of;
    w.g = of[0];
    status = write_all(&w, dir, name);
done:
    lt_free(w.courses);
    lt_free(w.course_of);
    lt_free(w.terms);
    lt_free(w.values);
    lt_laws_nc_free(w.laws);
    for (int k = 0; of && k < w.n_rows; k++) lt_gridded_free(of[k]);
    lt_free(of);
    lt_grid_free(grid);
    lt_allocation_free(&allocation);
    return status;
}
