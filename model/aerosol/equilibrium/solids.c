/* solids.c - the stable state: dry, wet with solids, or between. */
#define LT_PLAIN
#include "model/aerosol/equilibrium/solids.h"

#include "model/aerosol/equilibrium/deliquescence.h"
#include "model/aerosol/equilibrium/dry.h"
#include "model/aerosol/equilibrium/equilibrium.h"
#include "model/aerosol/equilibrium/forward.h"

#include <math.h>
#include <string.h>

/* Humidity below which it is dry, and above which it is wet. */
typedef struct range {
    double dry, wet;
} range;

/* What does not crystallise is of no account where it is no sulfuric acid and less than numbers are worth. */
static bool is_neutral(const lt_dry *dry) {
    return !(dry->sulfuric > 0) && dry->other <= LT_EQ_CHARGE_TOLERANCE * dry->charges;
}

static range range_of(const lt_dry *dry, const double *drh) {
    range r = {0, 0};
    const unsigned set = lt_dry_set(dry);
    if (set && is_neutral(dry)) r.dry = lt_mutual_deliquescence(set, drh, &r.wet);
    return r;
}

/* Reverse: HNO3 and HCl that no salt takes have hardly any water of their own (mixture_water.h). Where salts that leave
 * leave them to that and no solution is found, none does: it stays as it is (LT_EQ_HELD). */
static bool has_free_acid(const lt_dry *dry) {
    return dry->ion[LT_ION_NO3] + dry->ion[LT_ION_CL] > LT_EQ_CHARGE_TOLERANCE * dry->charges;
}

/* Salts that may crystallise at a humidity. */
static unsigned may_crystallise(const double *drh, double humidity) {
    unsigned set = 0;
    for (int s = 0; s < LT_N_SOLIDS_WITH_WATER; s++)
        if (humidity < drh[s]) set |= 1u << s;
    return set;
}

static void load_wet(const lt_equilibrium_block *b, int lane, lt_wet *wet) {
    memset(wet, 0, sizeof *wet);
    for (int i = 0; i < LT_N_IONS; i++) wet->ion[i] = b->ion[i][lane];
    for (int g = 0; g < LT_N_GASES; g++) wet->gas[g] = b->gas[g][lane];
    wet->hydroxide = b->hydroxide[lane];
    wet->water = b->water[lane];
    wet->strength = b->strength[lane];
    wet->residual = b->residual[lane];
}

/* The wet part by `share`, the dry one by what is left of 1; both balance, so their sum does. */
static void mix(lt_equilibrium_block *b, int lane, double share, const lt_wet *wet, const lt_dry *dry, double caso4,
                lt_solids *out) {
    for (int i = 0; i < LT_N_IONS; i++) b->ion[i][lane] = share * wet->ion[i] + (1 - share) * dry->ion[i];
    for (int g = 0; g < LT_N_GASES; g++) b->gas[g][lane] = share * wet->gas[g] + (1 - share) * dry->gas[g];
    for (int s = 0; s < LT_N_SOLIDS_WITH_WATER; s++)
        out->solid[s] = share * wet->solid[s] + (1 - share) * dry->solid[s];
    out->solid[LT_SOLID_CASO4] = share * caso4 + (1 - share) * dry->solid[LT_SOLID_CASO4];
    b->hydroxide[lane] = share * wet->hydroxide + (1 - share) * dry->hydroxide;
    b->water[lane] = share * wet->water;
    b->strength[lane] = share > 0 ? wet->strength : 0;
    b->residual[lane] = share > 0 ? fmax(wet->residual, share < 1 ? dry->residual : 0) : dry->residual;
}

void lt_solids_of(lt_equilibrium_block *block, int lane, bool evaporates, lt_solids *out) {
    const double humidity = block->humidity[lane], caso4 = block->caso4[lane];
    double drh[LT_N_SOLIDS_WITH_WATER], total[LT_N_TOTALS];
    lt_problem problem;
    lt_block_problem(block, lane, evaporates ? LT_EQ_SEED : 0.0, &problem);
    lt_wet_problem wet_problem = {.problem = &problem, .activity = block->activity, .evaporates = evaporates};
    lt_saturation_at(block->temperature[lane], problem.constant, &wet_problem.saturation);
    lt_deliquescence_of_salts(block->temperature[lane], drh);
    for (int t = 0; t < LT_N_TOTALS; t++) total[t] = block->total[t][lane];
    lt_dry dry;
    lt_wet wet;
    lt_dry_particle(total, &wet_problem.saturation, evaporates, &dry);
    const range r = range_of(&dry, drh);
    out->flags = humidity < r.dry ? LT_EQ_DRY : humidity < r.wet ? LT_EQ_MUTUAL : 0;
    if (out->flags == LT_EQ_DRY) {
        mix(block, lane, 0, &(lt_wet){0}, &dry, caso4, out);
        return;
    }
    for (int s = 0; s < LT_N_SALTS; s++) wet_problem.water_of_salts[s] = block->water_of_salts[s][lane];
    wet_problem.may_vanish = is_neutral(&dry);
    wet_problem.may_crystallise = may_crystallise(drh, fmax(humidity, r.wet));
    load_wet(block, lane, &wet);
    const int found = lt_wet_solve(&wet_problem, &wet);
    double share = out->flags == LT_EQ_MUTUAL ? (humidity - r.dry) / (r.wet - r.dry) : 1;
    if (found == LT_WET_VANISHES) out->flags = LT_EQ_DRY, share = 0;
    if (found == LT_WET_OPEN && has_free_acid(&dry))
        out->flags |= LT_EQ_HELD;
    else if (found == LT_WET_OPEN)
        wet.residual = INFINITY;
    mix(block, lane, share, &wet, &dry, caso4, out);
}
