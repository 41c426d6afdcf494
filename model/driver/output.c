#include "model/driver/output.h"

#include "model/driver/output_columns.h"
#include "model/driver/output_file.h"

#include <omp.h>
#include <stdio.h>
#include <string.h>

struct lt_output {
    lt_output_set set; /* with fields spelt out */
    int *fields;
    const lt_output_fields *table;
    const lt_grid *grid, *whole;
    bool writes, together; /* this rank; all ranks one file */
    lt_output_columns at;
    lt_ncw *file;
    lt_journal *journal;
    int number, n_layers, n_slots, steps_per_slot;
    long interval_h, first_record; /* hours of an interval of an hour or more, else 1; record 0 of the file */
    bool reads_columns;
    size_t slot_size;  /* fields x layers x columns */
    double *sum;       /* [slot][field][k][column] */
    long *added;       /* [slot] */
    float *mean, *all; /* of this rank's columns; on the one that writes, of the file's */
    int n_threads;
    double *scratch; /* a thread: the set's fields of a cell */
    lt_real *ratios; /* a thread: all species of a cell */
};

/* Do its cells go to the rank that writes without being gathered here? */
static bool sends_cells(const lt_output *o) {
    return lt_journal_sends_cells(o->journal) && o->set.place != LT_OUT_CITIES;
}

/* --- making --- */

/* Is it written where no fields are named? A column has no layers. */
static bool is_default(const lt_output_set *set, const lt_output_field *row) {
    return !row->on_request && (!lt_output_is_of_column(row->kind) || set->place != LT_OUT_3D);
}

static lt_status take_fields(lt_output *o) {
    const lt_output_set *asked = &o->set;
    int n = 0;
    LT_TRY(lt_calloc((size_t)o->table->n, sizeof *o->fields, &o->fields));
    for (int f = 0; f < asked->n_fields; ++f) o->fields[n++] = asked->fields[f];
    for (int f = 0; f < o->table->n && asked->n_fields == 0; ++f)
        if (is_default(asked, &o->table->row[f])) o->fields[n++] = f;
    for (int f = 0; f < n; ++f) o->reads_columns |= lt_output_is_of_column(o->table->row[o->fields[f]].kind);
    o->set.fields = o->fields;
    o->set.n_fields = n;
    return LT_OK;
}

static lt_status take_memory(lt_output *o) {
    size_t threads = (size_t)(o->n_threads = omp_get_max_threads());
    o->slot_size = (size_t)o->set.n_fields * (size_t)o->n_layers * o->at.n;
    LT_TRY(lt_calloc((size_t)o->n_slots * o->slot_size, sizeof *o->sum, &o->sum));
    LT_TRY(lt_calloc((size_t)o->n_slots, sizeof *o->added, &o->added));
    LT_TRY(lt_calloc((size_t)o->n_layers * o->at.n, sizeof *o->mean, &o->mean));
    o->all = o->mean;
    if (o->writes && !o->together && !sends_cells(o) && o->at.whole > o->at.n)
        LT_TRY(lt_calloc((size_t)o->n_layers * o->at.whole, sizeof *o->all, &o->all));
    LT_TRY(lt_calloc(threads * (size_t)o->set.n_fields, sizeof *o->scratch, &o->scratch));
    return lt_calloc(threads * (size_t)o->table->n_species, sizeof *o->ratios, &o->ratios);
}

lt_status lt_output_interval_check(const char *name, long interval_s, double dt, long hours) {
    double steps = (double)interval_s / dt;
    long whole = (long)(steps + 0.5);
    if (whole < 1 || steps - (double)whole > 1e-6 || (double)whole - steps > 1e-6)
        return LT_RAISE(LT_ERR_INPUT, .what = "an output interval is not a whole number of steps",
                        .where = lt_fmt("model: output: %s", name),
                        .expected = lt_fmt("a multiple of the step of %g s", dt), .found = lt_fmt("%ld s", interval_s),
                        .todo = "choose another interval or another step");
    if (hours * LT_HOUR % interval_s == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "an output interval does not fill the period",
                    .where = lt_fmt("model: output: %s", name),
                    .expected = lt_fmt("a divisor of the period's %ld h", hours),
                    .found = lt_fmt("%g h", (double)interval_s / LT_HOUR), .todo = "choose another interval");
}

