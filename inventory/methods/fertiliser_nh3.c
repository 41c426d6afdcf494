/* fertiliser_nh3.c - ammonia from mineral nitrogen on fields.
 *
 *   v = v0(type, pH) 2^((T - 20) / 10) f_place f_rate             share of the N that leaves as NH3-N, at most 0.6
 *   NH3 = 1000 x 17/14 x v                                        kg a tonne of N
 * v0: broadcast on moist soil at 20 C, linear in pH between acid (6 and less) and alkaline (8 and more) soil:
 *               urea     ammonium bicarbonate    ammonium sulfate    nitrate, phosphate, compound
 *   acid        0.088    0.233                   0.03                0.02
 *   alkaline    0.301    0.391                   0.10                0.04
 * (Huang et al. 2012, Global Biogeochem. Cycles 26, GB1030, and the ammonia guideline of 2014, which has this form;
 * figures recalled.) T air in the weeks of use [C], doubling in 10 K (recalled).
 * f_place: 1 on the surface or in floodwater; 0.32 put under or watered in (recalled; measured at Fengqiu, urea on
 * maize: 48 and 44 % on the surface, 11 % put deep, 18 % watered in, so 0.23-0.41: V, abstract of Cai et al. 2002);
 * between the two: the part that stays on top. f_rate 1.18 above 200 kg N/ha at once, else 1 (recalled).
 * Limits: no wind, no rain; slow and inhibited fertilisers are not apart. */
#include "inventory/methods/method.h"

#include <math.h>

enum { TYPE, PH, CELSIUS, ON_TOP, DOSE, N };
enum { ACID, ALKALINE };

static const char *const types[] = {"urea", "ammonium_bicarbonate", "ammonium_sulfate", "other", NULL};
static const double broadcast[][2] = {{0.088, 0.301}, {0.233, 0.391}, {0.03, 0.10}, {0.02, 0.04}};

static const lt_method_parameter parameters[N] = {
    [TYPE] = {"type", "word", 0, 3, NAN, types, "fertiliser"},
    [PH] = {"soil_ph", "1", 3, 11, NAN, NULL, "pH of the soil"},
    [CELSIUS] = {"celsius", "degC", -10, 45, NAN, NULL, "air temperature in the weeks of use"},
    [ON_TOP] = {"on_top", "1", 0, 1, NAN, NULL, "part that is not put under or watered in"},
    [DOSE] = {"dose_kg_ha", "kg/ha", 0, 1000, 150, NULL, "nitrogen at one time"}};

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    const double *v0 = broadcast[(int)p[TYPE]];
    double alkaline = fmin(1.0, fmax(0.0, (p[PH] - 6.0) / 2.0));
    double v = (1.0 - alkaline) * v0[ACID] + alkaline * v0[ALKALINE];
    v *= exp2((p[CELSIUS] - 20.0) / 10.0);
    v *= p[ON_TOP] + 0.32 * (1.0 - p[ON_TOP]);
    v *= p[DOSE] > 200.0 ? 1.18 : 1.0;
    kg[LT_NH3] = 1000.0 * 17.0 / 14.0 * fmin(0.6, v);
}

const lt_method lt_method_fertiliser_nh3 = {.name = "fertiliser_nh3",
                                            .activity_unit = "t",
                                            .source = "ammonia guideline 2014; Huang et al. 2012 (GB1030)",
                                            .parameters = parameters,
                                            .n = N,
                                            .factors = factors};
