#include "model/emission/area.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* What a profile does not place would be lost without a line in any budget. Shares may be stored as float: 1e-6. */
static lt_status read_profiles(lt_ncr *file, lt_area *a) {
    const size_t nz = a->nz;
    LT_TRY(lt_calloc(a->n_profiles * nz, sizeof(double), &a->fraction));
    LT_TRY(lt_ncr_get_double(file, "area/profile_fraction", "1", a->n_profiles * nz, a->fraction));
    for (size_t p = 0; p < a->n_profiles; ++p) {
        double sum = 0.0, least = 0.0;
        for (size_t k = 0; k < nz; ++k) {
            double share = a->fraction[p * nz + k];
            sum += share;
            least = share < least ? share : least;
        }
        if (!(fabs(sum - 1.0) <= 1e-6 && least >= 0.0))
            return LT_RAISE(LT_ERR_INPUT, .what = "the shares of a height profile do not make one",
                            .where = lt_fmt("%s, area/profile_fraction, profile %zu", lt_ncr_path(file), p),
                            .expected = "shares of 0 and more that sum to 1", .found = lt_fmt("a sum of %.9g", sum),
                            .todo = "make the emissions again with `lantian run`");
    }
    return LT_OK;
}

lt_status lt_area_open(lt_ncr *file, size_t nx, size_t ny, size_t nz, lt_area *out) {
    *out = (lt_area){.nx = nx, .plane = nx * ny, .nz = nz};
    LT_TRY(lt_ncr_dim(file, "profile", &out->n_profiles));
    LT_TRY(lt_calloc(out->n_profiles * out->plane, sizeof(double), &out->field));
    LT_TRY(lt_calloc(out->n_profiles * out->plane, sizeof(double), &out->rate));
    LT_TRY(lt_calloc(out->n_profiles, sizeof(bool), &out->emits));
    return read_profiles(file, out);
}

void lt_area_close(lt_area *area) {
    lt_free(area->fraction);
    lt_free(area->field);
    lt_free(area->rate);
    lt_free(area->emits);
    *area = (lt_area){0};
}

lt_status lt_rate_fault(lt_ncr *file, const char *name, const char *unit, size_t hour, lt_time begin, const char *at,
                        double rate) {
    char from[24];
    lt_time_iso(begin, from);
    return LT_RAISE(LT_ERR_INPUT, .what = "an emission is negative or not a number",
                    .where = lt_fmt("%s, %s, hour %zu (from %s), %s", lt_ncr_path(file), name, hour, from, at),
                    .expected = lt_fmt("a finite rate in %s, 0 or more", unit),
                    .found = isnan(rate) ? "no number (missing, or NaN)" : lt_fmt("%g", rate),
                    .todo = "make the emissions again with `lantian run`");
}

bool lt_is_rate(double rate) {
    return rate >= 0.0 && rate <= DBL_MAX;
}

lt_status lt_area_hour(lt_area *a, lt_ncr *file, lt_emitted_hours *rates, const lt_emitted_field *field, size_t hour,
                       lt_time begin) {
    char name[64];
    const char *unit = lt_emitted_rate(field);
    const size_t n = a->n_profiles * a->plane;
    snprintf(name, sizeof name, "area/%s", field->name);
    LT_TRY(lt_emitted_hours_get(rates, LT_EMITTED_AREA, field, hour, a->field));
    for (size_t c = 0; c < n; ++c)
        if (!lt_is_rate(a->field[c]))
            return lt_rate_fault(file, name, unit, hour, begin,
                                 lt_fmt("profile %zu, %s", c / a->plane,
                                        lt_ncr_cell_text(file, c % a->plane / a->nx, c % a->plane % a->nx)),
                                 a->field[c]);
    return LT_OK;
}

void lt_area_clear(lt_area *a) {
    memset(a->rate, 0, a->n_profiles * a->plane * sizeof(double));
    memset(a->emits, 0, a->n_profiles * sizeof(bool));
}

void lt_area_add(lt_area *a, double kg) {
    for (size_t p = 0; p < a->n_profiles; ++p) {
        const double *field = a->field + p * a->plane;
        double *rate = a->rate + p * a->plane, sum = 0.0;
        for (size_t c = 0; c < a->plane; ++c) {
            rate[c] += kg * field[c];
            sum += field[c];
        }
        a->emits[p] |= sum > 0.0;
    }
}
