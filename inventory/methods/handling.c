/* handling.c - dust of bulk goods that drop from a grab, a belt or a lorry.
 *
 *   EF = n k 0.0016 (u / 2.2)^1.3 / (M / 2)^1.4   kg a tonne handled
 *   k    0.74 TSP, 0.35 PM10, 0.053 PM2.5;  u wind [m/s];  M moisture of the goods [per cent];  n drops on the way
 * Source: Chinese dust guide (2014), stockpiles, as carried by a public calculator (S; US EPA AP-42 13.2.4 has it too).
 * Limits: u 0.6 to 6.7 m/s, M 0.25 to 4.8 % measured; a mean wind gives less than the winds it is the mean of. Wind
 * erosion of the piles needs gusts and is left out. */
#include "inventory/methods/method.h"

#include <math.h>

enum { WIND, MOISTURE, DROPS, N };

static const lt_method_parameter parameters[N] = {
    [WIND] = {"wind_ms", "m/s", 0, 30, NAN, NULL, "mean wind"},
    [MOISTURE] = {"moisture_percent", "percent", 0.1, 50, NAN, NULL, "moisture of the goods"},
    [DROPS] = {"drops", "1", 0, 100, 1, NULL, "drops on the way"}};

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    const double drop = 0.0016 * pow(p[WIND] / 2.2, 1.3) / pow(p[MOISTURE] / 2, 1.4);
    kg[LT_TSP] = p[DROPS] * 0.74 * drop;
    kg[LT_PM10] = p[DROPS] * 0.35 * drop;
    kg[LT_PM25] = p[DROPS] * 0.053 * drop;
}

const lt_method lt_method_handling = {.name = "handling",
                                      .activity_unit = "t",
                                      .source = "Chinese dust guide 2014, stockpiles",
                                      .parameters = parameters,
                                      .n = N,
                                      .factors = factors};
