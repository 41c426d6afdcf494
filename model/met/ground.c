/* ground.c - tiles, snow, soil.
 *
 * Tiles: the classes of land cover (model/land) of a cell in three kinds - tall (forests, woody savanna), low, town -
 * and water. Of a kind the roughness is the mean of its logarithm, all else the mean, by area.
 *
 * Body below the skin (force-restore):  C dT_b/dt = G - w C (T_b - T_d),  C = m/sqrt(2 w),  w = 2 pi/86400 s
 *   m = sqrt(heat conductivity x heat capacity), J m-2 K-1 s-1/2: 1400; T_d mean temperature of the day. For a flux
 *   that swings once a day this is the exact surface temperature of a deep uniform soil. The skin conductance is taken
 *   with the mean body temperature of the hour: c' = c/(1 + c 3600 s/(2 C)).
 * Vapour conductance:  g_leaves F1 F2 F3 + bare g_soil F2 F4,  F2 filled share of the soil's capacity
 *   g_leaves = LAI/r_min;  F1 = min(1, (0.004 K + 0.05)/(0.81 (0.004 K + 1)));  F3 = 1 - 0.0016 (298 K - T)^2 from 0;
 *   g_soil = 1/(50 s m-1);  F4 share of soil water not frozen, 1 at +1 degC to 0 at -3 degC;  bare = exp(-LAI/2)
 * Snow: cover of open ground min(1, S/15 kg m-2); melt 4 kg m-2 a day and degree above 0 degC of the 2-m temperature;
 *   albedo 0.85 when 10 kg m-2 have fallen anew, less by 0.008 a day in frost, towards 0.5 with 0.24 a day in thaw; the
 *   class's albedo under deep snow is taken for 0.85 of it.
 * Soil: a bucket of 150 kg m-2 that rain and melt fill, evaporation empties, and that runs over.
 *
 * Sources: force-restore Bhumralkar (1975), doi 10.1175/1520-0450(1975)014<1246:NEOTCO>2.0.CO;2 (the half space: D);
 * tiles, F1, F2, F4, snow cover, skin conductances and r_min of the ECMWF scheme, Viterbo and Beljaars (1995),
 * doi 10.1175/1520-0442(1995)008<2716:AILSPS>2.0.CO;2, ecland's susveg_mod (skin and r_min V, the others R); F3 Noilhan
 * and Planton (1989), doi 10.1175/1520-0493(1989)117<0536:ASPOLS>2.0.CO;2 (R); snow albedo Douville et al. (1995),
 * doi 10.1007/BF00208760 (R); degree-day factor Hock (2003), doi 10.1016/S0022-1694(03)00257-9: 2.5 to 11.6, 4 (A) of
 * them; bucket Manabe (1969), doi 10.1175/1520-0493(1969)097<0739:CATOC>2.3.CO;2. m of moist soil (R).
 *
 * Limits: one snow and one soil for all land of a cell; no interception; no heat of fusion in soil and snow. */
#include "model/met/ground.h"

#include "model/met/constants.h"

#include <math.h>

#define ADMITTANCE 1400.0
#define DAY_FREQUENCY (2.0 * M_PI / 86400.0)
#define HOUR 3600.0
#define WILTING 0.171    /* m3 m-3, medium soil of the ECMWF scheme (R) */
#define SOIL_DEPTH 0.987 /* m: capacity / (0.323 - 0.171) / 1000 kg m-3 (D) */
#define FULL_SNOW 15.0   /* kg m-2 */
#define SNOW_SKIN 7.0    /* W m-2 K-1, ECMWF (R) */
#define FRESH_SNOW 0.85  /* albedo */
#define SNOW_ROUGHNESS 0.01
#define ICE_CONDUCTIVITY 2.2 /* W m-1 K-1 (R) */

static double heat_capacity(void) {
    return ADMITTANCE / sqrt(2.0 * DAY_FREQUENCY);
}

