/* gas_dry.c - classes of a tile, resistances of air, the registry of schemes (gas_dry.h). */
#include "model/deposition/gas_dry.h"

#include "base/csv.h"
#include "model/deposition/surface_air.h"

#include <string.h>

#define VISCOSITY_CM2S 0.1327 /* kinematic, 273.15 K and 1013.25 hPa: 1.716e-5 Pa s over 1.293 kg/m3 (R) */
#define VAPOUR_CM2S 0.2178    /* diffusivity of water vapour there, Massman (1998), 10.1016/S1352-2310(97)00391-9 (R) */
#define PRANDTL 0.72
#define NEUTRAL_WATER 1e-7 /* mol/l of H+ in leaves: pH 7 */

typedef struct scheme {
    const char *name;
    lt_status (*read)(void **out);
    void (*conduct)(const void *tables, const lt_gas_dry_gas *gases, int n, const lt_gas_dry_ground *ground,
                    const lt_gas_dry_lanes *lanes, double *conductance);
} scheme;

#define SCHEME(name, text) {#name, lt_gas_dry_read_##name, lt_gas_dry_conduct_##name},
static const scheme schemes[] = {LT_GAS_DRY_LIST(SCHEME)};
#undef SCHEME
enum { N_SCHEMES = sizeof schemes / sizeof *schemes };

struct lt_gas_dry {
    const scheme *scheme;
    void *tables;
    int n;
    lt_gas_dry_gas *gases;
    lt_gas_dry_ground ground[12][LT_N_LAND];
};

int lt_gas_dry_gases(const lt_gas_dry *dry) {
    return dry->n;
}

size_t lt_gas_dry_work(const lt_gas_dry *dry) {
    return (size_t)dry->n * LT_LANES;
}

const lt_gas_dry_ground *lt_gas_dry_ground_of(const lt_gas_dry *dry, int month, lt_land_class land) {
    return &dry->ground[month - 1][land];
}

