/* ozone.c - the climatology of the ozone column beside van Heuklon's, and what a column does to J.
 *
 * van Heuklon (1979, doi:10.1016/0038-092X(79)90060-4; formula S, in three public programs) for the northern half:
 *     235 + (150 + 40 sin(0.9865 (E - 30)) + 20 sin(3 (lon + 20))) sin^2(1.28 lat)    degrees; E day of the year
 * fitted before 1979, half a per cent a year to 1995 above today's column; with waves by longitude, which a zonal mean
 * lacks. Bound 15 % (measured: 14): 4 % of loss since, 3 % of those waves, 5 % of either fit.
 * dln J(O1D) / dln(column) at the ground: -1.4 at 40 degrees and 300 DU by the tables of CLaMS (../shared/data/met/
 * chem_background, J_O3b between 300 and 350 DU: -1.42 at 30, -1.53 at 60 degrees; D); bound 0.15. */
#include "model/photolysis/ozone_column.h"

#include "model/photolysis/verify/columns.h"
#include "model/photolysis/verify/verify.h"

#include <math.h>

static double van_heuklon(double lat, double lon, double day_of_year) {
    const double degree = M_PI / 180.0, s = sin(1.28 * lat * degree);
    return 235.0 +
           (150.0 + 40.0 * sin(0.9865 * (day_of_year - 30.0) * degree) + 20.0 * sin(3.0 * (lon + 20.0) * degree)) * s *
               s;
}

static lt_status add_climatology(lt_verify *verify, const lt_ozone_column *table) {
    double worst = 0.0;
    for (int month = 1; month <= 12; month++)
        for (double lat = 36.0; lat <= 48.0; lat += 3.0) {
            double DU;
            LT_TRY(lt_ozone_column_at(table, lat, month, 15, &DU));
            worst = fmax(worst, fabs(DU / van_heuklon(lat, 123.0, 30.4 * month - 15.2) - 1.0));
            if (lat == 42.0 && month % 3 == 0)
                LT_TRY(
                    LT_VERIFY_ADD(verify, .test = lt_fmt("column at 42 N, month %d", month), .metric = "DU",
                                  .scheme = "", .value = DU, .sense = LT_FACT,
                                  .source = lt_fmt("van Heuklon: %.0f", van_heuklon(lat, 123.0, 30.4 * month - 15.2))));
        }
    return LT_VERIFY_ADD(verify, .test = "climatology of the column, 36 to 48 N, all months",
                         .metric = "relative_difference", .scheme = "", .value = worst, .bound = 0.15,
                         .source = "van Heuklon (1979)");
}

static lt_status add_sensitivity(lt_verify *verify) {
    double edges_m[] = {0.0, 50.0, 500.0, 2e3, 6e3, 12e3}, j[2][2];
    for (int i = 0; i < 2; i++) {
        lt_photo_columns c;
        lt_status status = lt_photo_columns_create(5, edges_m, 300.0 + 50.0 * i, &c);
        if (status == LT_OK) {
            for (int l = 0; l < LT_LANES; l++) c.cos_sza[l] = cos((30.0 + 30.0 * (l % 2)) * M_PI / 180.0);
            lt_photo_columns_run(&c);
            for (int l = 0; l < 2; l++)
                j[i][l] = lt_photo_columns_j(&c, lt_photo_columns_row(&c, "O3_O1D_IUPAC10"), 0, l);
        }
        lt_photo_columns_free(&c);
        LT_TRY(status);
    }
    static const double clams[] = {-1.42, -1.53};
    for (int l = 0; l < 2; l++)
        LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("dlnJ(O1D)/dln(column), 300 to 350 DU, %d degrees", 30 + 30 * l),
                             .metric = "difference", .scheme = "",
                             .value = fabs(log(j[1][l] / j[0][l]) / log(350.0 / 300.0) - clams[l]), .bound = 0.15,
                             .source = lt_fmt("CLaMS: %.2f", clams[l])));
    return LT_OK;
}

lt_status lt_verify_photolysis_ozone(lt_verify *verify) {
    lt_ozone_column *table = NULL;
    LT_TRY(lt_ozone_column_read(&table));
    lt_status status = add_climatology(verify, table);
    lt_ozone_column_free(table);
    return status == LT_OK ? add_sensitivity(verify) : status;
}