/* By class: kind, least resistance of a leaf (s m-1; V: susveg_mod of ecland for the nearest of its types, mixed forest
 * the mean of needle and broad leaves, town as deciduous shrubs: A), skin conductance (W m-2 K-1; V there). */
static const struct class_row {
    lt_ground_kind kind;
    double stomata_sm, skin_Wm2K;
} classes[LT_N_LAND] = {
    [LT_LAND_EVERGREEN_NEEDLELEAF] = {LT_GROUND_TALL, 395, 10},
    [LT_LAND_EVERGREEN_BROADLEAF] = {LT_GROUND_TALL, 320, 10},
    [LT_LAND_DECIDUOUS_NEEDLELEAF] = {LT_GROUND_TALL, 320, 10},
    [LT_LAND_DECIDUOUS_BROADLEAF] = {LT_GROUND_TALL, 215, 10},
    [LT_LAND_MIXED_FOREST] = {LT_GROUND_TALL, 305, 10},
    [LT_LAND_CLOSED_SHRUBLAND] = {LT_GROUND_LOW, 230, 10},
    [LT_LAND_OPEN_SHRUBLAND] = {LT_GROUND_LOW, 110, 10},
    [LT_LAND_WOODY_SAVANNA] = {LT_GROUND_TALL, 180, 10},
    [LT_LAND_SAVANNA] = {LT_GROUND_LOW, 100, 10},
    [LT_LAND_GRASSLAND] = {LT_GROUND_LOW, 80, 10},
    [LT_LAND_WETLAND] = {LT_GROUND_LOW, 130, 10},
    [LT_LAND_CROPLAND] = {LT_GROUND_LOW, 125, 10},
    [LT_LAND_URBAN] = {LT_GROUND_TOWN, 110, 15},
    [LT_LAND_CROPLAND_MOSAIC] = {LT_GROUND_LOW, 100, 10},
    [LT_LAND_ICE] = {LT_GROUND_LOW, 250, 58},
    [LT_LAND_BARREN] = {LT_GROUND_LOW, 250, 15},
};

static double at_least(double x, double least) {
    return x > least ? x : least;
}

/* Between the middles of two months. */
static double between(double a, double b, double weight) {
    return a + weight * (b - a);
}

void lt_ground_season_of(const lt_land_table *table, lt_time t, lt_ground_season *out) {
    lt_civil date = lt_time_civil(t + LT_CST_OFFSET);
    double past = (date.day - 15.5) / 30.5; /* the middle of the month, in months */
    int other = past < 0.0 ? (date.month + 10) % 12 + 1 : date.month % 12 + 1;
    double weight = fmin(1.0, fabs(past));
    for (int c = 0; c < LT_N_LAND; c++) {
        lt_land_ground a = lt_land_of_class(table, (lt_land_class)c, date.month);
        lt_land_ground b = lt_land_of_class(table, (lt_land_class)c, other);
        out->of[c] = (lt_ground_tile){.roughness_m = between(log(a.z0_m), log(b.z0_m), weight),
                                      .displacement_m = between(a.zd_m, b.zd_m, weight),
                                      .albedo = between(a.albedo, b.albedo, weight),
                                      .snow_albedo = between(a.albedo_snow, b.albedo_snow, weight),
                                      .emissivity = between(a.emissivity, b.emissivity, weight)};
        double lai = between(a.lai, b.lai, weight);
        out->of[c].leaves = classes[c].stomata_sm > 0.0 ? lai / classes[c].stomata_sm : 0.0;
        out->of[c].bare = exp(-0.5 * lai);
        out->of[c].skin_Wm2K = classes[c].skin_Wm2K;
    }
}

/* Adds a class to the sums of its kind; the roughness is a logarithm. */
static void add_class(lt_ground_tile *t, const lt_ground_tile *class_, double share) {
    double *sum = &t->roughness_m;
    const double *value = &class_->roughness_m;
    size_t n = sizeof *t / sizeof(double) - 1; /* all but the share, which comes first */
    t->share += share;
    for (size_t v = 0; v < n; v++) sum[v] += share * value[v];
}

