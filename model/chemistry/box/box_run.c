/* box_run.c - a box through time (box_run.h). Rates, sun and sources are those of the middle of an outer step; the
 * solver chooses its own steps inside and keeps the last one. */
#include "model/chemistry/box/box_run.h"

#include "base/log.h"
#include "model/chemistry/solver/methods.h"
#include "model/chemistry/solver/state_case.h"
#include "model/kernel/real.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- making one --------------------------------------------------------------------------------------------------- */

static void set_start(lt_box_run *run) {
    const lt_box *box = run->box;
    const lt_box_factors *f = run->factors;
    for (int s = 0; s < box->mechanism->n_variable; s++) {
        run->c[s] = box->initial[s] * (f && f->initial ? f->initial[s] : 1.0);
        run->held[s] = !isnan(box->held[s]);
        if (run->held[s]) run->c[s] = box->held[s];
    }
    /* Counters have no part in the error; their tolerance is never asked. */
    for (int s = 0; s < run->counters->mechanism.n_variable; s++)
        run->atol[s] = s < box->mechanism->n_variable ? box->atol[s] : 1.0;
}

static bool generated(const lt_box *box) {
    return strcmp(box->setup->engine, "generated") == 0;
}

static lt_status allocate_kernel(lt_box_run *run) {
    const lt_box *box = run->box;
    const lt_chem_setup setup = {.method = box->setup->method,
                                 .rtol = box->setup->rtol,
                                 .atol = box->atol,
                                 .engine = LT_ENGINE_GENERATED,
                                 .threads = 1};
    LT_TRY_PLACE(lt_chemistry_create(box->mechanism, &setup, &run->chemistry), "%s",
                 lt_node_where(lt_box_case_node(box->setup, "engine", NULL)));
    LT_TRY(lt_calloc((size_t)box->mechanism->n_variable, sizeof(lt_real), &run->cell_c));
    return lt_calloc((size_t)box->mechanism->n_reactions, sizeof(lt_real), &run->cell_k);
}

static lt_status allocate(lt_box_run *run) {
    const lt_box *box = run->box;
    const lt_mechanism *m = box->mechanism;
    LT_TRY(lt_box_counters_create(box, &run->counters));
    const size_t n = (size_t)run->counters->mechanism.n_variable, own = (size_t)m->n_variable;
    LT_TRY(generated(box) ? allocate_kernel(run) : lt_interpreter_create(&run->counters->mechanism, &run->interpreter));
    LT_TRY(lt_box_rates_create(box, &run->rates));
    LT_TRY(lt_box_forcing_create(box, &run->forcing));
    LT_TRY(lt_calloc((size_t)(m->n_species - m->n_variable), sizeof(double), &run->air.fixed));
    LT_TRY(lt_calloc(n, sizeof(double), &run->c));
    LT_TRY(lt_calloc(own, sizeof(double), &run->before));
    LT_TRY(lt_calloc(n, sizeof(double), &run->cut));
    LT_TRY(lt_calloc(own, sizeof(double), &run->clipped));
    LT_TRY(lt_calloc((size_t)run->counters->mechanism.n_reactions, sizeof(double), &run->k));
    LT_TRY(lt_calloc(n, sizeof(double), &run->atol));
    LT_TRY(lt_calloc(n, sizeof(double), &run->source));
    return lt_calloc(n, sizeof(bool), &run->held);
}

lt_status lt_box_run_create(const lt_box *box, const lt_box_factors *factors, lt_box_run **out) {
    lt_box_run *run;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *run, &run));
    run->box = box;
    run->factors = factors;
    run->control = lt_ros_control_default(box->setup->rtol);
    run->step_s = box->setup->first_step_s > 0.0 ? box->setup->first_step_s : 0.0;
    const lt_status status = allocate(run);
    if (status != LT_OK) {
        lt_box_run_free(run);
        return status;
    }
    set_start(run);
    *out = run;
    return LT_OK;
}

void lt_box_run_free(lt_box_run *run) {
    if (!run) return;
    lt_interpreter_free(run->interpreter);
    lt_chemistry_free(run->chemistry);
    lt_free(run->cell_c);
    lt_free(run->cell_k);
    lt_box_counters_free(run->counters);
    lt_box_rates_free(&run->rates);
    lt_box_forcing_free(&run->forcing);
    double *const arrays[] = {run->air.fixed, run->c,    run->before, run->cut,
                              run->clipped,   run->atol, run->k,      run->source};
    for (size_t k = 0; k < sizeof arrays / sizeof *arrays; k++) lt_free(arrays[k]);
    lt_free(run->held);
    lt_free(run);
}

/* --- an outer step ------------------------------------------------------------------------------------------------ */

/* Held species that follow a table take the value of the middle of the step. */
static void set_held(lt_box_run *run, double middle) {
    const lt_box_table *table = run->box->table;
    for (int k = 0; table && k < table->n_named; k++)
        if (table->named[k].held >= 0)
            run->c[table->named[k].held] = lt_box_table_at(table, table->named[k].values, middle);
}

/* Constants of the reactions, then of the losses. */
static void set_constants(lt_box_run *run) {
    const lt_mechanism *m = run->box->mechanism;
    memcpy(run->k, run->rates.k, (size_t)m->n_reactions * sizeof *run->k);
    for (int s = 0; s < m->n_variable; s++) {
        if (run->counters->deposition[s] >= 0) run->k[run->counters->deposition[s]] = run->forcing.deposition[s];
        if (run->counters->exchange[s] >= 0) run->k[run->counters->exchange[s]] = run->forcing.exchange;
        run->source[s] = run->forcing.source[s];
    }
}

