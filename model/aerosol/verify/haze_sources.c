/* haze_sources.c - the numbers of the haze columns. Chosen before any response was looked at; none is tuned.
 *
 * Weather. Winter: hours of December to February 2013-14 in Shenyang with PM2.5 above 115 ug/m3 (1676 of 4252; mean
 * 214): temperature and humidity by 3 h at the ground, D from the hourly file of Liang et al. 2016 (doi
 * 10.1002/2016JD024877, CC BY 4.0). Wind: below 2 m/s in the haze of 16 to 21 December 2016 over central Liaoning (Li
 * et al. 2018, doi 10.1007/s13351-018-7053-6, S); the days are those. Summer: hours of June to August with more than
 * 75 ug/m3 (812; mean 105), wind 2.4 m/s, the same file. Aloft the daily mean of the ground, colder by 6.5 K/km from
 * 400 m upwards in winter (an inversion below, A) and from the ground in summer; humidity that of the daily mean, half
 * of it above the mixed air (A). Mixing: 150 m by night, 400 m from 10 to 16 h in winter, 1200 m from 9 to 18 h in
 * summer (A). Clouds: in winter stratus from 3 to 9 h between 150 and 400 m, a third of the sky, 0.1 g/kg in it; in
 * summer cumulus from 12 to 17 h in the upper half of 400 to 1200 m, a fifth of the sky, 0.3 g/kg (A).
 *
 * Emission. Shenyang 2016: Zhu Shengnan et al. 2023, doi 10.16803/j.cnki.issn.1004-6216.2022060007 (V): 10^4 t of CO
 * 38.64, NOx 10.63, SO2 3.17, NH3 5.28, VOC 14.03, PM2.5 5.54, PM10 10.59, BC 0.57, OC 1.82. Organic matter 1.5 of OC
 * (R 1.4 to 1.8). Over the prefecture, 12 848 km2 (V, computed from its outline), or over the urban districts, 3471 km2
 * (a page that names the planning area, S): what is not ammonia of fields and animals, nor of plants. Seasons: emission
 * of the shipped inventory on liaoning-27 in a week of January and of July over that of its year (D, 2020 base, laws
 * with the weather of the week). Stacks: power, heat and industry in the shipped inventory's Shenyang (D); they emit
 * between 150 and 400 m (A). Natural VOC: 9.48 kt a year in the shipped inventory's Shenyang (D), 3.5 of the mean in
 * July (A), 0 in winter.
 *
 * Species. Shares of the shipped inventory, liaoning-27, January, kg a kg: NOx, VOC, ions of fine particles without
 * carbon (D); chloride is hardly in it, and none is emitted here. What is left of these: half soil, half other (A),
 * soil by the composition of background_cb6r5.csv, Mn a fiftieth of Fe (crust, R). Organic matter: CMAQ's volatility of
 * biomass burning, as coal stoves here (inventory/data/speciation/poa_volatility.csv); in equilibrium it does not
 * matter in which phase it leaves.
 *
 * Ground. Winter: gases over snow, middle of the ranges in model/data/deposition_published.csv; summer: the same table,
 * town and fields. Particles 0.1 and 0.15 cm/s (R). What is not named: 0 (A). */
#include "model/aerosol/verify/haze_sources.h"

#include "model/kernel/ltmath.h"

#include <math.h>
#include <string.h>

const double lt_haze_edges[LT_HAZE_LAYERS + 1] = {0, 150, 400, 1200, 8000};
static const double year_s = 365.0 * 86400.0, pi = 3.14159265358979323846;

/* --- weather ------------------------------------------------------------------------------------------------------ */

static const struct season {
    lt_time start; /* midnight in UTC+8 */
    int month;
    double wind;
    double celsius[8], humidity[8]; /* at 0, 3 ... 21 h */
    double lapse_from;              /* m */
    int mixed_by_day;
    double day_from, day_to;
    int cloud_layer;
    double cloud_from, cloud_to, cloud_water, cloud_share; /* kg/kg inside the cloud */
} seasons[LT_N_HAZE_SEASONS] = {{1481904000 /* 2016-12-17 */,
                                 12,
                                 2.0,
                                 {-11.5, -13.2, -14.2, -10.3, -4.7, -2.9, -5.7, -8.7},
                                 {0.70, 0.73, 0.73, 0.69, 0.59, 0.61, 0.66, 0.66},
                                 400.0,
                                 2,
                                 10.0,
                                 16.0,
                                 1,
                                 3.0,
                                 9.0,
                                 1e-4,
                                 1.0 / 3.0},
                                {1468512000 /* 2016-07-15 */,
                                 7,
                                 2.4,
                                 {21.8, 20.3, 20.5, 25.0, 27.9, 29.0, 27.7, 24.1},
                                 {0.84, 0.87, 0.87, 0.73, 0.64, 0.65, 0.73, 0.86},
                                 0.0,
                                 3,
                                 9.0,
                                 18.0,
                                 2,
                                 12.0,
                                 17.0,
                                 3e-4,
                                 0.2}};

