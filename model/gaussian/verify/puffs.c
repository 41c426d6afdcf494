/* puffs.c - trains of puffs against exact solutions and the steady plume.
 *
 * A4b      source switched on at t = 0 in uniform wind, constant K: 3 times by a train, the steady state by the dosage
 * of one puff; both of second order in the release interval or the step A1       a train that does not grow is the
 * plume, by how many sigmas its puffs are apart calm     still air, constant K, source on the ground: C = Q/(2 pi K r)
 * erfc(r/(4 K t)^(1/2)); with a = r/(4 K T)^(1/2) its mean over T is Q/(2 pi K r) [(1 + 2 a2) erfc a - 2 a
 * exp(-a2)/pi^(1/2)] plume    steady air of five hours: sigmas and ground concentrations beside the plain plume without
 * meander passed   the share that a rising lid has mixed is that of the Gaussian below it lost     decay and washout
 * are exponentials; the budget closes */
#include "model/gaussian/course.h"
#include "model/gaussian/plume.h"
#include "model/gaussian/puff/puffs.h"
#include "model/gaussian/verify/hours.h"
#include "model/gaussian/verify/verify.h"

#include <math.h>

static const lt_puff_weather wind = {.u_ms = 2.0}, still = {0}; /* no mixing height: no lid */

/* Nothing joined, split or left. */
static lt_puffs_setup plain(double k) {
    return (lt_puffs_setup){.growth = {.law = LT_PUFF_CONSTANT_K, .across_m2s = k, .up_m2s = k},
                            .release_s = 300.0,
                            .step = 0.5,
                            .threads = 1};
}

/* What a train released every `every` s from 0 on gives at time t. */
static lt_status train(const lt_puffs_setup *setup, const lt_puff_air *air, const lt_plume_source *source, double rate,
                       double every, double t, const double at[3], double *out) {
    lt_puffs *puffs;
    LT_TRY(lt_puffs_create(setup, &puffs));
    lt_status status = LT_OK;
    for (long k = 0; status == LT_OK && (k + 0.5) * every < t; k++)
        status = lt_puffs_release(puffs, air, source, 0, rate * every, (k + 0.5) * every);
    if (status == LT_OK) status = lt_puffs_advance(puffs, air, NULL, t, NULL, NULL);
    *out = lt_puffs_at(puffs, at[0], at[1], at[2]);
    lt_puffs_free(puffs);
    return status;
}

/* The dosage over t of one puff of 1 g at n places: the concentration of 1 g/s that has gone on for t. */
static lt_status one(const lt_puffs_setup *setup, const lt_puff_air *air, const lt_plume_source *source, double t,
                     const lt_plume_receptors *receptors, double *out) {
    lt_puffs *puffs;
    LT_TRY(lt_puffs_create(setup, &puffs));
    for (int n = 0; n < receptors->n; n++) out[n] = 0.0;
    lt_status status = lt_puffs_release(puffs, air, source, 0, 1.0, 0.0);
    if (status == LT_OK) status = lt_puffs_advance(puffs, air, NULL, t, receptors, out);
    lt_puffs_free(puffs);
    return status;
}

static lt_status errors(lt_verify *verify, const char *test, const char *metric, const double relative[3], double bound,
                        const char *source) {
    LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = metric, .scheme = "coarse", .value = relative[0],
                         .sense = LT_FACT, .source = source));
    LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = metric, .scheme = "fine", .value = relative[2], .bound = bound,
                         .source = source));
    return LT_VERIFY_ADD(verify, .test = test, .metric = lt_fmt("%s_order", metric), .scheme = "",
                         .value = log2(relative[0] / relative[2]) / 2.0, .sense = LT_AT_LEAST, .bound = 1.8,
                         .source = "second order, two halvings");
}

/* --- A4b -----------------------------------------------------------------------------------------------------------
 */

