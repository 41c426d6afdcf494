/* cloud.c - J(NO2) and J(O3 to O1D) under, in and above cloud.
 *
 * Thick cloud against the correction of RADM and CMAQ (Chang et al. 1987, doi:10.1029/JD092iD12p14681, after Madronich
 * 1987, doi:10.1029/JD092iD08p09740; R): transmission t = (5 - exp(-d)) / (4 + 3 d (1 - 0.86)) of optical depth d,
 *     below 1.6 t cos z,   above 1 + 1.2 (1 - t) cos z      times the cloudless J(NO2)
 * for d of 5 and more and angles to 60 degrees. Both are two-stream results for one cloud over a black ground; bound
 * 0.25, the spread of one- and three-dimensional models of such cases.
 * A layer of cover f: (1 - f) J(0) + f J(1), by definition of the cloudy part; bound: rounding. A depth of 0 is no
 * cloud at all. Cover of two layers: at random when parted, at most when they touch. */
#include "model/photolysis/verify/columns.h"
#include "model/photolysis/verify/verify.h"

#include <math.h>
#include <string.h>

enum { NZ = 16, IN = 3, BELOW = 0, ABOVE = 8 };

/* Lanes: angles 0, 30, 60 in the first three. */
static lt_status set_up(lt_photo_columns *c) {
    double edges_m[NZ + 1];
    for (int k = 0; k <= NZ; k++) edges_m[k] = 800.0 * k;
    LT_TRY(lt_photo_columns_create(NZ, edges_m, 320.0, c));
    for (int l = 0; l < LT_LANES; l++) {
        c->cos_sza[l] = cos((l % 3) * 30.0 * M_PI / 180.0);
        c->albedo_uv[l] = c->albedo_visible[l] = 0.05;
    }
    return LT_OK;
}

static void put(lt_photo_columns *c, int k, double depth, double fraction) {
    for (int l = 0; l < LT_LANES; l++) {
        c->cloud_depth[k * LT_LANES + l] = depth;
        c->cloud_fraction[k * LT_LANES + l] = fraction;
    }
}

static lt_status add_thick(lt_verify *verify, lt_photo_columns *c) {
    static const double depths[] = {5.0, 10.0, 30.0};
    const int no2 = lt_photo_columns_row(c, "NO2_IUPAC10");
    double clear[NZ][3], worst[2] = {0.0, 0.0};
    put(c, IN, 0.0, 0.0);
    lt_photo_columns_run(c);
    for (int k = 0; k < NZ; k++)
        for (int a = 0; a < 3; a++) clear[k][a] = lt_photo_columns_j(c, no2, k, a);
    for (int d = 0; d < 3; d++) {
        put(c, IN, depths[d], 1.0);
        lt_photo_columns_run(c);
        const double t = (5.0 - exp(-depths[d])) / (4.0 + 3.0 * depths[d] * (1.0 - 0.86));
        for (int a = 0; a < 3; a++) {
            const double mu = c->cos_sza[a], theirs[2] = {1.6 * t * mu, 1.0 + 1.2 * (1.0 - t) * mu};
            for (int side = 0; side < 2; side++) {
                const int k = side == 0 ? BELOW : IN + 1;
                const double ours = lt_photo_columns_j(c, no2, k, a) / clear[k][a];
                worst[side] = fmax(worst[side], fabs(ours / theirs[side] - 1.0));
                LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("J(NO2), cloud of %g, %d degrees", depths[d], 30 * a),
                                     .metric = side == 0 ? "over_clear_at_the_ground" : "over_clear_above_cloud",
                                     .scheme = "", .value = ours, .sense = LT_FACT,
                                     .source = lt_fmt("RADM: %.2f", theirs[side])));
            }
        }
        LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("J(NO2) at the foot of a cloud of %g, overhead sun", depths[d]),
                             .metric = "over_clear", .scheme = "",
                             .value = lt_photo_columns_j(c, no2, IN, 0) / clear[IN][0], .sense = LT_FACT,
                             .source = "mean of the layer of cloud"));
    }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "J(NO2) under cloud of 5 to 30, 0 to 60 degrees", .metric = "off_RADM",
                         .scheme = "", .value = worst[0], .bound = 0.25, .source = "Chang et al. (1987)"));
    return LT_VERIFY_ADD(verify, .test = "J(NO2) above cloud of 5 to 30, 0 to 60 degrees", .metric = "off_RADM",
                         .scheme = "", .value = worst[1], .bound = 0.25, .source = "Chang et al. (1987)");
}

