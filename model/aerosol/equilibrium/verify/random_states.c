/* random_states.c - random states solved, and what is left of their balances and equilibria by apart.h.
 *
 * Bounds. mass: sums of up to four parts, each rounded: 1e-12 is a thousand roundings; beside solids it is one of the
 * equations. charge and equilibria: what the solver promises of every state, LT_EQ_TOLERANCE, and 1e-9 for the
 * roundings of the formulas here (measured: below 2e-10 between two ways to write them). H2O and water are explicit in
 * the solver: 1e-9. */
#include "model/aerosol/equilibrium/verify/apart.h"
#include "model/aerosol/equilibrium/verify/verify.h"

#include <math.h>

#define FORMULAS 1e-9 /* roundings of the formulas here */

typedef struct found {
    double worst[LT_N_APART], untold, corners;
    size_t at[LT_N_APART], at_corners, at_unsolved;
    long no_amount, unsolved, off, plain, surplus, strong, held;
} found;

/* Is an amount negative or not a number? Formulas and maxima may pass over such. */
static bool has_no_amount(const lt_equilibrium_states *s, size_t i) {
    bool all = s->water[i] >= 0 && s->hydroxide[i] >= 0;
    for (int k = 0; k < LT_N_IONS; k++) all = all && s->ion[k][i] >= 0;
    for (int k = 0; k < LT_N_GASES; k++) all = all && s->gas[k][i] >= 0;
    for (int k = 0; k < LT_N_SOLIDS; k++) all = all && s->solid[k][i] >= 0;
    return !all;
}

static void look(const lt_equilibrium_setup *setup, const lt_batch *b, found *f) {
    for (size_t i = 0; i < b->n; i++) {
        double left[LT_N_APART], most = 0;
        const unsigned flags = b->states.flags[i];
        if (flags & LT_EQ_UNSOLVED) f->unsolved++, f->at_unsolved = i;
        f->no_amount += has_no_amount(&b->states, i);
        f->held += (flags & LT_EQ_HELD) != 0;
        f->plain += (flags & LT_EQ_PLAIN) != 0;
        f->surplus += (flags & LT_EQ_SURPLUS) != 0;
        f->strong += (flags & LT_EQ_STRONG) != 0;
        lt_apart_residuals(setup, b, i, left);
        for (int p = 0; p < LT_N_APART; p++) {
            if (!(left[p] <= f->worst[p])) f->worst[p] = left[p], f->at[p] = i;
            most = fmax(most, left[p]);
        }
        f->untold = fmax(f->untold, most - b->states.residual[i]);
        if (!(b->states.water[i] > 0)) continue;
        double n[LT_N_IONS];
        lt_apart_ions(b, i, n);
        const double off =
            fabs(1 - lt_apart_water(b->humidity[i], n, 0, false) / lt_apart_water(b->humidity[i], n, 0, true));
        if (off > f->corners) f->corners = off, f->at_corners = i;
        f->off += off > 0.02;
    }
}

static double bound_of(const lt_equilibrium_setup *setup, int part) {
    if (part == LT_APART_mass && setup->state == LT_EQ_METASTABLE) return 1e-12;
    return part == LT_APART_H2O || part == LT_APART_water ? FORMULAS : LT_EQ_TOLERANCE + FORMULAS;
}

static lt_status report(lt_verify *verify, const lt_equilibrium_setup *setup, const char *scheme, const char *test,
                        const lt_batch *b, const found *f) {
    const double n = (double)b->n;
    const bool is_stable = setup->state == LT_EQ_STABLE;
    const double most = is_stable ? 3e-4 : 0;
    LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = "unsolved", .scheme = scheme, .value = (double)f->unsolved,
                         .bound = 0, .goal = true,
                         .source = lt_fmt("every state is solved; last: %s", lt_batch_text(b, f->at_unsolved))));
    LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = "share_unsolved", .scheme = scheme,
                         .value = (double)f->unsolved / n, .bound = most,
                         .source = "measured: none, stable one state of 6667; such a state is flagged"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = "no_amounts", .scheme = scheme, .value = (double)f->no_amount,
                         .bound = 0, .source = "states with a negative amount or one that is not a number"));
    for (int p = 0; p < (is_stable ? LT_N_APART : LT_APART_salts); p++)
        LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = lt_fmt("residual_%s", lt_apart_names[p]), .scheme = scheme,
                             .value = f->worst[p], .bound = bound_of(setup, p),
                             .source = lt_fmt("apart.h; largest at %s", lt_batch_text(b, f->at[p]))));
    LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = "residual_untold", .scheme = scheme, .value = f->untold,
                         .bound = FORMULAS, .source = "what is found here beyond the column `residual`"));
    LT_TRY(LT_VERIFY_ADD(
        verify, .test = test, .metric = "water_off_corners", .scheme = scheme, .value = f->corners, .sense = LT_FACT,
        .source = lt_fmt("the rule of the salts with its corners left: %s", lt_batch_text(b, f->at_corners))));
    const struct {
        const char *metric;
        long count;
    } facts[] = {{"share_water_off_corners_2pc", f->off},
                 {"share_by_plain_method", f->plain},
                 {"share_surplus", f->surplus},
                 {"share_above_80_mol_kg", f->strong},
                 {"share_held", f->held}};
    for (int k = 0; k < 5; k++)
        LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = facts[k].metric, .scheme = scheme,
                             .value = (double)facts[k].count / n, .sense = LT_FACT,
                             .source = lt_fmt("%zu states", b->n)));
    return LT_OK;
}

static lt_status run(lt_verify *verify, const lt_equilibrium_setup *setup, const char *scheme, size_t n) {
    for (int kind = 0; kind < LT_N_BATCH_KINDS; kind++) {
        lt_batch batch;
        found f = {0};
        LT_TRY(lt_batch_create(n / LT_N_BATCH_KINDS + 1, &batch));
        lt_batch_random(setup, (lt_batch_kind)kind, 9 + (uint64_t)kind, &batch);
        lt_batch_solve(setup, &batch);
        look(setup, &batch, &f);
        const lt_status status = report(verify, setup, scheme, lt_batch_kinds[kind], &batch, &f);
        lt_batch_free(&batch);
        LT_TRY(status);
    }
    return LT_OK;
}

lt_status lt_verify_equilibrium_random(lt_verify *verify) {
    const lt_equilibrium_setup forward = lt_batch_setup();
    lt_equilibrium_setup reverse = forward;
    reverse.mode = LT_EQ_REVERSE;
    const bool all = lt_verify_wants(verify, "100 000 states", 3);
    LT_TRY(run(verify, &forward, "forward metastable", all ? 100000 : 6000));
    LT_TRY(run(verify, &reverse, "reverse metastable", all ? 20000 : 3000));
    lt_equilibrium_setup stable = forward;
    stable.state = LT_EQ_STABLE;
    LT_TRY(run(verify, &stable, "forward stable", all ? 20000 : 1500));
    stable.mode = LT_EQ_REVERSE;
    return run(verify, &stable, "reverse stable", all ? 20000 : 1500);
}
