#include "model/driver/boundary_writer.h"

#include "grids/grid_cf.h"
#include "model/driver/boundary_wish.h"
#include "model/driver/rim.h"

#include <netcdf.h>
#include <stdio.h>
#include <string.h>

#define SECONDS "seconds since 1970-01-01 00:00:00"
enum { REAL_TYPE = sizeof(lt_real) == 8 ? NC_DOUBLE : NC_FLOAT };

struct lt_boundary_writer {
    lt_domain *domain;
    bool writes; /* of the ranks this one; the others have no border, no values, no file */
    lt_window window;
    lt_rim *rim;
    lt_border *border;
    lt_boundary_wish wish;
    lt_real *values; /* largest record of a variable: [species of the file][cells] */
    lt_ncw *file;
    int number;      /* in the journal */
    long first_hour; /* of the domain, with which the file begins */
};

/* What of the file lies before an hour. */
static size_t count_before(const lt_boundary_writer *w, long end, bool (*is)(const lt_boundary_wish *wish, long hour)) {
    size_t n = 0;
    for (long hour = w->first_hour; hour < end; ++hour) n += is(&w->wish, hour);
    return n;
}

static size_t instants_before(const lt_boundary_writer *w, long end) {
    return count_before(w, end, lt_boundary_wish_instant);
}

static size_t initials_before(const lt_boundary_writer *w, long end) {
    return count_before(w, end, lt_boundary_wish_initial);
}

static long last_hour(const lt_domain *d) {
    return d->span.spinup_hours + d->span.output_hours;
}

static lt_status define(lt_boundary_writer *w, const lt_grid *inner) {
    static const lt_field fields[] = {
        {"west", NULL, "kg kg-1", "time_edge species z y", "mixing ratios just outside the west side"},
        {"east", NULL, "kg kg-1", "time_edge species z y", "mixing ratios just outside the east side"},
        {"south", NULL, "kg kg-1", "time_edge species z x", "mixing ratios just outside the south side"},
        {"north", NULL, "kg kg-1", "time_edge species z x", "mixing ratios just outside the north side"},
        {"top", NULL, "kg kg-1", "time_edge species y x", "mixing ratios above the top"},
        {"initial", NULL, "kg kg-1", "time_initial species z y x", "mixing ratios inside: first states"}};
    static const lt_field axes[] = {{"time_edge", "time", SECONDS, "time_edge", "instants of the border values"},
                                    {"time_initial", "time", SECONDS, "time_initial", "instants of the first states"},
                                    {"z_edge", "height", "m", "z_edge", "edges of the layers above ground"}};
    static const lt_field names = {"species", NULL, NULL, "species", "names of the species and tracers"};
    const lt_domain *d = w->domain;
    size_t n_times = instants_before(w, last_hour(d) + 1);
    size_t n_initial = initials_before(w, d->span.spinup_hours + 1);
    const struct {
        const char *name;
        size_t n;
    } dims[] = {{"time_edge", n_times},     {"species", (size_t)w->wish.n_species},
                {"z", (size_t)inner->nz},   {"z_edge", (size_t)inner->nz + 1},
                {"y", (size_t)inner->ny},   {"x", (size_t)inner->nx},
                {"time_initial", n_initial}};
    for (size_t n = 0; n < sizeof dims / sizeof *dims; ++n)
        if (dims[n].n > 0) LT_TRY(lt_ncw_dim(w->file, dims[n].name, dims[n].n));
    LT_TRY(lt_ncw_var(w->file, &names, NC_STRING));
    for (int n = 0; n < 3; ++n)
        if (n != 1 || n_initial > 0) LT_TRY(lt_ncw_var(w->file, &axes[n], NC_DOUBLE));
    for (int n = 0; n < 6; ++n) {
        if (n == 5 && n_initial == 0) continue;
        LT_TRY(lt_ncw_var(w->file, &fields[n], REAL_TYPE));
        if (w->wish.bits > 0) LT_TRY(lt_ncw_bitround(w->file, fields[n].name, w->wish.bits));
    }
    LT_TRY(lt_ncw_attr_text(w->file, NULL, "from_grid", d->grid->name));
    return lt_ncw_attr_text(w->file, NULL, "chemistry", d->chemical->chemistry);
}

