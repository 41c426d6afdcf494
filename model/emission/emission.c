#include "model/emission/emission.h"

#include "base/log.h"
#include "model/emission/area.h"
#include "model/emission/laws.h"
#include "model/emission/mapping.h"
#include "model/emission/part.h"
#include "model/emission/points.h"
#include "model/state/hours.h"

#include <string.h>

/* Rates of a part of what one species takes of the file; they stand in lt_real, and the budget counts what stands
 * there.
 */
typedef struct lt_part_rates {
    const char *emitted; /* of lt_species_info */
    int n_terms;
    lt_emitted_term terms[LT_MOST_TERMS];
    lt_emission_part part;
    int layers, room; /* that emit in this hour; that there is memory for */
    lt_real *rate;    /* strides of the air arrays, the ring around the domain is zero */
} lt_part_rates;

struct lt_emission {
    lt_ncr *file;
    lt_mapping *mapping;
    char *dropped; /* NULL: nothing */
    const lt_species_set *species;
    const lt_air *air;
    const double *z_edge;
    lt_time start;
    size_t n_hours;
    lt_area area;
    lt_points points;
    lt_laws *laws;     /* NULL: none */
    lt_fluxes *fluxes; /* NULL: none */
    double *plane;     /* [ny][nx] one layer of one emitted species */
    int n_rates;
    lt_part_rates *rates; /* one a species and part that somebody takes */
    int *taken;           /* [species] its rates, -1 where nothing emits it */
    lt_source *source;    /* [species] of the hour */
};

static lt_status check_axes(lt_emission *e, const lt_weather *w, lt_time start, size_t n_hours) {
    LT_TRY(lt_ncr_expect_dim(e->file, "x", w->nx));
    LT_TRY(lt_ncr_expect_dim(e->file, "y", w->ny));
    LT_TRY(lt_ncr_expect_dim(e->file, "z", w->nz));
    LT_TRY(lt_ncr_dim(e->file, "time", &e->n_hours));
    return lt_hours_cover(e->file, "the table of emissions", e->n_hours, start, n_hours, &e->start);
}

/* Of a mechanism most species are emitted by nobody; one that a tracer follows, or a lump, must be. */
static lt_status expect_emitted(const lt_emission *e, int s, const lt_chemical_set *chemical) {
    const lt_species_info *species = &e->species->info[s];
    if (chemical && chemical->mechanism && s < chemical->n) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the emissions have no %s", species->emitted),
                    .where = lt_fmt("%s, for %s", lt_ncr_path(e->file), species->name),
                    .expected = "a field of the group area that it takes (model/emission/mapping.h)", .found = "none",
                    .todo = "add it; for a gas say emission: off, or tag a species that is emitted");
}

/* The rates that a species takes; new ones where no other has taken the same. */
static int find_rates(lt_emission *e, const lt_part_rates *want) {
    int r = 0;
    while (r < e->n_rates &&
           (strcmp(e->rates[r].emitted, want->emitted) != 0 || e->rates[r].part.points != want->part.points ||
            e->rates[r].part.profile != want->part.profile))
        ++r;
    if (r == e->n_rates) e->rates[e->n_rates++] = *want;
    return r;
}

static lt_status share_rates(lt_emission *e, const lt_chemical_set *chemical) {
    size_t n = (size_t)e->species->n;
    LT_TRY(lt_calloc(n, sizeof *e->rates, &e->rates));
    LT_TRY(lt_calloc(n, sizeof *e->taken, &e->taken));
    LT_TRY(lt_calloc(n, sizeof *e->source, &e->source));
    for (int s = 0; s < e->species->n; ++s) {
        const lt_species_info *info = &e->species->info[s];
        lt_part_rates want = {.emitted = info->emitted};
        e->taken[s] = -1;
        if (!*info->emitted) continue;
        LT_TRY(lt_mapping_terms(e->mapping, info, want.terms, &want.n_terms));
        if (want.n_terms == 0 && !lt_fluxes_make(e->fluxes, info->emitted)) {
            LT_TRY(expect_emitted(e, s, chemical));
            continue;
        }
        LT_TRY(lt_emission_part_read(&e->area, e->file, info, &want.part));
        e->taken[s] = find_rates(e, &want);
    }
    return LT_OK;
}

