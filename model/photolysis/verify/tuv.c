/* tuv.c - frequencies against TUV 5.4 (reference of NCAR's tuv-x, ../shared/data/chemistry) and MCM.
 *
 * Set-up of TUV there (examples/tuv_5_4.json, src/profiles/o3.F90 of NCAR/tuv-x: V): 2002-03-21, 0 N 0 E, 12 to 20 h in
 * steps of 2; standard atmosphere with ozone scaled to 300 DU; albedo 0.10; aerosol by height (level values at 340 nm,
 * Elterman 1968) scaled to 0.235 at 550 nm, single scattering albedo 0.99, asymmetry 0.61, Angstrom exponent 1 (R);
 * delta-Eddington, pseudo-spherical: the same method on 156 wavelengths. Levels every km from 0: here 200 m around
 * them. Angles: hour angle less the equation of time of the day, -7.4 min; declination 0.1
 * degrees: 1.9, 28.2, 58.2, 88.2. At 88.2 degrees 0.1 degrees more or less change J by 2 %.
 *
 * Bounds: for single compounds whose cross sections are no cause, light itself is judged: NO2 5 % to 16 km (10 % at 88
 * degrees); O3 to O(1D) 5 % at 0 to 58 degrees. Others at the ground: twice what was measured, 15 %, where source J of
 * the table and TUV take the same evaluation (JPL). Rows without bound show what other cross sections and yields make:
 * lumps of CB6 (NTR, ALDX, KET, ISPD), IUPAC against JPL, quenching.
 * Surface J beside the spread of TUV and MCM: README.txt there, at the same angles; the band is 10 % around both. */
#include "base/log.h"
#include "base/ncio.h"
#include "base/outdir.h"
#include "model/photolysis/verify/columns.h"
#include "model/photolysis/verify/verify.h"

#include <limits.h>
#include <math.h>

enum { TUV_LEVELS = 125, TUV_TIMES = 5, HEIGHTS = 30, NZ = 2 * HEIGHTS + 1, ANGLES = 4 };
static const char *const angle_name[ANGLES] = {"2", "28", "58", "88"};

typedef struct pair {
    const char *name, *tuv[3]; /* their sum */
    double bound;              /* of |ratio - 1| at the ground, 2 to 58 degrees; 0: none */
} pair;

static const pair pairs[] = {
    {"NO2_IUPAC10", {"NO2 -> NO + O(3P)"}, 0.05},
    {"O3_O1D_IUPAC10", {"O3 -> O2 + O(1D)"}, 0.05},
    {"O3_O3P_IUPAC10", {"O3 -> O2 + O(3P)"}, 0.15},
    {"H2O2_IUPAC10", {"H2O2 -> OH + OH"}, 0.15},
    {"HONO_IUPAC10", {"HNO2 -> OH + NO"}, 0.15},
    {"HNO3_IUPAC10", {"HNO3 -> OH + NO2"}, 0.15},
    {"PNA_IUPAC10", {"HNO4 -> HO2 + NO2"}, 0.15},
    {"N2O5_IUPAC10", {"N2O5 -> NO3 + NO2", "N2O5 -> NO3 + NO + O(3P)"}, 0.15},
    {"PAN_IUPAC10", {"CH3CO(OONO2) -> CH3CO(OO) + NO2", "CH3CO(OONO2) -> CH3CO(O) + NO3"}, 0.15},
    {"MEPX_IUPAC10", {"CH3OOH -> CH3O + OH"}, 0.15},
    {"FORM_R_IUPAC13", {"CH2O -> H + HCO"}, 0.15},
    {"FORM_M_IUPAC13", {"CH2O -> H2 + CO"}, 0.15},
    {"CL2_IUPAC04", {"Cl2 -> Cl + Cl"}, 0.15},
    {"HOCL_IUPAC04", {"HOCl -> HO + Cl"}, 0.15},
    {"CLONO2_1", {"ClONO2 -> ClO + NO2"}, 0.15},
    {"CLONO2_2", {"ClONO2 -> Cl + NO3"}, 0.15},
    {"NO3NO2_06", {"NO3 -> NO2 + O(3P)"}, 0.15},
    {"NO3NO_06", {"NO3 -> NO + O2"}, 0.15},
    {"ALD2_R_IUPAC13", {"CH3CHO -> CH3 + HCO"}, 0.0},
    {"ALDX_R_IUPAC13", {"C2H5CHO -> C2H5 + HCO"}, 0.0},
    {"GLYD_IUPAC13", {"HOCH2CHO -> CH2OH + HCO", "HOCH2CHO -> CH3OH + CO", "HOCH2CHO -> CH2CHO + OH"}, 0.0},
    {"GLY_R_IUPAC13", {"CHOCHO -> HCO + HCO"}, 0.0},
    {"MGLY_IUPAC10", {"CH3COCHO -> CH3CO + HCO"}, 0.0},
    {"KET_IUPAC10", {"CH3COCH2CH3 -> CH3CO + CH2CH3"}, 0.0},
    {"ACET_IUPAC10", {"CH3COCH3 -> CH3CO + CH3"}, 0.0},
    {"CLNO2_IUPAC13", {"ClNO2 -> Cl + NO2"}, 0.0},
    {"ACRO_09", {"CH2=CHCHO -> Products"}, 0.0},
    {"ISPD", {"CH2=C(CH3)CHO -> Products"}, 0.0},
    {"NTR_IUPAC10", {"CH3CHONO2CH3 -> CH3CHOCH3 + NO2"}, 0.0},
    {"IC3ONO2", {"CH3CHONO2CH3 -> CH3CHOCH3 + NO2"}, 0.0},
};
enum { N_PAIRS = sizeof pairs / sizeof *pairs };

