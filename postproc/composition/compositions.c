#include "postproc/composition/compositions.h"

#include "base/timeaxis.h"

#include <math.h>

static long n_variants(const lt_summary *summary) {
    return LT_SUMMARY_PACKAGE + summary->n_packages;
}

static bool runs(const lt_summary *summary, long variant) {
    return variant != LT_SUMMARY_NOISE || summary->n_packages > 0;
}

static const char *variant_id(const lt_summary *summary, long variant) {
    if (variant < LT_SUMMARY_PACKAGE) return variant == LT_SUMMARY_BASE ? "base" : "noise";
    return lt_summary_package(summary, variant - LT_SUMMARY_PACKAGE);
}

static lt_status read_period(lt_compositions *all, const lt_job *job, const lt_grid *grid, long period) {
    const lt_summary *summary = all->summary;
    lt_job one = *job;
    one.period = lt_summary_period(summary, period);
    LT_TRY(lt_heating_days_read(&one, grid, summary->cities, &all->days[period]));
    for (long v = 0; v < n_variants(summary); v++) {
        const bool is_base = v == LT_SUMMARY_BASE;
        if (!runs(summary, v)) continue;
        one.variant = variant_id(summary, v);
        LT_TRY_CONTEXT(lt_composition_read(&one, grid, summary->cities, is_base ? &all->days[period] : NULL, is_base,
                                           &all->of[v * summary->n_periods + period]),
                       "what particles are made of, %s, %s", one.variant, one.period->id);
    }
    return LT_OK;
}

/* What all have; whether all say what PM2.5 is made of. */
static bool find_common(lt_compositions *all) {
    const lt_summary *summary = all->summary;
    bool parts = true;
    for (int c = 0; c < LT_N_COMPONENTS; c++) all->has[c] = true;
    for (long v = 0; v < n_variants(summary); v++)
        for (long p = 0; p < summary->n_periods && runs(summary, v); p++) {
            const lt_composition *one = lt_compositions_at(all, v, p);
            parts = parts && one->has_parts;
            for (int c = 0; c < LT_N_COMPONENTS; c++) all->has[c] = all->has[c] && one->has[c];
        }
    return parts;
}

static lt_status fill(lt_compositions *all, const lt_job *job, const lt_grid *grid) {
    const lt_summary *summary = all->summary;
    LT_TRY(lt_calloc((size_t)(n_variants(summary) * summary->n_periods), sizeof *all->of, &all->of));
    LT_TRY(lt_calloc((size_t)summary->n_periods, sizeof *all->days, &all->days));
    for (long p = 0; p < summary->n_periods; p++) LT_TRY(read_period(all, job, grid, p));
    return LT_OK;
}

lt_status lt_compositions_create(const lt_job *job, const lt_grid *grid, const lt_summary *summary,
                                 lt_compositions **out) {
    lt_compositions *all = NULL;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *all, &all));
    all->summary = summary;
    const lt_status status = fill(all, job, grid);
    if (status == LT_OK && find_common(all))
        *out = all;
    else
        lt_compositions_free(all);
    return status;
}

void lt_compositions_free(lt_compositions *all) {
    if (!all) return;
    const long n = n_variants(all->summary) * all->summary->n_periods;
    for (long q = 0; all->of && q < n; q++) lt_composition_release(&all->of[q]);
    lt_free(all->of);
    lt_free(all->days);
    lt_free(all);
}

const lt_composition *lt_compositions_at(const lt_compositions *all, long variant, long period) {
    return &all->of[variant * all->summary->n_periods + period];
}

bool lt_compositions_is_part(const lt_compositions *all, lt_component component, lt_component_group group) {
    return lt_component_table[component].group == group && lt_component_counts(component, all->has);
}

/* The mean over the cities and the periods that are asked for, of sizes where `size` is. */
static double mean_of(const lt_compositions *all, long period, int city,
                      double value(const lt_compositions *, lt_component, long, long, int), lt_component component,
                      long which) {
    const bool every = city == LT_ALL_CITIES;
    const long from = period < 0 ? 0 : period, to = period < 0 ? all->summary->n_periods : period + 1;
    const int first = every ? 0 : city, last = every ? LT_N_CITY_VALUES : city + 1;
    lt_period_mean mean = {0};
    for (long p = from; p < to; p++)
        for (int c = first; c < last; c++) lt_summary_add(all->summary, p, value(all, component, which, p, c), &mean);
    return mean.sum / mean.weight;
}

