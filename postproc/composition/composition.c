#include "postproc/composition/composition.h"

#include "base/ncio.h"
#include "base/timeaxis.h"
#include "postproc/conc.h"

#include <math.h>
#include <stdio.h>

typedef struct lt_composing {
    const lt_job *job;
    const lt_city_weights *cities;
    const lt_heating_days *days;
    lt_composition *out;
    lt_ncr *conc;
    size_t n_cells;
    double rounding;              /* of a value of the file, relative */
    double *now[LT_N_COMPONENTS]; /* [cells] of the hour; NULL: not in the file */
} lt_composing;

/* What netCDF writes beside rounded values: explicit bits, of 23. */
static lt_status find_rounding(lt_composing *r) {
    static const char attribute[] = "_QuantizeBitRoundNumberOfSignificantBits";
    double bits = 23;
    if (lt_ncr_has_attr(r->conc, "pm25", attribute)) LT_TRY(lt_ncr_attr_double(r->conc, "pm25", attribute, &bits));
    r->rounding = exp2(-bits - 1);
    return LT_OK;
}

static lt_status reserve(lt_composing *r, bool fields) {
    lt_composition *out = r->out;
    for (int c = 0; c < LT_N_COMPONENTS; c++) {
        out->has[c] = lt_ncr_has(r->conc, lt_component_table[c].field);
        if (!out->has[c]) continue;
        if (lt_component_table[c].group == LT_OF_PM25) out->has_parts = true;
        LT_TRY(lt_calloc(r->n_cells, sizeof(double), &r->now[c]));
        if (fields) LT_TRY(lt_calloc(r->n_cells, sizeof(double), &out->field[c]));
    }
    return LT_OK;
}

/* The parts of a total: of PM2.5, or of PM10 beside it. */
static lt_status check_sum(const lt_composing *r, lt_component total, long hour) {
    const bool coarse = total == LT_COMPONENT_PM10;
    for (size_t q = 0; q < r->n_cells; q++) {
        double sum = coarse ? r->now[LT_COMPONENT_PM25][q] : 0, size = fabs(sum);
        for (int c = 0; c < LT_N_COMPONENTS; c++) {
            if (!lt_component_counts((lt_component)c, r->out->has)) continue;
            if ((lt_component_table[c].group == LT_OF_PM10) != coarse) continue;
            sum += r->now[c][q];
            size += fabs(r->now[c][q]);
        }
        const double of = r->now[total][q], allowed = r->rounding * (size + fabs(of)) * (1 + 1e-9);
        if (!(fabs(sum - of) <= allowed))
            return LT_RAISE(LT_ERR_VERIFY,
                            .what = lt_fmt("the parts of %s do not sum to it", lt_component_table[total].en),
                            .where = lt_fmt("%s, hour %ld, cell %zu", lt_ncr_path(r->conc), hour, q),
                            .expected = lt_fmt("%.9g ug/m3 to %.2g", of, allowed), .found = lt_fmt("%.9g ug/m3", sum),
                            .todo = "a field of it is missing in the file or counted twice: compare "
                                    "model/driver/output_sums.c with postproc/composition/components.h");
    }
    return LT_OK;
}

static bool has_coarse(const bool has[LT_N_COMPONENTS]) {
    for (int c = 0; c < LT_N_COMPONENTS; c++)
        if (has[c] && lt_component_table[c].group == LT_OF_PM10) return has[LT_COMPONENT_PM10];
    return false;
}

static lt_status read_hour(lt_composing *r, long hour) {
    for (int c = 0; c < LT_N_COMPONENTS; c++)
        if (r->now[c])
            LT_TRY(lt_conc_read(r->conc, lt_component_table[c].field, lt_component_table[c].unit, (size_t)hour,
                                r->n_cells, r->now[c]));
    if (r->out->has_parts) LT_TRY(check_sum(r, LT_COMPONENT_PM25, hour));
    return has_coarse(r->out->has) ? check_sum(r, LT_COMPONENT_PM10, hour) : LT_OK;
}

static void add_hour(lt_composing *r, long hour) {
    lt_composition *out = r->out;
    const lt_time t = r->job->period->start + hour * LT_HOUR;
    for (int city = 0; city < LT_N_CITY_VALUES; city++) {
        const int heated = r->days && lt_heating_days_hold(r->days, city, t);
        out->hours[heated][city]++;
        for (int c = 0; c < LT_N_COMPONENTS; c++)
            if (r->now[c]) {
                const double value = lt_weights_apply(&r->cities->of[city][LT_CITY_SITES], r->now[c]);
                out->city[c][city] += value; /* in the order of the hours in every run: what is alike differs by 0 */
                out->sum[heated][c][city] += value;
            }
    }
    for (int c = 0; c < LT_N_COMPONENTS; c++)
        for (size_t q = 0; out->field[c] && q < r->n_cells; q++) out->field[c][q] += r->now[c][q];
}

static void finish(lt_composing *r, long hours) {
    lt_composition *out = r->out;
    for (int c = 0; c < LT_N_COMPONENTS; c++) {
        for (int city = 0; city < LT_N_CITY_VALUES; city++)
            out->city[c][city] = out->has[c] ? out->city[c][city] / (double)hours : NAN;
        for (size_t q = 0; out->field[c] && q < r->n_cells; q++) out->field[c][q] /= (double)hours;
    }
}

static lt_status read_all(lt_composing *r, const lt_grid *grid, bool fields) {
    const long hours = lt_period_hours(r->job->period);
    LT_TRY(lt_conc_open(r->job, grid, &r->conc));
    if (lt_ncr_has_attr(r->conc, NULL, "dust"))
        LT_TRY(lt_ncr_attr_text(r->conc, NULL, "dust", r->out->dust, sizeof r->out->dust));
    LT_TRY(find_rounding(r));
    LT_TRY(reserve(r, fields));
    for (long hour = 0; hour < hours; hour++) {
        LT_TRY(read_hour(r, hour));
        add_hour(r, hour);
    }
    finish(r, hours);
    return LT_OK;
}

lt_status lt_composition_read(const lt_job *job, const lt_grid *grid, const lt_city_weights *cities,
                              const lt_heating_days *days, bool fields, lt_composition *out) {
    lt_composing r = {
        .job = job, .cities = cities, .days = days, .out = out, .n_cells = (size_t)grid->nx * (size_t)grid->ny};
    *out = (lt_composition){0};
    const lt_status status = read_all(&r, grid, fields);
    for (int c = 0; c < LT_N_COMPONENTS; c++) lt_free(r.now[c]);
    lt_ncr_close(r.conc);
    if (status != LT_OK) lt_composition_release(out);
    return status;
}

void lt_composition_release(lt_composition *composition) {
    for (int c = 0; c < LT_N_COMPONENTS; c++) lt_free(composition->field[c]);
    *composition = (lt_composition){0};
}