/* Largest relative difference of all J from (1 - cover) clear + cover overcast. */
static double off_mixture(const lt_photo_columns *c, const double *clear, const double *overcast, double cover) {
    double worst = 0.0;
    for (int i = 0; i < c->n_j * c->nz * LT_LANES; i++) {
        const double exact = (1.0 - cover) * clear[i] + cover * overcast[i];
        if (exact > 0.0) worst = fmax(worst, fabs(c->j[i] / exact - 1.0));
    }
    return worst;
}

static lt_status add_cover(lt_verify *verify, lt_photo_columns *c) {
    const size_t n = (size_t)(c->n_j * c->nz * LT_LANES);
    double *clear = NULL, *overcast = NULL;
    LT_TRY(lt_calloc(n, sizeof *clear, &clear));
    lt_status status = lt_calloc(n, sizeof *overcast, &overcast);
    if (status == LT_OK) {
        put(c, IN, 12.0, 0.0);
        lt_photo_columns_run(c);
        memcpy(clear, c->j, n * sizeof *clear);
        put(c, IN, 12.0, 1.0);
        put(c, IN + 1, 6.0, 1.0);
        lt_photo_columns_run(c);
        memcpy(overcast, c->j, n * sizeof *overcast);
        put(c, IN, 12.0, 0.4);
        put(c, IN + 1, 6.0, 0.4);
        lt_photo_columns_run(c);
        status = LT_VERIFY_ADD(verify, .test = "two touching layers of cover 0.4", .metric = "off_the_mixture",
                               .scheme = "", .value = off_mixture(c, clear, overcast, 0.4), .bound = 1e-9,
                               .source = "(1 - f) J(0) + f J(1): they overlap wholly");
    }
    if (status == LT_OK) {
        put(c, IN + 1, 0.0, 0.0);
        put(c, IN, 12.0, 1.0);
        put(c, ABOVE, 6.0, 1.0);
        lt_photo_columns_run(c);
        const double whole = lt_photo_columns_j(c, 0, BELOW, 0);
        put(c, IN, 12.0, 0.4);
        put(c, ABOVE, 6.0, 0.5);
        lt_photo_columns_run(c);
        /* 1 - 0.6 x 0.5 = 0.7 of the column is cloudy with depths 12 x 0.4 / 0.7 and 6 x 0.5 / 0.7 */
        const double mixed = lt_photo_columns_j(c, 0, BELOW, 0);
        put(c, IN, 12.0 * 0.4 / 0.7, 1.0);
        put(c, ABOVE, 6.0 * 0.5 / 0.7, 1.0);
        lt_photo_columns_run(c);
        const double exact = 0.3 * clear[0] + 0.7 * lt_photo_columns_j(c, 0, BELOW, 0);
        status = LT_VERIFY_ADD(verify, .test = "two layers that are parted, 0.4 and 0.5", .metric = "off_the_mixture",
                               .scheme = "", .value = fabs(mixed / exact - 1.0), .bound = 1e-9,
                               .source = "at random: cover 0.7");
        if (status == LT_OK)
            status = LT_VERIFY_ADD(verify, .test = "the same whole", .metric = "below_broken", .scheme = "",
                                   .value = whole / mixed, .bound = 1.0, .source = "more cloud, less light");
        put(c, IN, 0.0, 0.0);
        put(c, ABOVE, 0.0, 1.0);
        lt_photo_columns_run(c);
        if (status == LT_OK)
            status = LT_VERIFY_ADD(verify, .test = "cover without depth", .metric = "off_cloudless", .scheme = "",
                                   .value = off_mixture(c, clear, clear, 0.0), .bound = 1e-14, .source = "no cloud");
    }
    lt_free(clear);
    lt_free(overcast);
    return status;
}

lt_status lt_verify_photolysis_cloud(lt_verify *verify) {
    lt_photo_columns c;
    lt_status status = set_up(&c);
    if (status == LT_OK) status = add_thick(verify, &c);
    if (status == LT_OK) status = add_cover(verify, &c);
    lt_photo_columns_free(&c);
    return status;
}
