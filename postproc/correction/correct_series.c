#include "postproc/correction/correct_series.h"

#include <math.h>

/* What is worked on: means of the members [lead][cycle], a corrector of each lead. */
typedef struct work {
    const lt_correction_setup *setup;
    const lt_correction_series *series;
    double *mean;
    lt_corrector **corrector;
} work;

static double mean_of(const double *members, int n) {
    double sum = 0;
    int there = 0, first = -1;
    for (int m = 0; m < n; m++) {
        if (!isfinite(members[m])) continue;
        if (first < 0) first = m;
        sum += members[m] - members[first];
        there++;
    }
    return there ? members[first] + sum / there : NAN;
}

static void predictor_of(const work *w, int lead, long cycle, double *out) {
    const lt_correction_series *s = w->series;
    const int half = w->setup->n_window / 2;
    for (int v = 0; v < w->setup->n_variables; v++) {
        const double *table = v == 0 ? w->mean : s->extra + (long)(v - 1) * s->n_leads * s->n_cycles;
        const double own = table[lead * s->n_cycles + cycle];
        for (int j = -half; j <= half; j++) {
            const int other = lead + j < 0 ? 0 : lead + j >= s->n_leads ? s->n_leads - 1 : lead + j;
            const double value = table[other * s->n_cycles + cycle];
            *out++ = isfinite(value) ? value : own;
        }
    }
}

static void correct_cycle(const work *w, long cycle, double *out, lt_correction_count *count) {
    const lt_correction_series *s = w->series;
    double predictor[LT_MOST_PREDICTORS];
    for (int lead = 0; lead < s->n_leads; lead++) {
        const long past = cycle - 1 - lead, row = (lead * s->n_cycles + cycle) * s->n_members;
        if (past >= 0) {
            predictor_of(w, lead, past, predictor);
            lt_corrector_learn(w->corrector[lead], predictor, s->obs[cycle - 1]);
        }
        predictor_of(w, lead, cycle, predictor);
        const bool is_there = isfinite(w->mean[lead * s->n_cycles + cycle]);
        const bool done = lt_corrector_correct(w->corrector[lead], predictor, s->value + row, s->n_members, out + row);
        count->missing += !is_there;
        count->corrected += is_there && done;
        count->raw += is_there && !done;
    }
}

static lt_status create(work *w) {
    const lt_correction_series *s = w->series;
    LT_TRY(lt_calloc((size_t)s->n_leads * (size_t)s->n_cycles, sizeof *w->mean, &w->mean));
    LT_TRY(lt_calloc((size_t)s->n_leads, sizeof *w->corrector, &w->corrector));
    for (int lead = 0; lead < s->n_leads; lead++) LT_TRY(lt_corrector_create(w->setup, &w->corrector[lead]));
    for (long i = 0; i < s->n_leads * s->n_cycles; i++) w->mean[i] = mean_of(s->value + i * s->n_members, s->n_members);
    return LT_OK;
}

lt_status lt_correct_series(const lt_correction_setup *setup, const lt_correction_series *series, double *out,
                            lt_correction_count *count) {
    work w = {.setup = setup, .series = series};
    *count = (lt_correction_count){0};
    const lt_status status = create(&w);
    if (status == LT_OK)
        for (long cycle = 0; cycle < series->n_cycles; cycle++) correct_cycle(&w, cycle, out, count);
    for (int lead = 0; w.corrector && lead < series->n_leads; lead++) lt_corrector_free(w.corrector[lead]);
    lt_free(w.corrector);
    lt_free(w.mean);
    return status;
}

lt_status lt_correct_set(const lt_correction_setup *setup, lt_forecast_set *set, lt_correction_count *count) {
    for (int place = 0; place < set->n_places; place++)
        for (int species = 0; species < set->n_species; species++) {
            double *value = lt_forecast_members(set, place, species, 0, 0);
            const lt_correction_series series = {.n_leads = set->n_leads,
                                                 .n_members = set->n_members,
                                                 .n_cycles = set->n_cycles,
                                                 .obs = lt_forecast_obs(set, place, species),
                                                 .value = value};
            lt_correction_count one;
            LT_TRY(lt_correct_series(setup, &series, value, &one));
            count->corrected += one.corrected;
            count->raw += one.raw;
            count->missing += one.missing;
        }
    return LT_OK;
}
