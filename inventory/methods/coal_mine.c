/* coal_mine.c - methane of a tonne of coal that is mined.
 *
 * CH4 = d (q_mining + q_after) (1 - R)        [kg a tonne of raw coal]
 *   q_mining  methane set free by mining        m3/t     q_after  by handling afterwards        m3/t
 *   d         density of methane at 20 degrees and 1 atm, 0.67 kg/m3 (IPCC 2006, volume 2, 4.1)
 *   R         share that is drained and used or burnt
 * Source: provincial greenhouse gas guide 2011, table of factors of underground and open mines (recalled).
 * Limits: one factor for mines of gas that differs by a hundred; closed mines go on leaking and are missing. */
#include "inventory/methods/method.h"

#include <math.h>

enum { MINING, AFTER, USED, N };

static const lt_method_parameter parameters[N] = {
    [MINING] = {"mining_m3_per_t", "m3/t", 0, 100, NAN, NULL, "methane set free by mining"},
    [AFTER] = {"after_m3_per_t", "m3/t", 0, 20, NAN, NULL, "methane set free after mining"},
    [USED] = {"used", "1", 0, 1, 0, NULL, "share that is drained and used"}};

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    kg[LT_CH4] = 0.67 * (p[MINING] + p[AFTER]) * (1.0 - p[USED]);
}

const lt_method lt_method_coal_mine = {.name = "coal_mine",
                                       .activity_unit = "t",
                                       .source = "provincial greenhouse gas guide, 2011",
                                       .parameters = parameters,
                                       .n = N,
                                       .factors = factors};
