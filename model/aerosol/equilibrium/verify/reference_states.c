/* reference_states.c - our answers beside those of ISORROPIA II (reference files of ../shared/data/chemistry).
 *
 * Three set-ups are compared by species: the default; activity `isorropia` with water by_row, both through the solver
 * of the product; all_ways, all its ways by the sweeps of reference_ways.c. Differences are relative to what ISORROPIA
 * says, which is at least 1e-20 mol/m3 there. Then nitrate alone, with its ways taken on one after the other, and why
 * states differ (reference_classes.h).
 *
 * Bounds. not_explained: none. own_within_0.5pc: in the states in which its answer meets its own equations to 1 %,
 * solving those equations must give its nitrate to 0.5 % in 99 of 100 (measured: 100 of 100; 96 of 100 to 0.1 %).
 * sweeps_off_product: the sweeps with our own equations against the solver, both to 1e-10 in ln: 1e-7 has room for
 * badly conditioned states. */
#include "base/log.h"
#include "base/outdir.h"
#include "model/aerosol/equilibrium/verify/batch.h"
#include "model/aerosol/equilibrium/verify/reference_classes.h"
#include "model/aerosol/equilibrium/verify/reference_compared.h"
#include "model/aerosol/equilibrium/verify/verify.h"

#include <glob.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>

static int by_size(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double share_within(const double *off, size_t n, double near) {
    size_t within = 0;
    for (size_t i = 0; i < n; i++) within += off[i] <= near;
    return n ? (double)within / (double)n : 0; /* of none: nothing is shown */
}

static lt_status add_species(lt_verify *verify, const lt_compared *c, int setup, int which) {
    bool any = false;
    for (size_t i = 0; i < c->n; i++) {
        c->off[i] =
            lt_reference_off(lt_compared_amount(&c->ours[setup][i], which), lt_compared_amount(&c->its[i], which));
        any = any || lt_compared_amount(&c->its[i], which) > 0;
    }
    if (!any) return LT_OK; /* Cl in a file without it */
    qsort(c->off, c->n, sizeof *c->off, by_size);
    const struct {
        const char *metric;
        double value;
    } rows[] = {{"share_within_1pc", share_within(c->off, c->n, 0.01)},
                {"share_within_5pc", share_within(c->off, c->n, 0.05)},
                {"difference_median", c->off[c->n / 2]},
                {"difference_p95", c->off[c->n * 95 / 100]}};
    for (int k = 0; k < 4; k++)
        LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("file %s %s", c->name, lt_compared_species[which]),
                             .metric = rows[k].metric, .scheme = lt_compared_setups[setup], .value = rows[k].value,
                             .sense = LT_FACT, .source = "ISORROPIA II, ../shared/data/chemistry"));
    return LT_OK;
}

static double acidity(const lt_reference_state *s) {
    return -log10(s->ion[LT_ION_H] / s->water);
}

/* What the field asks for: the difference of pH, where ISORROPIA's is one of ambient particles. */
static lt_status add_acidity(lt_verify *verify, const lt_compared *c, int setup) {
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++) {
        const double its = acidity(&c->its[i]);
        if (its >= 0 && its <= 7) c->off[n++] = fabs(acidity(&c->ours[setup][i]) - its);
    }
    if (n == 0) return LT_OK;
    qsort(c->off, n, sizeof *c->off, by_size);
    const struct {
        const char *metric;
        double value;
    } rows[] = {{"difference_median", c->off[n / 2]}, {"difference_p90", c->off[n * 9 / 10]}};
    for (int k = 0; k < 2; k++)
        LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("file %s pH", c->name), .metric = rows[k].metric,
                             .scheme = lt_compared_setups[setup], .value = rows[k].value, .sense = LT_FACT,
                             .source = lt_fmt("ISORROPIA II, %zu states of its pH 0 to 7", n)));
    return LT_OK;
}