static void take_mean(lt_ground_tile *t) {
    if (!(t->share > 0.0)) return;
    double *sum = &t->roughness_m;
    for (size_t v = 0; v < sizeof *t / sizeof(double) - 1; v++) sum[v] /= t->share;
    t->roughness_m = exp(t->roughness_m);
}

void lt_ground_of_cell(const lt_ground_season *season, const lt_grid *g, long cell, lt_ground *out) {
    long n = (long)g->nx * g->ny;
    double dry = 0.0, water = g->land_fraction[LT_LAND_WATER * n + cell];
    *out = (lt_ground){.sea = g->region_fraction[LT_REGION_SEA * n + cell]};
    for (int c = 0; c < LT_N_LAND; c++) {
        double share = g->land_fraction[c * n + cell];
        if (c == LT_LAND_WATER || !(share > 0.0)) continue;
        add_class(&out->tile[classes[c].kind], &season->of[c], share);
        dry += share;
    }
    out->inland_water = at_least(water - out->sea, 0.0);
    double unknown = 1.0 - dry - out->inland_water - out->sea;
    if (unknown > 1e-6) add_class(&out->tile[LT_GROUND_LOW], &season->of[LT_LAND_CROPLAND], unknown);
    for (int k = 0; k < LT_N_GROUND; k++) take_mean(&out->tile[k]);
}

static double land_roughness(const lt_ground *ground) {
    double sum = 0.0, share = 0.0;
    for (int k = 0; k < LT_N_GROUND; k++) {
        if (!(ground->tile[k].share > 0.0)) continue;
        sum += ground->tile[k].share * log(ground->tile[k].roughness_m);
        share += ground->tile[k].share;
    }
    return share > 0.0 ? exp(sum / share) : LT_SEA_EXPOSURE;
}

lt_status lt_ground_roughness(const lt_grid *grid, lt_time t, double *out) {
    lt_land_table table;
    lt_ground_season season;
    LT_TRY(lt_land_table_read(&table));
    lt_ground_season_of(&table, t, &season);
    for (long c = 0; c < (long)grid->nx * grid->ny; c++) {
        lt_ground ground;
        lt_ground_of_cell(&season, grid, c, &ground);
        out[c] = ground.sea > 0.5 ? LT_SEA_EXPOSURE : land_roughness(&ground);
    }
    return LT_OK;
}

void lt_ground_begin(lt_ground_memory *m, const lt_ground_rules *rules, double day_K) {
    for (int k = 0; k < LT_N_GROUND; k++) m->soil_K[k] = day_K;
    m->snow_kgm2 = day_K < LT_ICE_POINT ? rules->snow_kgm2 : 0.0;
    m->snow_albedo = 0.7; /* old snow that has not thawed (A) */
    m->water_kgm2 = rules->soil_share * LT_SOIL_CAPACITY;
    m->begun = true;
}

void lt_ground_take(lt_ground_memory *m, double snow_kgm2, double soil_moisture) {
    if (!isnan(snow_kgm2)) m->snow_kgm2 = at_least(snow_kgm2, 0.0);
    if (!isnan(soil_moisture))
        m->water_kgm2 = fmin(LT_SOIL_CAPACITY, at_least((soil_moisture - WILTING) * SOIL_DEPTH * 1000.0, 0.0));
}

double lt_ground_snow_cover(const lt_ground_memory *m) {
    return fmin(1.0, m->snow_kgm2 / FULL_SNOW);
}

double lt_ground_soil_share(const lt_ground_memory *m) {
    return m->water_kgm2 / LT_SOIL_CAPACITY;
}

double lt_ground_soil_moisture(const lt_ground_memory *m) {
    return WILTING + m->water_kgm2 / (SOIL_DEPTH * 1000.0);
}

static double skin_over_hour(double skin_Wm2K) {
    return skin_Wm2K / (1.0 + 0.5 * skin_Wm2K * HOUR / heat_capacity());
}

