/* solvent.c - volatile organic compounds of a product that holds solvent.
 *
 * NMVOC = (1000 s + v / d + t) (1 - a b)        [kg a tonne of product as bought]
 *   s  VOC in the product, by mass              kg/kg    (0 where v is given)
 *   v  VOC in the product, by volume            g/l      what GB 18582, GB 30981 and the like limit
 *   d  density of the product                   kg/l
 *   t  thinner and cleaner used with it         kg/t     all of it VOC
 *   a  share of the vapour that is captured     1
 *   b  share of what is captured that is destroyed       1
 * v is meant a litre of product as delivered: limits stated "less water" are higher than what a litre of a water-based
 * product holds, and must be turned first.
 *
 * Source: material balance, as in the VOC guide of 2014 and GB 37822-2019; a and b of a firm are what it measures.
 *
 * Limits: all solvent evaporates in the year of use; what stays in the product or leaves with waste is not taken off;
 * the CO2 of what is destroyed is not counted. A control of the ledger (controls/solvent.csv) multiplies on top: give
 * a and b here or there. */
#include "inventory/methods/method.h"

#include <math.h>

enum { SHARE, VOLUME, DENSITY, THINNER, CAPTURED, DESTROYED, N };

static const lt_method_parameter parameters[N] = {
    [SHARE] = {"voc_share", "kg/kg", 0, 1, 0, NULL, "VOC in the product by mass"},
    [VOLUME] = {"voc_g_per_l", "g/l", 0, 1000, 0, NULL, "VOC in the product by volume"},
    [DENSITY] = {"density_kg_per_l", "kg/l", 0.5, 3, 1.2, NULL, "density of the product"},
    [THINNER] = {"thinner_kg", "kg/t", 0, 3000, 0, NULL, "thinner and cleaner a tonne of product"},
    [CAPTURED] = {"captured", "1", 0, 1, 0, NULL, "share of the vapour that is captured"},
    [DESTROYED] = {"destroyed", "1", 0, 1, 0, NULL, "share of the captured vapour that is destroyed"}};

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    double voc = 1000.0 * p[SHARE] + p[VOLUME] / p[DENSITY] + p[THINNER];
    kg[LT_NMVOC] = voc * (1.0 - p[CAPTURED] * p[DESTROYED]);
}

const lt_method lt_method_solvent = {.name = "solvent",
                                     .activity_unit = "t",
                                     .source = "material balance (VOC guide of 2014, GB 37822-2019)",
                                     .parameters = parameters,
                                     .n = N,
                                     .factors = factors};
