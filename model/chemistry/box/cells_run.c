/* cells_run.c - the outer steps of many cells: pulse, chemistry, counts. */
#include "model/chemistry/box/cells_private.h"

#include "base/log.h"

lt_status lt_cells_allocate(lt_cells *c) {
    const size_t n = (size_t)c->n, nv = (size_t)c->n_variable;
    LT_TRY(lt_calloc(LT_RATE_N_VARIABLES * n, sizeof *c->air, &c->air));
    LT_TRY(lt_calloc((size_t)c->n_fixed * n, sizeof *c->fixed, &c->fixed));
    LT_TRY(lt_calloc((size_t)c->mechanism->n_externals * n, sizeof *c->external, &c->external));
    LT_TRY(lt_calloc(nv * n, sizeof *c->c, &c->c));
    LT_TRY(lt_calloc((size_t)c->n_reactions * n, sizeof *c->k, &c->k));
    LT_TRY(lt_calloc(nv * n, sizeof *c->added, &c->added));
    LT_TRY(lt_calloc(n, sizeof *c->next_step, &c->next_step));
    LT_TRY(lt_calloc(nv * n, sizeof *c->clipped, &c->clipped));
    LT_TRY(lt_calloc(nv, sizeof *c->pulsed, &c->pulsed));
    LT_TRY(lt_calloc(n, sizeof *c->steps, &c->steps));
    return lt_calloc(n, sizeof *c->rejected, &c->rejected);
}

void lt_cells_close(lt_cells *c) {
    lt_cells_table *const tables[] = {&c->temperature,   &c->pressure, &c->cos_sza, &c->humidity,   &c->sea,
                                      &c->concentration, &c->pulse,    &c->rate,    &c->photolysis, &c->uptake};
    void *const memory[] = {c->air,       c->fixed,   c->external, c->added, c->c,        c->k,
                            c->next_step, c->clipped, c->pulsed,   c->steps, c->rejected, c->path};
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) lt_cells_table_free(tables[t]);
    for (size_t m = 0; m < sizeof memory / sizeof *memory; m++) lt_free(memory[m]);
    lt_ncr_close(c->file);
    lt_clear_sky_free(c->sky);
    lt_chemistry_free(c->chemistry);
    lt_mechanism_free(c->mechanism);
    *c = (lt_cells){0};
}

/* In the order of the cells: the sum has the same bits always. */
static void add_pulse(lt_cells *c) {
    for (int s = 0; s < c->n_variable; s++)
        for (int i = 0; i < c->n; i++) {
            const size_t at = (size_t)s * (size_t)c->n + (size_t)i;
            c->c[at] += (lt_real)c->added[at];
            c->pulsed[s] += c->added[at];
        }
}

static lt_status integrate(lt_cells *c, int32_t *steps, int32_t *rejected, uint8_t *failed) {
    lt_chem_counts counts = {0};
    const lt_chem_cells cells = {.n = c->n,
                                 .stride = c->n,
                                 .seconds = c->outer_step_s,
                                 .c = c->c,
                                 .k = c->k,
                                 .step = c->next_step,
                                 .clipped = c->clipped,
                                 .steps = steps,
                                 .rejected = rejected,
                                 .failed = failed};
    LT_TRY(lt_chemistry_integrate(c->chemistry, &cells, &counts));
    for (int i = 0; i < c->n; i++) {
        c->steps[i] += steps[i];
        c->rejected[i] += rejected[i];
    }
    lt_chem_counts_add(&c->counts, &counts);
    return LT_OK;
}

static lt_status run_step(lt_cells *c, int step, int32_t *steps, int32_t *rejected, uint8_t *failed) {
    lt_faults none = {0};
    if (step > 0) LT_TRY(lt_cells_load(c, step, &none));
    if (step % c->pulse_every == 0) add_pulse(c);
    return integrate(c, steps, rejected, failed);
}

lt_status lt_cells_run(lt_cells *c, lt_cells_output *output) {
    int32_t *steps = NULL, *rejected = NULL;
    uint8_t *failed = NULL;
    lt_status status = lt_calloc((size_t)c->n, sizeof *steps, &steps);
    if (status == LT_OK) status = lt_calloc((size_t)c->n, sizeof *rejected, &rejected);
    if (status == LT_OK) status = lt_calloc((size_t)c->n, sizeof *failed, &failed);
    lt_progress_begin("box", c->outer_steps, "outer steps");
    for (int step = 0; step < c->outer_steps && status == LT_OK; step++) {
        status = run_step(c, step, steps, rejected, failed);
        if (status != LT_OK) lt_error_context(status, "%s, outer step %d of %d", c->path, step + 1, c->outer_steps);
        if (status == LT_OK && output) status = lt_cells_output_step(output, c, step);
        lt_progress_step(step + 1, "");
    }
    lt_progress_end();
    lt_free(steps);
    lt_free(rejected);
    lt_free(failed);
    return status;
}
