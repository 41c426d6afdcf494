/* stack_rates.c - see stack_rates.h.
 *
 * The same terms, laws and units as emission.c, without areas and without layers. */
#include "model/emission/stack_rates.h"

#include "model/emission/laws.h"
#include "model/state/hours.h"

#include <string.h>

typedef struct species_terms {
    int n;
    lt_emitted_term terms[LT_MOST_TERMS];
} species_terms;

struct lt_stack_rates {
    lt_ncr *file;
    lt_stack_rates_setup setup;
    lt_time first; /* begin of the file's first hour */
    lt_points points;
    lt_laws *laws; /* NULL: none */
    lt_mapping *mapping;
    species_terms *species;
};

static lt_status find_terms(lt_stack_rates *r, int s) {
    const lt_species_info *info = &r->setup.species[s];
    species_terms *of = &r->species[s];
    LT_TRY(lt_mapping_terms(r->mapping, info, of->terms, &of->n));
    for (int t = 0; r->laws && t < of->n; t++)
        LT_TRY(lt_laws_want(r->laws, of->terms[t].field->name, lt_emitted_amount(of->terms[t].field), r->setup.start));
    if (of->n > 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the emissions have no %s", info->emitted),
                    .where = lt_ncr_path(r->file), .expected = "a field that it takes (model/emission/mapping.h)",
                    .found = "none", .todo = "make the emissions again, or leave the pollutant out");
}

static lt_status open_all(lt_stack_rates *r) {
    const lt_stack_rates_setup *s = &r->setup;
    size_t n_file;
    LT_TRY(lt_ncr_dim(r->file, "time", &n_file));
    LT_TRY(lt_hours_cover(r->file, "the table of emissions", n_file, s->start, s->n_hours, &r->first));
    const lt_points_grid place = lt_points_grid_of(s->grid);
    LT_TRY(lt_points_open(r->file, s->weather, &place, &r->points));
    LT_TRY(lt_laws_open(r->file, s->weather, s->mean_laws, &r->laws));
    LT_TRY(lt_mapping_create(r->file, s->chemical, s->vapours, &r->mapping));
    LT_TRY(lt_calloc((size_t)s->n_species, sizeof *r->species, &r->species));
    for (int k = 0; k < s->n_species; k++) LT_TRY(find_terms(r, k));
    return LT_OK;
}

lt_status lt_stack_rates_open(lt_ncr *file, const lt_stack_rates_setup *setup, lt_stack_rates **out) {
    lt_stack_rates *r;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *r, &r));
    r->file = file;
    r->setup = *setup;
    const lt_status status = open_all(r);
    if (status == LT_OK)
        *out = r;
    else
        lt_stack_rates_close(r);
    return status;
}

void lt_stack_rates_close(lt_stack_rates *r) {
    if (!r) return;
    lt_points_close(&r->points);
    lt_laws_close(r->laws);
    lt_mapping_free(r->mapping);
    lt_free(r->species);
    lt_free(r);
}

const lt_points *lt_stack_rates_points(const lt_stack_rates *r) {
    return &r->points;
}

static lt_status add_species(lt_stack_rates *r, const species_terms *of, lt_time begin) {
    const size_t hour = (size_t)((begin - r->first) / LT_HOUR);
    lt_points_clear(&r->points);
    for (int t = 0; t < of->n; t++) {
        const lt_emitted_field *field = of->terms[t].field;
        LT_TRY(lt_points_hour(&r->points, r->file, r->mapping->rates, field, hour, begin));
        if (r->laws) lt_laws_add(r->laws, field->name, r->points.cell, NULL, r->points.field);
        lt_points_add(&r->points, of->terms[t].kg);
    }
    return LT_OK;
}

lt_status lt_stack_rates_hour(lt_stack_rates *r, lt_time begin, double *out) {
    const size_t n = r->points.n;
    lt_weather *w = r->setup.weather;
    if (r->laws) LT_TRY(lt_weather_hour_at_ground(w, (size_t)((begin - w->start) / LT_HOUR)));
    if (r->laws) LT_TRY(lt_laws_hour(r->laws, w, begin));
    for (int s = 0; s < r->setup.n_species; s++) {
        LT_TRY(add_species(r, &r->species[s], begin));
        for (size_t p = 0; p < n; p++) out[(size_t)s * n + p] = r->points.cell[p] < 0 ? 0.0 : r->points.rate[p];
    }
    return LT_OK;
}
