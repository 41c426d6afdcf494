/* wastewater.c - methane and nitrous oxide of sewage and of waste water of industry.
 *
 * CH4 = OD Bo MCF (1 - R)                                 [kg a unit of activity]
 *   OD   organic load of a unit of activity, as BOD (sewage) or COD (industry)        kg
 *   Bo   methane a load can make: 0.6 of BOD, 0.25 of COD                             kg/kg
 *   MCF  = sum of m_k s_k over the ways the load takes: aerobic plants 0.05, anaerobic 0.9, septic tanks 0.3, rivers
 *          and sea 0.1; s_k their shares, the rest of 1 makes none
 *   R    share of the methane that is collected or burnt
 * N2O = 44/28 N (a EF_plant + EF_effluent)                [kg a unit of activity]
 *   N    nitrogen of a unit of activity                  kg
 *   EF   kg N2O-N a kg N: aerobic plants EF_plant, what reaches water EF_effluent (0.005)
 * Source: provincial greenhouse gas guide, 2025, as carried by a public table (S: aerobic, anaerobic, septic, Bo of BOD
 * 0.6); IPCC 2006, volume 5, chapter 6 (Bo of COD, rivers, N2O).
 * Limits: a load is counted where people live, not at the plant; nitrogen that sludge carries away is not taken off. */
#include "inventory/methods/method.h"

#include <math.h>

enum { LOAD, MOST, AEROBIC, ANAEROBIC, SEPTIC, RIVER, COLLECTED, NITROGEN, PLANT, EFFLUENT, N };

static const lt_method_parameter parameters[N] = {
    [LOAD] = {"organic_kg", "kg a unit", 0, 1e4, NAN, NULL, "organic load of a unit of activity"},
    [MOST] = {"bo", "kg/kg", 0, 1, NAN, NULL, "methane that a load can make"},
    [AEROBIC] = {"aerobic", "1", 0, 1, 0, NULL, "share of the load in aerobic plants (MCF 0.05)"},
    [ANAEROBIC] = {"anaerobic", "1", 0, 1, 0, NULL, "share of the load in anaerobic reactors (MCF 0.9)"},
    [SEPTIC] = {"septic", "1", 0, 1, 0, NULL, "share of the load in septic tanks (MCF 0.3)"},
    [RIVER] = {"river", "1", 0, 1, 0, NULL, "share of the load into rivers and sea (MCF 0.1)"},
    [COLLECTED] = {"recovered", "1", 0, 1, 0, NULL, "share of the methane that is collected"},
    [NITROGEN] = {"nitrogen_kg", "kg a unit", 0, 1e4, 0, NULL, "nitrogen of a unit of activity"},
    [PLANT] = {"ef_plant", "1", 0, 0.2, 0, NULL, "N2O-N a kg of N in aerobic plants"},
    [EFFLUENT] = {"ef_effluent", "1", 0, 0.2, 0.005, NULL, "N2O-N a kg of N that reaches water"}};

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    double mcf = 0.05 * p[AEROBIC] + 0.9 * p[ANAEROBIC] + 0.3 * p[SEPTIC] + 0.1 * p[RIVER];
    kg[LT_CH4] = p[LOAD] * p[MOST] * mcf * (1.0 - p[COLLECTED]);
    if (p[NITROGEN] > 0) kg[LT_N2O] = p[NITROGEN] * (p[AEROBIC] * p[PLANT] + p[EFFLUENT]) * 44.0 / 28.0;
}

const lt_method lt_method_wastewater = {.name = "wastewater",
                                        .activity_unit = NULL,
                                        .source =
                                            "provincial greenhouse gas guide, 2025; IPCC 2006, volume 5, chapter 6",
                                        .parameters = parameters,
                                        .n = N,
                                        .factors = factors};
