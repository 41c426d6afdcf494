/* seasons.c - deposition velocities of five gases over five surfaces through the year (facts, drawn by ../draw), and
 * what seasons, snow, wetness and leaves must do to them. */
#include "model/deposition/gas_dry.h"
#include "model/deposition/verify/typical.h"
#include "model/deposition/verify/verify.h"

enum { N_GASES = 5, O3 = 0, SO2 = 1 };
static const char *const gases[N_GASES] = {"O3", "SO2", "HNO3", "NO2", "NH3"};

static const lt_land_class lands[] = {LT_LAND_CROPLAND, LT_LAND_DECIDUOUS_BROADLEAF, LT_LAND_EVERGREEN_NEEDLELEAF,
                                      LT_LAND_URBAN, LT_LAND_WATER};
static const struct {
    int month;
    lt_typical_time time;
} hours[] = {{1, LT_TYPICAL_DAY}, {1, LT_TYPICAL_SNOW},  {4, LT_TYPICAL_DAY},
             {7, LT_TYPICAL_DAY}, {7, LT_TYPICAL_NIGHT}, {10, LT_TYPICAL_DAY}};

typedef struct asked {
    const lt_gas_dry *dry;
    double work[N_GASES * LT_LANES], velocity[N_GASES * LT_LANES];
} asked;

static double cm_s(asked *a, int gas, lt_land_class land, int month, lt_typical_time time) {
    return 100.0 * lt_typical_velocity(a->dry, gas, land, month, time, a->work, a->velocity);
}

static lt_status facts(lt_verify *verify, asked *a, const char *scheme) {
    for (int s = 0; s < N_GASES; s++)
        for (size_t c = 0; c < sizeof lands / sizeof *lands; c++)
            for (size_t h = 0; h < sizeof hours / sizeof *hours; h++)
                LT_TRY(LT_VERIFY_ADD(verify,
                                     .test = lt_fmt("%s %s %02d %s", gases[s], lt_land_names[lands[c]].id,
                                                    hours[h].month, lt_typical_names[hours[h].time]),
                                     .metric = "cm_s", .scheme = scheme,
                                     .value = cm_s(a, s, lands[c], hours[h].month, hours[h].time), .sense = LT_FACT,
                                     .source = "typical hours, model/deposition/verify/typical.c"));
    return LT_OK;
}

static lt_status at_least(lt_verify *verify, const char *scheme, const char *test, double ratio, double bound,
                          const char *source) {
    return LT_VERIFY_ADD(verify, .test = test, .metric = "ratio", .scheme = scheme, .value = ratio,
                         .sense = LT_AT_LEAST, .bound = bound, .source = source);
}

static lt_status signs(lt_verify *verify, asked *a, const char *scheme) {
    const lt_typical_time day = LT_TYPICAL_DAY, night = LT_TYPICAL_NIGHT, snow = LT_TYPICAL_SNOW;
    const lt_land_class leafy = LT_LAND_DECIDUOUS_BROADLEAF, crops = LT_LAND_CROPLAND, grass = LT_LAND_GRASSLAND;
    const char *const source = "sign: leaves, light, snow";
    LT_TRY(at_least(verify, scheme, "O3 deciduous forest, July over January",
                    cm_s(a, O3, leafy, 7, day) / cm_s(a, O3, leafy, 1, day), 1.5, source));
    LT_TRY(at_least(verify, scheme, "O3 crops, July day over night",
                    cm_s(a, O3, crops, 7, day) / cm_s(a, O3, crops, 7, night), 2.0, source));
    LT_TRY(at_least(verify, scheme, "O3 crops, July over April",
                    cm_s(a, O3, crops, 7, day) / cm_s(a, O3, crops, 4, day), 1.0, source));
    LT_TRY(at_least(verify, scheme, "O3 grass in January, bare over snow",
                    cm_s(a, O3, grass, 1, day) / cm_s(a, O3, grass, 1, snow), 1.2, source));
    return at_least(verify, scheme, "SO2 crops in July, night with dew over dry",
                    cm_s(a, SO2, crops, 7, LT_TYPICAL_DEW) / cm_s(a, SO2, crops, 7, night), 1.2, "dew dissolves SO2");
}

lt_status lt_verify_deposition_seasons(lt_verify *verify) {
    static const char *const schemes[] = {"zhang", "wesely"};
    for (int k = 0; k < 2; k++) {
        lt_gas_dry *dry;
        LT_TRY(lt_gas_dry_create(schemes[k], gases, N_GASES, &dry));
        asked a = {.dry = dry};
        lt_status status = signs(verify, &a, schemes[k]);
        if (status == LT_OK && k == 0) status = facts(verify, &a, schemes[k]);
        lt_gas_dry_free(dry);
        LT_TRY(status);
    }
    return LT_OK;
}
