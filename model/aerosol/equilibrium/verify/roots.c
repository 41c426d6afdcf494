/* roots.c - acid solutions can have several roots; the one found is the richest in bisulfate.
 *
 * Sulfate, cations that stay (Na, K, Mg) and ammonium, cations/sulfate < 1.5, low humidity. For every amount of SO4--
 * from nothing upwards the rest follows, with k = K R T g_H / g_NH4 repeated from that of the amount before:
 *   n_HSO4 = S - n_SO4,   n_H + n_NH4 + other cations = 2 n_SO4 + n_HSO4,   n_NH4 = A k n_H / (1 + k n_H)
 * Acid n_H + n_HSO4 = 2 S - cations and with it the water hardly change, so the ionic strength rises with n_SO4: a scan
 * of n_SO4 is one of the strength, but where ammonia evaporates (counted). The first change of sign of
 *   e = ln[a_H a_SO4 / (a_HSO4 K)],   -inf where n_SO4 is nothing
 * is the root sought. Activities and water by apart.h. */
#include "model/aerosol/equilibrium/constants.h"
#include "model/aerosol/equilibrium/verify/apart.h"
#include "model/aerosol/equilibrium/verify/verify.h"

#include <math.h>

enum { STEPS = 250, CLASSES = 3, MOST_TURNS = 40 };

typedef struct solution {
    double temperature, humidity, ammonia, bisulfate, sulfate, total_nh4, stay, k, ion[LT_N_IONS];
} solution;

/* n_H of the charge c that it and ammonium have to hold. */
static double acid_of(double c, double nh4, double k) {
    const double b = 1 + k * (nh4 - c), root = sqrt(b * b + 4 * k * c);
    return b > 0 ? 2 * c / (b + root) : (root - b) / (2 * k);
}

/* k is the first guess, and what it came to. */
static double residual(solution *x, double so4) {
    double *n = x->ion, m[LT_N_IONS], g[LT_N_IONS];
    n[LT_ION_SO4] = so4;
    n[LT_ION_HSO4] = x->sulfate - so4;
    for (int turn = 0; turn < MOST_TURNS; turn++) {
        n[LT_ION_H] = acid_of(x->sulfate + so4 - x->stay, x->total_nh4, x->k);
        n[LT_ION_NH4] = x->total_nh4 * x->k * n[LT_ION_H] / (1 + x->k * n[LT_ION_H]);
        const double water = lt_apart_water(x->humidity, n, 0, true), last = x->k;
        for (int i = 0; i < LT_N_IONS; i++) m[i] = n[i] / water;
        lt_apart_activities(x->temperature, m, g);
        x->k = x->ammonia * pow(10, g[LT_ION_H] - g[LT_ION_NH4]);
        if (fabs(x->k - last) <= 1e-9 * last) break;
    }
    return log(m[LT_ION_H] * m[LT_ION_SO4] / (m[LT_ION_HSO4] * x->bisulfate)) +
           log(10) * (g[LT_ION_H] + g[LT_ION_SO4] - g[LT_ION_HSO4]);
}

static double refine(solution *x, double low, double high) {
    const double below = residual(x, low);
    for (int step = 0; step < 60; step++) {
        const double middle = 0.5 * (low + high), e = residual(x, middle);
        if ((e < 0) == (below < 0))
            low = middle;
        else
            high = middle;
    }
    return 0.5 * (low + high);
}

/* Amounts of SO4-- from step 0 to 4 STEPS - 1: from the least to half way to what cations need, to that, from there to
 * half of the rest, to all; even in the logarithm of the distance from these places. */
static double place(const solution *x, int step) {
    const double need = fmax(0, x->stay + x->total_nh4 - x->sulfate), rest = x->sulfate - need;
    const double least = fmax(0, x->stay - x->sulfate), t = (step % STEPS + 0.5) / STEPS;
    switch (step / STEPS) {
    case 0:
        return least + (need - least) * 0.5 * pow(10, -13 * (1 - t));
    case 1:
        return need - (need - least) * 0.5 * pow(10, -9 * t);
    case 2:
        return need + rest * 0.5 * pow(10, -13 * (1 - t));
    default:
        return x->sulfate - rest * 0.5 * pow(10, -13 * t);
    }
}

static double strength(const solution *x) {
    double sum = 0;
    for (int k = 0; k < LT_N_IONS; k++) sum += 0.5 * lt_ion_charge[k] * lt_ion_charge[k] * x->ion[k];
    return sum / lt_apart_water(x->humidity, x->ion, 0, true);
}

/* The first root and how many there are; is_least: none of them has less strength. */
static int scan(solution *x, double *first, bool *is_least) {
    double last = 0, last_e = 0, of_first = 0;
    *is_least = true;
    int n = 0;
    for (int step = x->stay + x->total_nh4 > x->sulfate ? 0 : 2 * STEPS; step < 4 * STEPS; step++) {
        const double so4 = place(x, step), e = residual(x, so4);
        if (last > 0 && (e < 0) != (last_e < 0)) {
            const double root = refine(x, last, so4), here = strength(x);
            if (n == 0) *first = root, of_first = here;
            *is_least = *is_least && here >= of_first * (1 - 1e-6);
            n++;
        }
        last = so4;
        last_e = e;
    }
    return n;
}