const lt_gas_dry_gas *lt_gas_dry_gas_of(const lt_gas_dry *dry, int gas) {
    return &dry->gases[gas];
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

static lt_gas_dry_gas prepare_gas(const lt_gas_fact *fact) {
    if (!fact->deposits) return (lt_gas_dry_gas){0};
    const double henry = lt_gas_henry(fact, 298.0, NEUTRAL_WATER);
    return (lt_gas_dry_gas){
        .deposits = true,
        .is_so2 = strcmp(fact->name, "SO2") == 0,
        .is_o3 = strcmp(fact->name, "O3") == 0,
        .boundary = lt_pow(VISCOSITY_CM2S / fact->diffusivity_cm2s / PRANDTL, 2.0 / 3.0),
        .heavier = VAPOUR_CM2S / fact->diffusivity_cm2s,
        .mesophyll = 1.0 / (henry / 3000.0 + 100.0 * fact->reactivity),
        .alpha = fact->alpha,
        .beta = fact->beta,
        .henry = henry,
        .reactivity = fact->reactivity,
    };
}

static lt_status prepare_gases(lt_gas_dry *dry, const char *const *names) {
    lt_gas_table *table = NULL;
    const lt_gas_fact **facts = NULL;
    LT_TRY(lt_gas_table_read(&table));
    lt_status status = lt_calloc((size_t)dry->n, sizeof *facts, &facts);
    if (status == LT_OK) status = lt_calloc((size_t)dry->n, sizeof *dry->gases, &dry->gases);
    if (status == LT_OK) status = lt_gas_table_choose(table, names, dry->n, facts);
    for (int s = 0; status == LT_OK && s < dry->n; s++) dry->gases[s] = prepare_gas(facts[s]);
    lt_free(facts);
    lt_gas_table_free(table);
    return status;
}

static lt_status prepare_ground(lt_gas_dry *dry) {
    lt_land_table table;
    LT_TRY(lt_land_table_read(&table));
    for (int month = 1; month <= 12; month++)
        for (int land = 0; land < LT_N_LAND; land++) {
            const lt_land_ground ground = lt_land_of_class(&table, (lt_land_class)land, month);
            dry->ground[month - 1][land] = (lt_gas_dry_ground){.roughness = ground.z0_m,
                                                               .leaves = ground.lai,
                                                               .green = ground.green,
                                                               .season = lt_land_season(month),
                                                               .zhang = table.of[land].zhang,
                                                               .wesely = table.of[land].wesely};
        }
    return LT_OK;
}

static lt_status find_scheme(const char *name, const scheme **out) {
    const char *names[N_SCHEMES];
    *out = &schemes[0];
    if (!name) return LT_OK;
    for (int s = 0; s < N_SCHEMES; s++) {
        names[s] = schemes[s].name;
        if (strcmp(name, names[s])) continue;
        *out = &schemes[s];
        return LT_OK;
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "unknown scheme of dry deposition", .where = "dry deposition",
                    .expected = LT_GAS_DRY_NAMES, .found = name, .todo = lt_did_you_mean(name, names, N_SCHEMES));
}

lt_status lt_gas_dry_create(const char *scheme_name, const char *const *names, int n, lt_gas_dry **out) {
    const scheme *chosen;
    lt_gas_dry *dry = NULL;
    *out = NULL;
    LT_TRY(find_scheme(scheme_name, &chosen));
    LT_TRY(lt_calloc(1, sizeof *dry, &dry));
    dry->scheme = chosen;
    dry->n = n;
    lt_status status = prepare_gases(dry, names);
    if (status == LT_OK) status = prepare_ground(dry);
    if (status == LT_OK) status = chosen->read(&dry->tables);
    if (status == LT_OK)
        *out = dry;
    else
        lt_gas_dry_free(dry);
    return status;
}

void lt_gas_dry_free(lt_gas_dry *dry) {
    if (!dry) return;
    lt_free(dry->tables);
    lt_free(dry->gases);
    lt_free(dry);
}

/* --- a tile ------------------------------------------------------------------------------------------------------- */

void lt_gas_dry_conductance(const lt_gas_dry *dry, const lt_gas_dry_ground *ground, const lt_gas_dry_lanes *lanes,
                            double *conductance) {
    dry->scheme->conduct(dry->tables, dry->gases, dry->n, ground, lanes, conductance);
}

static void add_class(const lt_gas_dry *dry, const lt_gas_dry_ground *ground, const double *fraction,
                      const lt_gas_dry_weather *w, lt_gas_dry_lanes *lanes, double *conductance, double *velocity) {
    double air[LT_LANES], per_boundary[LT_LANES];
    lt_surface_air(w, ground->roughness, lanes->friction, air);
    for (int l = 0; l < LT_LANES; l++) per_boundary[l] = 2.0 / (LT_VON_KARMAN * lanes->friction[l]);
    lt_gas_dry_conductance(dry, ground, lanes, conductance);
    for (int s = 0; s < dry->n; s++) {
        const double *g = conductance + s * LT_LANES;
        double *v = velocity + s * LT_LANES;
        const double boundary = dry->gases[s].boundary;
        for (int l = 0; l < LT_LANES; l++)
            v[l] += fraction[l] * (g[l] / (1.0 + g[l] * (air[l] + per_boundary[l] * boundary)));
    }
}

void lt_gas_dry_velocity(const lt_gas_dry *dry, int month, const double *fraction, const lt_gas_dry_weather *weather,
                         double *work, double *velocity) {
    lt_gas_dry_lanes lanes;
    lt_gas_dry_share(weather, &lanes);
    memset(velocity, 0, (size_t)dry->n * LT_LANES * sizeof *velocity);
    for (int land = 0; land < LT_N_LAND; land++) {
        const double *share = fraction + land * LT_LANES;
        bool any = false;
        for (int l = 0; l < LT_LANES; l++) any = any || share[l] > 0.0;
        if (any) add_class(dry, &dry->ground[month - 1][land], share, weather, &lanes, work, velocity);
    }
}
