/* trace.c - the rows that make a number (trace.h).
 *
 *   amount = E_row  x  share of the row in the cell  x  3600 s x rate of the hour by its calendar
 * with E_row the annual quantity, or the species that the mechanism makes of it: the same three factors that gridding.c
 * and writers/emissions_nc.c take. */
#include "inventory/trace.h"

#include "base/csv.h"
#include "base/exactsum.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum what { WHAT_QUANTITY, WHAT_OH, WHAT_SPECIES };

typedef struct tracer {
    const lt_ledger *ledger;
    const lt_grid *grid;
    const lt_allocation *allocation;
    const lt_trace_query *query;
    const char *name; /* of the species, without "model:" */
    enum what what;
    int index; /* quantity, or species of the mechanism */
    lt_speciation *speciation;
    lt_placing *placing;
    lt_trace *trace;
} tracer;

static lt_status unknown(const char *what, const char *found, const char *expected, const char *nearest) {
    return LT_RAISE(LT_ERR_USAGE, .what = lt_fmt("unknown %s", what), .where = "the trace", .expected = expected,
                    .found = lt_fmt("\"%s\"", found),
                    .todo = nearest ? lt_fmt("did you mean %s?", nearest) : "take one of them");
}

static lt_status unknown_species(const tracer *t) {
    const char *names[LT_N_QUANTITIES + 1 + LT_MOST_EMITTED], *list = "";
    int n = 0;
    for (int q = 0; q < LT_N_QUANTITIES; q++) names[n++] = lt_quantity_names[q];
    names[n++] = "oh";
    for (int k = 0; k < n; k++) list = lt_fmt("%s%s%s", list, k ? " " : "", names[k]);
    for (int e = 0; e < t->speciation->n; e++) names[n++] = t->speciation->species[e].name;
    return unknown("species", t->query->species,
                   lt_fmt("%s, or a species of the mechanism %s", list, t->speciation->mechanism->name),
                   lt_nearest_name(t->name, names, n));
}

static lt_status find_species(tracer *t) {
    static const char prefix[] = "model:";
    const bool of_model = strncmp(t->query->species, prefix, strlen(prefix)) == 0;
    t->name = t->query->species + (of_model ? strlen(prefix) : 0);
    t->trace->unit = "kg";
    t->trace->kg_per_mol = 1;
    for (int q = 0; q < LT_N_QUANTITIES && !of_model; q++) {
        if (strcmp(lt_quantity_names[q], t->name) != 0) continue;
        t->index = q;
        if (q == LT_OFP) t->trace->unit = "kg O3";
        return LT_OK;
    }
    if (!of_model && strcmp(t->name, "oh") == 0) {
        t->what = WHAT_OH;
        t->trace->unit = "kg propene";
        return LT_OK;
    }
    t->what = WHAT_SPECIES;
    t->index = lt_speciation_find(t->speciation, t->name);
    if (t->index < 0) return unknown_species(t);
    const lt_emitted *species = &t->speciation->species[t->index];
    if (species->mol) t->trace->unit = "mol";
    t->trace->kg_per_mol = species->kg_per_mol;
    return LT_OK;
}

static lt_status check_query(const tracer *t) {
    const lt_trace_query *q = t->query;
    const lt_allocation *a = t->allocation;
    if (q->region && !lt_regions_find(a->regions, q->region))
        return unknown("city or region", q->region, "a city of Liaoning, or a region of regions.csv",
                       lt_nearest_name(q->region, a->regions->names, a->regions->n));
    if (q->sector && !lt_sectors_find(a->sectors, q->sector))
        return unknown("sector", q->sector, "a sector of sectors.csv",
                       lt_nearest_name(q->sector, a->sectors->names, a->sectors->n));
    if (q->cell >= 0 && (!t->grid || q->cell >= (long)t->grid->nx * t->grid->ny))
        return LT_RAISE(LT_ERR_USAGE, .what = "the cell lies outside the grid", .where = "the trace",
                        .expected = t->grid ? lt_fmt("i from 0 to %d, j from 0 to %d", t->grid->nx - 1, t->grid->ny - 1)
                                            : "a grid",
                        .found = lt_fmt("cell %ld", q->cell), .todo = "name another cell, or another grid");
    return LT_OK;
}

static bool is_asked(const lt_trace_query *q, const lt_source *s) {
    if (q->sector && strcmp(q->sector, s->sector) != 0) return false;
    if (q->region) return strcmp(q->region, s->region) == 0;
    return q->cell >= 0 || lt_region_is_liaoning(s->region);
}

/* The pollutant that alone makes most of the species. */
static int made_of(const tracer *t, const lt_source *s) {
    const lt_sector *sector = lt_sectors_find(t->allocation->sectors, s->sector);
    int best = LT_NMVOC;
    double most = 0;
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        double alone[LT_N_POLLUTANTS] = {0}, placed[LT_N_POLLUTANTS] = {0}, out[LT_MOST_EMITTED] = {0};
        alone[p] = lt_source_emission_kg(s, (enum lt_pollutant)p);
        if (!(alone[p] > 0)) continue;
        t->speciation->mechanism->split(t->speciation, s, sector, alone, out, placed);
        if (out[t->index] > most) most = out[t->index], best = p;
    }
    return best;
}

