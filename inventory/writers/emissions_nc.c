/* emissions_nc.c - hourly emissions of the model species into emissions.nc (layout in inventory/README.md).
 *
 *   rate(hour, cell) = sum over groups of annual kg x calendar rate(hour)          [kg s-1]
 * What goes by a law stands as annual potential in laws_nc.c instead. In the hours of an episode (time/episode.h) the
 * groups and stacks are those of its rows: every hour is the sum over one set of rows, so that the hours outside keep
 * their bits.
 * Hours are UTC; the calendars read them in local time. Reported here is float; the sums in memory are double. */
#include "inventory/place/gridding.h"
#include "inventory/place/hourly.h"
#include "inventory/ledger.h"

#include "base/log.h"
#include "base/ncio.h"
#include "grids/grid_cf.h"
#include "inventory/time/episode.h"
#include "inventory/writers/laws_nc.h"

#include <netcdf.h>
#include <stdio.h>
#include <string.h>

/* Hours of equal calendars repeat each other: 8 hours of liaoning-27w in a chunk take 28 % less disk than one
 * (measured, cb6r5); a reader holds a chunk a field. */
enum { CHUNK_BYTES = 160 << 10 };

typedef struct writer {
    const lt_grid *grid;
    const lt_allocation *allocation;
    const lt_gridded *const *of; /* [1 + episodes]: of the ledger's rows, then of each episode's */
    const lt_gridded *g;         /* the first of them */
    const lt_episodes *episodes; /* NULL: none */
    lt_time start;
    long nh;
    int np;                /* profiles in the file */
    int profile_of[64];    /* their index in the table */
    long n_points;         /* in the file, at least 1 */
    double *rate;          /* [calendar * nh + hour] s-1 */
    lt_hourly_term *terms; /* [n_groups, the most of any] */
    float *buffer;
    lt_laws_nc *laws;
    lt_ncw *nc;
} writer;

static lt_status make_rates(writer *w) {
    lt_calendars *calendars = w->allocation->calendars;
    LT_TRY(lt_calloc((size_t)(calendars->n * w->nh), sizeof(double), &w->rate));
    for (long k = 0; k < calendars->n; k++)
        for (long h = 0; h < w->nh; h++)
            w->rate[k * w->nh + h] = lt_calendar_rate(&calendars->items[k], w->start + h * LT_HOUR);
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

static lt_status define_rate(writer *w, const lt_emitted *species, const char *group, const char *dims,
                             const char *text) {
    char name[32];
    snprintf(name, sizeof name, "%s/%s", group, species->name);
    const lt_field field = {name, NULL, species->mol ? "mol s-1" : "kg s-1", dims, text};
    LT_TRY(lt_ncw_var_chunked(w->nc, &field, NC_FLOAT, CHUNK_BYTES));
    return species->mol ? lt_ncw_attr_double(w->nc, name, "molar_mass", 1e3 * species->kg_per_mol) : LT_OK;
}

static lt_status define_species(writer *w, const lt_emitted *species) {
    LT_TRY(define_rate(w, species, "area", "time profile y x", "emission of the cell, hour mean"));
    LT_TRY(lt_grid_cf_field(w->nc, lt_fmt("area/%s", species->name), false));
    return define_rate(w, species, "points", "time point", "emission of the stack, hour mean");
}

static lt_status define(writer *w) {
    const lt_grid *grid = w->grid;
    LT_TRY(lt_ncw_time_hours(w->nc, w->start, (size_t)w->nh));
    LT_TRY(lt_ncw_dim(w->nc, "y", (size_t)grid->ny));
    LT_TRY(lt_ncw_dim(w->nc, "x", (size_t)grid->nx));
    LT_TRY(lt_ncw_dim(w->nc, "z", (size_t)grid->nz));
    LT_TRY(lt_ncw_dim(w->nc, "profile", (size_t)w->np));
    LT_TRY(lt_ncw_dim(w->nc, "point", (size_t)w->n_points));
    static const lt_field fixed[] = {
        {"area/profile_fraction", NULL, "1", "profile z", "share of the emission in each layer"},
        {"points/x", "projection_x_coordinate", "m", "point", "x of the stack"},
        {"points/y", "projection_y_coordinate", "m", "point", "y of the stack"},
        {"points/height", NULL, "m", "point", "height of the stack above ground"},
        {"points/diameter", NULL, "m", "point", "inner diameter of the stack"},
        {"points/exit_temperature", NULL, "K", "point", "temperature of the flue gas at the exit"},
        {"points/exit_velocity", NULL, "m s-1", "point", "velocity of the flue gas at the exit"}};
    for (size_t k = 0; k < sizeof fixed / sizeof *fixed; k++) LT_TRY(lt_ncw_var(w->nc, &fixed[k], NC_DOUBLE));
    static const lt_field texts[] = {{"area/profile_name", NULL, "1", "profile", "name of the height profile"},
                                     {"points/id", NULL, "1", "point", "id of the source row"}};
    for (int k = 0; k < 2; k++) LT_TRY(lt_ncw_var(w->nc, &texts[k], NC_STRING));
    for (int e = 0; e < w->g->speciation->n; e++) LT_TRY(define_species(w, &w->g->speciation->species[e]));
    LT_TRY(lt_laws_nc_define(w->laws, w->nc));
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
        const lt_profile *profile = &w->allocation->profiles->items[w->profile_of[p]];
        lt_profile_layers(profile, grid->z_edge, grid->nz, v + p * grid->nz);
        names[p] = profile->name;
    }
    LT_TRY_GOTO(status, lt_ncw_put_double(w->nc, "area/profile_fraction", v), done);
    status = lt_ncw_put_strings(w->nc, "area/profile_name", names);
done:
    lt_free(v);
    return status;
}