/* Elterman's aerosol by km from 0, 340 nm, as tuv_5_4.json gives it. */
static const double elterman[HEIGHTS + 1] = {
    2.40e-01, 1.06e-01, 4.56e-02, 1.91e-02, 1.01e-02, 7.63e-03, 5.38e-03, 5.00e-03, 5.15e-03, 4.94e-03, 4.82e-03,
    4.51e-03, 4.74e-03, 4.37e-03, 4.28e-03, 4.03e-03, 3.83e-03, 3.78e-03, 3.88e-03, 3.08e-03, 2.26e-03, 1.64e-03,
    1.23e-03, 9.45e-04, 7.49e-04, 6.30e-04, 5.50e-04, 4.21e-04, 3.22e-04, 2.48e-04, 1.90e-04};

/* Its integral from the ground, linear between; nothing above 30 km (0.3 % of it there). */
static double aerosol_below(double km) {
    double sum = 0.0;
    for (int k = 0; k < HEIGHTS && k < km; k++) {
        const double f = fmin(km - k, 1.0);
        sum += f * (elterman[k] + 0.5 * f * (elterman[k + 1] - elterman[k]));
    }
    return sum;
}

static void edges_of(double *edges_m) {
    edges_m[0] = 0.0;
    edges_m[1] = 20.0;
    for (int k = 1; k <= HEIGHTS; k++) edges_m[2 * k] = 1e3 * k - 100.0;
    for (int k = 1; k <= HEIGHTS; k++) edges_m[2 * k + 1] = 1e3 * k + 100.0;
}

static int layer_of(int km) {
    return 2 * km;
}

static lt_status set_up(lt_photo_columns *c) {
    double edges_m[NZ + 1];
    edges_of(edges_m);
    LT_TRY(lt_photo_columns_create(NZ, edges_m, 300.0, c));
    c->tile.sun = lt_photolysis_sun(80);
    for (int l = 0; l < LT_LANES; l++) {
        const double hour_angle = (30.0 * (l % ANGLES) - 0.25 * 7.4) * M_PI / 180.0;
        c->cos_sza[l] = cos(hour_angle) * cos(0.1 * M_PI / 180.0);
        for (int k = 0; k < NZ; k++)
            c->aerosol_depth[k * LT_LANES + l] =
                0.235 * (aerosol_below(1e-3 * edges_m[k + 1]) - aerosol_below(1e-3 * edges_m[k])) /
                aerosol_below(HEIGHTS);
    }
    lt_photo_columns_run(c);
    return LT_OK;
}

static lt_status tuv_sum(lt_ncr *file, const pair *p, double *sum) {
    double one[TUV_LEVELS * TUV_TIMES];
    for (int i = 0; i < TUV_LEVELS * TUV_TIMES; i++) sum[i] = 0.0;
    for (int t = 0; t < 3 && p->tuv[t]; t++) {
        LT_TRY(lt_ncr_get_double(file, p->tuv[t], NULL, TUV_LEVELS * TUV_TIMES, one));
        for (int i = 0; i < TUV_LEVELS * TUV_TIMES; i++) sum[i] += one[i];
    }
    return LT_OK;
}

static double ratio(const lt_photo_columns *c, int row, const double *tuv, int km, int angle) {
    return lt_photo_columns_j(c, row, layer_of(km), angle) / tuv[km * TUV_TIMES + angle];
}

/* The largest |ratio - 1| from the ground to a height, angles first .. last. */
static double worst(const lt_photo_columns *c, int row, const double *tuv, int km, int first, int last) {
    double largest = 0.0;
    for (int k = 0; k <= km; k++)
        for (int a = first; a <= last; a++) largest = fmax(largest, fabs(ratio(c, row, tuv, k, a) - 1.0));
    return largest;
}