/* The annual amount of a row, and of which pollutant it is. */
static lt_status annual_of(const tracer *t, const lt_source *s, double *amount, int *pollutant) {
    double all[LT_MOST_EMITTED], clipped = 0;
    *pollutant = LT_NMVOC;
    if (t->what == WHAT_OH) {
        *amount = lt_source_oh_kg(s);
        return LT_OK;
    }
    if (t->what == WHAT_QUANTITY) {
        *amount = lt_source_quantity_kg(s, t->index);
        if (t->index < LT_N_POLLUTANTS) *pollutant = t->index;
        return LT_OK;
    }
    LT_TRY(lt_speciation_of(t->speciation, s, all, &clipped));
    *amount = all[t->index];
    if (*amount != 0) *pollutant = made_of(t, s);
    return LT_OK;
}

static lt_status share_in_cell(const tracer *t, const lt_source *s, double *share) {
    lt_place place;
    *share = 1;
    if (t->query->cell < 0) return LT_OK;
    LT_TRY(lt_placing_find(t->placing, s, &place));
    *share = place.weight ? place.weight[t->query->cell] : place.cell == t->query->cell;
    return LT_OK;
}

static lt_status add_row(tracer *t, const lt_source *s) {
    lt_trace_row row = {.source = s};
    lt_timing timing;
    double annual;
    LT_TRY(annual_of(t, s, &annual, &row.pollutant));
    if (annual == 0) return LT_OK;
    LT_TRY(share_in_cell(t, s, &row.in_cell));
    if (row.in_cell == 0) return LT_OK;
    lt_calendars *calendars = t->allocation->calendars;
    if (!lt_timing_find(calendars, s->calendar, &timing))
        return lt_timing_fault(calendars, s->calendar, lt_fmt("%s:%d, source %s", s->file, s->line, s->id));
    row.annual = row.amount = annual * row.in_cell;
    row.by_law = lt_timing_moves(timing.law, t->name);
    if (t->query->has_hour)
        row.amount *= lt_calendar_rate(&calendars->items[timing.calendar], t->query->hour) * LT_HOUR;
    if (row.amount != 0 || row.by_law) t->trace->rows[t->trace->n++] = row;
    return LT_OK;
}

static int by_size(const void *a, const void *b) {
    const lt_trace_row *p = a, *q = b;
    if (p->amount != q->amount) return p->amount > q->amount ? -1 : 1;
    return strcmp(p->source->id, q->source->id);
}

static void sum_up(lt_trace *trace) {
    lt_exactsum total, hours, potential;
    lt_exactsum_clear(&total);
    lt_exactsum_clear(&hours);
    lt_exactsum_clear(&potential);
    for (long k = 0; k < trace->n; k++) {
        const lt_trace_row *row = &trace->rows[k];
        lt_exactsum_add(&total, row->amount);
        if (row->by_law)
            lt_exactsum_add(&potential, row->annual);
        else
            lt_exactsum_add(&hours, row->amount);
    }
    trace->total = lt_exactsum_value(&total);
    trace->as_hours = lt_exactsum_value(&hours);
    trace->potential = lt_exactsum_value(&potential);
}

static lt_status run(tracer *t) {
    const lt_ledger *ledger = t->ledger;
    LT_TRY(lt_calloc((size_t)ledger->n + 1, sizeof *t->trace->rows, &t->trace->rows));
    LT_TRY(lt_speciation_create(ledger->mechanism, t->allocation->sectors, &t->speciation));
    LT_TRY(find_species(t));
    LT_TRY(check_query(t));
    if (t->query->cell >= 0) LT_TRY(lt_placing_create(ledger, t->grid, t->allocation, &t->placing));
    for (long k = 0; k < ledger->n; k++)
        if (is_asked(t->query, &ledger->sources[k])) LT_TRY(add_row(t, &ledger->sources[k]));
    qsort(t->trace->rows, (size_t)t->trace->n, sizeof *t->trace->rows, by_size);
    sum_up(t->trace);
    return LT_OK;
}

lt_status lt_trace_of(const lt_ledger *ledger, const lt_grid *grid, const lt_allocation *allocation,
                      const lt_trace_query *query, lt_trace **out) {
    tracer t = {.ledger = ledger, .grid = grid, .allocation = allocation, .query = query};
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *t.trace, &t.trace));
    const lt_status status = run(&t);
    lt_speciation_free(t.speciation);
    lt_placing_free(t.placing);
    if (status != LT_OK) {
        lt_trace_free(t.trace);
        return status;
    }
    *out = t.trace;
    return LT_OK;
}

void lt_trace_free(lt_trace *trace) {
    if (!trace) return;
    lt_free(trace->rows);
    lt_free(trace);
}