static int episode_at(const writer *w, long hour) {
    return lt_episodes_at(w->episodes, w->start + hour * LT_HOUR);
}

/* One species, one profile: the hours [from, until), which are of one set of rows. */
static void fill_hours(writer *w, int species, int place, long from, long until) {
    const lt_gridded *g = w->of[episode_at(w, from)];
    const long cells = (long)w->grid->nx * w->grid->ny, stride = w->np * cells;
    int n = 0;
    for (int k = 0; k < g->n_groups; k++) {
        const lt_area_group *group = &g->groups[k];
        if (group->law < 0 && group->profile == w->profile_of[place] && group->kg[species])
            w->terms[n++] = (lt_hourly_term){group->kg[species], w->rate + group->calendar * w->nh + from};
    }
    lt_hourly_sum(w->terms, n, until - from, cells, w->buffer + from * stride + place * cells, stride);
}

static void fill_area(writer *w, int species, int place) {
    for (long from = 0, until; from < w->nh; from = until) {
        until = from + 1;
        while (until < w->nh && episode_at(w, until) == episode_at(w, from)) until++;
        fill_hours(w, species, place, from, until);
    }
}

static lt_status put_area(writer *w) {
    for (int e = 0; e < w->g->speciation->n; e++) {
        char name[32];
        snprintf(name, sizeof name, "area/%s", w->g->speciation->species[e].name);
        for (int p = 0; p < w->np; p++) fill_area(w, e, p);
        LT_TRY(lt_ncw_put_float(w->nc, name, w->buffer));
    }
    return LT_OK;
}

static lt_status put_stacks(writer *w) {
    static const char *const names[] = {
        "points/x", "points/y", "points/height", "points/diameter", "points/exit_temperature", "points/exit_velocity"};
    double *v;
    const char **ids;
    LT_TRY(lt_calloc((size_t)w->n_points, sizeof(double), &v));
    lt_status status = lt_calloc((size_t)w->n_points, sizeof(char *), &ids);
    if (status != LT_OK) goto done;
    for (int k = 0; k < 6; k++) {
        for (long n = 0; n < w->n_points; n++) {
            /* A file without points keeps one that emits nothing, in the middle of the grid. */
            const double nothing[] = {w->grid->x0 + 0.5 * w->grid->nx * w->grid->dx,
                                      w->grid->y0 + 0.5 * w->grid->ny * w->grid->dx,
                                      10,
                                      1,
                                      300,
                                      1};
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
                                     p->source->exit_velocity_ms};
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
    LT_TRY(put_stacks(w));
    for (int e = 0; e < w->g->speciation->n; e++) {
        char name[32];
        snprintf(name, sizeof name, "points/%s", w->g->speciation->species[e].name);
        memset(w->buffer, 0, (size_t)(w->nh * w->n_points) * sizeof(float));
        for (long h = 0; h < w->nh; h++) {
            const lt_gridded *g = w->of[episode_at(w, h)];
            for (long n = 0; n < g->n_points; n++) {
                const lt_point *point = &g->points[n];
                if (lt_timing_moves(point->timing.law, g->speciation->species[e].name)) continue;
                w->buffer[h * w->n_points + n] = (float)(point->kg[e] * w->rate[point->timing.calendar * w->nh + h]);
            }
        }
        LT_TRY(lt_ncw_put_float(w->nc, name, w->buffer));
    }
    return LT_OK;
}

static int most_groups(const writer *w) {
    int most = w->g->n_groups;
    for (int k = 1; w->episodes && k <= w->episodes->n; k++)
        if (w->of[k]->n_groups > most) most = w->of[k]->n_groups;
    return most;
}

static lt_status write_all(writer *w, lt_outdir *dir, const char *name) {
    find_profiles(w);
    w->n_points = w->g->n_points > 0 ? w->g->n_points : 1;
    long cells = (long)w->grid->nx * w->grid->ny;
    const lt_laws_rows rows = {w->of, w->episodes};
    LT_TRY(make_rates(w));
    LT_TRY(lt_calloc((size_t)most_groups(w), sizeof *w->terms, &w->terms));
    LT_TRY(lt_laws_nc_create(w->grid, w->allocation, &rows, w->profile_of, w->np, w->n_points, &w->laws));
    LT_TRY(lt_calloc((size_t)(w->nh * (w->np * cells > w->n_points ? w->np * cells : w->n_points)), sizeof(float),
                     &w->buffer));
    LT_TRY(lt_ncw_create(dir, name, "Hourly emissions", &w->nc));
    lt_status status;
    LT_TRY_GOTO(status, define(w), failed);
    LT_TRY_GOTO(status, put_fixed(w), failed);
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
    const int n_of = 1 + (ledger->episodes ? ledger->episodes->n : 0);
    LT_TRY(lt_allocation_of(ledger, &allocation));
    writer w = {.allocation = &allocation, .episodes = ledger->episodes, .start = start, .nh = n_hours};
    allocation.weights = dir;
    lt_status status;
    LT_TRY_GOTO(status, lt_grid_read(dir, grid_file, &grid), done);
    w.grid = grid;
    LT_TRY_GOTO(status, lt_calloc((size_t)n_of, sizeof *of, &of), done);
    LT_TRY_GOTO(status, grid_rows(ledger, &w, of), done);
    w.of = (const lt_gridded *const *)of;
    w.g = of[0];
    status = write_all(&w, dir, name);
done:
    lt_free(w.rate);
    lt_free(w.buffer);
    lt_free(w.terms);
    lt_laws_nc_free(w.laws);
    for (int k = 0; of && k < n_of; k++) lt_gridded_free(of[k]);
    lt_free(of);
    lt_grid_free(grid);
    lt_allocation_free(&allocation);
    return status;
}
