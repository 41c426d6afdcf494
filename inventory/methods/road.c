/* road.c - a road vehicle's emission of a kilometre.
 *
 *   EF_x = BEF_x phi_x gamma_x lambda_x     g/km     x: CO, HC, NOx, PM2.5, PM10
 *
 *   phi = t(T) h(RH) w(T, RH) a(z): temperature below 10 or above 25 C; humidity below or above 50 %, once more above
 *   24 C; altitude above 1500 m. An edge itself (10 C, 25 C, 24 C, 50 %, 1500 m) belongs to the base, 1.
 *
 *   gamma, speed in bins that leave no gap: [0, 20) [20, 30) 30 (30, 40) [40, 80] (80, ...): 20 km/h has the factor of
 *   20 to 30, 30 the base, 40 and 80 that of 40 to 80.
 *
 *   lambda = deterioration(year, standard) sulfur(ppm, standard) load: petrol ages from 2015 to 2018, later as 2018;
 *   sulfur by class, up to 10 50 150 350 500 800 ppm; load linear between 0, 50, 60, 75 and 100 %.
 *
 * Over a year phi and gamma are means over the kilometres (shares of road_conditions.csv: climate, speeds).
 *
 *   NMVOC = EF_HC, and for petrol the vapour E_r <1/v> + 365 E_p / L: E_r = 11.6 g/h running, E_p = 0.5 g/d parked,
 *   <1/v> hours a km, L km a year. The guide's HC is counted as NMVOC; its methane stands in CH4 once more.
 *
 *   TSP = PM10;  BC, OC = shares of PM2.5
 *
 *   SO2 = 2 s F, s sulfur by mass, F fuel [kg/km];  CO2 = c F, c = 2.925 petrol, 3.096 diesel, 2.831 gas [kg/kg]
 *
 * CH4, N2O, NH3 by class and standard, without correction.
 *
 * Source: 道路机动车大气污染物排放清单编制技术指南 (2014) through VEIN 1.5.0 (S); CO2 of the provincial GHG guide 2025;
 * standard VI assumed; the tables in data/methods/road_*.csv say all of it. VEIN's own reading gives 0 at 80 km/h.
 *
 * Limits: steps, no slope, no cold start apart from t(T); gas has no corrections but load; vapour does not know
 * temperature; the guide's vapour is that of 2014 and high for cars since; real SCR of IV and V is worse in cities. */
#include "inventory/methods/method.h"
#include "inventory/methods/road_tables.h"

#include <math.h>

enum {
    CLASS,
    FUEL,
    STANDARD,
    SPEED,
    SPEEDS,
    TEMPERATURE,
    HUMIDITY,
    CLIMATE,
    ALTITUDE,
    YEAR,
    SULFUR,
    LOAD,
    FUEL_USE,
    KM,
    SHARE_BC,
    SHARE_OC,
    N
};
static const lt_method_parameter parameters[N] = {
    [CLASS] = {"class", "1", 0, LT_ROAD_CLASSES - 1, NAN, lt_road_classes, "kind of vehicle"},
    [FUEL] = {"fuel", "1", 0, LT_ROAD_FUELS - 1, NAN, lt_road_fuels, "fuel"},
    [STANDARD] = {"standard", "1", 0, LT_ROAD_STANDARDS - 1, NAN, lt_road_standards, "emission standard"},
    [SPEED] = {"speed_kmh", "km/h", 1, 200, 30, NULL, "speed, where speeds is point"},
    [SPEEDS] = {"speeds", "1", 0, LT_ROAD_MIXES - 1, 0, lt_road_mixes, "mix of speeds (road_conditions.csv) or point"},
    [TEMPERATURE] = {"temperature_C", "degC", -60, 60, 15, NULL, "temperature, where climate is point"},
    [HUMIDITY] = {"humidity_percent", "percent", 0, 100, 50, NULL, "relative humidity, where climate is point"},
    [CLIMATE] = {"climate", "1", 0, LT_ROAD_CLIMATES - 1, 0, lt_road_climates,
                 "climate (road_conditions.csv) or point"},
    [ALTITUDE] = {"altitude_m", "m", -500, 6000, 0, NULL, "altitude above the sea"},
    [YEAR] = {"year", "1", 2014, 2100, 2014, NULL, "year, for the age of the vehicles"},
    [SULFUR] = {"sulfur_ppm", "ppm", 0, 20000, NAN, NULL, "sulfur in the fuel by mass"},
    [LOAD] = {"load_percent", "percent", 0, 100, 50, NULL, "load, empty to full"},
    [FUEL_USE] = {"fuel_kg_km", "kg/km", 1e-4, 2, NAN, NULL, "fuel of a kilometre"},
    [KM] = {"km_per_year", "km", 1, 1e6, 18000, NULL, "kilometres of a vehicle in a year"},
    [SHARE_BC] = {"f_bc", "1", 0, 1, 0.559, NULL, "black carbon in PM2.5"},
    [SHARE_OC] = {"f_oc", "1", 0, 1, 0.172, NULL, "organic carbon in PM2.5"},
};