static double draw(uint64_t *seed, double least, double most) {
    return least + (most - least) * lt_verify_random(seed);
}

static void fill(const lt_batch *b) {
    uint64_t seed = 1978;
    for (size_t i = 0; i < b->n; i++) {
        b->temperature[i] = draw(&seed, 233, 313);
        b->humidity[i] = draw(&seed, 0.05, 0.6);
        b->total[LT_TOTAL_SO4][i] = pow(10, draw(&seed, -9, -6));
        const double ratio = 0.5 * (int)(i % CLASSES) + draw(&seed, 0.002, 0.498);
        const double cations = ratio * b->total[LT_TOTAL_SO4][i], share = i % 2 ? lt_verify_random(&seed) : 1;
        b->total[LT_TOTAL_NH4][i] = share * cations;
        const int other = i % 4 == 1 ? LT_TOTAL_NA : i % 8 == 3 ? LT_TOTAL_K : LT_TOTAL_MG;
        b->total[other][i] = (1 - share) * cations / (other == LT_TOTAL_MG ? 2 : 1);
    }
}

typedef struct found {
    long states[CLASSES], several[CLASSES], other, none, not_least;
    double most;
    size_t at;
} found;

static void look(const lt_batch *b, size_t i, found *f) {
    const double t = b->temperature[i];
    solution x = {.temperature = t, .humidity = b->humidity[i], .sulfate = b->total[LT_TOTAL_SO4][i]};
    x.bisulfate = lt_apart_constant(LT_K_BISULFATE, t);
    x.ammonia = lt_apart_constant(LT_K_NH3_DISSOLVES, t) * lt_apart_constant(LT_K_NH3_IONISES, t) /
                lt_apart_constant(LT_K_WATER, t) * LT_EQ_GAS_CONSTANT * t;
    x.k = x.ammonia;
    x.total_nh4 = b->total[LT_TOTAL_NH4][i];
    x.ion[LT_ION_NA] = b->total[LT_TOTAL_NA][i];
    x.ion[LT_ION_K] = b->total[LT_TOTAL_K][i];
    x.ion[LT_ION_MG] = b->total[LT_TOTAL_MG][i];
    x.stay = x.ion[LT_ION_NA] + x.ion[LT_ION_K] + 2 * x.ion[LT_ION_MG];
    double first = NAN;
    bool is_least;
    const int roots = scan(&x, &first, &is_least), class = (int)(i % CLASSES);
    f->none += roots == 0;
    f->states[class]++;
    f->several[class] += roots > 1;
    f->not_least += !is_least;
    const double d = fabs(b->states.ion[LT_ION_SO4][i] / first - 1);
    f->other += !(d <= 1e-3);
    if (!(d <= f->most)) f->most = d, f->at = i;
}

static lt_status report(lt_verify *verify, const lt_batch *b, const found *f) {
    static const char *const tests[CLASSES] = {"cations/sulfate < 0.5", "cations/sulfate 0.5-1",
                                               "cations/sulfate 1-1.5"};
    LT_TRY(LT_VERIFY_ADD(verify, .test = "acid sulfates", .metric = "not_the_first_root", .value = (double)f->other,
                         .bound = 0, .source = "SO4-- within 1e-3 of the first root of a scan upwards"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "acid sulfates", .metric = "largest_difference", .value = f->most,
                         .sense = LT_FACT, .source = lt_batch_text(b, f->at)));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "acid sulfates", .metric = "without_root", .value = (double)f->none,
                         .bound = 0, .source = "e goes from -inf to +inf"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "acid sulfates", .metric = "first_not_of_least_strength",
                         .value = (double)f->not_least, .sense = LT_FACT,
                         .source = lt_fmt("of %zu: ammonia that evaporates takes water along", b->n)));
    for (int c = 0; c < CLASSES; c++)
        LT_TRY(LT_VERIFY_ADD(verify, .test = tests[c], .metric = "share_with_several_roots",
                             .value = (double)f->several[c] / (double)(f->states[c] > 0 ? f->states[c] : 1),
                             .sense = LT_FACT, .source = lt_fmt("%ld states, humidity 0.05-0.6", f->states[c])));
    return LT_OK;
}

lt_status lt_verify_equilibrium_roots(lt_verify *verify) {
    const lt_equilibrium_setup setup = lt_batch_setup();
    lt_batch batch;
    LT_TRY(lt_batch_create(lt_verify_wants(verify, "500 scans for roots", 5) ? 500 : 30, &batch));
    fill(&batch);
    lt_batch_solve(&setup, &batch);
    found f = {0};
    for (size_t i = 0; i < batch.n; i++) look(&batch, i, &f);
    const lt_status status = report(verify, &batch, &f);
    lt_batch_free(&batch);
    return status;
}