static lt_status switched_on(lt_verify *verify) {
    static const struct {
        const char *metric;
        double t, printed, bound;
    } rows[] = {{"50_s", 50.0, 3.64768804e-10, 2e-3}, {"100_s", 100.0, 3.936539348e-5, 1e-5}};
    const double height = 5000.0, at[3] = {200.0, 10.0, height + 5.0}; /* far from the ground */
    const lt_plume_source source = {.kind = LT_PLUME_VOLUME, .height_m = height};
    const lt_puff_air air = lt_puff_air_even(&wind);
    lt_puffs_setup setup = plain(5.0);
    double c, relative[3];
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        for (int fine = 0; fine < 3; fine++) {
            LT_TRY(train(&setup, &air, &source, 1.0, 1.0 / (1 << fine), rows[k].t, at, &c));
            relative[fine] = fabs(c / rows[k].printed - 1.0);
        }
        LT_TRY(errors(verify, "A4b", rows[k].metric, relative, rows[k].bound, "A4b; a puff every 1 s, 1/4 s"));
    }
    LT_TRY(train(&setup, &air, &source, 1.0, 1.0, 200.0, at, &c));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "A4b", .metric = "200_s", .scheme = "",
                         .value = fabs(c / 7.464302654e-5 - 1.0), .bound = 2e-8,
                         .source = "A4b; measured 2.7e-9: a puff every 1 s"));
    const lt_plume_receptors receptor = {.n = 1, .x_m = &at[0], .y_m = &at[1], .above_m = &at[2]};
    for (int fine = 0; fine < 3; fine++) {
        setup.step = 0.2 / (1 << fine);
        LT_TRY(one(&setup, &air, &source, 4000.0, &receptor, &c));
        relative[fine] = fabs(c / 7.464322181e-5 - 1.0);
    }
    return errors(verify, "A4b", "steady", relative, 5e-6, "A4b, t = 1e9 s; step 0.2, 0.05: measured 9e-7");
}

/* --- A1 ------------------------------------------------------------------------------------------------------------
 */

static lt_status frozen(lt_verify *verify) {
    static const struct {
        const char *metric;
        double apart, t; /* t: so that a puff, or the middle of two, is at the receptor */
    } rows[] = {{"2_sigma", 2.0, 1008.0}, {"1.25_sigma", 1.25, 1000.0}, {"1_sigma", 1.0, 1000.0}};
    const lt_puff_weather fresh = {.u_ms = 5.0};
    const lt_puff_air air = lt_puff_air_even(&fresh);
    const lt_plume_source source = {.kind = LT_PLUME_VOLUME, .height_m = 50.0, .sigma_y0_m = 80.0, .sigma_z0_m = 40.0};
    const double at[3] = {2000.0, 60.0, 1.5};
    const lt_puffs_setup setup = plain(0.0);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        const double every = rows[k].apart * 80.0 / 5.0, wave = M_PI / rows[k].apart;
        const double phase = 2.0 * M_PI * ((rows[k].t - 2000.0 / 5.0) / every - 0.5);
        double c;
        LT_TRY(train(&setup, &air, &source, 100.0, every, rows[k].t, at, &c));
        LT_TRY(LT_VERIFY_ADD(verify, .test = "A1_train", .metric = rows[k].metric, .scheme = "",
                             .value = fabs(c / 0.0006878026581 - 1.0 - 2.0 * exp(-2.0 * wave * wave) * cos(phase)),
                             .bound = 2.0 * exp(-8.0 * wave * wave) + 7.3e-11,
                             .source = "A1 with the first wave of a comb of puffs; derived: the second, ten digits"));
    }
    return LT_OK;
}

/* --- calm ----------------------------------------------------------------------------------------------------------
 */

static lt_status calm(lt_verify *verify) {
    const double k = 2.0, r = 150.0, zero = 0.0, t = 3600.0, a = r / sqrt(4.0 * k * t);
    const lt_plume_source source = {.kind = LT_PLUME_VOLUME};
    const lt_puff_air air = lt_puff_air_even(&still);
    const lt_plume_receptors receptor = {.n = 1, .x_m = &r, .y_m = &zero};
    lt_puffs_setup setup = plain(k);
    double c, relative[3];
    for (int fine = 0; fine < 3; fine++) {
        setup.step = 0.2 / (1 << fine);
        LT_TRY(one(&setup, &air, &source, t, &receptor, &c));
        relative[fine] = fabs(c / (erfc(a) / (2.0 * M_PI * k * r)) - 1.0);
    }
    LT_TRY(errors(verify, "calm", "after_1_h", relative, 1e-4, "closed form; step 0.2, 0.05: measured 2.4e-5"));
    const double mean = ((1.0 + 2.0 * a * a) * erfc(a) - 2.0 * a * exp(-a * a) / sqrt(M_PI)) / (2.0 * M_PI * k * r);
    setup.step = 0.05;
    const double rate = 1.0;
    for (int fine = 0; fine < 3; fine++) {
        setup.release_s = 600.0 / (1 << fine);
        lt_puffs *puffs;
        LT_TRY(lt_puffs_create(&setup, &puffs));
        const lt_status status = lt_puffs_hours(puffs,
                                                &(lt_puffs_run){.air = &air,
                                                                .sources = &source,
                                                                .n_sources = 1,
                                                                .n_hours = 1,
                                                                .rates_gs = &rate,
                                                                .receptors = &receptor},
                                                &c);
        lt_puffs_free(puffs);
        LT_TRY(status);
        relative[fine] = fabs(c / mean - 1.0);
    }
    return errors(verify, "calm", "mean_of_1_h", relative, 1e-3,
                  "closed form; a puff every 600 s, 150 s: measured 1.6e-4");
}

