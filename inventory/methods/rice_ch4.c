/* rice_ch4.c - methane of flooded rice fields.
 *
 * IPCC 2006 vol. 4 ch. 5, equations 5.1 to 5.3, unchanged in the 2019 Refinement:
 *   EF  = EF_c SF_w SF_p SF_o                  kg CH4 ha-1 d-1
 *   SF_o = (1 + sum_k ROA_k CFOA_k)^0.59
 *   CH4 = EF t                                 kg ha-1 in a season
 * EF_c field flooded all the season, not flooded in the 180 days before it, nothing added: 1.30 (2006), 1.19 (2019)
 * SF_w water during the season; SF_p water before it; t days from planting to the last drainage
 * ROA_k what is worked in [t/ha; straw dry, the rest as it is]; CFOA_k how much of it counts as fresh straw:
 *         straw < 30 d before   straw earlier   compost   farmyard manure   green manure
 *   2006      1.00                0.29           0.05       0.14              0.50
 *   2019      1.00                0.19           0.17       0.21              0.45
 * Known answer: 1.19 kg x 113 d x GWP 27 = 3 630.69 kg CO2e/ha (ClimateView framework, V). CFOA, SF: recalled.
 * Limits: one season a year; no CH4 of the drained soil; the 95 % range of EF_c alone is 0.80-2.20 (2006). */
#include "inventory/methods/method.h"

#include <math.h>

enum { GUIDE, EFC, SFW, SFP, DAYS, FRESH, OLD, COMPOST, MANURE, GREEN, N };
enum { N_AMENDMENTS = 5 };

static const char *const guides[] = {"ipcc2006", "ipcc2019", NULL};
static const double counts_as_straw[][N_AMENDMENTS] = {{1.00, 0.29, 0.05, 0.14, 0.50}, {1.00, 0.19, 0.17, 0.21, 0.45}};

static const lt_method_parameter parameters[N] = {
    [GUIDE] = {"guide", "word", 0, 1, NAN, guides, "whose conversion factors of organic matter"},
    [EFC] = {"efc", "kg ha-1 d-1", 0, 10, NAN, NULL, "field that is flooded all the season, without additions"},
    [SFW] = {"sfw", "1", 0, 2, 1, NULL, "scaling: water during the season"},
    [SFP] = {"sfp", "1", 0, 3, 1, NULL, "scaling: water before the season"},
    [DAYS] = {"days", "d", 1, 365, NAN, NULL, "length of the season"},
    [FRESH] = {"straw_fresh_t_ha", "t/ha", 0, 30, 0, NULL, "dry straw worked in less than 30 days before planting"},
    [OLD] = {"straw_old_t_ha", "t/ha", 0, 30, 0, NULL, "dry straw worked in earlier"},
    [COMPOST] = {"compost_t_ha", "t/ha", 0, 100, 0, NULL, "compost, as it is"},
    [MANURE] = {"manure_t_ha", "t/ha", 0, 100, 0, NULL, "farmyard manure, as it is"},
    [GREEN] = {"green_t_ha", "t/ha", 0, 100, 0, NULL, "green manure, as it is"}};

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    double straw = 0;
    for (int k = 0; k < N_AMENDMENTS; k++) straw += p[FRESH + k] * counts_as_straw[(int)p[GUIDE]][k];
    kg[LT_CH4] = p[EFC] * p[SFW] * p[SFP] * pow(1.0 + straw, 0.59) * p[DAYS];
}

const lt_method lt_method_rice_ch4 = {.name = "rice_ch4",
                                      .activity_unit = "ha",
                                      .source = "IPCC 2006 and 2019 Refinement, vol. 4 ch. 5, equations 5.1-5.3",
                                      .parameters = parameters,
                                      .n = N,
                                      .factors = factors};
