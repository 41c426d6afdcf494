/* ship.c - a ship's engine: what a tonne of fuel gives.
 *
 *   EF = e / b x 1000 kg/t                    e [g/kWh] by engine, b [g/kWh] fuel of a kilowatt-hour
 *   PM10  = p0 + 7 x 0.02247 b (S - S0)       residual oil: p0 1.35 g/kWh at S0 2.46 %; distillate: 0.23 at 0.24 %
 *           (2.247 % of the sulfur becomes sulfate, which weighs 7 times as much with its water; S by mass)
 *   PM2.5 = 0.92 PM10,  TSP = PM10;  BC = 0.07, OC = 0.20 of PM2.5 at S0: soot does not fall with the sulfur (of less
 *           PM2.5 than that the same parts of what there is)
 *   SO2   = 2 x 0.97753 S                      CO2 = 3.114 residual, 3.206 distillate [kg/kg]
 *           b     NOx          CO   HC   CH4    N2O   [g/kWh]
 *   slow    195   18.1 17.0    1.4  0.6  0.012  0.031
 *   medium  213   14.0 13.0    1.1  0.5  0.010  0.031      NOx: built before 2000, tier I since
 *   auxiliary 227 14.7 13.0    1.1  0.4  0.008  0.031
 *   boiler  305    2.1  2.1    0.2  0.1  0.002  0.080
 * Source: US EPA/ICF 2009, Current methodologies in preparing mobile source port-related emission inventories, and the
 * IMO's fuel factors; all recalled, not read. The mean of China's ships of 2013 (10.1088/1748-9326, totals over fuel:
 * NOx 68.9, SO2 46.9, PM10 5.9, CO 2.7, VOC 2.5 kg/t) lies between slow and medium engines at 2.4 % sulfur.
 * Limits: load of 20 per cent and more; no scrubbers; PM is held at 0.1 p0 where little sulfur would make it less. */
#include "inventory/methods/method.h"

#include <math.h>

enum { ENGINE, OIL, SULFUR, TIER, N };
static const char *const engines[] = {"slow", "medium", "auxiliary", "boiler", NULL};
static const char *const oils[] = {"residual", "distillate", NULL};
static const char *const tiers[] = {"0", "I", NULL};

static const lt_method_parameter parameters[N] = {
    [ENGINE] = {"engine", "1", 0, 3, NAN, engines, "kind of engine"},
    [OIL] = {"oil", "1", 0, 1, NAN, oils, "residual or distillate"},
    [SULFUR] = {"sulfur_percent", "percent", 0, 5, NAN, NULL, "sulfur in the fuel by mass"},
    [TIER] = {"tier", "1", 0, 1, 1, tiers, "NOx tier of the engine"}};

static const struct {
    double fuel, nox[2], co, hc, ch4, n2o; /* g/kWh */
} engine_of[] = {{195, {18.1, 17.0}, 1.4, 0.6, 0.012, 0.031},
                 {213, {14.0, 13.0}, 1.1, 0.5, 0.010, 0.031},
                 {227, {14.7, 13.0}, 1.1, 0.4, 0.008, 0.031},
                 {305, {2.1, 2.1}, 0.2, 0.1, 0.002, 0.080}};
static const struct {
    double pm, sulfur, co2; /* g/kWh at a sulfur by mass; kg/kg */
} oil_of[] = {{1.35, 0.0246, 3.114}, {0.23, 0.0024, 3.206}};

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    const int engine = (int)p[ENGINE], oil = (int)p[OIL];
    const double b = engine_of[engine].fuel, per_tonne = 1e3 / b, s = 1e-2 * p[SULFUR];
    const double pm = oil_of[oil].pm + 7 * 0.02247 * b * (s - oil_of[oil].sulfur);
    kg[LT_NOX] = per_tonne * engine_of[engine].nox[(int)p[TIER]];
    kg[LT_CO] = per_tonne * engine_of[engine].co;
    kg[LT_NMVOC] = per_tonne * engine_of[engine].hc;
    kg[LT_CH4] = per_tonne * engine_of[engine].ch4;
    kg[LT_N2O] = per_tonne * engine_of[engine].n2o;
    kg[LT_TSP] = kg[LT_PM10] = per_tonne * fmax(pm, 0.1 * oil_of[oil].pm);
    kg[LT_PM25] = 0.92 * kg[LT_PM10];
    const double carbon = fmin(per_tonne * 0.92 * oil_of[oil].pm, kg[LT_PM25] / 0.27);
    kg[LT_BC] = 0.07 * carbon;
    kg[LT_OC] = 0.20 * carbon;
    kg[LT_SO2] = 1e3 * 2 * 0.97753 * s;
    kg[LT_CO2] = 1e3 * oil_of[oil].co2;
}

const lt_method lt_method_ship = {.name = "ship",
                                  .activity_unit = "t",
                                  .source = "US EPA/ICF 2009, recalled",
                                  .parameters = parameters,
                                  .n = N,
                                  .factors = factors};