static double of_day(const double *by_3h, double hour) {
    const int n = (int)(hour / 3.0) % 8;
    const double f = hour / 3.0 - floor(hour / 3.0);
    return (1.0 - f) * by_3h[n] + f * by_3h[(n + 1) % 8];
}

static double mean(const double *by_3h) {
    double sum = 0.0;
    for (int n = 0; n < 8; ++n) sum += by_3h[n];
    return sum / 8.0;
}

lt_haze_air lt_haze_air_at(lt_haze_season season, int layer, double hour) {
    const struct season *s = &seasons[season];
    const double z = 0.5 * (lt_haze_edges[layer] + lt_haze_edges[layer + 1]);
    const double above = z > s->lapse_from ? z - s->lapse_from : 0.0;
    const bool cloud = layer == s->cloud_layer && hour >= s->cloud_from && hour < s->cloud_to;
    lt_haze_air air = {.temperature = 273.15 + mean(s->celsius) - 0.0065 * above, .humidity = mean(s->humidity)};
    if (layer >= s->mixed_by_day) air.humidity *= 0.5;
    if (layer == 0) {
        air.temperature = 273.15 + of_day(s->celsius, hour);
        air.humidity = of_day(s->humidity, hour);
    }
    air.cloud_share = cloud ? s->cloud_share : 0.0;
    air.cloud_water = s->cloud_water * air.cloud_share;
    return air;
}

int lt_haze_mixed(lt_haze_season season, double hour) {
    const struct season *s = &seasons[season];
    return hour >= s->day_from && hour < s->day_to ? s->mixed_by_day : 1;
}

lt_time lt_haze_start(lt_haze_season season) {
    return seasons[season].start;
}

int lt_haze_month(lt_haze_season season) {
    return seasons[season].month;
}

double lt_haze_wind(lt_haze_season season) {
    return seasons[season].wind;
}

/* --- emission ----------------------------------------------------------------------------------------------------- */

static const double area_m2[] = {[LT_HAZE_PREFECTURE] = 12848e6, [LT_HAZE_DISTRICTS] = 3471e6};

double lt_haze_length(lt_haze_place place) {
    return sqrt(area_m2[place]);
}

enum { P_SO2, P_NOX, P_NH3, P_VOC, P_CO, P_BC, P_POM, P_FINE, P_COARSE, P_PLANTS, N_POLLUTANTS };
static const struct pollutant {
    lt_haze_cut cut;
    double kt;                        /* of the year */
    double season[LT_N_HAZE_SEASONS]; /* over the mean of the year */
    double into_stack;
    bool everywhere; /* of fields, animals, plants */
} pollutants[N_POLLUTANTS] = {
    [P_SO2] = {LT_HAZE_SO2, 31.7, {1.49, 0.86}, 0.86, false},
    [P_NOX] = {LT_HAZE_NOX, 106.3, {1.23, 1.00}, 0.41, false},
    [P_NH3] = {LT_HAZE_NH3, 52.8, {0.485, 1.54}, 0.0, true},
    [P_VOC] = {LT_HAZE_VOC, 140.3, {1.0, 1.0}, 0.06, false},
    [P_CO] = {LT_HAZE_CO, 386.4, {1.64, 0.77}, 0.31, false},
    [P_BC] = {LT_HAZE_PRIMARY, 5.7, {2.12, 0.57}, 0.05, false},
    [P_POM] = {LT_HAZE_PRIMARY, 1.5 * 18.2, {3.1, 0.33}, 0.01, false},
    [P_FINE] = {LT_HAZE_PRIMARY, 55.4 - 5.7 - 1.5 * 18.2, {1.49, 1.23}, 0.09, false},
    [P_COARSE] = {LT_HAZE_PRIMARY, 105.9 - 55.4, {1.0, 1.0}, 0.0, false},
    [P_PLANTS] = {LT_HAZE_NATURAL, 9.48, {0.0, 3.5}, 0.0, true},
};

