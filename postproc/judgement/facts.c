#include "postproc/judgement/facts.h"

#include "postproc/judgement/anchored.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

const char *const lt_key_cities[LT_N_KEY_CITIES] = {"Shenyang", "Anshan", "Fushun",  "Jinzhou", "Yingkou",
                                                    "Liaoyang", "Panjin", "Tieling", "Huludao"};

/* Values of the cities of one kind of fact. */
typedef struct lt_of_cities {
    lt_fact form; /* all but region and value */
    double value[LT_N_CITY_VALUES];
    long days[LT_N_CITY_VALUES];
    bool complete[LT_N_CITY_VALUES];
} lt_of_cities;

static bool is_key(int city) {
    for (int k = 0; k < LT_N_KEY_CITIES; k++)
        if (strcmp(lt_cities[city].name_en, lt_key_cities[k]) == 0) return true;
    return false;
}

/* Mean over the cities of a region; nothing where one is missing. */
static lt_status add_mean(const lt_of_cities *of, const char *region, bool key_only, lt_facts *out) {
    lt_fact fact = of->form;
    double sum = 0;
    int n = 0;
    fact.complete = true;
    fact.days = LONG_MAX;
    for (int c = 0; c < LT_N_CITY_VALUES; c++) {
        if (key_only && !is_key(c)) continue;
        sum += of->value[c];
        if (of->days[c] < fact.days) fact.days = of->days[c];
        fact.complete = fact.complete && of->complete[c];
        n++;
    }
    if (!isfinite(sum)) return LT_OK;
    snprintf(fact.region, sizeof fact.region, "%s", region);
    fact.value = sum / n;
    return lt_facts_add(out, &fact);
}

static lt_status add_cities(const lt_of_cities *of, bool has_means, lt_facts *out) {
    for (int c = 0; c < LT_N_CITY_VALUES; c++) {
        lt_fact fact = of->form;
        if (!isfinite(of->value[c])) continue;
        snprintf(fact.region, sizeof fact.region, "%s", lt_cities[c].name_en);
        fact.value = of->value[c];
        fact.days = of->days[c];
        fact.complete = of->complete[c];
        LT_TRY(lt_facts_add(out, &fact));
    }
    if (!has_means) return LT_OK;
    LT_TRY(add_mean(of, "province", false, out));
    return add_mean(of, "key9", true, out);
}

static lt_fact form_of(lt_target_quantity quantity, const char *pollutant, const char *base, int year) {
    lt_fact form = {.quantity = quantity, .year = year, .any_regime = true};
    snprintf(form.pollutant, sizeof form.pollutant, "%s", pollutant);
    snprintf(form.base, sizeof form.base, "%s", base);
    return form;
}

static lt_status add_concentration(const lt_judged_year *const year[], lt_measured p, int when, const char *base,
                                   lt_facts *out) {
    lt_of_cities of = {.form = form_of(LT_TARGET_CONCENTRATION, lt_measured_table[p].name, base, when)};
    for (int c = 0; c < LT_N_CITY_VALUES; c++) {
        const lt_statistic *s = year[c] ? &year[c]->statistic[LT_INDEX_2026][p] : NULL;
        of.value[c] = s ? s->mean : NAN;
        of.days[c] = s ? s->n : 0;
        of.complete[c] = s && s->completeness == LT_YEAR_COMPLETE;
    }
    return add_cities(&of, true, out);
}

/* A share is of a whole year where all six have one. */
static bool is_whole(const lt_judged_year *year) {
    for (int p = 0; p < LT_N_JUDGED; p++)
        if (year->statistic[LT_INDEX_2012][p].completeness != LT_YEAR_COMPLETE) return false;
    return true;
}

static lt_status add_days(const lt_judged_year *const year[], lt_target_quantity quantity, lt_index_rules rules,
                          int when, const char *base, lt_facts *out) {
    lt_of_cities of = {.form = form_of(quantity, "AQI", base, when)};
    of.form.any_regime = false;
    of.form.regime = rules;
    for (int c = 0; c < LT_N_CITY_VALUES; c++) {
        const lt_index_days *days = year[c] ? &year[c]->index[rules] : NULL;
        of.value[c] = NAN;
        if (!days || days->valid == 0 || year[c]->has != lt_all_six) continue;
        of.value[c] = quantity == LT_TARGET_GOOD_DAYS ? days->good_pct : days->heavy_pct;
        of.days[c] = days->valid;
        of.complete[c] = is_whole(year[c]);
        of.form.mark = lt_mark_worse(of.form.mark, days->mark);
    }
    return add_cities(&of, true, out);
}

static long fewest_days(const lt_judged_year *year) {
    long fewest = year->days;
    for (int p = 0; p < LT_N_JUDGED; p++)
        if (year->statistic[LT_INDEX_2012][p].n < fewest) fewest = year->statistic[LT_INDEX_2012][p].n;
    return fewest;
}

