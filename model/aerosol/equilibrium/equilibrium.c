/* equilibrium.c - states in blocks through the kernels, and what is said of each. */
#include "model/aerosol/equilibrium/equilibrium.h"

#include "model/aerosol/equilibrium/activity.h"
#include "model/aerosol/equilibrium/kernels.h"
#include "model/aerosol/equilibrium/solids.h"
#include "model/aerosol/equilibrium/water.h"
#include "model/kernel/ltmath.h"

#include <math.h>
#include <string.h>

const char *const lt_equilibrium_mode_names[] = {[LT_EQ_FORWARD] = "forward", [LT_EQ_REVERSE] = "reverse"};
const char *const lt_equilibrium_state_names[] = {[LT_EQ_METASTABLE] = "metastable", [LT_EQ_STABLE] = "stable"};

#define ACTIVITY_NAME(name, ...) #name,
const char *const lt_activity_names[LT_N_ACTIVITIES] = {LT_ACTIVITIES(ACTIVITY_NAME)};
#define ACTIVITY_MANNER(name, sums, text, chinese) {text, chinese},
const char *const lt_activity_manners[LT_N_ACTIVITIES][2] = {LT_ACTIVITIES(ACTIVITY_MANNER)};

/* States are taken in chunks, in which like stand beside like: acid ones take twice as many steps. */
enum { CHUNK = 256, KINDS = 4 };

/* Residuals the plain method is asked for: as the reference, and where the fast one did not settle. */
static const double reference_tight = 1e-12, rescue_tight = 1e-10;

const lt_equilibrium_kernel *lt_equilibrium_kernel_of(const char *isa) {
    if (isa && strcmp(isa, "v4") == 0) return &lt_kernel_equilibrium_v4;
    if (isa && strcmp(isa, "v3") == 0) return &lt_kernel_equilibrium_v3;
    return &lt_equilibrium_plain;
}

static void fill_constants(lt_equilibrium_block *block) {
    static const double at_298[LT_N_CONSTANTS] = {
#define AT_298(name, value, a, b) value,
        LT_EQ_CONSTANTS(AT_298)};
    for (int k = 0; k < LT_N_CONSTANTS; k++) block->log_k[k] = lt_log(at_298[k]);
}

static bool has_crustal(const lt_equilibrium_states *s, size_t i) {
    return s->total[LT_TOTAL_CA][i] + s->total[LT_TOTAL_K][i] + s->total[LT_TOTAL_MG][i] > 0;
}

/* Sulfate without cations for it: with the totals, for the particle's own are not known yet. */
static bool is_acid(const lt_equilibrium_states *s, size_t i) {
    const double cations = s->total[LT_TOTAL_NA][i] + s->total[LT_TOTAL_NH4][i] + s->total[LT_TOTAL_K][i] +
                           2 * (s->total[LT_TOTAL_MG][i] + s->total[LT_TOTAL_CA][i]);
    return cations < 2 * s->total[LT_TOTAL_SO4][i];
}

/* Less in all [mol/m3] is nothing: squares of it must not underflow. A molecule in a m3 is 1.7e-24. */
static const double least_of_all = 1e-100;

static bool has_nothing(const lt_equilibrium_states *s, size_t i) {
    double sum = 0;
    for (int t = 0; t < LT_N_TOTALS; t++) sum += s->total[t][i];
    return !(sum > least_of_all);
}

static void load(const lt_equilibrium_setup *setup, const lt_equilibrium_states *s, size_t i, int lane,
                 lt_equilibrium_block *block) {
    double water[LT_N_SALTS];
    lt_water_of_salts(s->humidity[i], setup->by_row, water);
    for (int k = 0; k < LT_N_SALTS; k++) block->water_of_salts[k][lane] = water[k];
    for (int t = 0; t < LT_N_TOTALS; t++) block->total[t][lane] = s->total[t][i];
    block->temperature[lane] = s->temperature[i];
    block->humidity[lane] = s->humidity[i];
}