/* --- the plume -----------------------------------------------------------------------------------------------------
 */

static const lt_plume_source stacks[] = {{.kind = LT_PLUME_VOLUME, .height_m = 2.0, .sigma_y0_m = 1.0},
                                         {.kind = LT_PLUME_VOLUME, .height_m = 60.0, .sigma_y0_m = 1.0},
                                         {.kind = LT_PLUME_VOLUME, .height_m = 200.0, .sigma_y0_m = 1.0}};
enum { N_STACKS = sizeof stacks / sizeof *stacks, N_PLACES = 5 };

/* The largest difference at a place where the plume of this source is a tenth of its largest value or more. */
static lt_status beside(const lt_profile *profile, const lt_plume_source *source, bool frozen_along, double step,
                        double *worst) {
    static const double distances[N_PLACES] = {100.0, 300.0, 1000.0, 3000.0, 10000.0};
    double x[N_PLACES], y[N_PLACES], plume[N_PLACES] = {0}, puffs[N_PLACES], most = 0.0;
    for (int n = 0; n < N_PLACES; n++) {
        x[n] = distances[n] * (profile->to_x - 0.05 * profile->to_y);
        y[n] = distances[n] * (profile->to_y + 0.05 * profile->to_x);
    }
    const lt_plume_receptors receptors = {.n = N_PLACES, .x_m = x, .y_m = y};
    lt_plume_add_reference(source, profile, &(lt_plume_ways){0}, &receptors, 1.0, plume);
    const lt_puff_hours hours = {.n = 1, .at = profile, .hour_s = 3600.0};
    const lt_puff_air air = lt_puff_air_hours(&hours);
    lt_puffs_setup setup = plain(0.0);
    setup.growth = (lt_puff_growth){.law = LT_PUFF_SIMILARITY, .frozen_along = frozen_along};
    setup.step = step;
    LT_TRY(one(&setup, &air, source, 40000.0, &receptors, puffs));
    for (int n = 0; n < N_PLACES; n++) most = fmax(most, plume[n]);
    for (int n = 0; n < N_PLACES; n++)
        if (plume[n] >= 0.1 * most) *worst = lt_verify_worse(*worst, fabs(puffs[n] / plume[n] - 1.0));
    return LT_OK;
}

static lt_status limits(lt_verify *verify) {
    for (int h = 0; h < LT_N_NAMED_HOURS; h++) {
        lt_profile profile;
        lt_profile_make(&profile, &lt_named_hours[h].hour, NULL);
        double coarse = 0.0, fine = 0.0, round = 0.0;
        for (int k = 0; k < N_STACKS; k++) {
            LT_TRY(beside(&profile, &stacks[k], true, 0.5, &coarse));
            LT_TRY(beside(&profile, &stacks[k], true, 0.125, &fine));
            LT_TRY(beside(&profile, &stacks[k], false, 0.125, &round));
        }
        const char *metric = lt_named_hours[h].name;
        LT_TRY(LT_VERIFY_ADD(verify, .test = "plume_limit", .metric = metric, .scheme = "step_0.5", .value = coarse,
                             .bound = 0.12, .source = "measured; no spread along the wind"));
        LT_TRY(LT_VERIFY_ADD(verify, .test = "plume_limit", .metric = metric, .scheme = "step_0.125", .value = fine,
                             .bound = 0.03, .source = "measured, a quarter of the step's; no spread along the wind"));
        LT_TRY(LT_VERIFY_ADD(verify, .test = "plume_limit", .metric = metric, .scheme = "spread_along", .value = round,
                             .sense = LT_FACT, .source = "what the plume leaves out: spread along the wind"));
    }
    return LT_OK;
}

/* --- a rising lid, losses ------------------------------------------------------------------------------------------
 */

/* 0.1 m/s from 100 m on. */
static void rising(const void *self, double t, double x, double y, double z, lt_puff_weather *out) {
    (void)self, (void)x, (void)y, (void)z;
    *out = (lt_puff_weather){.u_ms = 3.0, .mixing_m = 100.0 + 0.1 * t, .mechanical_m = 100.0, .convective = true};
}