static lt_status want_potentials(lt_emission *e, lt_time start) {
    for (int r = 0; r < e->n_rates && e->laws; ++r)
        for (int t = 0; t < e->rates[r].n_terms; ++t) {
            const lt_emitted_field *field = e->rates[r].terms[t].field;
            LT_TRY(lt_laws_want(e->laws, field->name, lt_emitted_amount(field), start));
        }
    return LT_OK;
}

static lt_status open_all(lt_emission *e, lt_weather *w, const lt_emission_setup *setup) {
    LT_TRY(check_axes(e, w, setup->start, setup->n_hours));
    LT_TRY(lt_calloc(w->ny * w->nx, sizeof(double), &e->plane));
    LT_TRY(lt_area_open(e->file, w->nx, w->ny, w->nz, &e->area));
    LT_TRY(lt_points_open(e->file, w, &setup->place, &e->points));
    LT_TRY(lt_laws_open(e->file, w, setup->mean_laws, &e->laws));
    LT_TRY(lt_mapping_create(e->file, setup->chemical, setup->vapours, &e->mapping));
    if (setup->grid) LT_TRY(lt_fluxes_open(setup->grid, w, e->species, setup->flux_scale, &e->fluxes));
    LT_TRY(share_rates(e, setup->chemical));
    return want_potentials(e, setup->start);
}

lt_status lt_emission_open(lt_ncr *file, const lt_species_set *species, lt_weather *w, const lt_air *air,
                           const lt_emission_setup *setup, lt_emission **out) {
    lt_emission *e;
    *out = NULL;
    lt_status status = lt_calloc(1, sizeof *e, &e);
    if (status != LT_OK) {
        lt_ncr_close(file);
        return status;
    }
    e->file = file;
    e->species = species;
    e->air = air;
    e->z_edge = setup->z_edge;
    status = open_all(e, w, setup);
    if (status == LT_OK)
        *out = e;
    else
        lt_emission_close(e);
    return status;
}

lt_status lt_emission_judge_missing(lt_emission *e, const lt_comm *comm, const lt_emission_setup *setup) {
    const size_t first = (size_t)((setup->start - e->start) / LT_HOUR);
    LT_TRY(lt_mapping_missing(e->mapping, comm, first, setup->n_hours, setup->drop_missing, &e->dropped));
    if (e->dropped) lt_remark(LT_LOG_WARNING, "emissions that the chemistry lacks are left out: %s", e->dropped);
    return LT_OK;
}

void lt_emission_close(lt_emission *e) {
    if (!e) return;
    for (int r = 0; r < e->n_rates; ++r) lt_free(e->rates[r].rate);
    lt_free(e->rates);
    lt_free(e->taken);
    lt_free(e->source);
    lt_free(e->plane);
    lt_area_close(&e->area);
    lt_points_close(&e->points);
    lt_laws_close(e->laws);
    lt_fluxes_close(e->fluxes);
    lt_mapping_free(e->mapping);
    lt_free(e->dropped);
    lt_ncr_close(e->file);
    lt_free(e);
}

lt_time lt_emission_start(const lt_emission *e) {
    return e->start;
}

const char *lt_emission_dropped(const lt_emission *e) {
    return e->dropped;
}

/* The hour's rates of a species into area and points, with what the laws make of its potentials. */
static lt_status read_hour(lt_emission *e, const lt_part_rates *rates, size_t hour) {
    lt_time begin = e->start + (lt_time)hour * LT_HOUR;
    lt_area_clear(&e->area);
    lt_points_clear(&e->points);
    for (int t = 0; t < rates->n_terms; ++t) {
        const lt_emitted_term *term = &rates->terms[t];
        LT_TRY(lt_area_hour(&e->area, e->file, e->mapping->rates, term->field, hour, begin));
        LT_TRY(lt_points_hour(&e->points, e->file, e->mapping->rates, term->field, hour, begin));
        if (e->laws) lt_laws_add(e->laws, term->field->name, e->points.cell, e->area.field, e->points.field);
        lt_area_add(&e->area, term->kg);
        lt_points_add(&e->points, term->kg);
    }
    return LT_OK;
}