/* Forward: even if nothing that can be an anion evaporates. Reverse: of what is given, as far as residuals tell. */
static bool has_surplus(const lt_equilibrium_setup *setup, const lt_equilibrium_block *b, int lane) {
    if (setup->mode == LT_EQ_REVERSE)
        return b->hydroxide[lane] > (1 + LT_EQ_TOLERANCE) * (b->ion[LT_ION_H][lane] + b->ion[LT_ION_HSO4][lane]);
    double anions = 2 * b->total[LT_TOTAL_SO4][lane] + b->total[LT_TOTAL_NO3][lane] + b->total[LT_TOTAL_CL][lane];
    double cations = b->total[LT_TOTAL_NA][lane] + b->total[LT_TOTAL_K][lane] + 2 * b->total[LT_TOTAL_MG][lane] +
                     2 * b->total[LT_TOTAL_CA][lane];
    return cations > (1 + 0x1p-49) * anions; /* rounding of the sums */
}

/* Reverse: acid and lye are this share of all charges or less. */
static const double uncertain_share = 0.01;

static bool is_uncertain(const lt_equilibrium_setup *setup, const lt_equilibrium_block *b, int lane) {
    if (setup->mode == LT_EQ_FORWARD) return false;
    const double acid = b->ion[LT_ION_H][lane] + b->ion[LT_ION_HSO4][lane] - b->hydroxide[lane];
    const double charges =
        2 * b->total[LT_TOTAL_SO4][lane] + b->total[LT_TOTAL_NO3][lane] + b->total[LT_TOTAL_CL][lane];
    return fabs(acid) <= uncertain_share * charges;
}

static unsigned flags_of(const lt_equilibrium_setup *setup, const lt_equilibrium_block *b, int lane) {
    unsigned flags = 0;
    if (has_surplus(setup, b, lane)) flags |= LT_EQ_SURPLUS;
    if (is_uncertain(setup, b, lane)) flags |= LT_EQ_UNCERTAIN;
    if (b->strength[lane] > 80) flags |= LT_EQ_STRONG;
    if (b->humidity[lane] < 0.1) flags |= LT_EQ_PARCHED;
    if (!(b->residual[lane] <= LT_EQ_TOLERANCE)) flags |= LT_EQ_UNSOLVED;
    return flags;
}

/* What an array is stored into, where it is wanted. */
static void put(double *array, size_t i, double value) {
    if (array) array[i] = value;
}

static void store(const lt_equilibrium_setup *setup, const lt_equilibrium_block *b, int lane, const lt_solids *solids,
                  unsigned flags, const lt_equilibrium_states *s, size_t i) {
    for (int k = 0; k < LT_N_GASES; k++) put(s->gas[k], i, b->gas[k][lane]);
    for (int k = 0; k < LT_N_IONS; k++) put(s->ion[k], i, b->ion[k][lane]);
    for (int k = 0; k < LT_N_SOLIDS; k++) put(s->solid[k], i, solids->solid[k]);
    put(s->hydroxide, i, b->hydroxide[lane]);
    put(s->water, i, b->water[lane] / LT_EQ_M_WATER);
    put(s->ph, i, b->water[lane] > 0 ? -lt_log(b->ion[LT_ION_H][lane] / b->water[lane]) / 2.302585092994045684 : NAN);
    put(s->residual, i, b->residual[lane]);
    if (s->flags) s->flags[i] = flags | solids->flags | flags_of(setup, b, lane);
}

/* Gas alone. */
static void store_gas(const lt_equilibrium_states *s, size_t i) {
    static const int of_gas[LT_N_GASES] = {LT_TOTAL_NH4, LT_TOTAL_NO3, LT_TOTAL_CL};
    for (int k = 0; k < LT_N_GASES; k++) put(s->gas[k], i, s->total[of_gas[k]][i]);
    for (int k = 0; k < LT_N_IONS; k++) put(s->ion[k], i, 0);
    for (int k = 0; k < LT_N_SOLIDS; k++) put(s->solid[k], i, 0);
    put(s->hydroxide, i, 0);
    put(s->water, i, 0);
    put(s->ph, i, NAN);
    put(s->residual, i, 0);
    if (s->flags) s->flags[i] = LT_EQ_EMPTY;
}