/* kg of the species a kg of the pollutant; NOx is as NO2. */
static const struct part {
    const char *species;
    int pollutant;
    double share;
} parts[] = {
    {"SO2", P_SO2, 1.0},        {"CO", P_CO, 1.0},          {"NH3", P_NH3, 1.0},      {"NO", P_NOX, 0.5883},
    {"NO2", P_NOX, 0.0957},     {"HONO", P_NOX, 0.0022},    {"PAR", P_VOC, 0.4050},   {"XYLMN", P_VOC, 0.1667},
    {"TOL", P_VOC, 0.1094},     {"ETH", P_VOC, 0.0523},     {"OLE", P_VOC, 0.0469},   {"ETHY", P_VOC, 0.0459},
    {"ETHA", P_VOC, 0.0409},    {"BENZENE", P_VOC, 0.0240}, {"PRPA", P_VOC, 0.0219},  {"FORM", P_VOC, 0.0216},
    {"ALD2", P_VOC, 0.0133},    {"ETOH", P_VOC, 0.0089},    {"MEOH", P_VOC, 0.0064},  {"ALDX", P_VOC, 0.0062},
    {"ACET", P_VOC, 0.0061},    {"IOLE", P_VOC, 0.0054},    {"KET", P_VOC, 0.0053},   {"AACD", P_VOC, 0.0030},
    {"APIN", P_VOC, 0.0024},    {"PACD", P_VOC, 0.0020},    {"ISOP", P_VOC, 0.0017},  {"GLY", P_VOC, 0.0015},
    {"FACD", P_VOC, 0.0013},    {"TERP", P_VOC, 0.0013},    {"NAPH", P_VOC, 0.0005},  {"ISOP", P_PLANTS, 0.79},
    {"TERP", P_PLANTS, 0.14},   {"APIN", P_PLANTS, 0.07},   {"AECJ", P_BC, 1.0},      {"ALVPO1J", P_POM, 0.2},
    {"ASVPO1J", P_POM, 0.1},    {"ASVPO2J", P_POM, 0.1},    {"ASVPO3J", P_POM, 0.2},  {"AIVPO1J", P_POM, 0.4},
    {"ASO4J", P_FINE, 0.307},   {"ANO3J", P_FINE, 0.029},   {"ANH4J", P_FINE, 0.021}, {"AOTHRJ", P_FINE, 0.3215},
    {"ASOILJ", P_FINE, 0.2540}, {"ACAJ", P_FINE, 0.0225},   {"AFEJ", P_FINE, 0.0252}, {"AKJ", P_FINE, 0.0129},
    {"AMGJ", P_FINE, 0.0064},   {"AMNJ", P_FINE, 0.0005},   {"ACORS", P_COARSE, 0.5}, {"ASOIL", P_COARSE, 0.5},
};
enum { N_PARTS = sizeof parts / sizeof *parts };
_Static_assert((int)N_PARTS <= (int)LT_HAZE_MOST_SOURCES, "all have room");

int lt_haze_sources(lt_haze_season season, lt_haze_place place, lt_haze_source *out) {
    for (int n = 0; n < N_PARTS; ++n) {
        const struct pollutant *p = &pollutants[parts[n].pollutant];
        const double area = area_m2[p->everywhere ? LT_HAZE_PREFECTURE : place];
        out[n] = (lt_haze_source){parts[n].species, p->cut,
                                  parts[n].share * 1e6 * p->kt * p->season[season] / (area * year_s), p->into_stack};
    }
    return N_PARTS;
}

/* More by day: 0.3 at midnight, 1.7 at noon (A); of plants as the sun of a day of 14 h. */
double lt_haze_by_hour(double hour, bool natural) {
    if (!natural) return 1.0 - 0.7 * lt_cos(2.0 * pi * hour / 24.0);
    return hour > 5.0 && hour < 19.0 ? 24.0 / 14.0 * 0.5 * pi * lt_sin(pi * (hour - 5.0) / 14.0) : 0.0;
}

/* --- ground ------------------------------------------------------------------------------------------------------- */

static const struct taken {
    const char *species;
    double cm_s[LT_N_HAZE_SEASONS];
} taken[] = {{"HNO3", {1.2, 2.0}},  {"SO2", {0.2, 0.5}}, {"O3", {0.05, 0.3}},
             {"NO2", {0.007, 0.2}}, {"NH3", {0.2, 0.7}}, {"H2O2", {0.3, 1.0}},
             {"PAN", {0.05, 0.15}}, {"HCL", {1.2, 2.0}}, {"FORM", {0.1, 0.5}}};

double lt_haze_velocity(lt_haze_season season, const char *species, bool is_particle) {
    static const double particle_cm_s[LT_N_HAZE_SEASONS] = {0.1, 0.15};
    if (is_particle) return 0.01 * particle_cm_s[season];
    for (size_t n = 0; n < sizeof taken / sizeof *taken; ++n)
        if (strcmp(taken[n].species, species) == 0) return 0.01 * taken[n].cm_s[season];
    return 0.0;
}