#define RUNNING_G_PER_HOUR 11.6
#define PARKED_G_PER_DAY 0.5
#define GAS_NOT_METHANE 0.1 /* of the hydrocarbons of a gas engine */
static const double co2_kg_per_kg[LT_ROAD_FUELS] = {2.925056, 3.095910, 2.831257};

typedef struct vehicle {
    const lt_road_tables *all;
    unsigned fuel, class, standard; /* bits */
} vehicle;

/* The value of a correction at a class of its own, 1 where the table has no row. */
static double tabulated(const vehicle *v, int kind, double at, int column) {
    for (long k = 0; k < v->all->n; k++) {
        const lt_road_correction *row = &v->all->corrections[k];
        if (row->kind == kind && row->at == at && (row->fuels & v->fuel) && (row->classes & v->class) &&
            (row->standards & v->standard))
            return row->value[column];
    }
    return 1.0;
}

static double of_speed(const vehicle *v, double kmh, int column) {
    if (kmh == 30) return 1.0;
    const double edge = kmh < 20 ? 0 : kmh < 30 ? 20 : kmh < 40 ? 30 : kmh <= 80 ? 40 : 80;
    return tabulated(v, LT_ROAD_SPEED, edge, column);
}

static double of_weather(const vehicle *v, double celsius, double humidity, int column) {
    double phi = 1.0;
    if (celsius < 10) phi *= tabulated(v, LT_ROAD_TEMPERATURE, LT_ROAD_BELOW, column);
    if (celsius > 25) phi *= tabulated(v, LT_ROAD_TEMPERATURE, LT_ROAD_ABOVE, column);
    if (humidity == 50) return phi;
    const double side = humidity < 50 ? LT_ROAD_BELOW : LT_ROAD_ABOVE;
    phi *= tabulated(v, LT_ROAD_HUMIDITY, side, column);
    if (celsius > 24) phi *= tabulated(v, LT_ROAD_WARM_HUMIDITY, side, column);
    return phi;
}

static double of_sulfur(const vehicle *v, double ppm, int column) {
    static const double most[] = {10, 50, 150, 350, 500, 800};
    int k = 0;
    while (k < 5 && ppm > most[k]) k++;
    return tabulated(v, LT_ROAD_SULFUR, most[k], column);
}

static double of_load(const vehicle *v, double percent, int column) {
    static const double known[] = {0, 50, 60, 75, 100};
    int k = 0;
    while (k < 3 && percent > known[k + 1]) k++;
    const double low = tabulated(v, LT_ROAD_LOAD, known[k], column),
                 high = tabulated(v, LT_ROAD_LOAD, known[k + 1], column);
    return low + (high - low) * (percent - known[k]) / (known[k + 1] - known[k]);
}