/* A particle of nothing but the seed of sulfate and what stands on it [mol/m3]: what could be one has evaporated. */
static const double least_particle = 1e-17;

static bool has_evaporated(const lt_equilibrium_setup *setup, const lt_equilibrium_block *b, int lane,
                           const lt_solids *solids) {
    static const int stays[] = {LT_TOTAL_NA, LT_TOTAL_SO4, LT_TOTAL_CA, LT_TOTAL_K, LT_TOTAL_MG};
    if (setup->mode == LT_EQ_REVERSE) return false;
    for (size_t t = 0; t < sizeof stays / sizeof *stays; t++)
        if (b->total[stays[t]][lane] > 0) return false;
    double sum = b->ion[LT_ION_NH4][lane] + b->ion[LT_ION_NO3][lane] + b->ion[LT_ION_CL][lane];
    for (int k = 0; k < LT_N_SOLIDS; k++) sum += solids->solid[k];
    return sum < least_particle;
}

static void plain_method(const lt_equilibrium_setup *setup, lt_equilibrium_block *block, int lane) {
    if (setup->mode == LT_EQ_REVERSE)
        lt_equilibrium_walk(block, lane);
    else
        lt_equilibrium_sweeps(block, lane, setup->sweeps ? reference_tight : rescue_tight, !setup->sweeps);
}

/* States of one kind (with or without Ca, K, Mg) in blocks; a block that is not full repeats its first state. */
static void solve_kind(const lt_equilibrium_setup *setup, const lt_equilibrium_states *s, const size_t *which, int n,
                       lt_equilibrium_block *block) {
    const lt_equilibrium_kernel *kernel = setup->kernel ? setup->kernel : &lt_equilibrium_plain;
    void (*const fast)(lt_equilibrium_block *) = setup->mode == LT_EQ_REVERSE ? kernel->reverse : kernel->forward;
    for (int from = 0; from < n; from += LT_EQ_LANES) {
        const int lanes = n - from < LT_EQ_LANES ? n - from : LT_EQ_LANES;
        for (int lane = 0; lane < LT_EQ_LANES; lane++)
            load(setup, s, which[from + (lane < lanes ? lane : 0)], lane, block);
        if (!setup->sweeps) fast(block);
        for (int lane = 0; lane < lanes; lane++) {
            unsigned flags = 0;
            if (setup->sweeps)
                plain_method(setup, block, lane);
            else if (!(block->residual[lane] <= LT_EQ_TOLERANCE)) {
                plain_method(setup, block, lane);
                flags |= LT_EQ_PLAIN;
            }
            lt_solids solids = {.solid = {[LT_SOLID_CASO4] = block->caso4[lane]}};
            if (setup->state == LT_EQ_STABLE) lt_solids_of(block, lane, setup->mode == LT_EQ_FORWARD, &solids);
            if (has_evaporated(setup, block, lane, &solids))
                store_gas(s, which[from + lane]);
            else
                store(setup, block, lane, &solids, flags, s, which[from + lane]);
        }
    }
}

void lt_equilibrium_solve(const lt_equilibrium_setup *setup, const lt_equilibrium_states *s, size_t first, size_t n) {
    lt_equilibrium_block block = {.activity = setup->activity};
    fill_constants(&block);
    for (size_t from = first; from < first + n; from += CHUNK) {
        size_t which[KINDS][CHUNK];
        int count[KINDS] = {0};
        for (size_t i = from; i < first + n && i < from + CHUNK; i++) {
            const int kind = 2 * has_crustal(s, i) + is_acid(s, i);
            if (has_nothing(s, i))
                store_gas(s, i);
            else
                which[kind][count[kind]++] = i;
        }
        for (int kind = 0; kind < KINDS; kind++) {
            block.crustal = kind >= 2;
            solve_kind(setup, s, which[kind], count[kind], &block);
        }
    }
}
