/* livestock_nh3.c - ammonia of animals: the ammoniacal nitrogen (TAN) that they excrete, less what each stage loses.
 *
 * Ammonia guideline of 2014 (氨源指南), as Liao and Chen 2017 carry it (doi 10.13930/j.cnki.cjea.161078; read):
 *   TAN = d (U n_U + F n_F) / 100 tan                kg N a head and year; U, F urine and faeces [kg/d], n [% N]
 *   A_l = x TAN, A_s = (1 - x) TAN                   as liquid, as solid manure
 *   house    H_i = h_i A_i                           i = l, s
 *   storage  S_i = s_i (A_i - H_i),  L_i = q_i f_i (A_i - H_i - S_i)       L: as N2O, NO, N2
 *   field    G_i = (A_i - H_i - S_i - L_i) (1 - R) g_i
 *   NH3 = 1.214 sum of the stages that are asked for
 * h s g shares of TAN lost as NH3; q loss of N2O, NO and N2; f the part of solid TAN it takes (0.1; liquid: 1);
 * R part that is not spread. Temperature: h and s x 1.041^(T - 15), g x 1.041^(T_field - 15) (Holos equations 4.3.1-8,
 * 4.3.2-3 after Chai et al. 2014, 2016; read in its code), never above 1 in all.
 * Known answers: the same paper's kilograms a head (layer 0.175, broiler 0.133, pig 3.383, cow 38.05; a regression over
 * districts). It takes half of poultry manure as a liquid that loses nothing; our rows take all of it as solid.
 * Limits: the shares are those of intensive farms at 10-20 C; the guideline's table of free-range animals was not
 * found. With f = 1, as in the EMEP guidebook, solid manure would lose a third of its TAN as N2 and spreading would
 * fall so. */
#include "inventory/methods/method.h"

#include <math.h>

enum {
    STAGE,
    DAYS,
    URINE,
    FAECES,
    URINE_N,
    FAECES_N,
    TAN,
    LIQUID,
    HOUSE_L,
    HOUSE_S,
    STORE_L,
    STORE_S,
    LOSS_L,
    LOSS_S,
    LOSS_PART,
    FIELD_L,
    FIELD_S,
    NOT_SPREAD,
    T_HOUSE,
    T_FIELD,
    N
};
enum { BEFORE_FIELD, FIELD, ALL };

static const char *const stages[] = {"house_and_store", "field", "all", NULL};

#define SHARE(column, text)                                                                                            \
    { column, "1", 0, 1, NAN, NULL, text }
static const lt_method_parameter parameters[N] = {
    [STAGE] = {"stage", "word", 0, 2, NAN, stages, "what is counted"},
    [DAYS] = {"days", "d", 1, 366, 365, NULL, "days in the year that a place is filled"},
    [URINE] = {"urine_kg_d", "kg/d", 0, 60, NAN, NULL, "urine"},
    [FAECES] = {"faeces_kg_d", "kg/d", 0, 100, NAN, NULL, "faeces"},
    [URINE_N] = {"urine_n_percent", "percent", 0, 10, NAN, NULL, "nitrogen of urine"},
    [FAECES_N] = {"faeces_n_percent", "percent", 0, 10, NAN, NULL, "nitrogen of faeces"},
    [TAN] = SHARE("tan", "ammoniacal part of the nitrogen"),
    [LIQUID] = {"liquid", "1", 0, 1, 0.5, NULL, "part of the manure handled as a liquid"},
    [HOUSE_L] = SHARE("house_liquid", "TAN of liquid manure lost in the house"),
    [HOUSE_S] = SHARE("house_solid", "TAN of solid manure lost in the house"),
    [STORE_L] = SHARE("store_liquid", "TAN of liquid manure lost in the store"),
    [STORE_S] = SHARE("store_solid", "TAN of solid manure lost in the store"),
    [LOSS_L] = SHARE("loss_liquid", "TAN of liquid manure lost as N2O, NO, N2"),
    [LOSS_S] = SHARE("loss_solid", "TAN of solid manure lost as N2O, NO, N2"),
    [LOSS_PART] = {"loss_part", "1", 0, 1, 0.1, NULL, "part of solid TAN that loses N2O, NO, N2"},
    [FIELD_L] = SHARE("field_liquid", "TAN of liquid manure lost after spreading"),
    [FIELD_S] = SHARE("field_solid", "TAN of solid manure lost after spreading"),
    [NOT_SPREAD] = {"not_spread", "1", 0, 1, 0, NULL, "part of the manure that is used otherwise"},
    [T_HOUSE] = {"house_celsius", "degC", -30, 40, 15, NULL, "temperature of house and store"},
    [T_FIELD] = {"field_celsius", "degC", -30, 40, 15, NULL, "temperature when manure is spread"}};

static double at(double share, double celsius) {
    return fmin(1.0, share * pow(1.041, celsius - 15.0));
}

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    double tan = p[DAYS] * (p[URINE] * p[URINE_N] + p[FAECES] * p[FAECES_N]) / 100.0 * p[TAN];
    double before = 0, field = 0;
    for (int solid = 0; solid < 2; solid++) {
        double in = tan * (solid ? 1.0 - p[LIQUID] : p[LIQUID]);
        double house = in * at(p[HOUSE_L + solid], p[T_HOUSE]);
        double store = (in - house) * at(p[STORE_L + solid], p[T_HOUSE]);
        double lost = (in - house - store) * p[LOSS_L + solid] * (solid ? p[LOSS_PART] : 1.0);
        before += house + store;
        field += (in - house - store - lost) * (1.0 - p[NOT_SPREAD]) * at(p[FIELD_L + solid], p[T_FIELD]);
    }
    int stage = (int)p[STAGE];
    kg[LT_NH3] = 1.214 * ((stage != FIELD ? before : 0.0) + (stage != BEFORE_FIELD ? field : 0.0));
}

const lt_method lt_method_livestock_nh3 = {.name = "livestock_nh3",
                                           .activity_unit = "head",
                                           .source = "ammonia guideline 2014, through Liao and Chen 2017",
                                           .parameters = parameters,
                                           .n = N,
                                           .factors = factors};