static double one_value(const lt_compositions *all, lt_component component, long variant, long period, int city) {
    return lt_compositions_at(all, variant, period)->city[component][city];
}

static double one_noise(const lt_compositions *all, lt_component component, long variant, long period, int city) {
    return fabs(one_value(all, component, variant, period, city) -
                one_value(all, component, LT_SUMMARY_BASE, period, city));
}

double lt_compositions_value(const lt_compositions *all, lt_component component, long variant, long period, int city) {
    return mean_of(all, period, city, one_value, component, variant);
}

double lt_compositions_delta(const lt_compositions *all, lt_component component, long package, long period, int city) {
    return lt_compositions_value(all, component, LT_SUMMARY_PACKAGE + package, period, city) -
           lt_compositions_value(all, component, lt_summary_origin(all->summary, package), period, city);
}

double lt_compositions_noise(const lt_compositions *all, lt_component component, long period, int city) {
    return mean_of(all, period, city, one_noise, component, LT_SUMMARY_NOISE);
}

/* --- gas ratios --- */

bool lt_compositions_has_ratio(const lt_compositions *all) {
    const bool *has = all->has;
    return has[LT_COMPONENT_NH3] && has[LT_COMPONENT_HNO3] && has[LT_COMPONENT_NITRATE] && has[LT_COMPONENT_AMMONIUM] &&
           has[LT_COMPONENT_SULFATE];
}

lt_gas_ratio lt_compositions_ratio(const lt_compositions *all, long variant, long period, int city) {
    const lt_nitrate_air air = {.nh3 = lt_compositions_value(all, LT_COMPONENT_NH3, variant, period, city),
                                .ammonium = lt_compositions_value(all, LT_COMPONENT_AMMONIUM, variant, period, city),
                                .sulfate = lt_compositions_value(all, LT_COMPONENT_SULFATE, variant, period, city),
                                .hno3 = lt_compositions_value(all, LT_COMPONENT_HNO3, variant, period, city),
                                .nitrate = lt_compositions_value(all, LT_COMPONENT_NITRATE, variant, period, city),
                                .pm25 = lt_compositions_value(all, LT_COMPONENT_PM25, variant, period, city)};
    return lt_gas_ratio_of(&air);
}

lt_gas_ratio lt_compositions_cell_ratio(const lt_compositions *all, long period, long cell) {
    double *const *field = lt_compositions_at(all, LT_SUMMARY_BASE, period)->field;
    const lt_nitrate_air air = {.nh3 = field[LT_COMPONENT_NH3][cell],
                                .ammonium = field[LT_COMPONENT_AMMONIUM][cell],
                                .sulfate = field[LT_COMPONENT_SULFATE][cell],
                                .hno3 = field[LT_COMPONENT_HNO3][cell],
                                .nitrate = field[LT_COMPONENT_NITRATE][cell],
                                .pm25 = field[LT_COMPONENT_PM25][cell]};
    return lt_gas_ratio_of(&air);
}

/* --- heating --- */

static double heating_mean(const lt_compositions *all, lt_component component, bool heated, int city, double *days) {
    const int first = city == LT_ALL_CITIES ? 0 : city, last = city == LT_ALL_CITIES ? city : city + 1;
    double sum = 0, hours_of_all = 0;
    for (int c = first; c < last; c++) {
        double of_city = 0, hours = 0;
        for (long p = 0; p < all->summary->n_periods; p++) {
            const lt_composition *base = lt_compositions_at(all, LT_SUMMARY_BASE, p);
            if (!all->days[p].known) continue;
            of_city += base->sum[heated][component][c];
            hours += (double)base->hours[heated][c];
        }
        sum += of_city / hours; /* 0 / 0 where there is none */
        hours_of_all += hours;
    }
    *days = hours_of_all / (last - first) / (LT_DAY / LT_HOUR);
    return sum / (last - first);
}

lt_heating_ratio lt_compositions_heating(const lt_compositions *all, lt_component component, int city) {
    lt_heating_ratio out;
    out.heated = heating_mean(all, component, true, city, &out.heated_days);
    out.other = heating_mean(all, component, false, city, &out.other_days);
    out.ratio = out.heated / out.other;
    return out;
}

double lt_compositions_heating_share(const lt_compositions *all, const lt_component *parts, int n, bool heated,
                                     int city) {
    double sum = 0, days;
    for (int k = 0; k < n; k++) {
        if (!all->has[parts[k]]) return NAN;
        sum += heating_mean(all, parts[k], heated, city, &days);
    }
    return sum / heating_mean(all, LT_COMPONENT_PM25, heated, city, &days);
}