static lt_status put_axes(lt_boundary_writer *w, const lt_grid *inner) {
    const lt_state *state = w->domain->state;
    char weather[256];
    const char **names;
    LT_TRY(lt_calloc((size_t)w->wish.n_species, sizeof *names, &names));
    for (int n = 0; n < w->wish.n_species; ++n) names[n] = state->species[w->wish.species[n]].name;
    lt_status status = lt_ncw_put_strings(w->file, "species", names);
    lt_free(names);
    LT_TRY(status);
    LT_TRY(lt_ncw_put_double(w->file, "z_edge", inner->z_edge));
    LT_TRY(lt_ncr_attr_text(w->domain->weather.file, NULL, "weather_label_en", weather, sizeof weather));
    LT_TRY(lt_ncw_attr_text(w->file, NULL, "weather_label_en", weather));
    return lt_grid_cf_mapping(inner, w->file);
}

static lt_status make_wish(lt_boundary_writer *w) {
    const lt_domain *d = w->domain;
    const char **names;
    LT_TRY(lt_calloc((size_t)d->state->n_species, sizeof *names, &names));
    for (int s = 0; s < d->state->n_species; ++s) names[s] = d->state->species[s].name;
    lt_status status = lt_boundary_wish_make(&d->config, d->state->n_species, names, d->span.spinup_hours,
                                             d->span.output_hours, &w->wish);
    lt_free(names);
    return status;
}

static lt_status open_file(lt_boundary_writer *w, const lt_grid *inner, const char *name) {
    size_t cells = (size_t)inner->nx * (size_t)inner->ny * (size_t)inner->nz;
    LT_TRY(lt_border_create(w->domain->state->n_species, inner->nx, inner->ny, inner->nz, &w->border));
    LT_TRY(lt_calloc((size_t)w->wish.n_species * cells, sizeof *w->values, &w->values));
    LT_TRY(lt_journal_create_file(w->domain->journal, w->domain->dir, name, lt_fmt("Boundary of grid %s", inner->name),
                                  &w->file));
    LT_TRY(define(w, inner));
    return put_axes(w, inner);
}

static lt_status open(lt_boundary_writer *w, const lt_grid *inner, const char *name) {
    LT_TRY(make_wish(w));
    LT_TRY(lt_window_of_grids(lt_domain_whole(w->domain), inner, lt_fmt("boundary_for: %s", inner->name), &w->window));
    const lt_state *state = w->domain->state;
    const lt_rim_setup rim = {.comm = state->part.comm,
                              .outer = &state->part,
                              .state = state,
                              .air = w->domain->air,
                              .n_species = state->n_species,
                              .nz = state->nz,
                              .window = &w->window};
    LT_TRY(lt_rim_create(&rim, &w->rim));
    if (w->writes) LT_TRY(open_file(w, inner, name));
    return lt_journal_add(w->domain->journal, name, w->file, NULL, &w->number);
}

lt_status lt_boundary_writer_create(lt_domain *domain, const lt_grid *inner, const char *name, long first_hour,
                                    lt_boundary_writer **out) {
    lt_boundary_writer *w;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *w, &w));
    w->domain = domain;
    w->first_hour = first_hour;
    w->writes = domain->part.comm.rank == 0;
    lt_status status = lt_comm_agree(&domain->part.comm, open(w, inner, name));
    if (status == LT_OK)
        *out = w;
    else
        lt_boundary_writer_abandon(w);
    return status;
}

static lt_status put_time(lt_boundary_writer *w, const char *name, size_t record, double time) {
    return lt_journal_record_double(w->domain->journal, w->number, name, record, 1, &time);
}