static lt_status open_file(lt_output *o, lt_outdir *dir, const lt_output_span *span, lt_ncr *weather) {
    long records = span->hours * LT_HOUR / o->set.interval_s;
    lt_output_shape shape = {.set = &o->set,
                             .grid = o->whole,
                             .sites = &o->at.sites,
                             .start = span->start + o->first_record * o->set.interval_s,
                             .records = (size_t)(records - o->first_record)};
    if (o->together)
        LT_TRY(lt_ncw_create_shared(&o->at.part.comm, dir, o->set.file, o->set.title, &o->file));
    else
        LT_TRY(lt_journal_create_file(o->journal, dir, o->set.file, o->set.title, &o->file));
    if (span->dropped) LT_TRY(lt_ncw_attr_text(o->file, NULL, "emissions_dropped", span->dropped));
    for (int n = 0; n < LT_N_FLUXES; ++n)
        if (span->flux[n]) LT_TRY(lt_ncw_attr_text(o->file, NULL, lt_flux_laws[n]->name, span->flux[n]));
    if (span->tunings) LT_TRY(lt_ncw_attr_text(o->file, NULL, "tunings", span->tunings));
    if (span->filled) LT_TRY(lt_ncw_attr_text(o->file, NULL, "boundary_filled", span->filled));
    if (span->filled_zh) LT_TRY(lt_ncw_attr_text(o->file, NULL, "boundary_filled_zh", span->filled_zh));
    return lt_output_file_define(o->file, &shape, o->table, weather);
}

/* A grid that one rank of several has is written by it alone. */
static bool can_share(const lt_comm *comm) {
    return comm->ops && comm->ops->netcdf;
}

lt_status lt_output_create(lt_outdir *dir, const lt_output_set *set, const lt_output_fields *table,
                           const lt_output_domain *domain, const lt_output_span *span, lt_ncr *weather,
                           lt_output **out) {
    const lt_grid *grid = domain->grid;
    lt_output *o;
    *out = NULL;
    LT_TRY(lt_output_interval_check(set->name, set->interval_s, span->dt, span->hours));
    LT_TRY(lt_calloc(1, sizeof *o, &o));
    o->set = *set;
    o->table = table;
    o->grid = grid;
    o->whole = domain->whole ? domain->whole : grid;
    o->together = domain->output == LT_OUTPUT_PARALLEL && set->place != LT_OUT_CITIES && can_share(&domain->part.comm);
    o->writes = o->together || domain->part.comm.rank == 0;
    o->journal = domain->journal;
    o->n_layers = set->place == LT_OUT_3D ? grid->nz : 1;
    o->n_slots = set->interval_s < LT_HOUR ? (int)(LT_HOUR / set->interval_s) : 1;
    o->interval_h = set->interval_s < LT_HOUR ? 1 : set->interval_s / LT_HOUR;
    o->steps_per_slot = (int)((double)LT_HOUR / span->dt + 0.5) / o->n_slots;
    o->first_record = span->skipped * LT_HOUR / set->interval_s;
    lt_status status = take_fields(o);
    if (status == LT_OK) status = lt_output_columns_create(&domain->part, grid, set, &o->at);
    if (status == LT_OK) status = take_memory(o);
    if (o->together) status = lt_comm_agree(&domain->part.comm, status);
    if (status == LT_OK && o->writes) {
        status = open_file(o, dir, span, weather);
        if (o->together && status != LT_OK) lt_comm_fail_alone();
    }
    status = lt_comm_agree(&domain->part.comm, status);
    if (status == LT_OK && !o->together && !sends_cells(o)) status = lt_output_columns_join(&o->at, o->n_layers);
    if (status == LT_OK)
        *out = o;
    else
        lt_output_abandon(o);
    return status;
}

lt_status lt_output_add_to(lt_output *o, lt_journal *journal) {
    const lt_part *p = &o->at.part;
    const lt_journal_cells cells = {
        .mine = {(size_t)p->j0, (size_t)p->i0, (size_t)p->nj, (size_t)p->ni}, .ny = (size_t)p->ny, .nx = (size_t)p->nx};
    o->journal = journal;
    if (o->together) return lt_journal_add_shared(journal, o->set.file, o->file, &cells, &o->number);
    return lt_journal_add(journal, o->set.file, o->file, NULL, &o->number);
}

/* --- summing --- */

