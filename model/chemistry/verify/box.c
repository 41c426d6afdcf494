/* box.c - lantian box against what can be known without it: the photostationary state of NO, NO2 and ozone in closed
 * form, the books of CB6r5 over a day, and the two regimes of ozone.
 *
 *   NO2 + hv = NO + O3 (j), NO + O3 = NO2 (k), n = NO + NO2, x = NO2 + O3:
 *   NO2 = 2 n x / (s + sqrt(s^2 - 4 n x)), s = n + x + j / k
 * Regimes by the signs of the change of the day's largest ozone with NOx and VOC (Sillman 1999,
 * doi:10.1016/S1352-2310(98)00345-8, R). Bounds: the first is a hundred times the solver's tolerance, the second the
 * rounding of some thousand steps, the third a change that no tolerance makes. */
#include "model/chemistry/verify/verify.h"

#include "base/outdir.h"
#include "model/chemistry/box/box_budget.h"
#include "model/chemistry/box/box_sweep.h"
#include "model/chemistry/solver/methods.h"

#include <math.h>
#include <stdio.h>

/* --- photostationary state ---------------------------------------------------------------------------------------- */

static lt_status go(const lt_box *box, lt_box_run **out, lt_box_budget *budget) {
    const long steps = lt_box_case_steps(box->setup);
    LT_TRY(lt_box_run_create(box, NULL, out));
    for (long n = 0; n < steps; n++) {
        LT_TRY(lt_box_run_step(*out));
        if (budget) LT_TRY(lt_box_budget_add(budget, *out));
    }
    return LT_OK;
}

static lt_status photostationary(lt_verify *verify, const char *method) {
    char path[4096], text[8192];
    lt_box *box;
    lt_box_run *run = NULL;
    LT_TRY(lt_share_path("model/chemistry/box/examples/leighton.def", path, sizeof path));
    snprintf(text, sizeof text,
             "box: leighton\nmechanism: %s\nmethod: %s\nstart: 2020-06-21 12:00\nduration: 1 h\nrtol: 1e-8\n"
             "atol: 1e-9 ppb\nair: {temperature: 298.15 K, pressure: 1000 hPa}\n"
             "photolysis: {values: {NO2_IUPAC10: 8.5e-3 s-1}}\ninitial: {NO: 12 ppb, NO2: 3 ppb, O3: 40 ppb}\n",
             path, method);
    LT_TRY(lt_box_parse("photostationary state", text, &box));
    lt_status status = go(box, &run, NULL);
    if (status == LT_OK) {
        const double n = 15.0, x = 43.0, s = n + x + run->rates.k[0] / run->rates.k[1];
        const double exact = 2.0 * n * x / (s + sqrt(s * s - 4.0 * n * x));
        const double no2 = run->c[lt_mechanism_species(box->mechanism, "NO2")];
        status =
            LT_VERIFY_ADD(verify, .test = "photostationary state", .metric = "NO2_relative_error", .scheme = method,
                          .value = fabs(no2 / exact - 1.0), .bound = 1e-6, .source = "exact quadratic");
    }
    lt_box_run_free(run);
    lt_box_free(box);
    return status;
}

/* --- CB6r5 ----------------------------------------------------------------------------------------------------------
 */

static const char city[] =
    "mechanism: cb6r5\nstart: 2020-06-21 05:00\nstep: 10 min\noutput_step: 30 min\n"
    "air: {temperature: 298 K, pressure: 1000 hPa, relative_humidity: 0.5, mixing_height: 1000 m}\n"
    "sun: {latitude: 41.8, longitude: 123.4}\nphotolysis: {law: clear_sky}\nuptake: {others: 0 s-1}\n"
    "initial: {O3: 40 ppb, NO: 4 ppb, NO2: 12 ppb, CO: 400 ppb, FORM: 3 ppb, PAR: 60 ppb, OLE: 2 ppb, TOL: 3 ppb, "
    "XYLMN: 2 ppb, ISOP: 1 ppb}\n";