static lt_status put_real(lt_boundary_writer *w, const char *name, size_t record, size_t n, const lt_real *values) {
#ifdef LT_REAL_IS_DOUBLE
    return lt_journal_record_double(w->domain->journal, w->number, name, record, n, values);
#else
    return lt_journal_record(w->domain->journal, w->number, name, record, n, values);
#endif
}

/* What rounding has put below zero (of the smallest numbers, at the feet of plumes) is nothing. */
static void clip(lt_real *values, size_t n) {
    for (size_t c = 0; c < n; ++c) values[c] = values[c] < 0 ? 0 : values[c];
}

/* A record of the species that are wished for; all: [species of the run][n]. */
static lt_status put_wished(lt_boundary_writer *w, const char *name, size_t record, size_t n, const lt_real *all) {
    for (int s = 0; s < w->wish.n_species; ++s)
        memcpy(w->values + (size_t)s * n, all + (size_t)w->wish.species[s] * n, n * sizeof *all);
    clip(w->values, (size_t)w->wish.n_species * n);
    return put_real(w, name, record, (size_t)w->wish.n_species * n, w->values);
}

static lt_status write_initial(lt_boundary_writer *w, long hour, double time) {
    size_t n = (size_t)w->wish.n_species * (size_t)w->window.nx * (size_t)w->window.ny * (size_t)w->window.nz;
    size_t record = initials_before(w, hour);
    clip(w->values, n);
    LT_TRY(put_time(w, "time_initial", record, time));
    return put_real(w, "initial", record, n, w->values);
}

static lt_status put_initial(lt_boundary_writer *w, long hour, double time) {
    size_t cells = (size_t)w->window.nx * (size_t)w->window.ny * (size_t)w->window.nz;
    for (int s = 0; s < w->wish.n_species; ++s)
        LT_TRY(lt_rim_inside(w->rim, w->wish.species[s], w->writes ? w->values + (size_t)s * cells : NULL));
    return lt_comm_agree(&w->domain->part.comm, w->writes ? write_initial(w, hour, time) : LT_OK);
}

static lt_status write_instant(lt_boundary_writer *w, long hour, double time) {
    const lt_border *b = w->border;
    size_t record = instants_before(w, hour);
    LT_TRY(put_time(w, "time_edge", record, time));
    for (int side = 0; side < LT_N_SIDES; ++side) {
        size_t n = (size_t)b->nz * (size_t)lt_border_length(b, (lt_side)side);
        LT_TRY(put_wished(w, lt_boundary_sides[side], record, n, b->side[side]));
    }
    return put_wished(w, "top", record, (size_t)b->nx * (size_t)b->ny, b->top);
}

static lt_status put_instant(lt_boundary_writer *w, long hour, double time) {
    lt_domain_border_at(w->domain, time);
    LT_TRY(lt_rim_border(w->rim, w->domain->border, w->border));
    return lt_comm_agree(&w->domain->part.comm, w->writes ? write_instant(w, hour, time) : LT_OK);
}

lt_status lt_boundary_writer_put(lt_boundary_writer *w, long hour) {
    double time = (double)(w->domain->span.start + hour * LT_HOUR);
    if (lt_boundary_wish_instant(&w->wish, hour)) LT_TRY(put_instant(w, hour, time));
    return lt_boundary_wish_initial(&w->wish, hour) ? put_initial(w, hour, time) : LT_OK;
}

static void release(lt_boundary_writer *w) {
    lt_rim_free(w->rim);
    lt_window_free(&w->window);
    lt_border_free(w->border);
    lt_free(w->values);
    lt_boundary_wish_free(&w->wish);
    lt_free(w);
}

lt_status lt_boundary_writer_commit(lt_boundary_writer *w) {
    lt_ncw *file = w->file;
    release(w);
    return file ? lt_ncw_commit(file) : LT_OK;
}

void lt_boundary_writer_abandon(lt_boundary_writer *w) {
    if (!w) return;
    lt_ncw_abandon(w->file);
    release(w);
}