/* The generated kernel, with the fallbacks of the grid: one cell, chemistry alone. */
static lt_status kernel_step(lt_box_run *run) {
    const lt_mechanism *m = run->box->mechanism;
    lt_real *c = run->cell_c, *k = run->cell_k;
    uint8_t failed = 0;
    memset(run->cut, 0, (size_t)m->n_variable * sizeof *run->cut);
    for (int s = 0; s < m->n_variable; s++) c[s] = (lt_real)run->c[s];
    for (int r = 0; r < m->n_reactions; r++) k[r] = (lt_real)run->k[r];
    const lt_chem_cells cells = {.n = 1,
                                 .stride = 1,
                                 .seconds = run->box->setup->step_s,
                                 .c = c,
                                 .k = k,
                                 .step = &run->step_s,
                                 .clipped = run->cut,
                                 .failed = &failed};
    lt_chem_counts counts = {0};
    LT_TRY_CONTEXT(lt_chemistry_integrate(run->chemistry, &cells, &counts), "%s, %g h after the start",
                   run->box->setup->document->file, run->t / LT_HOUR);
    for (int s = 0; s < m->n_variable; s++) run->c[s] = (double)c[s];
    lt_chem_counts_add(&run->counts, &counts);
    return LT_OK;
}

/* One try; a failed one leaves everything but the counts as it was. */
static bool try_step(lt_box_run *run, const lt_rosenbrock *method, const lt_ros_control *control, double first) {
    const lt_chem_forcing forcing = {.source = run->source, .held = run->held};
    lt_chem_result result;
    memset(run->cut, 0, (size_t)run->counters->mechanism.n_variable * sizeof *run->cut);
    lt_interpreter_integrate(run->interpreter, method, control, run->atol, run->k, &forcing, run->box->setup->step_s,
                             first, run->c, run->cut, &result);
    run->counts.steps += result.steps;
    run->counts.rejected += result.rejected;
    if (result.failed) return false;
    run->step_s = result.next_step;
    return true;
}

/* In the order of solver/rescue.c, with more steps and smaller ones: a box has time. Then Rodas4 at a tenth of the
 * tolerance. */
static bool fall_back(lt_box_run *run) {
    const lt_rosenbrock *rodas4;
    lt_ros_control control = run->control;
    control.least_step *= 1e-3;
    control.most_steps *= 10;
    run->counts.smaller_steps++;
    if (try_step(run, run->box->method, &control, 0.1 * run->control.first_step)) return true;
    run->counts.smaller_steps--;
    control.rtol *= 0.1;
    run->counts.rodas4++;
    if (lt_ros_method_find("rodas4", &rodas4) == LT_OK && try_step(run, rodas4, &control, 0.1 * control.first_step))
        return true;
    run->counts.rodas4--;
    return false;
}

/* The state at the begin of the step as a case of its own, for whoever looks into it. */
static lt_status give_up(const lt_box_run *run) {
    const lt_box *box = run->box;
    double *loss;
    char *text = NULL;
    LT_TRY(lt_calloc((size_t)box->mechanism->n_variable, sizeof *loss, &loss));
    for (int s = 0; s < box->mechanism->n_variable; s++)
        loss[s] = run->held[s] ? 0.0 : run->forcing.deposition[s] + run->forcing.exchange;
    const lt_state_case state = {.mechanism = box->mechanism,
                                 .method = box->method->name,
                                 .rtol = box->setup->rtol,
                                 .atol = box->atol,
                                 .seconds = box->setup->step_s,
                                 .first_step = run->step_s,
                                 .native = box->native,
                                 .c = run->c,
                                 .k = run->rates.k,
                                 .source = run->source,
                                 .loss = loss,
                                 .held = run->held};
    if (lt_state_case_text(&state, "failed", &text) == LT_OK)
        lt_remark(LT_LOG_WARNING, "the state that could not be integrated, as a box case:\n%s", text);
    free(text);
    lt_free(loss);
    return LT_RAISE(LT_ERR_NUMERIC, .what = "the chemistry cannot be integrated",
                    .where = lt_fmt("%s, %g h after the start", box->setup->document->file, run->t / LT_HOUR),
                    .expected = "a step that meets the tolerance, after smaller steps and Rodas4", .found = "none",
                    .todo = "look at the state above (lantian box runs it): rates, units, start values");
}

lt_status lt_box_run_step(lt_box_run *run) {
    const lt_box *box = run->box;
    const lt_box_factors *f = run->factors;
    const double dt = box->setup->step_s, middle = run->t + 0.5 * dt;
    const int n = box->mechanism->n_variable, all = run->counters->mechanism.n_variable;
    LT_TRY(lt_box_air_at(box, middle, &run->air));
    LT_TRY(lt_box_rates_at(box, middle, &run->air, f ? f->light : 1.0, &run->rates));
    lt_box_forcing_at(box, run->t, dt, &run->air, f ? f->source : NULL, &run->forcing);
    memcpy(run->before, run->c, (size_t)n * sizeof *run->before);
    set_held(run, middle);
    set_constants(run);
    for (int s = n; s < all; s++) run->c[s] = 0.0;
    if (run->chemistry)
        LT_TRY(kernel_step(run));
    else if (!try_step(run, box->method, &run->control, run->step_s) && !fall_back(run))
        return give_up(run);
    for (int s = 0; s < n; s++) run->clipped[s] += run->cut[s];
    run->outer_steps++;
    run->t = (double)run->outer_steps * dt;
    return LT_OK;
}

double lt_box_run_counted(const lt_box_run *run, int counter) {
    return counter < 0 ? 0.0 : run->c[counter] - run->cut[counter];
}
