/* cost.c - see cost.h. */
#include "scenarios/cost.h"

#include "base/csv.h"
#include "scenarios/assumption.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define COST(member, required, list, text)                                                                             \
    {                                                                                                                  \
        .key = #member, .type = LT_TEXT, .offset = offsetof(lt_cost, member), .fallback = (required) ? NULL : "",      \
        .choices = list, .doc = text                                                                                   \
    }
const lt_config_row lt_cost_rows[] = {
    COST(value, 1, NULL, "number with unit: yuan/year, or yuan/t of what `of` names"),
    {.key = "range", .type = LT_TEXTS, .offset = offsetof(lt_cost, range), .doc = "[low, high] in the same unit"},
    COST(of, 0, NULL, "with yuan/t: the pollutant, or CO2"),
    COST(prices, 0, NULL, "year of the prices"),
    COST(mark, 1, "V|S|D|R", "V verified, S secondary, D derived, R recalled"),
    COST(meaning_en, 1, NULL, "what is paid for"),
    COST(meaning_zh, 1, NULL, "what is paid for"),
    COST(source, 1, NULL, "where it was read"),
    {.key = NULL},
};

static const char per_year[] = "yuan/year", per_mass[] = "yuan/t";

static lt_status fault(const lt_measure *measure, const char *what, const char *expected, const char *found) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_node_where(lt_node_get(measure->document, "costs")),
                    .expected = expected, .found = found,
                    .todo = "correct the entry; a cost that no source gives is left out");
}

/* value, low, high of a cost that was checked, and whether it is one of the whole measure. */
static bool numbers_of(const lt_cost *cost, double out[3], bool *yearly) {
    char *const *ends = cost->range.items;
    char unit[3][32];
    if (cost->range.n != 2 || !lt_quantity_parse(cost->value, &out[0], unit[0])) return false;
    for (int k = 0; k < 2; k++)
        if (!lt_quantity_parse(ends[k], &out[k + 1], unit[k + 1]) || strcmp(unit[k + 1], unit[0]) != 0) return false;
    *yearly = strcmp(unit[0], per_year) == 0;
    return *yearly || strcmp(unit[0], per_mass) == 0;
}

lt_status lt_cost_check(const lt_measure *measure, const lt_cost *cost) {
    double v[3];
    bool yearly;
    if (!numbers_of(cost, v, &yearly))
        return fault(measure, "a cost has no value and range in one unit of cost",
                     "value and range: [low, high] in yuan/year or in yuan/t",
                     lt_fmt("%s, range [%s]", cost->value, lt_list_text(&cost->range, ", ")));
    if (!(v[1] <= v[0] && v[0] <= v[2]))
        return fault(measure, "the range of a cost does not enclose it", "range: [low, high] with the value between",
                     lt_fmt("%s in [%s]", cost->value, lt_list_text(&cost->range, ", ")));
    if (yearly != !lt_given(cost->of))
        return fault(measure, "a cost per t names what it is of, one per year does not", "of: SO2 beside yuan/t",
                     lt_fmt("%s, of: %s", cost->value, lt_given(cost->of) ? cost->of : "nothing"));
    if (!yearly && lt_pollutant_find(cost->of) < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "a cost is of an unknown pollutant",
                        .where = lt_node_where(lt_node_get(measure->document, "costs")), .expected = LT_POLLUTANT_WORDS,
                        .found = cost->of, .todo = lt_did_you_mean(cost->of, lt_pollutant_names, LT_N_POLLUTANTS));
    if (!lt_given(cost->source)) return fault(measure, "a cost has no source", "source: where it was read", "none");
    return LT_OK;
}

/* V is surer than S, then D, then R. */
static char worse(char a, char b) {
    static const char order[] = "VSDR";
    if (a == '\0') return b;
    return strchr(order, a) > strchr(order, b) ? a : b;
}

lt_money lt_cost_of(const lt_measure *measure, const double *reduction_kt) {
    const lt_cost *costs = measure->costs.items;
    lt_money out = {.given = measure->costs.n > 0};
    if (!out.given) out.value = out.low = out.high = NAN;
    for (long k = 0; k < measure->costs.n; k++) {
        double v[3];
        bool yearly = false;
        if (!numbers_of(&costs[k], v, &yearly)) v[0] = v[1] = v[2] = NAN; /* was refused when it was read */
        const double t = yearly ? measure->strength : 1e3 * reduction_kt[lt_pollutant_find(costs[k].of)];
        const double amount = yearly || t > 0 ? 1e-6 * t : NAN; /* million yuan */
        out.value += v[0] * amount;
        out.low += v[1] * amount;
        out.high += v[2] * amount;
        out.mark[0] = worse(out.mark[0], costs[k].mark[0]);
    }
    return out;
}

static int cheapest_first(const void *a, const void *b) {
    const lt_curve_step *x = a, *y = b;
    if (x->unit != y->unit) return x->unit < y->unit ? -1 : 1;
    return (x->measure > y->measure) - (x->measure < y->measure);
}

long lt_cost_curve(const lt_money *cost, const double *reduction, long n, lt_curve_step *out) {
    long steps = 0;
    for (long m = 0; m < n; m++) {
        if (!isfinite(cost[m].value) || !(reduction[m] > 0)) continue;
        out[steps++] = (lt_curve_step){.measure = m,
                                       .unit = cost[m].value / reduction[m],
                                       .low = cost[m].low / reduction[m],
                                       .high = cost[m].high / reduction[m],
                                       .reduction = reduction[m],
                                       .cost = cost[m].value};
    }
    qsort(out, (size_t)steps, sizeof *out, cheapest_first);
    double sum = 0;
    for (long k = 0; k < steps; k++) {
        out[k].from = sum;
        out[k].to = sum += out[k].reduction;
    }
    return steps;
}
