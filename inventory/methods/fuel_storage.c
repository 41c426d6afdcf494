/* fuel_storage.c - vapour of petrol, diesel and crude oil from the depot to the car's tank, by temperature.
 *
 * Vapour pressure of petrol (AP-42 7.1, figure 7.1-14b; T in kelvin, P in psi, s = 3 degF/% slope of the 10 % point):
 *   P = exp{[0.7553 - 413/F] s^0.5 lg R - [1.854 - 1042/F] s^0.5 + [2416/F - 2.013] lg R - 8742/F + 15.64}
 *   F = 1.8 T,  R Reid vapour pressure in psi. Of other liquids P is given.
 *
 * Stages, q in kg a tonne of fuel (D density of the liquid, kg/m3; W molar mass of the vapour; G = 8.314 J/mol/K):
 *   loading     q = S P W / (G T) / D     S 1.45 splash, 0.6 from below, 1.0 in vapour balance (AP-42 5.2 eq. 1)
 *   unloading   q = S P W / (G T) / D     the same into the station's tank (recovery stage I)
 *   breathing   q = b / D                 b 120 g/m3 of petrol (AP-42 table 5.2-7) x P(T) / P(15.6 C)
 *   refuelling  q = r / D                 r = max(0, 264.2 (-5.909 - 0.0949 dT + 0.0884 t + 0.485 R)) g/m3 of petrol
 *                                         (AP-42 5.2 eq. 6; stage II); other liquids P W / (G T)
 *   spillage    q = 80 / D                g/m3 of petrol (AP-42 table 5.2-7); other liquids as given
 *   given       q = loss                  kg/t as a document states it (floating roofs, tank farms)
 *   t of the petrol in degF, dT the car's tank less the petrol in degF
 *
 * NMVOC = q (1 - e u),  e efficiency of the recovery, u share of the fuel that it serves; stage III treats what the
 * vents still breathe.
 *
 * Source: EPA AP-42, 5.2 (1995, 2008) and 7.1; its sample of loading and tabulated pressures are worked examples.
 * Stations of China so lose 2.4 kg a tonne of petrol on a mean of cities, 1.5 to 3.5 (10.13198/j.issn.1001-6929.
 * 2022.12.06, abstract read).
 *
 * Limits: a mean temperature and vapour pressure stand for a year (against the twelve months of Shenyang with winter
 * and summer petrol 2 % too low: calendar petrol_vapour); vapour is all NMVOC. */
#include "inventory/methods/method.h"

#include <math.h>

enum { LOADING, UNLOADING, BREATHING, REFUELLING, SPILLAGE, GIVEN, N_STAGES };
enum { STAGE, CELSIUS, RVP, PRESSURE, MOLAR, DENSITY, SATURATION, WARMER, LOSS, EFFICIENCY, SERVED, N };

static const char *const stages[] = {"loading", "unloading", "breathing", "refuelling", "spillage", "given", NULL};

static const lt_method_parameter parameters[N] = {
    [STAGE] = {"stage", "", 0, 0, NAN, stages, "where the vapour leaves"},
    [CELSIUS] = {"temperature_C", "degC", -40, 50, 15.6, NULL, "temperature of the liquid"},
    [RVP] = {"rvp_kPa", "kPa", 0, 110, 0, NULL, "Reid vapour pressure (petrol); 0 = not petrol"},
    [PRESSURE] = {"pressure_kPa", "kPa", 0, 110, 0, NULL, "true vapour pressure, where rvp_kPa is 0"},
    [MOLAR] = {"molar_g", "g/mol", 16, 250, 65, NULL, "molar mass of the vapour"},
    [DENSITY] = {"density_kg_m3", "kg/m3", 500, 1100, 740, NULL, "density of the liquid"},
    [SATURATION] = {"saturation", "1", 0, 1.5, 1, NULL, "saturation of the displaced vapour"},
    [WARMER] = {"tank_warmer_C", "K", -20, 20, 0, NULL, "car's tank warmer than the petrol"},
    [LOSS] = {"loss_kg_per_t", "kg/t", 0, 50, 0, NULL, "loss as stated (stage given; spillage of other liquids)"},
    [EFFICIENCY] = {"recovery", "1", 0, 1, 0, NULL, "efficiency of the vapour recovery"},
    [SERVED] = {"served", "1", 0, 1, 0, NULL, "share of the fuel that it serves"}};

static const double psi_kPa = 6.894757, gas_J_molK = 8.314463;

/* True vapour pressure of petrol [kPa]. */
static double petrol_kPa(double celsius, double rvp_kPa) {
    double f = 1.8 * (celsius + 273.15), lg = log10(rvp_kPa / psi_kPa), root = sqrt(3.0);
    return psi_kPa * exp((0.7553 - 413.0 / f) * root * lg - (1.854 - 1042.0 / f) * root + (2416.0 / f - 2.013) * lg -
                         8742.0 / f + 15.64);
}

/* What a cubic metre of liquid drives out of a tank of saturated vapour [kg/m3]. */
static double displaced(const double *p, double kPa) {
    return kPa * p[MOLAR] / (gas_J_molK * (p[CELSIUS] + 273.15));
}

static double refuelling(const double *p, double kPa) {
    if (p[RVP] <= 0) return displaced(p, kPa);
    double fahrenheit = 1.8 * p[CELSIUS] + 32.0;
    double mg_l = 264.2 * (-5.909 - 0.0949 * 1.8 * p[WARMER] + 0.0884 * fahrenheit + 0.485 * p[RVP] / psi_kPa);
    return 1e-3 * fmax(0.0, mg_l);
}

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    bool petrol = p[RVP] > 0;
    double kPa = petrol ? petrol_kPa(p[CELSIUS], p[RVP]) : p[PRESSURE], loss = 0; /* kg/m3 */
    switch ((int)p[STAGE]) {
    case LOADING:
    case UNLOADING:
        loss = p[SATURATION] * displaced(p, kPa);
        break;
    case BREATHING:
        loss = petrol ? 0.120 * kPa / petrol_kPa(15.6, p[RVP]) : 1e-3 * p[LOSS] * p[DENSITY];
        break;
    case REFUELLING:
        loss = refuelling(p, kPa);
        break;
    case SPILLAGE:
        loss = petrol ? 0.080 : 1e-3 * p[LOSS] * p[DENSITY];
        break;
    default:
        loss = 1e-3 * p[LOSS] * p[DENSITY];
    }
    kg[LT_NMVOC] = 1000.0 * loss / p[DENSITY] * (1.0 - p[EFFICIENCY] * p[SERVED]);
}

const lt_method lt_method_fuel_storage = {.name = "fuel_storage",
                                          .activity_unit = "t",
                                          .source = "EPA AP-42, 5.2 and 7.1",
                                          .parameters = parameters,
                                          .n = N,
                                          .factors = factors};
