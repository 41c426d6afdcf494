/* field_scores.c - a model beside a field experiment: pairs, scores, rows (field.h has the definitions). */
#include "model/gaussian/verify/field.h"

#include <math.h>
#include <stdio.h>

const char *const lt_field_group_names[LT_FIELD_GROUPS + 1] = {"convective", "neutral", "stable", "all"};

static const double neutral_m = 100.0;
static const char *const quantity_names[LT_FIELD_QUANTITIES] = {"arc maximum", "crosswind integral"};

double lt_field_floor(lt_field_quantity quantity) {
    return quantity == LT_FIELD_MAXIMUM ? 0.05 : 0.1;
}

static lt_field_group group_of(double obukhov_m) {
    if (fabs(obukhov_m) >= neutral_m) return LT_FIELD_NEUTRAL;
    return obukhov_m < 0.0 ? LT_FIELD_CONVECTIVE : LT_FIELD_STABLE;
}

long lt_field_pairs(const lt_field *field, lt_field_model model, const void *with, lt_field_quantity quantity,
                    lt_field_pair *pairs) {
    long n = 0;
    for (long a = 0; a < field->n_arcs; a++) {
        const lt_field_arc *arc = &field->arcs[a];
        if (!arc->weather) continue;
        const double value = model(arc->weather, arc, quantity, with);
        const double observed = quantity == LT_FIELD_MAXIMUM ? arc->maximum_mgm3 : arc->integral_mgm2;
        if (isnan(value) || isnan(observed)) continue;
        pairs[n++] = (lt_field_pair){arc, group_of(arc->weather->obukhov_m), observed, value};
    }
    return n;
}

lt_field_scores lt_field_score(const lt_field_pair *pairs, long n, int group, double floor) {
    double observed = 0.0, modelled = 0.0, square = 0.0, logs = 0.0, log_squares = 0.0;
    long count = 0, near = 0;
    for (long p = 0; p < n; p++) {
        if (group != LT_FIELD_GROUPS && (int)pairs[p].group != group) continue;
        const double o = pairs[p].observed, m = pairs[p].modelled, apart = log(fmax(o, floor)) - log(fmax(m, floor));
        count++;
        observed += o;
        modelled += m;
        square += (o - m) * (o - m);
        near += m >= 0.5 * o && m <= 2.0 * o;
        logs += apart;
        log_squares += apart * apart;
    }
    if (count == 0) return (lt_field_scores){0, NAN, NAN, NAN, NAN, NAN};
    const double k = (double)count;
    return (lt_field_scores){count,
                             2.0 * (observed - modelled) / (observed + modelled),
                             square * k / (observed * modelled),
                             (double)near / k,
                             exp(logs / k),
                             exp(log_squares / k)};
}

static lt_status fact(lt_verify *verify, const char *test, const char *metric, const char *scheme, double value,
                      const char *source) {
    return LT_VERIFY_ADD(verify, .test = test, .metric = metric, .scheme = scheme, .value = value, .sense = LT_FACT,
                         .source = source);
}

static lt_status add(lt_verify *verify, const char *test, const char *scheme, const lt_field_scores *s, double floor) {
    LT_TRY(fact(verify, test, "pairs", scheme, (double)s->n, "arcs with weather that the model can be asked for"));
    if (s->n == 0) return LT_OK;
    const char *source = lt_fmt("definitions: Chang and Hanna (2004); floor of MG and VG %g", floor);
    LT_TRY(fact(verify, test, "FB", scheme, s->fb, source));
    LT_TRY(fact(verify, test, "NMSE", scheme, s->nmse, source));
    LT_TRY(fact(verify, test, "FAC2", scheme, s->fac2, source));
    LT_TRY(fact(verify, test, "MG", scheme, s->mg, source));
    return fact(verify, test, "VG", scheme, s->vg, source);
}

/* AERMOD 24142, 53 runs, measured sigma of the wind's direction (README of the data of the project, S). */
static lt_status beside_aermod(lt_verify *verify, const char *test, const char *scheme, const lt_field_scores *s) {
    const struct {
        const char *metric;
        double value, bound;
        lt_verify_sense sense;
    } rows[] = {{"FB_size", fabs(s->fb), 0.30, LT_AT_MOST},
                {"NMSE", s->nmse, 0.51, LT_AT_MOST},
                {"FAC2", s->fac2, 0.90, LT_AT_LEAST},
                {"MG_factor", fmax(s->mg, 1.0 / s->mg), 1.28, LT_AT_MOST},
                {"VG", s->vg, 1.29, LT_AT_MOST}};
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++)
        LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = rows[r].metric, .scheme = scheme, .value = rows[r].value,
                             .sense = rows[r].sense, .bound = rows[r].bound, .goal = true,
                             .source = "AERMOD 24142, arc maxima of 53 runs of Prairie Grass"));
    return LT_OK;
}

static lt_status judge(lt_verify *verify, const lt_field *field, const char *scheme, lt_field_model model,
                       const void *with, lt_field_pair *pairs) {
    for (int q = 0; q < LT_FIELD_QUANTITIES; q++) {
        const double floor = lt_field_floor((lt_field_quantity)q);
        const long n = lt_field_pairs(field, model, with, (lt_field_quantity)q, pairs);
        for (int g = 0; g <= LT_FIELD_GROUPS; g++) {
            const lt_field_scores scores = lt_field_score(pairs, n, g, floor);
            char test[80];
            snprintf(test, sizeof test, "%s, %s", quantity_names[q], lt_field_group_names[g]);
            LT_TRY(add(verify, test, scheme, &scores, floor));
            if (q == LT_FIELD_MAXIMUM && g == LT_FIELD_GROUPS && n > 0)
                LT_TRY(beside_aermod(verify, "arc maximum beside AERMOD", scheme, &scores));
        }
    }
    return LT_OK;
}

lt_status lt_field_judge(lt_verify *verify, const lt_field *field, const char *scheme, lt_field_model model,
                         const void *with) {
    for (long n = 0; n < field->n_left; n++)
        LT_TRY(fact(verify, lt_fmt("run %ld left out", field->left[n].run), "run", scheme, (double)field->left[n].run,
                    field->left[n].reason));
    lt_field_pair *pairs = NULL;
    LT_TRY(lt_calloc((size_t)field->n_arcs + 1, sizeof *pairs, &pairs));
    const lt_status status = judge(verify, field, scheme, model, with, pairs);
    lt_free(pairs);
    return status;
}