static double vapour_conductance(const lt_ground_tile *t, double filled, double shortwave, double temperature,
                                 double soil_K) {
    double light = fmin(1.0, (0.004 * shortwave + 0.05) / (0.81 * (0.004 * shortwave + 1.0)));
    double warmth = at_least(1.0 - 0.0016 * (298.0 - temperature) * (298.0 - temperature), 0.0);
    double liquid = at_least(fmin(1.0, (soil_K - LT_ICE_POINT + 3.0) / 4.0), 0.0);
    return filled * (t->leaves * light * warmth + t->bare * liquid / 50.0);
}

lt_tile_ground lt_ground_now(const lt_ground_tile *t, lt_ground_kind kind, const lt_ground_memory *m,
                             double shortwave_Wm2, double temperature_K, double albedo) {
    double snow = lt_ground_snow_cover(m), under = t->snow_albedo * m->snow_albedo / FRESH_SNOW;
    double roughness = t->roughness_m;
    if (kind == LT_GROUND_LOW && snow > 0.0) roughness *= pow(fmin(roughness, SNOW_ROUGHNESS) / roughness, snow);
    return (lt_tile_ground){
        .roughness_m = roughness,
        .heat_roughness_m = 0.1 * roughness,
        .albedo = isnan(albedo) ? (1.0 - snow) * t->albedo + snow * under : albedo,
        .emissivity = t->emissivity,
        .wet = snow,
        .conductance_ms = vapour_conductance(t, lt_ground_soil_share(m), shortwave_Wm2, temperature_K, m->soil_K[kind]),
        .skin_Wm2K = skin_over_hour((1.0 - snow) * t->skin_Wm2K + snow * SNOW_SKIN),
        .body_K = m->soil_K[kind]};
}

lt_tile_ground lt_ground_ice(const lt_ground_memory *m, double water_K, double thickness_m) {
    double snow = lt_ground_snow_cover(m), bare_albedo = 0.5; /* of bare sea ice (R) */
    return (lt_tile_ground){.roughness_m = 1e-3,
                            .heat_roughness_m = 1e-4,
                            .albedo = (1.0 - snow) * bare_albedo + snow * m->snow_albedo,
                            .emissivity = 0.98,
                            .wet = 1.0,
                            .skin_Wm2K = ICE_CONDUCTIVITY / thickness_m,
                            .body_K = water_K};
}

void lt_ground_warm(lt_ground_memory *m, lt_ground_kind kind, double flux_Wm2, double deep_K) {
    double level = deep_K + flux_Wm2 / (heat_capacity() * DAY_FREQUENCY);
    m->soil_K[kind] = level + (m->soil_K[kind] - level) * exp(-DAY_FREQUENCY * HOUR);
}

void lt_ground_wet(lt_ground_memory *m, double precipitation_kgm2s, double snow_share, double temperature_K,
                   double evaporation_kgm2s) {
    double cover = lt_ground_snow_cover(m), degrees = temperature_K - LT_ICE_POINT;
    double fallen = HOUR * precipitation_kgm2s * snow_share, rain = HOUR * precipitation_kgm2s - fallen;
    double lost = HOUR * evaporation_kgm2s, day = HOUR / 86400.0;
    if (degrees > 0.0)
        m->snow_albedo = 0.5 + (m->snow_albedo - 0.5) * exp(-0.24 * day);
    else
        m->snow_albedo -= 0.008 * day;
    m->snow_albedo = at_least(m->snow_albedo + fmin(1.0, fallen / 10.0) * (FRESH_SNOW - m->snow_albedo), 0.5);
    double snow = m->snow_kgm2 + fallen, melt = fmin(snow, at_least(4.0 * day * degrees, 0.0));
    double sublimed = fmin(snow - melt, cover * lost);
    m->snow_kgm2 = snow - melt - sublimed;
    double water = m->water_kgm2 + rain + melt - (lost - cover * lost);
    m->water_kgm2 = at_least(fmin(LT_SOIL_CAPACITY, water), 0.0);
}