static lt_status worst_residual(const lt_box *box, const lt_box_budget *budget, double *worst) {
    *worst = 0.0;
    for (int k = 0; k < box->n_budget; k++) {
        lt_box_budget_line *lines;
        double gross = 0.0;
        int n;
        LT_TRY(lt_box_budget_lines(budget, 0, &box->budget[k], &lines, &n));
        for (int l = 0; l < n - 2; l++) gross += fabs(lines[l].amount);
        if (gross > 0.0) *worst = fmax(*worst, fabs(lines[n - 1].amount) / gross);
        lt_free(lines);
    }
    return LT_OK;
}

static lt_status books(lt_verify *verify) {
    char text[4096];
    lt_box *box;
    lt_box_run *run = NULL;
    lt_box_budget budget;
    double worst;
    snprintf(text, sizeof text,
             "box: books\nduration: 24 h\n%semissions: [{species: {NO: 4e11 molecules cm-2 s-1, PAR: 1 ppb/h}}]\n"
             "deposition: {O3: 0.4 cm/s, NO2: 0.2 cm/s, HNO3: 2 cm/s}\n"
             "dilution: {rate: 0.05 h-1, background: {O3: 45 ppb}}\n"
             "output: {budget: [O3, NO, NO2, HNO3, PAN, OH, HO2, FORM, H2O2, N2O5, Ox], "
             "families: {Ox: [O3, NO2, O, O1D]}}\n",
             city);
    LT_TRY(lt_box_parse("books", text, &box));
    lt_box_budget_init(box, &budget);
    lt_status status = go(box, &run, &budget);
    if (status == LT_OK) status = worst_residual(box, &budget, &worst);
    if (status == LT_OK)
        status = LT_VERIFY_ADD(verify, .test = "production and loss, cb6r5, a day", .metric = "residual_over_gross",
                               .value = worst, .bound = 1e-10, .source = "linear invariants");
    lt_box_budget_free(&budget);
    lt_box_run_free(run);
    lt_box_free(box);
    return status;
}

/* The largest ozone at NOx factor j, VOC factor i. */
static lt_status regimes(lt_verify *verify, const lt_box_sweep *sweep) {
    const double *o3 = sweep->most;
    const int row = sweep->nx;
    static const char test[] = "ozone isopleth, cb6r5", source[] = "Sillman (1999)";
    LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = "NOx_limited_twice_NOx_ppb", .value = o3[row] - o3[0],
                         .sense = LT_AT_LEAST, .bound = 1.0, .source = source));
    LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = "NOx_limited_twice_VOC_over_twice_NOx",
                         .value = (o3[1] - o3[0]) / (o3[row] - o3[0]), .bound = 0.5, .source = source));
    LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = "VOC_limited_twice_NOx_ppb",
                         .value = o3[3 * row] - o3[2 * row], .bound = -1.0, .source = source));
    return LT_VERIFY_ADD(verify, .test = test, .metric = "VOC_limited_twice_VOC_ppb",
                         .value = o3[2 * row + 1] - o3[2 * row], .sense = LT_AT_LEAST, .bound = 1.0, .source = source);
}

static lt_status isopleth(lt_verify *verify) {
    char text[4096];
    lt_faults strict = {0};
    lt_box *box;
    lt_box_sweep *sweep = NULL;
    snprintf(text, sizeof text,
             "box: isopleth\nduration: 15 h\n%ssweep:\n"
             "  x: {name: VOC, initial: [FORM, PAR, OLE, TOL, XYLMN, ISOP], factors: [1, 2]}\n"
             "  y: {name: NOx, initial: [NO, NO2], factors: [0.1, 0.2, 4, 8]}\n  of: [O3]\n",
             city);
    LT_TRY(lt_box_parse("isopleth", text, &box));
    lt_status status = lt_box_sweep_create(box, &strict, &sweep);
    if (status == LT_OK) status = lt_box_sweep_run(sweep, 0);
    if (status == LT_OK) status = regimes(verify, sweep);
    lt_box_sweep_free(sweep);
    lt_box_free(box);
    return status;
}

lt_status lt_verify_chemistry_box(lt_verify *verify) {
#define RUN(name, title) LT_TRY(photostationary(verify, #name));
    LT_ROS_METHODS(RUN)
#undef RUN
    LT_TRY(books(verify));
    return isopleth(verify);
}
