#include "tests/support/digest_chemistry.h"

#include "base/hash.h"
#include "model/chemistry/generate/generate.h"
#include "model/chemistry/solver/chemistry.h"
#include "model/chemistry/verify/random_states.h"
#include "model/kernel/real.h"
#include "tests/support/rate_airs.h"

#include <stdio.h>
#include <stdlib.h>

enum { CELLS = 64, CALLS = 3 };

static lt_status hash_rates(lt_chemistry *chemistry, const lt_mechanism *m, lt_real *k, lt_hash *hash) {
    const ptrdiff_t n_fixed = m->n_species - m->n_variable;
    double *rows;
    LT_TRY(lt_calloc((size_t)air_rows(m) * CELLS, sizeof *rows, &rows));
    fill_airs(m, CELLS, CELLS, 31, rows);
    const lt_chem_air air = {.n = CELLS,
                             .stride = CELLS,
                             .variable = rows,
                             .fixed = rows + LT_RATE_N_VARIABLES * (ptrdiff_t)CELLS,
                             .external = rows + (LT_RATE_N_VARIABLES + n_fixed) * CELLS};
    const lt_status status = lt_chemistry_rates(chemistry, &air, k);
    if (status == LT_OK) lt_hash_bytes(hash, k, (size_t)m->n_reactions * CELLS * sizeof *k);
    lt_free(rows);
    return status;
}

typedef struct memory {
    lt_real *c, *k;
    double *clipped;
    double step[CELLS];
    int32_t steps[CELLS], rejected[CELLS];
    uint8_t failed[CELLS];
} memory;

static lt_status hash_cells(lt_chemistry *chemistry, const lt_states *s, memory *x, lt_hash *hash) {
    const size_t nc = (size_t)s->n_variable * CELLS, nk = (size_t)s->n_reactions * CELLS;
    const lt_chem_cells cells = {.n = CELLS,
                                 .stride = CELLS,
                                 .seconds = 600,
                                 .c = x->c,
                                 .k = x->k,
                                 .step = x->step,
                                 .clipped = x->clipped,
                                 .steps = x->steps,
                                 .rejected = x->rejected,
                                 .failed = x->failed};
    lt_hash_bytes(hash, s->start, nc * sizeof *s->start);
    lt_hash_bytes(hash, s->k, nk * sizeof *s->k);
    for (size_t i = 0; i < nc; i++) x->c[i] = (lt_real)s->start[i];
    for (size_t i = 0; i < nk; i++) x->k[i] = (lt_real)s->k[i];
    for (int call = 0; call < CALLS; call++) {
        for (size_t i = 0; i < nc; i++) x->c[i] += (lt_real)s->pulse[i];
        LT_TRY(lt_chemistry_integrate(chemistry, &cells, NULL));
        lt_hash_bytes(hash, x->steps, sizeof x->steps);
        lt_hash_bytes(hash, x->rejected, sizeof x->rejected);
    }
    lt_hash_bytes(hash, x->c, nc * sizeof *x->c);
    lt_hash_bytes(hash, x->step, sizeof x->step);
    lt_hash_bytes(hash, x->clipped, nc * sizeof *x->clipped);
    return LT_OK;
}

static lt_status hash_with(lt_chemistry *chemistry, const lt_mechanism *m, lt_hash *hash) {
    memory x = {0};
    lt_states *states = NULL;
    lt_status status = lt_calloc((size_t)m->n_variable * CELLS, sizeof *x.c, &x.c);
    if (status == LT_OK) status = lt_calloc((size_t)m->n_reactions * CELLS, sizeof *x.k, &x.k);
    if (status == LT_OK) status = lt_calloc((size_t)m->n_variable * CELLS, sizeof *x.clipped, &x.clipped);
    if (status == LT_OK) status = hash_rates(chemistry, m, x.k, hash);
    if (status == LT_OK) status = lt_random_states(m, CELLS, 37, &states);
    if (status == LT_OK) status = hash_cells(chemistry, states, &x, hash);
    lt_states_free(states);
    lt_free(x.c);
    lt_free(x.k);
    lt_free(x.clipped);
    return status;
}

/* The text of its code: compilers differ in the order in which they take the arguments of a call. */
static lt_status hash_code(const lt_mechanism *m, lt_hash *hash) {
    lt_sparsity *sparsity;
    char *text = NULL;
    size_t size = 0;
    LT_TRY(lt_sparsity_create(m, &sparsity));
    FILE *out = open_memstream(&text, &size);
    lt_status status = out ? lt_generate_kernel(m, sparsity, "digest", out) : LT_ERR_MEMORY;
    if (out) fclose(out);
    if (status == LT_OK) lt_hash_bytes(hash, text, size);
    free(text);
    lt_sparsity_free(sparsity);
    return status;
}

static lt_status hash_mechanism(const lt_chem_kernel *kernel, int threads, lt_hash *hash) {
    lt_mechanism *m;
    lt_chemistry *chemistry = NULL;
    LT_TRY(lt_mechanism_read(kernel->mechanism, &m));
    lt_status status = LT_OK;
    if (lt_chem_kernel_find(m) == kernel) { /* the one of this processor or LT_ISA */
        const lt_chem_setup setup = {.engine = LT_ENGINE_GENERATED, .threads = threads};
        status = lt_chemistry_create(m, &setup, &chemistry);
        if (status == LT_OK) status = hash_with(chemistry, m, hash);
        if (status == LT_OK) status = hash_code(m, hash);
        lt_hash_text(hash, kernel->mechanism);
    }
    lt_chemistry_free(chemistry);
    lt_mechanism_free(m);
    return status;
}

int digest_chemistry(int threads) {
    lt_hash hash;
    lt_digest digest;
    lt_status status = LT_OK;
    const lt_chem_kernel *kernel;
    char text[4096];
    lt_hash_init(&hash);
    for (int n = 0; status == LT_OK && (kernel = lt_chem_kernel_number(n)) != NULL; n++)
        status = hash_mechanism(kernel, threads, &hash);
    lt_hash_end(&hash, digest);
    if (status != LT_OK) {
        lt_error_text(status, text, sizeof text);
        fprintf(stderr, "%s\n", text);
        return 1;
    }
    printf("%s\n", digest);
    return 0;
}