static lt_status add_ways(lt_verify *verify, const lt_compared *c) {
    for (int way = 0; way < LT_N_WAYS; way++) {
        for (size_t i = 0; i < c->n; i++)
            c->off[i] = lt_reference_off(lt_compared_amount(&c->of_way[i][way], LT_COMPARED_NITRATE),
                                         lt_compared_amount(&c->its[i], LT_COMPARED_NITRATE));
        for (int k = 0; k < 3; k++) {
            static const struct {
                const char *metric;
                double near;
            } shares[] = {{"share_within_5pc", 0.05}, {"share_within_1pc", 0.01}, {"share_within_0.1pc", 0.001}};
            LT_TRY(LT_VERIFY_ADD(
                verify, .test = lt_fmt("file %s nitrate, %s%s", c->name, way ? "and " : "", lt_way_names[way]),
                .metric = shares[k].metric, .scheme = "sweeps", .value = share_within(c->off, c->n, shares[k].near),
                .sense = LT_FACT, .source = lt_way_texts[way]));
        }
    }
    return LT_OK;
}

static bool meets_all_at_once(const lt_reference_left *left) {
    double most = 0;
    for (int k = 0; k < 4; k++) most = fmax(most, fabs(left->joint[k]));
    return most <= 0.01;
}

/* The states in which its answer meets its own equations, solved by them; and what is wrong with the others. */
static lt_status add_standing(lt_verify *verify, const lt_compared *c) {
    size_t n = 0, joint = 0, limit = 0, cations = 0;
    for (size_t i = 0; i < c->n; i++) {
        const lt_reference_left *left = &c->left[i];
        const bool stands = lt_reference_stands(left);
        if (stands)
            c->off[n++] = lt_reference_off(lt_compared_amount(&c->of_way[i][LT_WAY_its_limits], LT_COMPARED_NITRATE),
                                           lt_compared_amount(&c->its[i], LT_COMPARED_NITRATE));
        joint += stands && meets_all_at_once(left);
        limit += left->at_limit;
        cations += left->cations > 1e-4;
    }
    const char *test = lt_fmt("file %s, its equations at its answer", c->name);
    const struct {
        const char *metric, *source;
        size_t count;
    } facts[] = {{"share_met_in_its_ways", "equilibria to 1 %, balances to 0.01 %", n},
                 {"share_met_all_at_once", "the same without its order", joint},
                 {"share_at_limit", lt_class_texts[LT_CLASS_at_limit], limit},
                 {"share_cations", lt_class_texts[LT_CLASS_cations], cations}};
    for (int k = 0; k < 4; k++)
        LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = facts[k].metric, .scheme = "",
                             .value = (double)facts[k].count / (double)c->n, .sense = LT_FACT,
                             .source = facts[k].source));
    const struct {
        const char *metric;
        double near;
    } shares[] = {{"own_within_0.5pc", 0.005}, {"own_within_0.1pc", 0.001}};
    for (int k = 0; k < 2; k++)
        LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = shares[k].metric,
                             .scheme = lt_compared_setups[LT_COMPARED_all_ways],
                             .value = share_within(c->off, n, shares[k].near), .sense = k ? LT_FACT : LT_AT_LEAST,
                             .bound = 0.99, .source = lt_fmt("nitrate of the %zu states that meet them", n)));
    return LT_OK;
}

static lt_status add_classes(lt_verify *verify, const lt_compared *c) {
    long count[LT_N_CLASSES] = {0}, all = 0;
    for (size_t i = 0; i < c->n; i++) {
        const double ours = lt_compared_amount(&c->ours[LT_COMPARED_default][i], LT_COMPARED_NITRATE),
                     its = lt_compared_amount(&c->its[i], LT_COMPARED_NITRATE);
        if (lt_reference_off(ours, its) <= LT_REFERENCE_NEAR) continue;
        const int class = lt_reference_class(&c->its[i], &c->left[i], c->of_way[i]);
        count[class]++;
        all++;
        if (class == LT_CLASS_not_explained || class == LT_CLASS_other_root)
            lt_remark(LT_LOG_WARNING, "reference file %s, state %zu: nitrate %.4e, ISORROPIA %.4e: %s", c->name, i + 1,
                      ours, its, lt_class_texts[class]);
    }
    const char *test = lt_fmt("file %s, nitrate off by more than 5 %%", c->name);
    LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = "states", .scheme = "default", .value = (double)all,
                         .sense = LT_FACT, .source = lt_fmt("of %zu", c->n)));
    for (int k = 0; k < LT_N_CLASSES; k++)
        LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = lt_class_names[k], .scheme = "default",
                             .value = (double)count[k], .sense = k == LT_CLASS_not_explained ? LT_AT_MOST : LT_FACT,
                             .bound = 0, .source = lt_class_texts[k]));
    return LT_OK;
}