static lt_status add_pair(lt_verify *verify, const lt_photo_columns *c, lt_ncr *file, const pair *p) {
    static const int heights[] = {0, 1, 3, 6, 10, 16};
    double tuv[TUV_LEVELS * TUV_TIMES];
    const int row = lt_photo_columns_row(c, p->name);
    LT_TRY(tuv_sum(file, p, tuv));
    for (size_t h = 0; h < sizeof heights / sizeof *heights; h++)
        for (int a = 0; a < ANGLES; a++)
            LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("J(%s)", p->name),
                                 .metric = lt_fmt("over_TUV_%d_km_%s_deg", heights[h], angle_name[a]), .scheme = "",
                                 .value = ratio(c, row, tuv, heights[h], a), .sense = LT_FACT, .source = "TUV 5.4"));
    if (p->bound == 0.0) return LT_OK;
    return LT_VERIFY_ADD(verify, .test = lt_fmt("J(%s)", p->name), .metric = "off_TUV_ground_2_to_58_deg", .scheme = "",
                         .value = worst(c, row, tuv, 0, 0, 2), .bound = p->bound, .source = "TUV 5.4");
}

static lt_status add_light(lt_verify *verify, const lt_photo_columns *c, lt_ncr *file) {
    double tuv[TUV_LEVELS * TUV_TIMES];
    LT_TRY(tuv_sum(file, &pairs[0], tuv));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "J(NO2), ground to 16 km", .metric = "off_TUV_2_to_58_deg", .scheme = "",
                         .value = worst(c, lt_photo_columns_row(c, pairs[0].name), tuv, 16, 0, 2), .bound = 0.05,
                         .source = "TUV 5.4"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "J(NO2), ground to 16 km", .metric = "off_TUV_88_deg", .scheme = "",
                         .value = worst(c, lt_photo_columns_row(c, pairs[0].name), tuv, 16, 3, 3), .bound = 0.1,
                         .source = "TUV 5.4"));
    LT_TRY(tuv_sum(file, &pairs[1], tuv));
    return LT_VERIFY_ADD(verify, .test = "J(O3 to O1D), ground to 16 km", .metric = "off_TUV_2_to_58_deg", .scheme = "",
                         .value = worst(c, lt_photo_columns_row(c, pairs[1].name), tuv, 16, 0, 2), .bound = 0.05,
                         .source = "TUV 5.4");
}

/* TUV's values are those of its file at 2, 28 and 58 degrees, which README.txt calls 0, 30 and 60. */
static lt_status add_spread(lt_verify *verify, const lt_photo_columns *c) {
    static const struct {
        const char *name;
        double tuv[3], mcm[3];
    } published[] = {{"NO2_IUPAC10", {1.11e-2, 1.01e-2, 6.3e-3}, {8.92e-3, 8.26e-3, 5.77e-3}},
                     {"O3_O1D_IUPAC10", {4.86e-5, 3.62e-5, 9.9e-6}, {3.78e-5, 2.73e-5, 7.0e-6}}};
    for (int p = 0; p < 2; p++)
        for (int a = 0; a < 3; a++) {
            const double j = lt_photo_columns_j(c, lt_photo_columns_row(c, published[p].name), 0, a);
            const double low = 0.9 * published[p].mcm[a], high = 1.1 * published[p].tuv[a];
            LT_TRY(LT_VERIFY_ADD(
                verify, .test = lt_fmt("J(%s) at the ground, %s degrees", published[p].name, angle_name[a]),
                .metric = "J_over_highest", .scheme = "", .value = j / high, .bound = 1.0, .source = "TUV 5.4 + 10 %"));
            LT_TRY(LT_VERIFY_ADD(verify,
                                 .test = lt_fmt("J(%s) at the ground, %s degrees", published[p].name, angle_name[a]),
                                 .metric = "J_over_lowest", .scheme = "", .value = j / low, .sense = LT_AT_LEAST,
                                 .bound = 1.0, .source = "MCM - 10 %"));
        }
    return LT_OK;
}

static lt_status compare(lt_verify *verify, const lt_photo_columns *c, const char *path) {
    lt_ncr *file = NULL;
    LT_TRY(lt_ncr_open(path, &file));
    lt_status status = add_light(verify, c, file);
    for (int p = 0; p < N_PAIRS && status == LT_OK; p++) status = add_pair(verify, c, file, &pairs[p]);
    lt_ncr_close(file);
    return status;
}

lt_status lt_verify_photolysis_tuv(lt_verify *verify) {
    char path[PATH_MAX];
    lt_photo_columns c;
    lt_status status = set_up(&c);
    if (status == LT_OK) status = add_spread(verify, &c);
    if (status == LT_OK) {
        if (lt_data_path("chemistry/tuv_reference_photo_rates.nc", path, sizeof path) == LT_OK && lt_path_exists(path))
            status = compare(verify, &c, path);
        else {
            lt_error_clear();
            lt_remark(LT_LOG_WARNING,
                      "tuv: ratios are left out, the real data are not here (LANTIAN_DATA names their folder)");
        }
    }
    lt_photo_columns_free(&c);
    return status;
}