static double corrected(const vehicle *v, const double *p, const lt_road_mix *climate, const lt_road_mix *speeds,
                        int column) {
    double phi = 0, gamma = 0;
    for (int k = 0; k < climate->n; k++)
        phi +=
            climate->parts[k].share * of_weather(v, climate->parts[k].temperature, climate->parts[k].humidity, column);
    if (p[ALTITUDE] > 1500) phi *= tabulated(v, LT_ROAD_ALTITUDE, LT_ROAD_ABOVE, column);
    for (int k = 0; k < speeds->n; k++) gamma += speeds->parts[k].share * of_speed(v, speeds->parts[k].speed, column);
    const double lambda = tabulated(v, LT_ROAD_AGE, fmin(p[YEAR], 2018), column) * of_sulfur(v, p[SULFUR], column) *
                          of_load(v, p[LOAD], column);
    return phi * gamma * lambda;
}

static double vapour_g_per_km(const double *p, const lt_road_mix *speeds) {
    double hours = 0;
    for (int k = 0; k < speeds->n; k++) hours += speeds->parts[k].share / speeds->parts[k].speed;
    return RUNNING_G_PER_HOUR * hours + PARKED_G_PER_DAY * 365 / p[KM];
}

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    const lt_road_tables *all = tables;
    const int i = (int)p[CLASS], fuel = (int)p[FUEL], standard = (int)p[STANDARD];
    const vehicle v = {all, 1u << fuel, 1u << i, 1u << standard};
    const lt_road_mix here = {
        1, {{.temperature = p[TEMPERATURE], .humidity = p[HUMIDITY], .speed = p[SPEED], .share = 1}}};
    const lt_road_mix *climate = p[CLIMATE] > 0 ? &all->climates[(int)p[CLIMATE]] : &here;
    const lt_road_mix *speeds = p[SPEEDS] > 0 ? &all->speeds[(int)p[SPEEDS]] : &here;
    const double *base = all->base[i][fuel][standard];
    static const int column[] = {
        [LT_ROAD_CO] = 0, [LT_ROAD_HC] = 1, [LT_ROAD_NOX] = 2, [LT_ROAD_PM25] = 3, [LT_ROAD_PM10] = 3};
    if (isnan(base[LT_ROAD_CO])) return; /* the guide has no such vehicle */
    double g[LT_ROAD_COLUMNS];
    for (int k = 0; k < LT_ROAD_COLUMNS; k++)
        g[k] = k < LT_ROAD_CH4 ? base[k] * corrected(&v, p, climate, speeds, column[k]) : base[k];
    if (fuel == LT_ROAD_PETROL) g[LT_ROAD_HC] += vapour_g_per_km(p, speeds);
    kg[LT_CO] = 1e-3 * g[LT_ROAD_CO];
    kg[LT_NMVOC] = 1e-3 * g[LT_ROAD_HC] * (fuel == LT_ROAD_GAS ? GAS_NOT_METHANE : 1.0);
    kg[LT_NOX] = 1e-3 * g[LT_ROAD_NOX];
    kg[LT_TSP] = kg[LT_PM10] = 1e-3 * g[LT_ROAD_PM10];
    kg[LT_PM25] = 1e-3 * g[LT_ROAD_PM25];
    kg[LT_BC] = kg[LT_PM25] * p[SHARE_BC];
    kg[LT_OC] = kg[LT_PM25] * p[SHARE_OC];
    kg[LT_SO2] = 2e-6 * p[SULFUR] * p[FUEL_USE];
    kg[LT_CO2] = co2_kg_per_kg[fuel] * p[FUEL_USE];
    kg[LT_CH4] = 1e-3 * g[LT_ROAD_CH4];
    kg[LT_N2O] = 1e-3 * g[LT_ROAD_N2O];
    kg[LT_NH3] = 1e-3 * g[LT_ROAD_NH3];
}

static const char *const files[] = {"road_base.csv", "road_corrections.csv", "road_conditions.csv", NULL};

const lt_method lt_method_road = {.name = "road",
                                  .activity_unit = "km",
                                  .source = "Chinese road guide 2014 through VEIN 1.5.0",
                                  .parameters = parameters,
                                  .n = N,
                                  .open = lt_road_tables_open,
                                  .close = lt_road_tables_close,
                                  .factors = factors,
                                  .files = files};