/* Of a cell's air, ug m-3. */
static double density(const lt_output *o, const lt_output_column *column, int k, const lt_air *air) {
    const lt_grid *g = o->grid;
    const size_t c = (size_t)column->j * (size_t)g->nx + (size_t)column->i;
    const double volume = g->area[c] * (g->z_edge[k + 1] - g->z_edge[k]);
    return 1e9 * air->mass[lt_air_at(air, k, column->j, column->i)] / volume;
}

/* Field f of the set of a column: what was seen of it, or over all its layers in mol m-2. */
static double column_of(const lt_output *o, const lt_output_column *column, int f, const lt_state *state,
                        const lt_air *air, const double *const *seen) {
    const lt_output_field *row = &o->table->row[o->set.fields[f]];
    if (row->kind == LT_OUT_SEEN) return seen[row->seen][column->j * o->grid->nx + column->i];
    const lt_output_term *term = &o->table->term[row->first_term];
    const lt_state_block *block = &state->blocks[column->block];
    const double area = o->grid->area[(size_t)column->j * (size_t)o->grid->nx + (size_t)column->i];
    double sum = 0.0;
    for (int k = 0; k < o->grid->nz; ++k) {
        double moles = 0.0; /* a kg of air */
        for (int t = 0; t < row->n_terms; ++t)
            moles += term[t].factor * (double)lt_state_slab(block, term[t].species, k)[column->place];
        sum += air->mass[lt_air_at(air, k, column->j, column->i)] / area * moles;
    }
    return sum;
}

static void add_column(lt_output *o, size_t c, int thread, double *sum, const lt_state *state, const lt_air *air,
                       const double *const *seen) {
    const lt_output_column *column = &o->at.items[c];
    const lt_state_block *block = &state->blocks[column->block];
    lt_real *q = o->ratios + (size_t)thread * (size_t)o->table->n_species;
    double *value = o->scratch + (size_t)thread * (size_t)o->set.n_fields;
    for (int k = 0; k < o->n_layers; ++k) {
        for (int s = 0; s < state->n_species; ++s) q[s] = lt_state_slab(block, s, k)[column->place];
        lt_output_fields_values(o->table, o->set.n_fields, o->set.fields, q, density(o, column, k, air), value);
        for (int f = 0; f < o->set.n_fields && o->reads_columns; ++f)
            if (lt_output_is_of_column(o->table->row[o->set.fields[f]].kind))
                value[f] = column_of(o, column, f, state, air, seen);
        for (int f = 0; f < o->set.n_fields; ++f)
            sum[((size_t)f * (size_t)o->n_layers + (size_t)k) * o->at.n + c] += value[f];
    }
}

void lt_output_step(lt_output *o, int n, const lt_state *state, const lt_air *air, const double *const *seen) {
    int slot = n / o->steps_per_slot;
    bool ends_slot = (n + 1) % o->steps_per_slot == 0;
    double *sum = o->sum + (size_t)slot * o->slot_size;
    if (o->set.instant && !ends_slot) return;
    if (o->set.instant) { /* of a longer interval only the last value stays */
        memset(sum, 0, o->slot_size * sizeof *sum);
        o->added[slot] = 0;
    }
    lt_output_columns_find(&o->at, state);
#pragma omp parallel for schedule(static) num_threads(o->n_threads)
    for (size_t c = 0; c < o->at.n; ++c)
        if (o->at.items[c].block >= 0) add_column(o, c, omp_get_thread_num(), sum, state, air, seen);
    o->added[slot] += 1;
}

/* --- writing --- */

/* Field f of a slot, of this rank's columns, into o->mean. */
static void take_mean(lt_output *o, int slot, int f) {
    const size_t n = (size_t)o->n_layers * o->at.n;
    const double *sum = o->sum + (size_t)slot * o->slot_size + (size_t)f * n;
    for (size_t c = 0; c < n; ++c) o->mean[c] = (float)(sum[c] / (double)o->added[slot]);
}

static const char *name_of(const lt_output *o, int f) {
    return o->table->row[o->fields[f]].name;
}

/* All ranks bring their columns of every field; a fault of the one that writes is told after the last. */
static lt_status gather_slot(lt_output *o, int slot, size_t record) {
    const size_t all = (size_t)o->n_layers * o->at.whole;
    lt_status written = LT_OK;
    for (int f = 0; f < o->set.n_fields; ++f) {
        take_mean(o, slot, f);
        LT_TRY(lt_output_columns_collect(&o->at, o->n_layers, o->mean, o->all));
        if (o->writes && written == LT_OK)
            written = lt_journal_record(o->journal, o->number, name_of(o, f), record, all, o->all);
    }
    return lt_comm_agree(&o->at.part.comm, written);
}