/* Smoke rises higher in some hours than in others. */
static lt_status make_room(lt_part_rates *r, const lt_air *air, int layers) {
    r->layers = layers;
    if (layers <= r->room) return LT_OK;
    lt_free(r->rate);
    r->rate = NULL;
    r->room = 0;
    LT_TRY(lt_calloc((size_t)(air->layer * layers), sizeof *r->rate, &r->rate));
    r->room = layers;
    return LT_OK;
}

/* What wind lifts is of no kind of source: who takes all of a species' area sources takes it. */
static bool takes_fluxes(const lt_part_rates *r) {
    return r->part.profile == LT_ALL_PROFILES;
}

static int layers_of(const lt_emission *e, const lt_part_rates *r, size_t nz) {
    const int layers = lt_emission_part_layers(&r->part, &e->area, &e->points, nz);
    return layers == 0 && takes_fluxes(r) && lt_fluxes_make_now(e->fluxes, r->emitted) ? 1 : layers;
}

static void place_layer(lt_emission *e, const lt_weather *w, const lt_part_rates *rates, size_t k) {
    const lt_emission_part *part = &rates->part;
    size_t plane = w->nx * w->ny;
    memset(e->plane, 0, plane * sizeof(double));
    for (size_t p = 0; p < e->area.n_profiles; ++p) {
        double share = lt_emission_part_share(part, &e->area, p, k, w->nz);
        if (share == 0.0) continue;
        for (size_t c = 0; c < plane; ++c) e->plane[c] += share * e->area.rate[p * plane + c];
    }
    for (size_t p = 0; part->points && p < e->points.n; ++p)
        if (e->points.cell[p] >= 0)
            e->plane[e->points.cell[p]] += e->points.layer_share[p * w->nz + k] * e->points.rate[p];
    if (k == 0 && takes_fluxes(rates)) lt_fluxes_add(e->fluxes, rates->emitted, e->plane);
    for (int j = 0; j < e->air->ny; ++j)
        for (int i = 0; i < e->air->nx; ++i)
            rates->rate[lt_air_at(e->air, (int)k, j, i)] = (lt_real)e->plane[(size_t)j * w->nx + (size_t)i];
}

static bool takes_hour(const lt_species_info *species, lt_time begin) {
    int local = (int)((begin + LT_CST_OFFSET) / LT_HOUR % 24);
    return !species->hours || (species->hours >> local & 1u);
}

static bool is_first_part(const lt_emission *e, int r) {
    for (int q = 0; q < r; ++q)
        if (strcmp(e->rates[q].emitted, e->rates[r].emitted) == 0) return false;
    return true;
}

/* All parts of a species, the first of which is r: it is read once. */
static lt_status place_species(lt_emission *e, int r, size_t hour, const lt_weather *w) {
    LT_TRY(read_hour(e, &e->rates[r], hour));
    for (int q = r; q < e->n_rates; ++q) {
        lt_part_rates *rates = &e->rates[q];
        if (strcmp(rates->emitted, e->rates[r].emitted) != 0) continue;
        LT_TRY(make_room(rates, e->air, layers_of(e, rates, w->nz)));
        for (int k = 0; k < rates->layers; ++k) place_layer(e, w, rates, (size_t)k);
    }
    return LT_OK;
}

lt_status lt_emission_hour(lt_emission *e, size_t hour, const lt_weather *w, const lt_source **source) {
    lt_time begin = e->start + (lt_time)hour * LT_HOUR;
    lt_points_place(&e->points, w, e->z_edge);
    if (e->laws) LT_TRY(lt_laws_hour(e->laws, w, begin));
    if (e->fluxes) lt_fluxes_hour(e->fluxes, w, begin);
    for (int r = 0; r < e->n_rates; ++r)
        if (is_first_part(e, r)) LT_TRY(place_species(e, r, hour, w));
    for (int s = 0; s < e->species->n; ++s) {
        const lt_species_info *info = &e->species->info[s];
        const lt_part_rates *rates = e->taken[s] < 0 ? NULL : &e->rates[e->taken[s]];
        e->source[s] =
            rates && takes_hour(info, begin) ? (lt_source){rates->layers, rates->rate, info->mask} : (lt_source){0};
    }
    *source = e->source;
    return LT_OK;
}
