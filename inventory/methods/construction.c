/* construction.c - dust of a building site, by area and months.
 *
 *   EF = e T c   kg/m2     e 0.269 kg TSP/m2 a month (1.2 short tons an acre and month), T months of work in the year
 *   c    1 TSP, 0.49 PM10, 0.10 PM2.5
 * Source: e: US EPA AP-42 13.2.3, and the same 2.69e-4 t/(m2 month) in the Chinese dust guide (2014), both recalled;
 * c: sites of Beijing 2017, 395 kt TSP, 194 kt PM10, 40 kt PM2.5 (Zhang et al. 2019, Huanjing Kexue 40(1) 135; V).
 * Limits: means over whole sites and their life; wind and rain of the year are not in it. What is done against dust
 * is a control. */
#include "inventory/methods/method.h"

#include <math.h>

enum { MONTHS, N };

static const lt_method_parameter parameters[N] = {
    [MONTHS] = {"months", "1", 0, 12, NAN, NULL, "months of work in the year"}};

#define TSP_KG_PER_M2_MONTH 0.269

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    kg[LT_TSP] = TSP_KG_PER_M2_MONTH * p[MONTHS];
    kg[LT_PM10] = 0.49 * kg[LT_TSP];
    kg[LT_PM25] = 0.10 * kg[LT_TSP];
}

const lt_method lt_method_construction = {.name = "construction",
                                          .activity_unit = "m2",
                                          .source = "AP-42 13.2.3, Chinese dust guide 2014, recalled",
                                          .parameters = parameters,
                                          .n = N,
                                          .factors = factors};