static lt_status passed(lt_verify *verify) {
    const lt_puff_air air = {.at = rising};
    const lt_plume_source source = {.kind = LT_PLUME_VOLUME, .height_m = 250.0, .sigma_y0_m = 60.0, .sigma_z0_m = 30.0};
    const lt_puffs_setup setup = plain(0.0);
    lt_puffs *puffs;
    LT_TRY(lt_puffs_create(&setup, &puffs));
    lt_status status = lt_puffs_release(puffs, &air, &source, 0, 1.0, 0.0);
    double off = 0.0, all = 0.0, mixed = 0.0;
    for (double t = 30.0; status == LT_OK && t <= 3600.0; t += 30.0) {
        status = lt_puffs_advance(puffs, &air, NULL, t, NULL, NULL);
        mixed = 0.0;
        for (long k = 0; k < lt_puffs_count(puffs); k++) {
            const lt_puff *p = lt_puffs_item(puffs, k);
            if (p->mixed) mixed += p->mass_g;
        }
        const double share = 0.5 * erfc(-(0.1 * t - 150.0) / (30.0 * sqrt(2.0)));
        off = lt_verify_worse(off, fabs(mixed - share));
        all = lt_verify_worse(all, fabs(lt_puffs_budget_of(puffs).aloft - 1.0));
    }
    lt_puffs_free(puffs);
    LT_TRY(status);
    LT_TRY(LT_VERIFY_ADD(verify, .test = "fumigation", .metric = "share_passed", .scheme = "", .value = off,
                         .bound = 0.09, .source = "Gaussian below the lid; 5 % wait, and 4 % in a step of 30 s"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "fumigation", .metric = "mixed_at_last", .scheme = "",
                         .value = fabs(mixed - 1.0), .bound = 3e-12, .source = "beyond 7 sigma is 1.3e-12"));
    return LT_VERIFY_ADD(verify, .test = "fumigation", .metric = "mass", .scheme = "", .value = all, .bound = 1e-12,
                         .source = "issue 12");
}

static lt_status lost(lt_verify *verify) {
    const lt_plume_removal removal = {.deposition_ms = 0.01, .settling_ms = 0.0, .washout_s = 1e-5, .decay_s = 5e-5};
    const lt_plume_source source = {
        .kind = LT_PLUME_VOLUME, .height_m = 5000.0, .sigma_y0_m = 10.0, .sigma_z0_m = 10.0};
    const lt_puff_air air = lt_puff_air_even(&wind);
    lt_puffs_setup setup = plain(1.0);
    setup.reach_m = 5e4;
    lt_puffs *puffs;
    LT_TRY(lt_puffs_create(&setup, &puffs));
    lt_status status = lt_puffs_release(puffs, &air, &source, 0, 7.0, 0.0);
    if (status == LT_OK) status = lt_puffs_advance(puffs, &air, &removal, 10000.0, NULL, NULL);
    const double kept = lt_puffs_budget_of(puffs).aloft / 7.0;
    lt_plume_source low = source;
    low.height_m = 2.0;
    for (int k = 0; status == LT_OK && k < 40; k++) {
        status = lt_puffs_release(puffs, &air, &low, 0, 0.3, 10000.0 + 900.0 * k);
        if (status == LT_OK) status = lt_puffs_advance(puffs, &air, &removal, 10000.0 + 900.0 * (k + 1), NULL, NULL);
        if (status == LT_OK) status = lt_puffs_tidy(puffs, &air, 10000.0 + 900.0 * (k + 1));
    }
    const lt_puffs_budget b = lt_puffs_budget_of(puffs);
    lt_puffs_free(puffs);
    LT_TRY(status);
    LT_TRY(LT_VERIFY_ADD(verify, .test = "lost", .metric = "exponential", .scheme = "",
                         .value = fabs(kept / exp(-0.6) - 1.0), .bound = 1e-12, .source = "closed form, A9"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "lost", .metric = "deposited_and_left", .scheme = "",
                         .value = fmin(b.deposited, b.left) / b.emitted, .sense = LT_AT_LEAST, .bound = 1e-3,
                         .source = "the budget below has something of all"));
    return LT_VERIFY_ADD(verify, .test = "lost", .metric = "budget", .scheme = "",
                         .value = fabs((b.aloft + b.deposited + b.washed + b.decayed + b.left) / b.emitted - 1.0),
                         .bound = 1e-12, .source = "issue 12");
}

lt_status lt_verify_plume_puffs(lt_verify *verify) {
    LT_TRY(switched_on(verify));
    LT_TRY(frozen(verify));
    LT_TRY(calm(verify));
    LT_TRY(limits(verify));
    LT_TRY(passed(verify));
    return lost(verify);
}