/* Every rank writes its columns: all fields to the part first, where a full disk is met by those that it befalls, and
 * only then to the file, where it may keep others waiting. */
static lt_status share_slot(lt_output *o, int slot, size_t record) {
    LT_TRY(lt_journal_meet(o->journal, &o->at.part.comm));
    lt_status kept = LT_OK;
    for (int f = 0; f < o->set.n_fields && kept == LT_OK; ++f) {
        take_mean(o, slot, f);
        kept = lt_journal_keep_window(o->journal, o->number, name_of(o, f), record, (size_t)o->n_layers, o->mean);
    }
    LT_TRY(lt_journal_part(o->journal, &o->at.part.comm, kept));
    for (int f = 0; f < o->set.n_fields; ++f) {
        take_mean(o, slot, f);
        LT_TRY(lt_journal_put_window(o->journal, o->number, name_of(o, f), record, o->mean));
    }
    return LT_OK;
}

/* Every rank sends its columns to the one that writes. */
static lt_status send_slot(lt_output *o, int slot, size_t record) {
    const lt_part *part = &o->at.part;
    lt_status sent = LT_OK;
    for (int f = 0; f < o->set.n_fields && sent == LT_OK; ++f) {
        take_mean(o, slot, f);
        sent = lt_journal_send_cells(o->journal, o->number, name_of(o, f), record, part, o->n_layers, o->mean);
    }
    return lt_comm_agree(&part->comm, sent);
}

static lt_status write_slot(lt_output *o, int slot, long record) {
    LT_TRY((o->together ? share_slot : sends_cells(o) ? send_slot : gather_slot)(o, slot, (size_t)record));
    memset(o->sum + (size_t)slot * o->slot_size, 0, o->slot_size * sizeof *o->sum);
    o->added[slot] = 0;
    return LT_OK;
}

lt_status lt_output_hour(lt_output *o, long hour) {
    if ((hour + 1) % o->interval_h != 0) return LT_OK;
    long record = hour / o->interval_h * o->n_slots - o->first_record;
    for (int slot = 0; slot < o->n_slots; ++slot) LT_TRY(write_slot(o, slot, record + slot));
    return LT_OK;
}

lt_status lt_output_exchange(lt_output *o, lt_restart *restart, const char *group, long hours, bool same_run) {
    char name[96];
    if (hours <= 0 || hours % o->interval_h == 0 || o->set.instant) return LT_OK;
    snprintf(name, sizeof name, "output_%s_sum", o->set.name);
    if (!same_run || !lt_restart_has(restart, group, name))
        return LT_RAISE(
            LT_ERR_INPUT, .what = "a mean of an output set is under way at the restart",
            .where = lt_fmt("output set %s", o->set.name),
            .expected = lt_fmt("one of a run of the same inputs, or at the end of an interval of %ld h", o->interval_h),
            .found = lt_fmt("a restart after %ld h of output", hours),
            .todo = "choose an interval that ends at the restart, or leave the set out");
    LT_TRY(lt_output_columns_exchange(&o->at, restart, group, name, o->set.n_fields * o->n_layers, o->sum));
    snprintf(name, sizeof name, "output_%s_added", o->set.name);
    return lt_restart_long(restart, group, name, &o->added[0]);
}

/* --- end --- */

static void release(lt_output *o) {
    lt_free(o->fields);
    lt_output_columns_free(&o->at);
    lt_free(o->sum);
    lt_free(o->added);
    if (o->all != o->mean) lt_free(o->all);
    lt_free(o->mean);
    lt_free(o->scratch);
    lt_free(o->ratios);
    lt_free(o);
}

lt_status lt_output_commit(lt_output *o, const lt_digest state_digest) {
    const lt_comm comm = o->at.part.comm;
    lt_ncw *file = o->file;
    release(o);
    lt_status status = file ? lt_ncw_attr_text(file, NULL, "state_sha256", state_digest) : LT_OK;
    if (status == LT_OK && file)
        status = lt_ncw_commit(file);
    else
        lt_ncw_abandon(file);
    return lt_comm_agree(&comm, status);
}

void lt_output_abandon(lt_output *o) {
    if (!o) return;
    lt_ncw_abandon(o->file);
    release(o);
}