static lt_status add_attainment(const lt_judged_year *const year[], lt_index_rules rules, int when, const char *base,
                                lt_facts *out) {
    const lt_limits_of limits = rules == LT_INDEX_2012 ? LT_LIMITS_2012 : LT_LIMITS_2026;
    lt_of_cities of = {.form = form_of(LT_TARGET_ATTAINMENT, "six", base, when)};
    of.form.any_regime = false;
    of.form.regime = rules;
    for (int c = 0; c < LT_N_CITY_VALUES; c++) {
        const lt_attainment *a = year[c] ? &year[c]->attainment[limits] : NULL;
        of.value[c] = NAN;
        /* What is missing may be above its limit; what is above is enough to fail. */
        if (!a || (a->missing && !a->exceeding)) continue;
        of.value[c] = a->exceeding ? 0 : 1;
        of.days[c] = fewest_days(year[c]);
        of.complete[c] = a->verdict == LT_ATTAINS || a->verdict == LT_EXCEEDS;
        of.form.mark = lt_mark_worse(of.form.mark, a->mark);
    }
    return add_cities(&of, false, out);
}

lt_status lt_facts_of_years(const lt_judged_year *const year[LT_N_CITY_VALUES], const char *base, lt_facts *out) {
    int when = 0;
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        if (year[c]) when = year[c]->year;
    for (int p = 0; p < LT_N_JUDGED; p++) LT_TRY(add_concentration(year, (lt_measured)p, when, base, out));
    for (int x = 0; x < LT_N_INDEX; x++) {
        LT_TRY(add_days(year, LT_TARGET_GOOD_DAYS, (lt_index_rules)x, when, base, out));
        LT_TRY(add_days(year, LT_TARGET_HEAVY_DAYS, (lt_index_rules)x, when, base, out));
        LT_TRY(add_attainment(year, (lt_index_rules)x, when, base, out));
    }
    return LT_OK;
}

static const lt_fact *same(const lt_facts *facts, const lt_fact *as) {
    for (long k = 0; k < facts->n; k++) {
        const lt_fact *f = &facts->items[k];
        if (f->quantity == as->quantity && f->any_regime == as->any_regime && f->regime == as->regime &&
            strcmp(f->pollutant, as->pollutant) == 0 && strcmp(f->region, as->region) == 0)
            return f;
    }
    return NULL;
}

lt_status lt_facts_mean(const lt_facts *each, int n, const char *base, lt_facts *out) {
    for (long k = 0; n > 0 && k < each[0].n; k++) {
        lt_fact mean = each[0].items[k];
        snprintf(mean.base, sizeof mean.base, "%s", base);
        int found = 1;
        for (const lt_fact *f; found < n && (f = same(&each[found], &mean)); found++) {
            mean.value += f->value;
            if (f->days < mean.days) mean.days = f->days;
            mean.complete = mean.complete && f->complete;
            mean.mark = lt_mark_worse(mean.mark, f->mark);
        }
        mean.value /= n;
        if (found == n) LT_TRY(lt_facts_add(out, &mean));
    }
    return LT_OK;
}

lt_status lt_facts_of_concentrations(const double city[LT_N_CITY_VALUES], lt_measured species, int year,
                                     const char *base, bool complete, lt_facts *out) {
    lt_of_cities of = {.form = form_of(LT_TARGET_CONCENTRATION, lt_measured_table[species].name, base, year)};
    for (int c = 0; c < LT_N_CITY_VALUES; c++) {
        of.value[c] = city[c];
        of.complete[c] = complete;
    }
    return add_cities(&of, true, out);
}

/* Fact of what is judged (no base) of a city's concentration; NULL. */
static const lt_fact *city_fact(const lt_facts *facts, lt_measured species, int city) {
    for (long k = 0; k < facts->n; k++) {
        const lt_fact *f = &facts->items[k];
        if (f->quantity == LT_TARGET_CONCENTRATION && !f->base[0] && strcmp(f->region, lt_cities[city].name_en) == 0 &&
            strcmp(f->pollutant, lt_measured_table[species].name) == 0)
            return f;
    }
    return NULL;
}

lt_status lt_facts_anchored(const lt_standards *s, const lt_facts *observed, const lt_facts *base,
                            const lt_facts *package, int year, lt_facts *out) {
    for (int q = 0; q < LT_N_JUDGED; q++) {
        const lt_measured p = (lt_measured)q;
        lt_of_cities of = {.form = form_of(LT_TARGET_CONCENTRATION, lt_measured_table[p].name, "", year)};
        of.form.mark = s->floor[p].mark;
        for (int c = 0; c < LT_N_CITY_VALUES; c++) {
            const lt_fact *o = city_fact(observed, p, c), *m0 = city_fact(base, p, c), *m1 = city_fact(package, p, c);
            const bool known = o && m0 && m1;
            of.value[c] = known ? lt_anchor(o->value, m0->value, m1->value, s->floor[p].value).value : NAN;
            of.days[c] = known ? o->days : 0;
            of.complete[c] = known && o->complete;
        }
        LT_TRY(add_cities(&of, true, out));
    }
    return LT_OK;
}

lt_status lt_facts_of_emission(const char *region, const char *pollutant, double kt, int year, const char *base,
                               lt_facts *out) {
    lt_fact fact = form_of(LT_TARGET_EMISSION, pollutant, base, year);
    snprintf(fact.region, sizeof fact.region, "%s", region);
    fact.value = kt;
    fact.complete = true;
    return lt_facts_add(out, &fact);
}