static lt_status compare(lt_verify *verify, const char *path) {
    lt_compared c;
    lt_status status = lt_compared_read(path, &c);
    if (status == LT_OK) status = add_ways(verify, &c);
    if (status == LT_OK) status = add_standing(verify, &c);
    if (status == LT_OK) status = add_classes(verify, &c);
    for (int s = 0; s < LT_N_COMPARED_SETUPS && status == LT_OK; s++) status = add_acidity(verify, &c, s);
    for (int s = 0; s < LT_N_COMPARED_SETUPS && status == LT_OK; s++)
        for (int k = 0; k < LT_N_COMPARED && status == LT_OK; k++) status = add_species(verify, &c, s, k);
    lt_compared_free(&c);
    return status;
}

/* The sweeps with our own equations beside the product: random states of each kind. */
static lt_status add_sweeps(lt_verify *verify) {
    enum { STATES = 60 };
    const lt_equilibrium_setup setup = lt_batch_setup();
    for (int kind = 0; kind < LT_N_BATCH_KINDS; kind++) {
        lt_batch b;
        double worst = 0;
        LT_TRY(lt_batch_create(STATES, &b));
        lt_batch_random(&setup, (lt_batch_kind)kind, 90 + (uint64_t)kind, &b);
        lt_batch_solve(&setup, &b);
        for (size_t i = 0; i < b.n; i++) {
            if (b.states.flags[i] & LT_EQ_EMPTY) continue; /* gas alone: the sweeps leave the seed of sulfate */
            lt_reference_state in = {.temperature = b.temperature[i], .humidity = b.humidity[i]}, out;
            for (int t = 0; t < LT_N_TOTALS; t++) in.total[t] = b.total[t][i];
            lt_reference_solve(LT_WAY_ours, &in, &out);
            const double off[2] = {lt_reference_off(out.ion[LT_ION_NO3], b.states.ion[LT_ION_NO3][i]),
                                   lt_reference_off(out.ion[LT_ION_H], b.states.ion[LT_ION_H][i])};
            for (int k = 0; k < 2; k++)
                if (!(off[k] <= worst)) worst = isfinite(off[k]) ? off[k] : INFINITY; /* no number, too */
        }
        lt_batch_free(&b);
        LT_TRY(LT_VERIFY_ADD(verify, .test = lt_batch_kinds[kind], .metric = "sweeps_off_product", .scheme = "sweeps",
                             .value = worst, .bound = 1e-7, .source = lt_fmt("NO3_p and H_p of %d states", STATES)));
    }
    return LT_OK;
}

lt_status lt_verify_equilibrium_reference_files(lt_verify *verify) {
    char folder[PATH_MAX];
    glob_t files = {0};
    LT_TRY(add_sweeps(verify));
    if (lt_data_path("chemistry", folder, sizeof folder) != LT_OK ||
        glob(lt_fmt("%s/equilibrium_states_dev_*.csv", folder), 0, NULL, &files) != 0) {
        lt_error_clear();
        lt_remark(LT_LOG_WARNING, "reference_files: states of ISORROPIA are left out, the real data are not here "
                                  "(LANTIAN_DATA names their folder)");
        return LT_OK;
    }
    lt_status status = LT_OK;
    for (size_t f = 0; f < files.gl_pathc && status == LT_OK; f++) status = compare(verify, files.gl_pathv[f]);
    globfree(&files);
    return status;
}
