/* chem_kernel.h - makes a kernel (chemistry.h) of generated code: included at its end. The code has defined
 *
 *   LT_CHEM_NAME, _MECHANISM, _DIGEST       an identifier and two texts
 *   LT_CHEM_N, _FIXED, _REACTIONS, _EXTERNALS, _PARTIALS, _LU, _COUNTED, _ACTIVE      numbers of things
 *   lt_chem_pivot[N]                        species of each place in the order of elimination
 *   lt_chem_counted[N]                      whether it stands in the error: that some reaction has it as reactant
 *   lt_chem_positive[N]                     whether what takes it has it as reactant
 *   lt_chem_reaction[ACTIVE]                reactions that change something, in the order of the pieces
 *   rate_constants                          the constants of many cells (model/chemistry/generate/rates.h)
 *   rates, partials, change, factor, forward, backward     the pieces (model/chemistry/generate/pieces.h) */
#include "model/kernel/chem_step.h"

#include <string.h>

enum { LT_CHEM_NO_SUBNORMALS = 0x8040 }; /* MXCSR: results to zero, operands are zero */

#include "model/kernel/chem_stages.h"
#include "model/kernel/chem_lanes.h"

static void to_places(const lt_vec *species, lt_vec *places) {
    for (int p = 0; p < LT_CHEM_N; p++) places[p] = species[lt_chem_pivot[p]];
}
static void to_species(const lt_vec *places, lt_vec *species) {
    for (int p = 0; p < LT_CHEM_N; p++) species[lt_chem_pivot[p]] = places[p];
}

static void to_active(const lt_vec *reactions, lt_vec *active) {
    for (int r = 0; r < LT_CHEM_ACTIVE; r++) active[r] = reactions[lt_chem_reaction[r]];
}

static void piece_fun(const void *k, const void *c, void *f) {
    lt_vec places[LT_CHEM_N], changes[LT_CHEM_N], active[LT_CHEM_ACTIVE], r[LT_CHEM_ACTIVE];
    to_places(c, places);
    to_active(k, active);
    rates(active, places, r);
    change(r, changes);
    to_species(changes, f);
}

static void piece_factor(const void *k, const void *c, const void *shift, void *lu) {
    lt_vec places[LT_CHEM_N], active[LT_CHEM_ACTIVE], r[LT_CHEM_ACTIVE], p[LT_CHEM_PARTIALS + 1], x[LT_CHEM_N];
    to_places(c, places);
    to_active(k, active);
    partials(active, places, p, r);
    factor(*(const lt_vec *)shift, active, p, places, lu, x);
}

static void piece_solve(const void *lu, void *x) {
    lt_vec places[LT_CHEM_N];
    to_places(x, places);
    forward(lu, places);
    backward(lu, places);
    to_species(places, x);
}

#define LT_CHEM_KERNEL_JOIN_(name, isa) lt_chem_kernel_##name##_##isa
#define LT_CHEM_KERNEL_JOIN(name, isa) LT_CHEM_KERNEL_JOIN_(name, isa)
#define LT_CHEM_TEXT_(x) #x
#define LT_CHEM_TEXT(x) LT_CHEM_TEXT_(x)

extern const lt_chem_kernel LT_CHEM_KERNEL_JOIN(LT_CHEM_NAME, LT_ISA);
const lt_chem_kernel LT_CHEM_KERNEL_JOIN(LT_CHEM_NAME, LT_ISA) = {.mechanism = LT_CHEM_MECHANISM,
                                                                  .isa = LT_CHEM_TEXT(LT_ISA),
                                                                  .digest = LT_CHEM_DIGEST,
                                                                  .real_bytes = sizeof(lt_real),
                                                                  .lanes = LT_V_LANES,
                                                                  .n_variable = LT_CHEM_N,
                                                                  .n_fixed = LT_CHEM_FIXED,
                                                                  .n_reactions = LT_CHEM_REACTIONS,
                                                                  .n_externals = LT_CHEM_EXTERNALS,
                                                                  .n_lu = LT_CHEM_LU,
                                                                  .rates = rate_constants,
                                                                  .fun = piece_fun,
                                                                  .factor = piece_factor,
                                                                  .solve = piece_solve,
                                                                  .work_bytes = sizeof(lt_chem_work),
                                                                  .integrate = lt_chem_integrate};
