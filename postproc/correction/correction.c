#include "postproc/correction/correction.h"

#include "postproc/correction/correction_private.h"

#include <string.h>

const lt_correction_row lt_correction_table[LT_N_CORRECTIONS] = {
#define LT_CORRECTION_ROW(id, name, en, zh, least, window) {#name, en, zh, least, window},
    LT_CORRECTION_LIST(LT_CORRECTION_ROW)
#undef LT_CORRECTION_ROW
};

typedef struct method {
    size_t (*size)(const lt_correction_setup *setup);
    void (*learn)(const lt_correction_setup *setup, void *state, const double *predictor, double obs, bool has);
    void (*correct)(const lt_correction_setup *setup, const void *state, const double *predictor, const double *in,
                    int n, double *out);
} method;

static const method methods[LT_N_CORRECTIONS] = {
#define LT_CORRECTION_METHOD(id, name, en, zh, least, window)                                                          \
    {lt_correction_##name##_size, lt_correction_##name##_learn, lt_correction_##name##_correct},
    LT_CORRECTION_LIST(LT_CORRECTION_METHOD)
#undef LT_CORRECTION_METHOD
};

struct lt_corrector {
    lt_correction_setup setup;
    long pairs;
    void *state;
};

lt_correction_setup lt_correction_defaults(lt_correction_method m) {
    lt_correction_setup setup = {.method = m,
                                 .least = lt_correction_table[m].least,
                                 .window = lt_correction_table[m].window,
                                 .weight = 0.05,
                                 .noise_ratio = 0.01,
                                 .analogues = 15,
                                 .n_variables = 1,
                                 .n_window = m == LT_CORRECTION_ANALOGUE ? 3 : 1};
    for (int v = 0; v < LT_MOST_PREDICTORS; v++) setup.variable_weight[v] = 1;
    return setup;
}

bool lt_correction_find(const char *name, lt_correction_method *out) {
    for (int m = 0; m < LT_N_CORRECTIONS; m++) {
        if (strcmp(name, lt_correction_table[m].name) != 0) continue;
        *out = (lt_correction_method)m;
        return true;
    }
    return false;
}

static lt_status check(const lt_correction_setup *s) {
    const bool windowed = s->method == LT_CORRECTION_QUANTILE || s->method == LT_CORRECTION_ANALOGUE;
    const bool fits = s->least >= 1 && (!windowed || s->window >= s->least) && s->weight > 0 && s->weight <= 1 &&
                      s->noise_ratio > 0 && s->n_variables >= 1 && s->n_window >= 1 && s->n_window % 2 == 1 &&
                      s->n_variables * s->n_window <= LT_MOST_PREDICTORS && s->analogues >= 1 &&
                      s->analogues <= LT_MOST_CORRECTED &&
                      (s->method != LT_CORRECTION_ANALOGUE || s->analogues <= s->least);
    if (fits) return LT_OK;
    return LT_RAISE(
        LT_ERR_INPUT, .what = "a correction cannot be set up so", .where = lt_correction_table[s->method].name,
        .expected = lt_fmt("least >= 1, window >= least, 0 < weight <= 1, noise ratio > 0, an odd window of "
                           "leads, at most %d predictors and %d analogues, no more of them than least",
                           LT_MOST_PREDICTORS, LT_MOST_CORRECTED),
        .found = lt_fmt("least %d, window %d, weight %g, noise ratio %g, %d x %d predictors, %d analogues", s->least,
                        s->window, s->weight, s->noise_ratio, s->n_variables, s->n_window, s->analogues),
        .todo = "begin with lt_correction_defaults");
}

lt_status lt_corrector_create(const lt_correction_setup *setup, lt_corrector **out) {
    *out = NULL;
    LT_TRY(check(setup));
    lt_corrector *corrector = NULL;
    LT_TRY(lt_calloc(1, sizeof *corrector, &corrector));
    corrector->setup = *setup;
    const lt_status status = lt_calloc(1, methods[setup->method].size(setup), &corrector->state);
    if (status != LT_OK) {
        lt_free(corrector);
        return status;
    }
    *out = corrector;
    return LT_OK;
}

void lt_corrector_free(lt_corrector *corrector) {
    if (corrector) lt_free(corrector->state);
    lt_free(corrector);
}

static bool is_whole(const lt_correction_setup *setup, const double *predictor) {
    for (int k = 0; k < setup->n_variables * setup->n_window; k++)
        if (!isfinite(predictor[k])) return false;
    return true;
}

void lt_corrector_learn(lt_corrector *corrector, const double *predictor, double obs) {
    const bool has = isfinite(obs) && is_whole(&corrector->setup, predictor);
    methods[corrector->setup.method].learn(&corrector->setup, corrector->state, predictor, obs, has);
    corrector->pairs += has;
}

long lt_corrector_pairs(const lt_corrector *corrector) {
    return corrector->pairs;
}

bool lt_corrector_correct(const lt_corrector *corrector, const double *predictor, const double *in, int n,
                          double *out) {
    if (corrector->pairs < corrector->setup.least || !is_whole(&corrector->setup, predictor)) {
        memmove(out, in, (size_t)n * sizeof *out);
        return false;
    }
    methods[corrector->setup.method].correct(&corrector->setup, corrector->state, predictor, in, n, out);
    return true;
}
